export { thoughtsHeld } from './actions/plan.ts'
export { placesIn } from './model/paper.ts'
