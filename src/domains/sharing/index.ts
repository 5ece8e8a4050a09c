export { approversFor, besideRefused, type LetIn, letInOtherAgency, shareByReferral } from './actions.ts'
export { agreementWords, type BesideForm, besideForm, toldWords } from './model.ts'
export { waitToBeLetIn } from './store.ts'
export { besideFields } from './views/beside.ts'
