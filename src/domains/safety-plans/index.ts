export { thoughtsHeld } from './actions/plan.ts'
export { isForSchool } from './model/templates.ts'
export { placesIn } from './model/paper.ts'
export { seesPlans } from './store.ts'
