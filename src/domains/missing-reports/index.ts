export { enterMatches } from './actions.ts'
