import type { Work } from '../../../platform/request.ts'
import { dayText } from '../../../platform/times.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import { atExactly, type NewEntry, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import { lockCase } from '../../cases/index.ts'
import { keepingAwayOn } from '../../orders/index.ts'
import { mayBe } from '../../people/index.ts'
import { partySchema } from '../model/parties.ts'
import {
  type Look,
  type Looked,
  lookSchema,
  saysWhy,
  type Telling,
  type Told,
  type ToldForm,
  tellingSchema,
  toldSchema,
} from '../model/tellings.ts'
import {
  countRecords,
  countUnder,
  countVersions,
  everyRecordHeld,
  latestUnder,
  recordOf,
  recordsHeld,
  recordsOf,
  recordsUnder,
  versionsOfRecord,
  versionsOnPage,
} from '../store/records.ts'
import { notItsChild, type OfPeople, placeIn, type Refused, same } from './beside.ts'
import { type Kept, keepRecord, openRecords } from './records.ts'

export type KeptTold = Kept<Told>
/** Somebody who may be told of an order, with what they were told last. */
export type KeptTelling = Kept<Telling> & { told: KeptTold | undefined; isAgainst: boolean }
/** The same where it has not been erased. */
export type TellingSaid = KeptTelling & { says: Telling }

const withTold = async (services: Services, work: Work, tellings: readonly Kept<Telling>[]): Promise<KeptTelling[]> => {
  const [first] = tellings
  if (!first) return []
  const ids = tellings.map(({ recordId }) => recordId)
  const told = await openRecords(services, work, await latestUnder(work.tx, first.caseId, 'told', ids), toldSchema)
  const unsafe = await partiesNotSafe(services, work, first.caseId)
  return tellings.map((telling) => ({
    ...telling,
    told: told.find(({ ofRecord }) => ofRecord === telling.recordId),
    isAgainst: telling.says !== null && unsafe.some(isOf(telling.personId, telling.says)),
  }))
}
/** Those of whom it was decided that it is not safe to involve them at all (SP-25). */
const partiesNotSafe = async (services: Services, work: Work, caseId: string) => {
  const rows = (await everyRecordHeld(work.tx, caseId, 'party')).filter(({ decision }) => decision === 'not safe')
  return openRecords(services, work, rows, partySchema)
}
type NotSafe = Awaited<ReturnType<typeof partiesNotSafe>>[number]
const isOf =
  (personId: string, { who, known }: Pick<Telling, 'who' | 'known'>) =>
  (party: NotSafe): boolean =>
    party.personId === personId &&
    (known === partyValue(party.recordId) || (party.says !== null && same(party.says.who, who)))

export const personValue = (id: string): string => `person ${id}`
export const partyValue = (recordId: string): string => `party ${recordId}`
/** Whom of this case one can choose: those in it who are not reported, and whoever it was decided about whether to involve them. */
export const knownIn = async (
  services: Services,
  work: Work,
  caseId: string,
  { people, personId }: Omit<OfPeople, 'today' | 'personId'> & { personId: string | undefined },
): Promise<{ value: string; text: string }[]> => {
  const rows = await everyRecordHeld(work.tx, caseId, 'party')
  const parties = await openRecords(services, work, rows, partySchema)
  return [
    ...people
      .filter(({ id, role, diedOn }) => role !== 'perpetrator' && diedOn === null && id !== personId)
      .map(({ id, name }) => ({ value: personValue(id), text: name })),
    ...parties
      .filter((party) => personId === undefined || party.personId === personId)
      .flatMap(({ recordId, says }) => (says ? [{ value: partyValue(recordId), text: says.who }] : [])),
  ]
}

const byName = (tellings: readonly KeptTelling[]): KeptTelling[] =>
  tellings.toSorted((a, b) => (a.says?.who ?? '').localeCompare(b.says?.who ?? '', 'en-GB'))
export const tellingsOn = async (services: Services, work: Work, caseId: string, page: number) => {
  const rows = await recordsOf(work.tx, caseId, 'telling', page)
  return {
    records: await withTold(services, work, await openRecords(services, work, rows, tellingSchema)),
    total: await countRecords(work.tx, caseId, 'telling'),
  }
}
/** Those of one person's plan. */
export const tellingsFor = async (
  services: Services,
  work: Work,
  { caseId, personId }: { caseId: string; personId: string },
): Promise<KeptTelling[]> => {
  const rows = await recordsHeld(work.tx, caseId, 'telling', personId)
  return byName(await withTold(services, work, await openRecords(services, work, rows, tellingSchema)))
}
export const tellingOf = async (
  services: Services,
  work: Work,
  caseId: string,
  id: string,
): Promise<KeptTelling | undefined> => {
  const row = await recordOf(work.tx, caseId, 'telling', id)
  return row && (await withTold(services, work, await openRecords(services, work, [row], tellingSchema)))[0]
}
/** What was decided about them, the latest first. */
export const decisionsOn = async (
  services: Services,
  work: Work,
  { caseId, recordId }: KeptTelling,
  page: number,
): Promise<{ versions: Kept<Telling>[]; total: number }> => ({
  versions: await openRecords(services, work, await versionsOnPage(work.tx, caseId, recordId, page), tellingSchema),
  total: await countVersions(work.tx, caseId, recordId),
})
export const tellingVersions = async (
  services: Services,
  work: Work,
  { caseId, recordId }: KeptTelling,
): Promise<Telling[]> => {
  const rows = await versionsOfRecord(work.tx, caseId, recordId)
  return (await openRecords(services, work, rows, tellingSchema)).flatMap(({ says }) => says ?? [])
}
export type KeptLook = Kept<Look>
/** What they were told, and each look at it after a change, the latest first. */
export const toldOn = async (
  services: Services,
  work: Work,
  { caseId, recordId }: KeptTelling,
  page: number,
): Promise<{ rows: ({ told: KeptTold } | { look: KeptLook })[]; total: number }> => {
  const rows = await recordsUnder(work.tx, caseId, ['told', 'told look'], recordId, page)
  const of = (kind: string) => rows.filter((row) => row.kind === kind)
  const told = await openRecords(services, work, of('told'), toldSchema)
  const looks = await openRecords(services, work, of('told look'), lookSchema)
  return {
    rows: rows.flatMap(({ id }): ({ told: KeptTold } | { look: KeptLook })[] => {
      const [one, look] = [told.find((each) => each.id === id), looks.find((each) => each.id === id)]
      return one ? [{ told: one }] : look ? [{ look }] : []
    }),
    total: await countUnder(work.tx, caseId, recordId),
  }
}

const against =
  'Under “Whom it is safe to involve” it was decided that they are not safe. Decide that again first, with them'
const notWhy = 'This says why there is an order. They are told that there is one and what to do, and never why'

/** Words that are said to somebody outside: no protected place, no reason, and to a school no other child. */
const refusedAloud = async (
  services: Services,
  work: Work,
  caseId: string,
  sort: string,
  words: Readonly<Record<string, string | null>>,
  of: OfPeople,
): Promise<Refused | undefined> => {
  const place = await placeIn(services, work, caseId, Object.entries(words))
  if (place) return place
  const why = Object.entries(words).find(([, said]) => saysWhy(said ?? ''))?.[0]
  return why === undefined ? notItsChild(sort, words, of) : { field: why, problem: notWhy }
}
/** Keeps who may be told of an order and what was decided; each is decided about once for a person, and then changed. */
export const keepTelling = async (
  services: Services,
  work: Work,
  { caseId, personId, content }: { caseId: string; personId: string; content: Telling },
  of: OfPeople,
  was?: KeptTelling,
): Promise<Refused | { recordId: string }> => {
  const { who, known, why, decidedBy, with: present, asks, sort, decision } = content
  const refused =
    (await placeIn(services, work, caseId, Object.entries({ who, why, decidedBy, with: present }))) ??
    (await refusedAloud(services, work, caseId, sort, { asks }, of))
  if (refused) return refused
  const rows = (await recordsHeld(work.tx, caseId, 'telling', personId)).filter(
    ({ recordId }) => recordId !== was?.recordId,
  )
  const others = await openRecords(services, work, rows, tellingSchema)
  const whoField = known === null ? 'who' : 'known'
  if (others.some(({ says }) => says && (same(says.who, who) || (known !== null && says.known === known))))
    return { field: whoField, problem: 'They are in the list already. Change what was decided about them' }
  if (decision === 'safe') {
    const reported = of.people.filter(({ role }) => role === 'perpetrator')
    if (mayBe(who, reported))
      return { field: whoField, problem: 'This may be the person reported in this case. Say more exactly who it is' }
    if ((await partiesNotSafe(services, work, caseId)).some(isOf(personId, content)))
      return { field: 'decision', problem: against }
  }
  return { recordId: await keepRecord(services, work, { kind: 'telling', caseId, personId, content, decision }, was) }
}

/** What happens to an order waits until who is told of it is written down, or is seen by whoever writes (INV-20). */
export const holdOrders = ({ tx }: Work, caseId: string) => lockCase(tx, caseId)
/** Orders that stand and keep somebody away: those of which somebody can be told. */
export const ordersToTell = async (work: Work, caseId: string) =>
  (await keepingAwayOn(work, caseId)).map(({ order }) => order)

/** That they were told, and in which words. The database refuses it where it is not safe to tell them. */
export const keepTold = async (
  services: Services,
  work: Work,
  telling: TellingSaid,
  form: ToldForm,
  of: OfPeople,
): Promise<Refused | undefined> => {
  const { caseId, personId, recordId, says, isAgainst } = telling
  if (isAgainst) return { field: 'to', problem: against }
  const { to, how, words } = form
  const refused =
    (await placeIn(services, work, caseId, Object.entries({ to, how }))) ??
    (await refusedAloud(services, work, caseId, says.sort, { words }, of))
  if (refused) return refused
  const order = (await ordersToTell(work, caseId)).find(({ factId }) => factId === form.orderId)
  const content: Told = { ...form, order: order?.kind ?? null }
  await keepRecord(services, work, { kind: 'told', caseId, personId, content, ofRecord: recordId })
  await sayTold(services, work, caseId, order?.endsOn ?? null)
  return undefined
}

/** Everybody in the case who was told, for whoever looks at it after a change. */
export const everybodyTold = async (services: Services, work: Work, caseId: string): Promise<KeptTelling[]> => {
  const rows = await everyRecordHeld(work.tx, caseId, 'telling')
  const all = await withTold(services, work, await openRecords(services, work, rows, tellingSchema))
  return byName(all.filter(({ told }) => told !== undefined))
}
/** Each who was told was looked at again; what they were told now is kept, or why nothing was said. While an order stands, its next change asks again. */
export const keepLook = async (
  services: Services,
  work: Work,
  { caseId, tellings, looked, of }: LookToKeep,
): Promise<Refused | undefined> => {
  const on = dayText(work.now)
  for (const { recordId, outcome, words } of looked) {
    const telling = tellings.find((one) => one.recordId === recordId)
    if (!telling) continue
    const refused =
      outcome === 'told'
        ? await refusedAfterChange(services, work, telling, words, of)
        : await placeIn(services, work, caseId, [['words', words]])
    if (refused)
      return { field: `${refused.field === 'outcome' ? 'outcome' : 'words'}-${recordId}`, problem: refused.problem }
  }
  for (const { recordId, outcome, words } of looked) {
    const telling = tellings.find((one) => one.recordId === recordId)
    if (!telling) continue
    const { personId } = telling
    const row = { caseId, personId, ofRecord: recordId }
    const content: Told | Look =
      outcome === 'told'
        ? { on, words, to: null, how: null, order: null, orderId: null, calls: null }
        : { why: words, on }
    await keepRecord(services, work, { ...row, kind: outcome === 'told' ? 'told' : 'told look', content })
  }
  await say(services, work, caseId, 'safety-plans.told-looked-at', {})
  const [first, ...rest] = await ordersToTell(work, caseId)
  if (tellings.length === 0 || !first) return undefined
  const [endsOn = null] = [first, ...rest].flatMap((order) => order.endsOn ?? []).sort()
  await sayTold(services, work, caseId, endsOn)
  return undefined
}
type LookToKeep = {
  caseId: string
  tellings: readonly KeptTelling[]
  looked: readonly Looked[]
  of: Omit<OfPeople, 'personId'>
}
const refusedAfterChange = async (
  services: Services,
  work: Work,
  { caseId, personId, says, isAgainst }: KeptTelling,
  words: string,
  of: Omit<OfPeople, 'personId'>,
): Promise<Refused | undefined> => {
  if (says === null || says.decision !== 'safe' || isAgainst)
    return { field: 'outcome', problem: 'It is not decided that it is safe to tell them: they are told nothing' }
  return refusedAloud(services, work, caseId, says.sort, { words }, { ...of, personId })
}

const sayTold = (services: Services, work: Work, caseId: string, endsOn: string | null): Promise<void> =>
  say(
    services,
    work,
    caseId,
    'safety-plans.order-told',
    endsOn === null ? { outcome: 'without an end' } : { outcome: 'with an end', endsOn },
  )
const say = async (
  services: Services,
  work: Work,
  caseId: string,
  type: 'safety-plans.order-told' | 'safety-plans.told-looked-at',
  details: NewEntry['details'],
): Promise<void> => {
  await record(services, work, {
    ...{ caseId, type, details, happened: atExactly(work.now), knownAt: work.now },
    ...{ body: bodyOf(work.actor.agencyKind), toldBy: null, what: null },
  })
}
