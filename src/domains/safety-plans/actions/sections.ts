import type { Work } from '../../../platform/request.ts'
import type { Services } from '../../../rules/services.ts'
import type { CasePerson } from '../../cases/index.ts'
import { type PapersForm, paperCodes, whereField } from '../model/papers.ts'
import { type ChildForm, childIn, papersOf } from '../model/sections.ts'
import { placeIn, type Refused } from './beside.ts'
import { type Plan, saveSection } from './plan.ts'

/** What the plan says of one child (CH-01, P2-16). */
export const saveChild = (
  services: Services,
  work: Work,
  plan: Plan,
  { id: childId, name }: CasePerson,
  form: ChildForm,
): Promise<void> =>
  saveSection(services, work, plan, { about: 'child', childId, name, ...form }, childIn(plan.sections, childId))

/** How it stands with the papers of one person (P2-06); refused where it would name a protected place. */
export const savePapers = async (
  services: Services,
  work: Work,
  plan: Plan,
  { id: personId, name, called }: CasePerson,
  form: PapersForm,
): Promise<Refused | undefined> => {
  const words = paperCodes.map((code): [string, string | null] => [whereField(code), form.papers[code]?.where ?? null])
  const refused = await placeIn(services, work, plan.caseId, words)
  if (refused) return refused
  const content = { about: 'papers', personId, name: called ?? name, ...form } as const
  await saveSection(services, work, plan, content, papersOf(plan.sections, personId))
  return undefined
}
