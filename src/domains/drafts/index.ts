export { removeOld } from './actions.ts'
export { draftSaving, isKept } from './model.ts'
