import type { Work } from '../../../platform/request.ts'
import { dayText } from '../../../platform/times.ts'
import { NotFound } from '../../../platform/web.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import { whoMayTake } from '../../../rules/conflicts.ts'
import { addDays } from '../../../rules/days.ts'
import type { EntryType } from '../../../rules/entry-types.ts'
import { atExactly, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import {
  type CloseForm,
  closures,
  type SayForm,
  type Stops,
  shouldNotBeThere,
  stopsClosing,
  views,
} from '../model/panels.ts'
import * as store from '../store/close.ts'
import { grantCase, whoSees } from '../store/team.ts'
import { clashOf, sayClashes } from './sides.ts'

const daysAhead = 28

/** What still stands between this case and its end. */
export const stopsOf = async ({ tx, now }: Work, caseId: string): Promise<Stops> => ({
  openDuties: await store.openDutiesOf(tx, caseId, now),
  ahead: await store.aheadOf(tx, caseId, dayText(now), addDays(dayText(now), daysAhead)),
  sameContact: await store.contactOfBoth(tx, caseId),
  answer: await store.closingAnswer(tx, caseId, now),
})

export type Refused = { field: string; problem: string }

/** Proposes to close; what comes back is why it cannot be. */
export const proposeToClose = async (work: Work, caseId: string, form: CloseForm): Promise<Refused | null> => {
  const { tx, now, actor } = work
  const row = await store.lockCase(tx, caseId)
  if (row.state !== 'open') throw new NotFound()
  const stops = await stopsOf(work, caseId)
  if (stopsClosing(form.closedAs, stops))
    return { field: 'closedAs', problem: 'Something still stops this case from closing: see the list above' }
  // What the plan lead says is said by them, or in their place by somebody who does not close.
  if (!shouldNotBeThere(form.closedAs) && stops.answer?.byId === actor.id && row.planLeadId !== actor.id)
    return { field: 'closedAs', problem: 'You spoke for the plan lead: somebody else has to propose to close' }
  const other =
    form.closedAs === 'double of another case' ? await store.caseWithReference(tx, form.doubleOf ?? '') : null
  if (other === undefined || other?.id === caseId)
    return { field: 'doubleOf', problem: 'Enter the reference of another case that you can see' }
  const { closedAs, reason } = form
  await store.proposeClosing(tx, caseId, { closedAs, reason, doubleOf: other?.id ?? null, by: actor.id, at: now })
  return null
}

/** A second person agrees, and the case is closed; what came up since the proposal stops it again. */
export const agreeToClose = async (
  services: Services,
  work: Work,
  caseId: string,
  against: string | undefined,
): Promise<Refused | null> => {
  const { tx, now, actor } = work
  const { state, closingBy, closingReason, openedAt, reopenedAt, ...row } = await store.lockCase(tx, caseId)
  const closedAs = closures.find((each) => each === row.closedAs)
  if (state !== 'closing' || !closedAs || closingBy === null || closingBy === actor.id) throw new NotFound()
  const stops = await stopsOf(work, caseId)
  if (stopsClosing(closedAs, stops))
    return { field: 'main-content', problem: 'Something new stops this case from closing: see the list' }
  const answer = shouldNotBeThere(closedAs) ? null : stops.answer
  if (answer?.byId === actor.id)
    return { field: 'main-content', problem: 'You said what the plan lead says: somebody else has to agree' }
  if (answer && answer.byId === closingBy && closingBy !== row.planLeadId)
    return {
      field: 'main-content',
      problem: `${answer.by} proposed it and then spoke for the plan lead: keep it open, and let somebody else propose`,
    }
  if (answer?.outcome === 'stay open' && !against)
    return { field: 'against', problem: 'Enter why it closes although the plan lead wants it kept open' }
  const reason = [
    closingReason ?? '',
    ...(answer?.outcome === 'stay open' ? [`Closed although the plan lead wanted it kept open: ${against}`] : []),
  ].join('\n')
  await say(services, work, caseId, 'cases.closed', reason, closedAs)
  await store.closeNow(tx, caseId, {
    ...{ closedAs, reason, proposedBy: closingBy, approvedBy: actor.id },
    ...{ openedAt: reopenedAt ?? openedAt, at: now },
  })
  return null
}

/** Asks the plan lead what they say of closing: a task of theirs, with a clock. */
export const askPlanLead = async (services: Services, work: Work, caseId: string): Promise<void> => {
  if ((await store.lockCase(work.tx, caseId)).state === 'closed') throw new NotFound()
  // Somebody may have said it, or asked, since that page was opened.
  if ((await store.closingAnswer(work.tx, caseId, work.now))?.counts || (await store.askedAt(work.tx, caseId))) return
  await say(services, work, caseId, 'cases.closing-asked', null)
}

/** Plans of which nobody has said what becomes of them; whether somebody outside holds a page that is out of date, or was told of an order that has changed. */
type Left = { unsaid: { id: string; person: string }[]; isCopyOut: boolean; isToldOut: boolean }
/** What the plan lead says, by them or whoever stands in; what comes back is what they have to see to first. */
export const sayOfClosing = async (
  services: Services,
  work: Work,
  caseId: string,
  { outcome, words }: SayForm,
): Promise<Left | null> => {
  const { planLeadId } = await store.lockCase(work.tx, caseId)
  const left = {
    unsaid: await store.plansUnsaid(work.tx, caseId),
    isCopyOut: await store.isCopyOut(work.tx, caseId),
    isToldOut: await store.isToldOut(work.tx, caseId),
  }
  if (left.unsaid.length > 0 || left.isCopyOut || left.isToldOut) return left
  await answered(services, work, caseId, { outcome, ownerId: planLeadId ?? '' }, `${views[outcome]}: ${words}`)
  return null
}

/** What was said of closing holds no more: they took it back, or what they spoke of has changed since. */
export const takeBackOfClosing = async (services: Services, work: Work, caseId: string): Promise<void> => {
  const { state, planLeadId } = await store.lockCase(work.tx, caseId)
  if (state === 'closed' || !(await store.closingAnswer(work.tx, caseId, work.now))?.counts) return
  await answered(services, work, caseId, { outcome: 'taken back', ownerId: planLeadId ?? '' }, takenBack)
}

const takenBack = 'What was said of closing no longer holds'
type Answered = { outcome: string; ownerId: string }
const answered = (services: Services, work: Work, caseId: string, details: Answered, what: string) =>
  record(services, work, {
    ...{ caseId, type: 'cases.closing-answered', happened: atExactly(work.now), knownAt: work.now, toldBy: null },
    ...{ body: bodyOf(work.actor.agencyKind), what, details },
  })

export const keepOpen = async ({ tx }: Work, caseId: string): Promise<void> => {
  if ((await store.lockCase(tx, caseId)).state !== 'closing') throw new NotFound()
  await store.keepOpen(tx, caseId)
}

/** Who leads again: those who did, if they still work here and see it; otherwise whoever opens it. */
const leadsAgain = async ({ tx, actor }: Work, caseId: string) => {
  const { state, riskLeadId, planLeadId, contactLeadId } = await store.lockCase(tx, caseId)
  if (state !== 'closed') throw new NotFound()
  const before = [riskLeadId, planLeadId, contactLeadId].flatMap((id) => (id ? [id] : []))
  const seeing = (await whoSees(tx, caseId, before)).map((id) => ({ id }))
  const still = (await whoMayTake({ tx }, caseId, seeing)).map(({ id }) => id)
  const keep = (id: string | null): string => (id && still.includes(id) ? id : actor.id)
  return { riskLeadId: keep(riskLeadId), planLeadId: keep(planLeadId), contactLeadId: keep(contactLeadId) }
}

/** Why this person cannot open it again: a lead would fall to them, and they work for the other side (S-05). */
export const reopeningRefused = async (work: Work, caseId: string): Promise<string | null> => {
  const leads = await leadsAgain(work, caseId)
  if (!Object.values(leads).includes(work.actor.id)) return null
  return clashOf(work, caseId, work.actor.id, { asContact: leads.contactLeadId === work.actor.id })
}

/** Opens a closed case again: same case, new episode. A lead who left or no longer sees it is replaced by whoever opens it (INV-24). */
export const reopenCase = async (services: Services, work: Work, caseId: string, why: string): Promise<void> => {
  const { tx, now, actor } = work
  const leads = await leadsAgain(work, caseId)
  // Whoever becomes a lead here may have been let in for a few days only, as by an alarm.
  if (Object.values(leads).includes(actor.id)) await grantCase(work, caseId, actor.id, 'Opened the case again', null)
  await store.openAgain(tx, caseId, leads, actor.id, now, why)
  await say(services, work, caseId, 'cases.reopened', why)
  await sayClashes(services, work, caseId)
}

/** Word of something new opens a closed case again: the same case, and nothing that is told of a person vanishes (MODEL 5.1). */
export const openForNews = async (services: Services, work: Work, caseId: string, news: string): Promise<void> => {
  const { state } = await store.lockCase(work.tx, caseId)
  if (state === 'closed') await reopenCase(services, work, caseId, `Something new was recorded: ${news}`)
}

/** A closed case in which something has come to be owed is opened again: no case is closed while a duty is open. */
export const openForWhatIsOwed = async (
  services: Services,
  work: Work,
  caseId: string,
  news: string,
): Promise<void> => {
  const { state } = await store.lockCase(work.tx, caseId)
  if (state === 'closed' && (await store.openDutiesOf(work.tx, caseId, work.now)).length > 0)
    await reopenCase(services, work, caseId, `What was recorded here was set right: ${news}`)
}

const say = async (
  services: Services,
  work: Work,
  caseId: string,
  type: EntryType,
  what: string | null,
  reason?: string,
) =>
  record(services, work, {
    ...{ caseId, type, happened: atExactly(work.now), knownAt: work.now, body: bodyOf(work.actor.agencyKind) },
    ...{ toldBy: null, what, details: reason ? { reason } : {} },
  })
