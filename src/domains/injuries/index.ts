export { openInjury, openMarks } from './actions.ts'
export { regionOf, regions, type View, views, viewWords } from './model/body.ts'
export { agreedWords, isKind, kindWords } from './model/forms.ts'
export { type InjuryRow, injuriesOf } from './store.ts'
