export { whyOf } from './actions.ts'
export { purposeWords } from './model.ts'
