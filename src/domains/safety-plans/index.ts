export { thoughtsHeld } from './actions/plan.ts'
export { seesPlans } from './store.ts'
