export { checkFiles } from './actions/check.ts'
