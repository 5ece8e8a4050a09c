export { thoughtsHeld } from './actions/plan.ts'
export { isForSchool } from './model/templates.ts'
export { seesPlans } from './store.ts'
