export { thoughtsHeld } from './actions.ts'
