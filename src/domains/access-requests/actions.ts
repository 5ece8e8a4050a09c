import { randomBytes, randomUUID } from 'node:crypto'
import { audit } from '../../platform/audit/write.ts'
import type { Work } from '../../platform/request.ts'
import { dayText } from '../../platform/times.ts'
import { openFor, sealFor } from '../../platform/vault.ts'
import { NotFound } from '../../platform/web.ts'
import { bodyOf } from '../../rules/body-of.ts'
import { addDays, endOfDay } from '../../rules/days.ts'
import { atExactly, record } from '../../rules/record.ts'
import type { Services } from '../../rules/services.ts'
import { dueOn, dueWhenExtended } from './model/clock.ts'
import { type IdentityForm, type NewForm, packDays, type RedactForm, type Standing } from './model/forms.ts'
import { emptyPack, type Held, type Line, linesOf, type Pack, packIn } from './model/lines.ts'
import { redactor } from './model/redact.ts'
import { countSubjects, heldOf, namesIn, ownNames, type Subject, sealedIn, subjectsOf } from './store/held.ts'
import {
  addStep,
  candidatesFor,
  endSight,
  insertRequest,
  moveRequest,
  type RequestRow,
  searchFor,
  standingNow,
  wipePacks,
} from './store/requests.ts'

/** `stale`: somebody else took the step first, and nothing was written. */
export type Outcome = 'done' | 'stale'
type Step = { step: string; note?: string | undefined }
const noteStep = ({ tx, now, actor }: Work, requestId: string, { step, note }: Step) =>
  addStep(tx, { requestId, agencyId: actor.agencyId, step, note: note ?? null, byId: actor.id, at: now })

type Change = Parameters<typeof moveRequest>[2]
const move = async (work: Work, row: RequestRow, change: Change, step: Step): Promise<Outcome> => {
  if (!(await moveRequest(work.tx, row, change))) return 'stale'
  await noteStep(work, row.id, step)
  return 'done'
}

export const receive = async (work: Work, form: NewForm): Promise<string> => {
  const { tx, now, actor } = work
  const id = randomUUID()
  await insertRequest(tx, {
    ...{ id, agencyId: actor.agencyId, reference: `AR-${randomBytes(4).toString('hex').toUpperCase()}` },
    ...{ askerName: form.askerName, askerBornOn: form.askerBornOn ?? null, forWhom: form.forWhom, asks: form.asks },
    ...{ receivedOn: form.receivedOn, receivedBy: actor.id, receivedAt: now, delivery: form.delivery },
  })
  await noteStep(work, id, { step: 'received' })
  return id
}

/** From this day the clock runs: before it nobody knows to whom an answer would go. */
export const knowWhoAsks = (work: Work, row: RequestRow, form: IdentityForm): Promise<Outcome> =>
  move(
    work,
    row,
    {
      state: 'identity checked',
      identityHow: form.identityHow,
      identityOn: form.identityOn,
      dueOn: dueOn(form.identityOn),
    },
    { step: 'identity checked', note: form.identityHow },
  )

export const extend = (work: Work, row: RequestRow, why: string): Promise<Outcome> =>
  move(work, row, { extendedWhy: why, dueOn: dueWhenExtended(row.identityOn ?? '') }, { step: 'extended', note: why })

/** The risk lead hears that the person reported asks: that can change what they do (S-25). Not where a case is closed. */
const tellRiskLeads = async (services: Services, work: Work, subjects: readonly Subject[]): Promise<void> => {
  const { now, actor } = work
  for (const caseId of new Set(
    subjects.filter(({ role, state }) => role === 'perpetrator' && state !== 'closed').map((each) => each.caseId),
  ))
    await record(services, work, {
      ...{
        caseId,
        type: 'incidents.trigger-raised',
        happened: atExactly(now),
        knownAt: now,
        body: bodyOf(actor.agencyKind),
        toldBy: null,
      },
      what: 'The person reported has asked an agency for what it holds about them. Nothing leaves without a second check.',
      details: { reason: 'access request' },
    })
}

/** Takes the people whom the lead found to be the one who asks, and opens their cases for the task. */
export const search = async (
  services: Services,
  work: Work,
  row: RequestRow,
  people: string[],
  request: string,
): Promise<void> => {
  const { tx, now } = work
  const known = await candidatesFor(tx, row.id)
  if (!people.every((id) => known.some(({ personId }) => personId === id))) throw new NotFound()
  const until = endOfDay(addDays(row.dueOn ?? '', 7))
  if (!(await searchFor(tx, row.id, people, now, until))) throw new NotFound()
  const subjects = await subjectsOf(tx, row.id)
  if (row.state === 'identity checked') await tellRiskLeads(services, work, subjects)
  await noteLook(services, work, subjects, {
    objectId: row.id,
    kind: 'search',
    route: '/access-requests/:requestId/search',
    reference: request,
  })
  await noteStep(work, row.id, { step: 'searched', note: people.length === 0 ? 'Nobody found' : undefined })
}

type Looking = { kind: 'search' | 'consult'; route: string; objectId: string; reference: string }
/** Each case that is read for the request says so in its own record of looks. */
const noteLook = async (services: Services, work: Work, subjects: readonly Subject[], look: Looking): Promise<void> => {
  for (const caseId of new Set(subjects.map((each) => each.caseId)))
    await audit(services, work, { ...look, caseId, purpose: 'answers an access request' })
}

/** Whether all that was searched is open to this lead still. Where it is not, an answer would say too little: search again. */
export const seesAll = async ({ tx, actor }: Work, row: RequestRow): Promise<boolean> =>
  row.searchedBy === actor.id && (await subjectsOf(tx, row.id)).length === (await countSubjects(tx, row.id))

const standingOf = ({ standing }: Pick<RequestRow, 'standing'>): Standing =>
  standing === 'harmed' ? 'harmed' : 'limited'

/** What could be given: read now, by allow-list, with everybody else's names and every sealed value taken out. */
export const linesFor = async (
  services: Services,
  work: Work,
  row: RequestRow,
  { words, request }: { words: readonly string[]; request: string },
): Promise<{ lines: Line[]; subjects: Subject[] }> => {
  const { tx, actor } = work
  if (!(await seesAll(work, row))) throw new NotFound()
  const subjects = await subjectsOf(tx, row.id)
  const cases = [...new Set(subjects.map(({ caseId }) => caseId))]
  const people = [...new Set(subjects.map(({ personId }) => personId))]
  const held: Held[] = []
  for (const subject of subjects) held.push(...(await heldOf(tx, actor.agencyId, subject)))
  await noteLook(services, work, subjects, {
    objectId: row.id,
    kind: 'consult',
    route: '/access-requests/:requestId/redact',
    reference: request,
  })
  const hide = redactor({
    names: await namesIn(tx, cases, people),
    own: [row.askerName, ...(await ownNames(tx, people))],
    sealed: await sealedValues(services, work, cases),
    words,
  })
  const once = new Map(linesOf(held, standingOf(row)).map((line) => [line.key, { ...line, text: hide(line.text) }]))
  return { lines: [...once.values()], subjects }
}

const sealedValues = async (services: Services, { tx }: Work, cases: string[]): Promise<string[]> => {
  const values: string[] = []
  for (const { id, personId, table, column, sealed } of await sealedIn(tx, cases)) {
    const plain = await openFor(services, tx, { personId, table, column, row: id }, sealed)
    if (plain) values.push(plain)
  }
  return values
}

const wordsIn = (typed: string | undefined): string[] =>
  (typed ?? '')
    .split('\n')
    .map((word) => word.trim())
    .filter((word) => word.length >= 2)

/** Makes the pack and seals it under the key of whom it is about. The sight of the cases ends with it. */
export const redact = async (
  services: Services,
  work: Work,
  row: RequestRow,
  { form, keptBack, request }: { form: RedactForm; keptBack: readonly string[]; request: string },
): Promise<Outcome> => {
  const { tx, now, actor } = work
  const { lines, subjects } = await linesFor(services, work, row, { words: wordsIn(form.words), request })
  const given = form.answer === 'give' ? lines.filter(({ key }) => !keptBack.includes(key)) : []
  const [subject] = subjects
  const pack: Pack = {
    ...emptyPack(about(row, actor.agencyName, now)),
    lines: given.map(({ on, heading, text }) => ({ on, heading, text })),
  }
  const isPack = given.length > 0 && subject !== undefined
  const place = { personId: subject?.personId ?? '', table: 'access_request', column: 'pack', row: row.id }
  const sealed = isPack ? await sealFor(services, work, place, JSON.stringify(pack)) : null
  const done = await move(
    work,
    row,
    {
      ...{ state: 'redacted', redactedBy: actor.id, pack: sealed, packFor: isPack ? subject.personId : null },
      answer: form.answer === 'refuse' ? 'refused' : isPack ? 'pack' : 'nothing',
      ...{
        exemption: form.answer === 'refuse' ? (form.exemption ?? null) : null,
        refusedWhy: form.answer === 'refuse' ? (form.why ?? null) : null,
      },
    },
    { step: 'redacted', note: keptBack.length > 0 ? `${keptBack.length} left out by hand` : undefined },
  )
  if (done === 'done') await endSight(tx, row.id, now)
  return done
}

const about = ({ reference, askerName: name }: RequestRow, agency: string, now: Date): Omit<Pack, 'lines'> => ({
  ...{ reference, agency, name, preparedOn: dayText(now) },
})

/** The answer as it would leave: the pack, or the letter that says that there is nothing to give. Null: its time is over. */
export const answerOf = async (services: Services, { tx, now, actor }: Work, row: RequestRow): Promise<Pack | null> => {
  if (row.packUntil && row.packUntil <= now) return null
  if (row.answer !== 'pack') return row.answer ? emptyPack(about(row, actor.agencyName, row.endedAt ?? now)) : null
  if (!row.pack || !row.packFor) return null
  const place = { personId: row.packFor, table: 'access_request', column: 'pack', row: row.id }
  const plain = await openFor(services, tx, place, row.pack)
  return plain === null ? null : packIn(plain)
}

/** The second check: by somebody else, and the standing is asked again, for it may have changed since. */
export const check = async (
  work: Work,
  row: RequestRow,
  isGood: boolean,
  note: string | undefined,
): Promise<Outcome | 'changed'> => {
  if (isGood && (await standingNow(work.tx, row.id)) !== row.standing) return 'changed'
  const step = { step: isGood ? 'checked' : 'sent back', note }
  return isGood
    ? move(work, row, { state: 'checked', checkedBy: work.actor.id }, step)
    : move(work, row, { state: 'searched' }, step)
}

export const release = async (work: Work, row: RequestRow, how: string): Promise<Outcome | 'changed'> => {
  const { tx, now, actor } = work
  if ((await standingNow(tx, row.id)) !== row.standing) return 'changed'
  const state = row.answer === 'refused' ? 'refused' : 'released'
  const packUntil = endOfDay(addDays(dayText(now), packDays))
  return move(work, row, { state, endedAt: now, endedBy: actor.id, packUntil }, { step: state, note: how })
}

/** The worker's chore: a pack that was handed over is not kept. */
export const wipeOldPacks = (services: Services, now: Date): Promise<number> =>
  services.db.transaction().execute((tx) => wipePacks(tx, now))
