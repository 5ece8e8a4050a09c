import { randomUUID } from 'node:crypto'
import { factsIn } from '../../platform/blind-tokens.ts'
import type { Tx } from '../../platform/db.ts'
import type { Work } from '../../platform/request.ts'
import { dayEnds } from '../../platform/times.ts'
import { openFor, sealFor } from '../../platform/vault.ts'
import { bodyOf } from '../../rules/body-of.ts'
import { keepTokens } from '../../rules/conflicts.ts'
import { deriveCase } from '../../rules/derive-case.ts'
import { policyIn } from '../../rules/policy-in.ts'
import { atExactly, record } from '../../rules/record.ts'
import type { Services } from '../../rules/services.ts'
import { atNightDesk, onDutyFor } from '../duties/index.ts'
import { coveredBy, keepNotices, owedToYoung } from '../incidents/index.ts'
import { shareByReferral, toldWords } from '../sharing/index.ts'
import { permissionsOf, roles } from '../staff/index.ts'
import type { AcceptForm, CompleteForm, DeclineForm, NewReferralForm, OfferForm, WithdrawForm } from './model/forms.ts'
import type { Referral } from './model/referral.ts'
import { caseFacts, otherAgencies } from './store/case.ts'
import { deskOf, type Overdue, raiseAlarm, senderOf, takeOverdue } from './store/chase.ts'
import { insertOffer, offersOwed } from './store/offers.ts'
import {
  acceptReferral,
  carryReferral,
  endSight,
  insertReferral,
  referralClashes,
  sealedLines,
  updateReferral,
} from './store/referrals.ts'

/** Sends a referral: the receiving agency sees it and nothing of the case until it accepts (RR-13). */
export const sendReferral = async (
  services: Services,
  work: Work,
  caseId: string,
  form: NewReferralForm,
): Promise<string> => {
  const { tx, now, actor } = work
  const id = randomUUID()
  const { level, people } = await caseFacts(tx, caseId)
  const [to] = (await otherAgencies(tx, actor.agencyId)).filter((agency) => agency.id === form.toAgencyId)
  const answers = await answersOf(work, caseId, form, { people, toCouncil: to?.kind === 'council' })
  const sharingBasis = form.sharingBasis || 'The person agreed'
  const { referralAcknowledgementHours: hours } = await policyIn(services, tx, now)
  const seal = (column: string, text: string) =>
    sealFor(services, work, { personId: form.personId, table: 'referral', column, row: id }, text)
  const { entryId, factId } = await record(services, work, {
    ...own(work, caseId),
    type: 'referrals.sent',
    what: `${form.service}: ${form.reason}`,
    details: { covers: answers.covers, tells: answers.tells },
  })
  await insertReferral(tx, {
    ...{ id, caseId, factId, level, personId: form.personId, service: form.service, reason: form.reason },
    ...{
      fromAgencyId: actor.agencyId,
      toAgencyId: form.toAgencyId,
      sentBy: actor.id,
      sentAt: now,
      urgency: form.urgency,
    },
    agreement: form.agreement,
    sharingBasis,
    approvedBy: form.agreement === 'agreed' ? null : form.approverId,
    toldPerson: [toldWords[form.told], form.toldHow].join('. '),
    personCalled: await seal('person_called', form.personCalled),
    contactRoute: await seal('contact_route', form.contactRoute),
    contactNever: form.contactNever ? await seal('contact_never', form.contactNever) : null,
    contactWindows: JSON.stringify(form.contactWindows),
    chaseAt: new Date(now.getTime() + hours * 3_600_000),
  })
  await keepNotices(work, answers.children, {
    ...{ caseId, entryId, factId, kind: 'services', toldWho: to?.name ?? '', toldAt: now },
  })
  const { personId, service, toAgencyId: agencyId } = form
  await shareByReferral(work, caseId, { referralId: id, personId, agencyId, service, why: sharingBasis }, form)
  await keepTokens(services, work, form.personId, factsIn([form.contactRoute, form.contactNever]))
  if (!(await carryReferral(tx, id, 'sent', now))) throw new Error('a referral was sent and the desk was not told')
  return id
}

type About = { people: readonly { id: string; role: string }[]; toCouncil: boolean }
/**
 * What a referral answers, and nothing else: support for the victim only where it is for the victim, and telling children's
 * services only where it goes to a council and says which children it is about (CH-07).
 */
const answersOf = async (work: Work, caseId: string, form: NewReferralForm, { people, toCouncil }: About) => {
  const role = people.find(({ id }) => id === form.personId)?.role
  const about = new Set([...form.children, ...(role === 'child' ? [form.personId] : [])])
  const children = toCouncil ? [...about] : []
  const owed = await owedToYoung(work, caseId, form.personId)
  const told = { children, toldAt: work.now, asksAgain: false, kind: 'services' as const }
  return {
    children,
    covers: [
      ...(role === 'victim' ? ['SUPPORT_REFERRAL'] : []),
      ...(children.length > 0 ? await coveredBy(work, caseId, told) : []),
    ],
    tells: [...owed.support, ...(toCouncil ? owed.services : [])],
  }
}

const own = ({ now, actor }: Work, caseId: string) => ({
  caseId,
  happened: atExactly(now),
  knownAt: now,
  body: bodyOf(actor.agencyKind),
  toldBy: null,
})

export type Opened = { personCalled: string | null; contactRoute: string | null; contactNever: string | null }

/** The sealed lines in plain; null for one whose key was erased. */
export const openLines = async (services: Services, { tx }: Work, { id, personId }: Referral): Promise<Opened> => {
  const sealed = await sealedLines(tx, id)
  const open = (column: string, value: Buffer | null) =>
    value ? openFor(services, tx, { personId, table: 'referral', column, row: id }, value) : null
  return {
    personCalled: await open('person_called', sealed.personCalled),
    contactRoute: await open('contact_route', sealed.contactRoute),
    contactNever: await open('contact_never', sealed.contactNever),
  }
}

/** `stale`: somebody else changed the referral first, and nothing was written. */
export type Outcome = 'done' | 'stale'
type Said = 'acknowledged' | 'accepted' | 'declined' | 'withdrawn' | 'completed'

/** Writes what was done on the case that the referral came from, with the duties that follow, and tells the other side. */
const carry = async (services: Services, { tx, now }: Work, { id }: Referral, said: Said): Promise<void> => {
  const caseId = await carryReferral(tx, id, said, now)
  if (!caseId) throw new Error(`a referral was ${said} and the other side was not told`)
  await deriveCase(services, tx, caseId, now)
}

const receipt = ({ now, actor }: Work, { acknowledgedAt }: Referral) =>
  acknowledgedAt ? {} : { acknowledgedAt: now, acknowledgedBy: actor.id }

export const acknowledge = async (
  services: Services,
  work: Work,
  referral: Referral,
  version: number,
): Promise<Outcome> => {
  if (!(await updateReferral(work.tx, referral.id, version, receipt(work, referral)))) return 'stale'
  await carry(services, work, referral, 'acknowledged')
  return 'done'
}

/** Why this worker, or the one who accepts, cannot take it: they support the other side of the same (S-05). */
export const acceptingRefused = async (
  { tx, actor }: Work,
  { id }: Referral,
  { workerId }: AcceptForm,
): Promise<{ field: string; problem: string } | null> => {
  if (await referralClashes(tx, id, actor.id))
    return { field: 'workerId', problem: 'You work for the other side of this: a colleague must accept it' }
  if (await referralClashes(tx, id, workerId))
    return { field: 'workerId', problem: 'This colleague cannot take it on. Select somebody else' }
  return null
}

/** From here on the worker who takes it, and the person who accepted, see the case. */
export const accept = async (
  services: Services,
  work: Work,
  referral: Referral,
  form: AcceptForm,
): Promise<Outcome> => {
  const { tx, now } = work
  if (referral.version !== form.version || !(await acceptReferral(tx, referral.id, form.workerId, now))) return 'stale'
  const place = form.waitingUntil ? { waitingUntil: form.waitingUntil } : { startedAt: now }
  if (!(await updateReferral(tx, referral.id, form.version + 1, place)))
    throw new Error('an accepted referral moved on')
  if (!referral.acknowledgedAt) await carry(services, work, referral, 'acknowledged')
  await carry(services, work, referral, 'accepted')
  return 'done'
}

export const decline = async (
  services: Services,
  work: Work,
  referral: Referral,
  form: DeclineForm,
): Promise<Outcome> => {
  const { declineReason, nextOffer, version } = form
  const change = { ...receipt(work, referral), ...answered(work, 'declined'), declineReason, nextOffer }
  if (!(await updateReferral(work.tx, referral.id, version, change))) return 'stale'
  if (!referral.acknowledgedAt) await carry(services, work, referral, 'acknowledged')
  await carry(services, work, referral, 'declined')
  return 'done'
}

const answered = ({ now, actor }: Work, answer: 'declined' | 'withdrawn') => ({
  answer,
  answeredAt: now,
  answeredBy: actor.id,
})

export const start = async ({ tx, now }: Work, referral: Referral, version: number): Promise<Outcome> =>
  (await updateReferral(tx, referral.id, version, { startedAt: now })) ? 'done' : 'stale'

export const complete = async (
  services: Services,
  work: Work,
  referral: Referral,
  form: CompleteForm,
): Promise<Outcome> => {
  const { tx, now, actor } = work
  const { outcome, outcomeNote, version } = form
  const change = { outcome, outcomeNote, outcomeAt: now, outcomeBy: actor.id }
  if (!(await updateReferral(tx, referral.id, version, change))) return 'stale'
  await carry(services, work, referral, 'completed')
  await endSight(tx, referral.id, now)
  return 'done'
}

/** Taken back by either side, with how contact stops safely; the sight that accepting gave ends with it. */
export const withdraw = async (
  services: Services,
  work: Work,
  referral: Referral,
  form: WithdrawForm,
): Promise<Outcome> => {
  const change = { ...answered(work, 'withdrawn'), safeClose: form.safeClose }
  if (!(await updateReferral(work.tx, referral.id, form.version, change))) return 'stale'
  await carry(services, work, referral, 'withdrawn')
  await endSight(work.tx, referral.id, work.now)
  return 'done'
}

/** An offer of support and what was said to it; it answers the open duty to offer that service again, and no other (AD-16). */
export const recordOffer = async (services: Services, work: Work, caseId: string, form: OfferForm): Promise<void> => {
  const { tx, now, actor } = work
  const offeredAt = dayEnds(form.offeredOn)
  const young = await owedToYoung(work, caseId, form.personId)
  const again = await offersOwed(tx, caseId, form.personId, form.service)
  const tells = [...again, ...young.support]
  const { factId } = await record(services, work, {
    ...own(work, caseId),
    type: 'referrals.support-offered',
    happened: { from: offeredAt.from, until: offeredAt.until, precision: 'day' },
    what: form.said ? `${form.service}: ${form.said}` : form.service,
    details: { outcome: form.answer, tells, ...(form.offerAgainOn && { endsOn: form.offerAgainOn }) },
  })
  await insertOffer(tx, {
    ...{ caseId, factId, personId: form.personId, service: form.service, answer: form.answer, said: form.said || null },
    ...{ offeredBy: actor.id, offeredAt: offeredAt.from, recordedAt: now, offerAgainOn: form.offerAgainOn },
  })
}

/**
 * The worker's step: whoever sent a referral that nobody acknowledged in time is told, and who answers for it now at the
 * agency that it went to, once each. Gives how many were chased; running it again chases none of them twice.
 */
export const chaseReferrals = (services: Services, now: Date, most = 200): Promise<number> =>
  services.db.transaction().execute(async (tx) => {
    const overdue = await takeOverdue(tx, now, most)
    for (const referral of overdue) {
      const sender = await senderOf(tx, referral)
      if (sender) await raiseAlarm(tx, { toId: sender, caseId: referral.caseId, referralId: referral.id }, now)
      for (const toId of await answersNow(services, tx, referral, now))
        await raiseAlarm(tx, { toId, caseId: null, referralId: referral.id }, now)
    }
    return overdue.length
  })

/** Those of the desk who are on duty; with none of them there the out-of-hours desk; and never nobody: then the whole desk. */
const answersNow = async (services: Services, tx: Tx, { toAgencyId }: Overdue, now: Date): Promise<string[]> => {
  const desk = await deskOf(tx, toAgencyId, supervisors)
  const onDuty = await onDutyFor(services, tx, toAgencyId, now)
  const there = desk.filter((id) => onDuty.includes(id))
  if (there.length > 0) return there
  const night = await atNightDesk(services, tx, toAgencyId, now)
  return night.length > 0 ? night : desk
}

const supervisors = Object.keys(roles).filter((role) => permissionsOf(role).has('supervision:write'))
