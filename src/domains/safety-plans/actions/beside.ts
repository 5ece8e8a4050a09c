import type { Work } from '../../../platform/request.ts'
import type { Services } from '../../../rules/services.ts'
import type { CasePerson } from '../../cases/index.ts'
import { namesOneOf } from '../../people/index.ts'
import { isChildIn } from '../model/children.ts'
import { type Consultation, consultationSchema, type Party, partySchema } from '../model/parties.ts'
import { type Visits, visitsSchema } from '../model/visits.ts'
import {
  countRecords,
  countUnder,
  recordOf,
  recordsHeld,
  recordsOf,
  recordsUnder,
  versionsOfRecord,
} from '../store/records.ts'
import { namedIn, soughtOnPaper } from './paper.ts'
import { type Kept, keepRecord, openRecords } from './records.ts'

export type Refused = { field: string; problem: string }
/** The first field that names a place that nobody may learn of, and which sort of place. */
export const placeIn = async (
  services: Services,
  work: Work,
  caseId: string,
  words: readonly [field: string, words: string | null][],
): Promise<Refused | undefined> => {
  const sought = await soughtOnPaper(services, work, caseId)
  for (const [field, text] of words) {
    const kinds = namedIn(text ?? '', sought)
    if (kinds.length > 0) return { field, problem: `This names ${kinds.join(' and ')}. Say it without that` }
  }
  return undefined
}

export type KeptVisits = Kept<Visits>
export const visitsOn = async (services: Services, work: Work, caseId: string, page: number) => ({
  records: await openRecords(services, work, await recordsOf(work.tx, caseId, 'visits', page), visitsSchema),
  total: await countRecords(work.tx, caseId, 'visits'),
})
export const visitsOf = async (
  services: Services,
  work: Work,
  caseId: string,
  id: string,
): Promise<KeptVisits | undefined> => {
  const row = await recordOf(work.tx, caseId, 'visits', id)
  return row && (await openRecords(services, work, [row], visitsSchema))[0]
}
/** Keeps an arrangement; refused where it names a protected place, or where an order keeps somebody away and nobody asked a lawyer (S-13). */
export const keepVisits = async (
  services: Services,
  work: Work,
  { caseId, personId, content, clashes }: { caseId: string; personId: string; content: Visits; clashes: boolean },
  was?: KeptVisits,
): Promise<Refused | { recordId: string }> => {
  const { supervision: _, on: _1, over: _2, ...words } = content
  const refused = await placeIn(services, work, caseId, Object.entries(words))
  if (refused) return refused
  if (clashes && content.advice === null)
    return {
      field: 'advice',
      problem:
        'An order keeps somebody away. Ask for legal advice first, and write down who gave it and what they said',
    }
  return { recordId: await keepRecord(services, work, { kind: 'visits', caseId, personId, content }, was) }
}
export const endVisits = async (
  services: Services,
  work: Work,
  was: KeptVisits & { says: Visits },
  over: string,
): Promise<void> => {
  const { caseId, personId, says } = was
  await keepRecord(services, work, { kind: 'visits', caseId, personId, content: { ...says, over }, isOver: true }, was)
}

export type KeptParty = Kept<Party>
export const partiesOn = async (services: Services, work: Work, caseId: string, page: number) => ({
  records: await openRecords(services, work, await recordsOf(work.tx, caseId, 'party', page), partySchema),
  total: await countRecords(work.tx, caseId, 'party'),
})
export const partyOf = async (
  services: Services,
  work: Work,
  caseId: string,
  id: string,
): Promise<KeptParty | undefined> => {
  const row = await recordOf(work.tx, caseId, 'party', id)
  return row && (await openRecords(services, work, [row], partySchema))[0]
}
/** What was decided about them, the first first. */
export const partyVersions = async (
  services: Services,
  work: Work,
  { caseId, recordId }: KeptParty,
): Promise<Party[]> => {
  const rows = await versionsOfRecord(work.tx, caseId, recordId)
  return (await openRecords(services, work, rows, partySchema)).flatMap(({ says }) => says ?? [])
}
export const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase()
export type OfPeople = { people: readonly CasePerson[]; personId: string; today: string }
/** A school is told and asked about the child whose plan it is for, and about no other child of the case. */
export const notItsChild = (
  sort: string,
  words: Readonly<Record<string, string | null>>,
  { people, personId, today }: OfPeople,
): Refused | undefined => {
  const child = people.find(({ id }) => id === personId)
  if (sort !== 'school' || !child) return undefined
  const others = people.filter((person) => person.id !== personId && isChildIn(today)(person))
  const field = Object.entries(words).find(([, said]) => namesOneOf(said ?? '', others, child))?.[0]
  return field === undefined
    ? undefined
    : {
        field,
        problem: 'This names another child of the case. A school learns of the child whose plan it is, and of no other',
      }
}
/** Keeps whether it is safe to involve somebody; each is decided about once for a person, and then changed. */
export const keepParty = async (
  services: Services,
  work: Work,
  { caseId, personId, content }: { caseId: string; personId: string; content: Party },
  of: OfPeople,
  was?: KeptParty,
): Promise<Refused | { recordId: string }> => {
  const { who, why, scope, method, consentWords, decidedBy } = content
  const words = Object.entries({ who, why, scope, method, consentWords, decidedBy })
  const refused = (await placeIn(services, work, caseId, words)) ?? notItsChild(content.sort, { scope, method }, of)
  if (refused) return refused
  const rows = (await recordsHeld(work.tx, caseId, 'party', personId)).filter(
    ({ recordId }) => recordId !== was?.recordId,
  )
  const known = await openRecords(services, work, rows, partySchema)
  if (known.some(({ says }) => says && same(says.who, who)))
    return { field: 'who', problem: 'It was decided about them before. Change that decision' }
  const { decision } = content
  return { recordId: await keepRecord(services, work, { kind: 'party', caseId, personId, content, decision }, was) }
}

export type KeptConsultation = Kept<Consultation>
export const consultationsOf = async (
  services: Services,
  work: Work,
  { caseId, recordId }: KeptParty,
  page: number,
) => ({
  records: await openRecords(
    services,
    work,
    await recordsUnder(work.tx, caseId, ['consultation'], recordId, page),
    consultationSchema,
  ),
  total: await countUnder(work.tx, caseId, recordId),
})
export const consultationOf = async (
  services: Services,
  work: Work,
  party: KeptParty,
  id: string,
): Promise<KeptConsultation | undefined> => {
  const row = await recordOf(work.tx, party.caseId, 'consultation', id)
  return row?.ofRecord === party.recordId
    ? (await openRecords(services, work, [row], consultationSchema))[0]
    : undefined
}
/** Keeps what a party was asked, or what came back. The database refuses the first where it is not safe to involve them. */
export const keepConsultation = async (
  services: Services,
  work: Work,
  { caseId, personId, recordId: ofRecord, says }: KeptParty,
  content: Consultation,
  of: OfPeople,
  was?: KeptConsultation,
): Promise<Refused | undefined> => {
  const { asked, about, answer } = content
  const refused =
    (await placeIn(services, work, caseId, Object.entries({ asked, about, answer }))) ??
    notItsChild(says?.sort ?? '', { about }, of)
  if (refused) return refused
  await keepRecord(services, work, { kind: 'consultation', caseId, personId, content, ofRecord }, was)
  return undefined
}
