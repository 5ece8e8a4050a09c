import { randomUUID } from 'node:crypto'
import type { Work } from '../../platform/request.ts'
import { dayEnds } from '../../platform/times.ts'
import { bodyOf } from '../../rules/body-of.ts'
import { londonDay } from '../../rules/days.ts'
import { dutyKey } from '../../rules/duty.ts'
import { atExactly, type NewEntry, type Recorded, record } from '../../rules/record.ts'
import type { Services } from '../../rules/services.ts'
import { type CasePerson, openForNews } from '../cases/index.ts'
import { type Custody, custodyOn } from '../justice/index.ts'
import { plansThatHold, seesPlans } from '../safety-plans/index.ts'
import { type Half, halfOf, type PlanForm } from './model.ts'
import { lookAgain } from './rules.ts'
import { endPlan, insertPlan, managementStanding, type PlanRow, seesManagement, standingPlans } from './store.ts'

type Said = Pick<NewEntry, 'caseId' | 'type' | 'suspectId' | 'details'> & { happened?: NewEntry['happened'] }
const say = (services: Services, work: Work, { happened, ...entry }: Said): Promise<Recorded> =>
  record(services, work, {
    ...{ ...entry, happened: happened ?? atExactly(work.now), knownAt: work.now },
    ...{ body: bodyOf(work.actor.agencyKind), toldBy: null, what: null },
  })
/** What asked for the next look at these, and for none at another. */
const nextLooksAt = (plans: readonly PlanRow[]) => ({ tells: plans.map(({ factId }) => dutyKey(factId, lookAgain)) })

/** Stands for each look before it that whoever writes is shown, and answers what asks for a plan in each case of this person. */
export const writePlan = async (services: Services, work: Work, caseId: string, form: PlanForm): Promise<void> => {
  const { tx, now, actor } = work
  const { personId, lead, leadId, outside, covers, lookedOn, nextReviewOn } = form
  await openForNews(services, work, caseId, 'a plan for managing the person reported was looked at')
  const before = (await standingPlans(tx, caseId)).filter((plan) => plan.personId === personId)
  for (const { id } of before) await endPlan(tx, id, { why: undefined, at: now, by: actor.id })
  const happened = { ...dayEnds(lookedOn), precision: 'day' } as const
  await say(services, work, { caseId, type: 'management-plans.made', suspectId: personId, details: {}, happened })
  // Whoever leads it here looks again; where a body outside does, whoever wrote this down asks them.
  const ownerId = lead === 'here' && leadId ? leadId : actor.id
  const details = { endsOn: nextReviewOn, ownerId, ...nextLooksAt(before) }
  const { factId } = await say(services, work, { caseId, type: 'management-plans.next-review-set', details })
  await insertPlan(tx, {
    ...{ id: randomUUID(), caseId, personId, factId, agencyId: actor.agencyId, covers, lookedOn, nextReviewOn },
    ...{ leadId: lead === 'here' ? (leadId ?? null) : null, leadOutside: lead === 'here' ? null : (outside ?? null) },
    ...{ writtenBy: actor.id, writtenAt: now },
  })
}

/** False: somebody ended it, or looked at it again, first. */
export const stopPlan = async (services: Services, work: Work, plan: PlanRow, why: string): Promise<boolean> => {
  const { caseId, personId: suspectId } = plan
  await openForNews(services, work, caseId, 'the plan for managing the person reported ended')
  if (!(await endPlan(work.tx, plan.id, { why, at: work.now, by: work.actor.id }))) return false
  await say(services, work, { caseId, type: 'management-plans.ended', suspectId, details: {} })
  await say(services, work, { caseId, type: 'management-plans.next-review-ended', details: nextLooksAt([plan]) })
  return true
}

/** What must be there before one person is let out, as far as whoever reads may be told. */
export type Readiness = Custody & {
  /** Undefined: not for whoever reads. */
  management: Half | undefined
  /** For each person harmed; undefined: not for whoever reads. */
  safety: readonly { id: string; name: string; half: Half }[] | undefined
}

/** The half that stands on pages which ask for no further proof of who looks: nothing of the vault. */
export const managementOn = async (work: Work, caseId: string): Promise<Readiness[]> => {
  const { tx, now } = work
  const isTold = await seesManagement(tx, caseId)
  const found: Readiness[] = []
  for (const custody of await custodyOn(work, caseId)) {
    const plans = isTold ? await managementStanding(tx, caseId, custody.id) : []
    const halves = plans.map(({ writtenAt, lookedOn, nextReviewOn }) =>
      halfOf({ lookedAt: writtenAt, lookedOn, nextReviewOn }, custody.since, now),
    )
    // Agencies may each have written one: one that is current is enough.
    const best = halves.find((half) => half === 'current') ?? halves[0] ?? 'none'
    found.push({ ...custody, management: isTold ? best : undefined, safety: undefined })
  }
  return found
}

/** Both halves are reckoned over everything; each is told only to whom it is for (MODEL 13, INV-01, INV-02). */
export const readinessOn = async (
  work: Work,
  caseId: string,
  people: readonly Pick<CasePerson, 'id' | 'name' | 'role'>[],
): Promise<Readiness[]> => {
  const { tx, now } = work
  const isEmergency = work.look?.purpose === 'emergency'
  const held = !isEmergency && (await seesPlans(tx, caseId)) ? await plansThatHold(tx, caseId) : undefined
  return (await managementOn(work, caseId)).map((one) => ({
    ...one,
    safety: held && safetyOf(held, people, one, now),
  }))
}

const safetyOf = (
  held: Awaited<ReturnType<typeof plansThatHold>>,
  people: readonly Pick<CasePerson, 'id' | 'name' | 'role'>[],
  { since }: Custody,
  now: Date,
) =>
  people
    .filter(({ role }) => role === 'victim')
    .map(({ id, name }) => {
      const plan = held.find(({ personId }) => personId === id)
      const { lookedAt, nextReviewOn = null } = plan ?? {}
      const looked = lookedAt && { lookedAt, lookedOn: londonDay(lookedAt), nextReviewOn }
      return { id, name, half: halfOf(looked || undefined, since, now) }
    })
