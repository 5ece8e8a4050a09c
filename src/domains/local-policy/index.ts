export { frameworkNow, releaseChecklistAt } from './store.ts'
