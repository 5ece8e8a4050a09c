export { checkFiles } from './actions/check.ts'
export { protectedIn } from './actions/sought.ts'
export {
  kindsNamed,
  kindWords,
  type ProtectedKind,
  type Sought,
  soughtIn,
  soughtOfSchool,
} from './model/protected.ts'
