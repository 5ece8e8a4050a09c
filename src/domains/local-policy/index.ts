export { releaseChecklistAt } from './store.ts'
