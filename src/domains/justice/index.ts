export { type Custody, custodyOn } from './actions/custody.ts'
