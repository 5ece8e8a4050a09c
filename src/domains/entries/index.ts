export { type Custody, custodyFrom, custodyOn } from './actions/custody.ts'
export { formAbout } from './actions/read.ts'
export { currentOf, detailsOf, recordEntry } from './actions/record.ts'
export {
  type Condition,
  type ConditionInput,
  type ConditionKind,
  conditionKinds,
  conditionLabel,
  isConditionKind,
  isInForce,
  isOfBail,
  isOfOrder,
} from './model/conditions.ts'
export { conditionsInText } from './model/conditions-in-text.ts'
export { detailLines } from './model/detail-lines.ts'
export { takesConditions } from './model/entry-forms.ts'
export { type EntryInput, entryInput, type FormAbout, filledIn } from './model/entry-input.ts'
export { grades, marks, ranks } from './model/fields.ts'
export { formatLatency } from './model/latency.ts'
export { pagesOf, rowsAPage } from './model/pages.ts'
export { bailLimits, beyondRank, type Fact, factsIn, nextHearing, type Since, standingOf } from './model/standing.ts'
export { bodyChoices, bodyName, entryLabel, isBody } from './model/words.ts'
export {
  conditionsOf,
  type EntryRow,
  entriesOfTypes,
  intelligenceIn,
  justiceEntries,
  perpetratorsOf,
  pointsOf,
} from './store.ts'
export {
  type Answers,
  area,
  choose,
  type Errors,
  type Filled,
  receivedFields,
  sourceFields,
  textInput,
  tickBox,
  whenFields,
} from './views/fields.ts'
