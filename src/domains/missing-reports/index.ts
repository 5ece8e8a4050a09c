export { enterMatches, forgetReports } from './actions.ts'
