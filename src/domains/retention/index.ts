export { proposeErasures } from './actions.ts'
