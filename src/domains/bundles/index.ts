export { closeToNobody } from './actions/choices.ts'
export {
  hashOf,
  isAsItWas as isBundleAsItWas,
  markOf as bundleMark,
  paperOf,
  standingOf as bundleStanding,
} from './actions/index.ts'
export { makeBundles } from './actions/read-through.ts'
export { itemsIn } from './model/bundle.ts'
export { type BundleRow, bundleOf } from './store.ts'
