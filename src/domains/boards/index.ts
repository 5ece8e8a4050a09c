export { addressOf, type BoardName, boardNames, caseFilter, dutyFilter } from './model.ts'
export { type CaseRow, casesGranted, type DutyRow, dutiesOf, teamIdsOf, teamOf } from './store/index.ts'
