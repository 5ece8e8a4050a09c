import type { Db, Tx } from '../../platform/db.ts'
import type { Work } from '../../platform/request.ts'
import { NotFound } from '../../platform/web.ts'
import { calendarIn } from '../../rules/calendar-in.ts'
import { londonDay } from '../../rules/days.ts'
import { endOfWorkingDays } from '../../rules/deadline.ts'
import { policyIn } from '../../rules/policy-in.ts'
import type { Services } from '../../rules/services.ts'
import { agencyTeams, type DaysOff, isAtWork, isOnLeave } from '../staff/index.ts'
import type { Answer } from './model/answer.ts'
import { type AnsweredOf, aboutCrowds, aboutPeople } from './model/detect.ts'
import type { Finding } from './model/kinds.ts'
import { inOrder, isLookKind, isPurpose, isTie, type Look } from './model/look.ts'
import { dayNumber, peersOf } from './model/peers.ts'
import { type AlertRow, insertDesk, keepAnswer } from './store/alerts.ts'
import {
  type Closed,
  climb,
  closedOn,
  dayCounts,
  everyone,
  freshLooks,
  type HoursOf,
  hoursOf,
  type LoggedLook,
  lastRead,
  looksOf,
  raise,
  setRead,
} from './store/log.ts'

const aDay = 86_400_000
/** The longest stretch that a detector asks for, and one month more. */
const lookBackDays = 400
const batchesAtOnce = 500

type Reading = Pick<Services, 'calendar' | 'defaultPolicy'>

/** Reads what came into the log since, and raises what is worth a question. Read twice, it raises nothing twice (S13). */
export const noticeMisuse = async (
  services: Reading,
  db: Db,
  now: Date,
): Promise<{ isMore: boolean; raised: number }> => {
  const read = await db.transaction().execute(async (tx) => {
    const fresh = await freshLooks(tx, await lastRead(tx), batchesAtOnce)
    const raised = await judge(services, tx, fresh.people, fresh.inCases, now)
    if (fresh.lastBatch !== null) await setRead(tx, fresh.lastBatch, now)
    return { isMore: fresh.lastBatch !== null, raised }
  })
  if (!read.isMore) await climb(db, now, 3)
  return read
}

const judge = async (services: Reading, tx: Tx, people: string[], inCases: string[], now: Date): Promise<number> => {
  if (people.length === 0 && inCases.length === 0) return 0
  const logged = await looksOf(tx, people, inCases, new Date(now.getTime() - lookBackDays * aDay))
  const { holidays } = await calendarIn(services, tx)
  const hours = await hoursOf(tx, [...new Set(logged.map(({ who }) => who))])
  const looks = inOrder(logged.map((look) => lookFrom(look, isOffDuty(hours, holidays, look))))
  const staff = await everyone(tx)
  const counts = new Map<string, Map<number, number>>()
  for (const { who, onDay, cases } of await dayCounts(tx, new Date(now.getTime() - 150 * aDay)))
    counts.set(who, (counts.get(who) ?? new Map<number, number>()).set(dayNumber(onDay), cases))
  const answeredOf = answeredBy(await closedOn(tx, people, inCases))
  const asked = staff
    .filter(({ id }) => people.includes(id))
    .map(({ id, role, disabledAt }) => ({ ...{ id, role }, leavesOn: disabledAt && londonDay(disabledAt) }))
  const findings = [
    ...aboutPeople(asked, looks, peersOf(staff, counts), answeredOf),
    ...aboutCrowds(
      looks.filter(({ caseId }) => caseId !== null && inCases.includes(caseId)),
      answeredOf,
    ),
  ]
  return raiseAll(services, tx, findings, logged, looks, now)
}

const raiseAll = async (
  services: Reading,
  tx: Tx,
  findings: readonly Finding[],
  logged: readonly LoggedLook[],
  looks: readonly Look[],
  now: Date,
): Promise<number> => {
  const { misuseAnswerWorkingDays } = await policyIn(services, tx, now)
  const dueAt = endOfWorkingDays(now, misuseAnswerWorkingDays, await calendarIn(services, tx))
  const byId = new Map(logged.map((look) => [look.id, look]))
  const offDuty = new Set(looks.filter((look) => look.isOffDuty).map(({ id }) => id))
  let raised = 0
  for (const { who, kind, caseId, raisedAt, looks: own } of findings) {
    const kept = own
      .flatMap(({ id }) => byId.get(id) ?? [])
      .map((look) => ({ ...look, isOffDuty: offDuty.has(look.id) }))
    if (await raise(tx, { who, kind, caseId, raisedAt: new Date(raisedAt), dueAt, looks: kept }, now)) raised++
  }
  return raised
}

/** A question that was raised then is answered when the first one closed after it: later looks count anew. */
const answeredBy = (closed: readonly Closed[]): AnsweredOf => {
  const times = Map.groupBy(closed, ({ who, kind, caseId }) => `${who} ${kind} ${caseId ?? ''}`)
  return (who, kind, caseId) => (raisedAt) => {
    const later = (times.get(`${who} ${kind} ${caseId ?? ''}`) ?? [])
      .map(({ closedAt }) => closedAt.getTime())
      .filter((at) => at >= raisedAt)
    return later.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...later)
  }
}

const lookFrom = (look: LoggedLook, isOff: boolean): Look => {
  const { id, who, at, kind, caseId, purpose, ties, surnameShare, isSupervising } = look
  if (!isLookKind(kind)) throw new Error(`${kind} is no look`)
  return {
    ...{ id, who, at: at.getTime(), kind, caseId, surnameShare, isSupervising },
    // A purpose that has no name here is one that another part found sufficient.
    purpose: isPurpose(purpose) ? purpose : 'own',
    ties: ties.filter(isTie),
    isPublicFigure: false,
    isOffDuty: isOff,
  }
}

/** Where nobody wrote down a person's hours, no hour is odd. */
const isOffDuty = ({ patterns, leave, shifts }: HoursOf, daysOff: DaysOff, { who, at }: LoggedLook): boolean => {
  const isTheirs = ({ practitionerId }: { practitionerId: string }) => practitionerId === who
  const pattern = patterns.filter(isTheirs)
  if (pattern.length === 0) return false
  const isAtDesk = shifts.some((shift) => isTheirs(shift) && shift.fromAt <= at && at < shift.untilAt)
  const off = leave.filter(isTheirs)
  if (isOnLeave(off, londonDay(at))) return true
  return !isAtDesk && !isAtWork(pattern, off, at, daysOff)
}

/** Writes what was done about a question: asked, explained or passed on. False: somebody else was quicker. */
export const answerAlert = async (services: Reading, work: Work, alert: AlertRow, form: Answer): Promise<boolean> => {
  if (alert.closedAt !== null) return false
  if (form.step !== 'asked') return keepAnswer(work, alert, form, null)
  const { misuseExplanationWorkingDays } = await policyIn(services, work.tx, work.now)
  const dueAt = endOfWorkingDays(work.now, misuseExplanationWorkingDays, await calendarIn(services, work.tx))
  return keepAnswer(work, alert, form, dueAt)
}

/** Names the team that answers what nobody else may: one of the administrator's own agency. */
export const nameDesk = async (work: Work, teamId: string): Promise<void> => {
  if (!(await agencyTeams(work)).some(({ id }) => id === teamId)) throw new NotFound()
  await insertDesk(work, teamId)
}
