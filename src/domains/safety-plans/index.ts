export { thoughtsHeld } from './actions/plan.ts'
