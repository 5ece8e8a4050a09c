export { wipeOldPacks } from './actions.ts'
