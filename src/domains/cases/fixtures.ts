import type { NewCaseForm } from './model/new-case.ts'

export const aNewCase = (changes: Partial<NewCaseForm> = {}): NewCaseForm => ({
  victimName: 'Alder Inventado',
  victimBornOn: undefined,
  perpetratorName: 'Bracken Inventado',
  perpetratorBornOn: undefined,
  relationship: 'former partner',
  concern: 'Came to the house at night and would not leave.',
  source: 'Her neighbour, by telephone',
  ...changes,
})
