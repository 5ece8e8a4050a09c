export { checkFiles } from './actions/check.ts'
export { foundLate } from './actions/late.ts'
export {
  firstHeld,
  heldWords,
  openPlaces,
  protectedIn,
  soughtBut,
  soughtFor,
  soughtOfProviders,
} from './actions/sought.ts'
export { agreedWords as fileAgreedWords, kindWords as fileKindWords } from './model/file.ts'
export { type PlaceStored, placeStored } from './model/place.ts'
export {
  type Found,
  findIn,
  folded,
  isPlace,
  kindsNamed,
  kindWords,
  type PlaceKind,
  type ProtectedKind,
  partsOfPlace,
  placeKinds,
  type Sought,
  soughtIn,
  soughtOfPlace,
  soughtOfSchool,
} from './model/protected.ts'
export { incidentsToChoose } from './store.ts'
