export { lookAtSent } from './actions/late.ts'
