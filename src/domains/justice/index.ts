export { type Custody, custodyOn } from './actions/custody.ts'
export type { Since } from './model/standing.ts'
