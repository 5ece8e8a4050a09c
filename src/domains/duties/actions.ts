import type { Work } from '../../platform/request.ts'
import { NotFound } from '../../platform/web.ts'
import { bodyOf } from '../../rules/body-of.ts'
import { whoMayTake } from '../../rules/conflicts.ts'
import { londonDay } from '../../rules/days.ts'
import type { Body } from '../../rules/entry.ts'
import { exactly } from '../../rules/entry.ts'
import { policyIn } from '../../rules/policy-in.ts'
import { atExactly, record } from '../../rules/record.ts'
import type { Services } from '../../rules/services.ts'
import { permissionsOf } from '../staff/index.ts'
import { coverOn } from './clockwork/cover.ts'
import { ruleOf, type Upstream, upstreamOf, type Way, waysOf } from './model/duty-page.ts'
import {
  attemptsOf,
  checkOf,
  colleaguesOf,
  type DutyEntry,
  type DutyRow,
  entriesOfDuty,
  letSee,
  moveDuty,
  movesOf,
  oneDuty,
  recordOf,
} from './store.ts'

/** An open duty of this case that can be closed in this way; anything else is not found. */
export const dutyFor = async (
  services: Services,
  { tx, actor }: Work,
  ids: { caseId: string; dutyId: string },
  way?: Way,
): Promise<DutyRow> => {
  const duty = await oneDuty(tx, ids.caseId, ids.dutyId)
  if (!duty) throw new NotFound()
  if (!way) return duty
  const rule = ruleOf(services.rules, duty.ruleId, duty.ruleVersion)
  if (duty.state !== 'open' || !rule || !waysOf(rule, permissionsOf(actor.role)).includes(way)) throw new NotFound()
  return duty
}

type Answer = { at: Date; what: string }

export const markDone = (services: Services, work: Work, duty: DutyRow, { at, what }: Answer) =>
  record(services, work, {
    caseId: duty.caseId,
    type: 'duties.done',
    happened: atExactly(at),
    knownAt: at,
    body: bodyOf(work.actor.agencyKind),
    toldBy: null,
    what,
    details: { tells: [duty.key] },
  })

export const reviewPlan = (services: Services, work: Work, duty: DutyRow, { at, what }: Answer) =>
  record(services, work, {
    caseId: duty.caseId,
    type: 'safety-plans.reviewed',
    happened: atExactly(at),
    knownAt: at,
    body: bodyOf(work.actor.agencyKind),
    toldBy: null,
    what,
    details: { tells: [duty.key] },
  })

type ToldBy = Answer & { body: Body; toldBy: string; how: string }

/** Another body told the victim, and somebody of theirs says so: on the record with that source (S-18). */
export const toldByOther = (services: Services, work: Work, duty: DutyRow, form: ToldBy) =>
  record(services, work, {
    caseId: duty.caseId,
    type: 'duties.told',
    happened: atExactly(form.at),
    knownAt: work.now,
    body: form.body,
    toldBy: form.toldBy,
    what: form.what,
    details: { tells: [duty.key], route: form.how },
  })

/** Within the mover's own agency only; who takes it over then sees the case. */
export const reassign = async (
  { tx, now, actor }: Work,
  duty: DutyRow,
  { toId, reason }: { toId: string; reason: string },
): Promise<boolean> => {
  if (duty.ownerAgencyId !== actor.agencyId) throw new NotFound()
  const all = await colleaguesOf(tx, actor.agencyId, duty.ownerId)
  const colleagues = await whoMayTake({ tx }, duty.caseId, all)
  if (!colleagues.some(({ id }) => id === toId)) return false
  await letSee(tx, duty.caseId, toId, now)
  return moveDuty(tx, {
    caseId: duty.caseId,
    dutyId: duty.id,
    fromId: duty.ownerId,
    toId,
    reason,
    movedBy: actor.id,
    movedAt: now,
  })
}

export type DutyShown = Awaited<ReturnType<typeof showDuty>>

/** All that one duty's page says. */
export const showDuty = async (services: Services, work: Work, duty: DutyRow) => {
  const { tx } = work
  const { caseId, id } = duty
  const rule = ruleOf(services.rules, duty.ruleId, duty.ruleVersion)
  const entries = await entriesOfDuty(tx, caseId, duty)
  return {
    duty,
    rule,
    entries,
    ways:
      rule && duty.state === 'open' && duty.raisedAt <= work.now ? waysOf(rule, permissionsOf(work.actor.role)) : [],
    check: await checkOf(tx, duty.ruleId, duty.ruleVersion),
    moves: await movesOf(tx, caseId, id),
    record: await recordOf(tx, duty),
    attempts: duty.personId ? await attemptsOf(tx, caseId, duty.personId, duty.raisedAt) : [],
    upstream: await upstreamFor(services, work, duty, entries),
    cover: await coverOfEnd(services, work, duty),
  }
}

/** Who covers on the last day of an order that ends: it may be a holiday (S-16). */
const coverOfEnd = async (services: Services, work: Work, { code, state, dueAt, ownerId }: DutyRow) =>
  code === 'ORDER_EXPIRY' && state === 'open' && dueAt ? coverOn(services, work, ownerId, londonDay(dueAt)) : null

const upstreamFor = async (
  services: Services,
  { tx, now }: Work,
  duty: DutyRow,
  entries: readonly DutyEntry[],
): Promise<Upstream | null> => {
  const rule = ruleOf(services.rules, duty.ruleId, duty.ruleVersion)
  const ofFact = entries.filter(({ factId }) => factId === duty.factId)
  const current = ofFact.findLast(({ relation }) => relation !== 'confirms') ?? ofFact[0]
  if (!rule || !current) return null
  const received = ofFact.flatMap(({ receivedAt }) => receivedAt ?? [])[0] ?? null
  const decided =
    current.precision === 'minute'
      ? exactly(current.happenedFrom)
      : { earliest: current.happenedFrom, latest: current.happenedUntil }
  const terms = {
    calendar: services.calendar,
    policy: await policyIn(services, tx, now),
    grade: null,
    isEnhanced: true,
    isSeparated: false,
  }
  return upstreamOf(rule, decided, received, terms)
}
