export { approversFor, besideRefused, type LetIn, letInOtherAgency, shareByReferral, sharedNow } from './actions.ts'
export {
  agreements,
  agreementWords,
  type BesideForm,
  bases,
  basisWords,
  besideForm,
  inForce,
  isReportedSide,
  outsideCodes,
  outsideKinds,
  outsideWords,
  specials,
  toldWords,
} from './model.ts'
export { namesOfOtherSide, type SharingRow, waitToBeLetIn } from './store.ts'
export { toOf, whatOf } from './views/about.ts'
export { besideFields } from './views/beside.ts'
