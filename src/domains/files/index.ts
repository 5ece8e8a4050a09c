export { checkFiles } from './actions/check.ts'
export { protectedIn, soughtFor } from './actions/sought.ts'
export { agreedWords as fileAgreedWords, kindWords as fileKindWords } from './model/file.ts'
export {
  findIn,
  kindsNamed,
  kindWords,
  type ProtectedKind,
  type Sought,
  soughtIn,
  soughtOfSchool,
} from './model/protected.ts'
export { incidentsToChoose } from './store.ts'
