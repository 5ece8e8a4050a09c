export { managementOn, type Readiness } from './actions.ts'
export { isAsked, readyTag } from './views/readiness.ts'
