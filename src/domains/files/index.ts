export { checkFiles } from './actions/check.ts'
export { kindsNamed, kindWords, type Sought, soughtIn, soughtOfSchool } from './model/protected.ts'
