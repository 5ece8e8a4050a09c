export { closeToNobody, mayStillHave } from './actions/choices.ts'
export {
  foundInReadings,
  hashOf,
  holdsNoShut,
  isAsItWas as isBundleAsItWas,
  markOf as bundleMark,
  paperOf,
  recipientOf,
  standingOf as bundleStanding,
} from './actions/index.ts'
export { makeBundles } from './actions/read-through.ts'
export { itemsIn, moved } from './model/bundle.ts'
export { type BundleRow, bundleOf } from './store.ts'
