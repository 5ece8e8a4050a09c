import { randomUUID } from 'node:crypto'
import { audit } from '../../platform/audit/write.ts'
import { deviceTokenOf, tokensOf } from '../../platform/blind-tokens.ts'
import { KeysOutOfReach } from '../../platform/keys/keeper.ts'
import type { AuditKind, Work } from '../../platform/request.ts'
import { dayText } from '../../platform/times.ts'
import { openWith } from '../../platform/vault.ts'
import { NotFound } from '../../platform/web.ts'
import { calendarIn } from '../../rules/calendar-in.ts'
import { endOfWorkingDays } from '../../rules/deadline.ts'
import type { Services } from '../../rules/services.ts'
import { answersStored, numbersIn, untilIn } from '../measures/index.ts'
import { dutyNow, whoWorksHere } from '../staff/index.ts'
import { type CallTeam, type Review, type Told, whoGoes } from './model.ts'
import {
  deviceFound,
  type FoundDevice,
  keep,
  keepDeviceCall,
  sendNearest,
  setReviewed,
  type ToldRow,
  teamsFor,
  toldRows,
} from './store.ts'

export type Proposal = { id: string; team: string | null }

/** Who should go; null where no house can be read in what was typed. */
export const propose = async (services: Services, work: Work, place: string): Promise<Proposal | null> => {
  const marks = tokensOf(services.secret, { addresses: [place] }).map(({ token }) => token)
  if (marks.length === 0) return null
  const team = await teamTo(services, work, marks)
  const id = randomUUID()
  if (!(await keep(work, id, marks, team?.id ?? null))) throw new Error('A team was named that may not go')
  return { id, team: team?.name ?? null }
}

const teamTo = async (services: Services, work: Work, marks: readonly string[]): Promise<CallTeam | null> => {
  const teams = await teamsFor(work.tx, marks)
  const { onDuty } = await dutyNow(services, work, [...new Set(teams.flatMap(({ members }) => members))])
  return whoGoes(teams, onDuty)
}

/** A device whose number was entered: the call that it makes, or how it stands where nobody has it. */
export type DeviceAnswer = { callId: string; found: FoundDevice[] } | { callId: null; found: FoundDevice[] }

/** Null where too little of a number can be read. The call of a device that somebody has is kept, and goes first (TD-02). */
export const takeDeviceCall = async (
  services: Services,
  work: Work,
  number: string,
  reference: string,
): Promise<DeviceAnswer | null> => {
  const mark = deviceTokenOf(services.secret, number)
  if (mark === null) return null
  const all = await deviceFound(work.tx, mark)
  const held = all.filter(({ stands }) => stands === 'live' || stands === 'faulty')
  const found = held.length > 0 ? held : all
  const log = (row: { caseId?: string; objectId?: string }) =>
    audit(services, work, {
      ...{ kind: 'search', route: '/attendance/devices', detail: 'a call from a device', purpose: 'call', reference },
      ...row,
    })
  if (held.length === 0) {
    if (found.length === 0) await log({})
    for (const { caseId, measureId } of found) await log({ caseId, objectId: measureId })
    return { callId: null, found }
  }
  const marks = [...new Set(held.flatMap((each) => each.marks))]
  const team = await teamTo(services, work, marks)
  const callId = randomUUID()
  if (!(await keepDeviceCall(work, callId, marks, team?.id ?? null)))
    throw new Error('A device was given back meanwhile')
  for (const { caseId } of held) await log({ caseId, objectId: callId })
  return { callId, found }
}

/** What stands where a call is about. `isShut`: what was written of it cannot be opened now, and the call does not wait for that. */
export type ToldOfCall = { told: Told[]; caseIds: string[]; isShut: boolean; numbersOf: Map<string, Held> }
/** What is written of a device for whoever takes its call. */
export type Held = { numbers: readonly string[]; goFirst: string | undefined; isFaulty: boolean }

const place = { table: 'vault.measure_step', column: 'content' }
const readSteps = async (services: Services, rows: readonly ToldRow[]): Promise<(string | null)[]> => {
  const texts = []
  for (const { personId, stepId, content, wrapped, keptAs } of rows)
    texts.push(await openWith(services, { wrapped, keptAs }, { ...place, personId, row: stepId, sealed: content }))
  return texts
}

/** Written on the log of each case that it tells of, before anything leaves. */
export const tellOfCall = async (
  services: Services,
  work: Work,
  id: string,
  log: { kind: AuditKind; route: string; reference: string },
): Promise<ToldOfCall> => {
  const rows = await toldRows(work, id)
  const texts = await readSteps(services, rows).catch((error: unknown) => {
    // Life first: that something stands there is said even while its words cannot be opened.
    if (error instanceof KeysOutOfReach) return null
    throw error
  })
  const steps = rows.map((row, index) => ({ ...row, text: texts?.[index] ?? null }))
  const [told, caseIds, numbersOf] = [[] as Told[], new Set<string>(), new Map<string, Held>()]
  for (const [measureId, own] of Map.groupBy(steps, (step) => step.measureId)) {
    const read = own.flatMap(({ step, text }) =>
      text === null ? [] : [{ step, answers: answersStored.parse(JSON.parse(text)) }],
    )
    const [first] = own
    if (!first || (texts !== null && read.length === 0)) continue
    const last = (name: string) => read.findLast(({ answers }) => answers[name])?.answers[name]
    const until = untilIn(read)
    if (until !== undefined && until < dayText(work.now)) continue
    caseIds.add(first.caseId)
    if (first.kind === 'sanctuary')
      told.push({ kind: 'sanctuary', inside: { whoIn: last('whoIn'), locks: last('locks') } })
    else if (first.kind === 'device') {
      const held = { numbers: numbersIn(read), isFaulty: first.state === 'faulty' }
      numbersOf.set(measureId, { ...held, goFirst: read.at(-1)?.answers.goFirst })
      told.push({ kind: 'device', isFaulty: held.isFaulty, inside: { numbers: held.numbers } })
    } else if (first.kind === 'urgent-mark' || first.kind === 'police-watch') told.push({ kind: first.kind, until })
  }
  for (const caseId of caseIds)
    await audit(services, work, { ...log, caseId, objectId: id, detail: 'told for an emergency call', purpose: 'call' })
  return { told, caseIds: [...caseIds], isShut: texts === null, numbersOf }
}

/** The nearest unit goes, and somebody from outside takes command. */
export const goNearest = async (services: Services, work: Work, id: string, teamId: string): Promise<void> => {
  const supervisors = (await whoWorksHere(work)).filter(({ role }) => role === 'police-supervisor')
  const { onDuty } = await dutyNow(
    services,
    work,
    supervisors.map((each) => each.id),
  )
  const dueAt = endOfWorkingDays(work.now, 1, await calendarIn(services, work.tx))
  if (!(await sendNearest(work, id, teamId, [...onDuty], dueAt))) throw new NotFound()
}

export const review = async (work: Work, id: string, form: Review): Promise<void> => {
  if (!(await setReviewed(work, id, form))) throw new NotFound()
}
