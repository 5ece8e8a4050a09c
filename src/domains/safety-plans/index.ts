export { thoughtsHeld } from './actions/plan.ts'
export { placesIn } from './model/paper.ts'
export { isForSchool } from './model/templates.ts'
export { plansThatHold, seesPlans } from './store/index.ts'
