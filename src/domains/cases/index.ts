export { type OpenedCase, openCase } from './actions.ts'
