import { z } from 'zod'
import type { Calendar } from '../../../rules/calendar.ts'
import { nextOpening, type Opening, type Window, windowSchema } from '../../safe-contact/index.ts'

/** As stored and as shown to either side; the sealed lines come apart. */
export type Referral = {
  id: string
  caseId: string
  personId: string
  factId: string
  fromAgencyId: string
  fromAgency: string
  toAgencyId: string
  toAgency: string
  sentBy: string
  sentByName: string
  sentAt: Date
  service: string
  reason: string
  agreement: string
  sharingBasis: string
  approvedByName: string | null
  toldPerson: string
  level: string | null
  urgency: string
  contactWindows: unknown
  chaseAt: Date | null
  chasedAt: Date | null
  acknowledgedAt: Date | null
  answer: string | null
  answeredAt: Date | null
  declineReason: string | null
  nextOffer: string | null
  safeClose: string | null
  waitingUntil: string | null
  workerId: string | null
  workerName: string | null
  startedAt: Date | null
  outcome: string | null
  outcomeNote: string | null
  outcomeAt: Date | null
  version: number
}

export type State = 'sent' | 'acknowledged' | 'declined' | 'withdrawn' | 'waiting' | 'active' | 'completed'

/** MODEL 5.2. Chased is no state of its own: a referral that was chased is still to be acknowledged. */
export const stateOf = ({
  answer,
  acknowledgedAt,
  startedAt,
  outcomeAt,
}: Pick<Referral, 'answer' | 'acknowledgedAt' | 'startedAt' | 'outcomeAt'>): State => {
  if (answer === 'declined' || answer === 'withdrawn') return answer
  if (answer === 'accepted') return outcomeAt ? 'completed' : startedAt ? 'active' : 'waiting'
  return acknowledgedAt ? 'acknowledged' : 'sent'
}

export type Move = 'acknowledge' | 'accept' | 'decline' | 'start' | 'complete' | 'withdraw'

const byReceiver: Record<State, readonly Move[]> = {
  sent: ['acknowledge', 'accept', 'decline', 'withdraw'],
  acknowledged: ['accept', 'decline', 'withdraw'],
  waiting: ['start', 'complete', 'withdraw'],
  active: ['complete', 'withdraw'],
  declined: [],
  withdrawn: [],
  completed: [],
}

/**
 * What may be done now: the receiving agency answers; once it has accepted, those of it who see the case go on; the
 * sender may only take it back.
 */
export const movesOf = (referral: Referral, who: { agencyId: string; seesCase: boolean }): readonly Move[] => {
  const all = byReceiver[stateOf(referral)]
  if (referral.toAgencyId !== who.agencyId) return all.filter((move) => move === 'withdraw')
  return referral.answer === 'accepted' && !who.seesCase ? [] : all
}

const windows = z.array(windowSchema)
export const windowsOf = ({ contactWindows }: Pick<Referral, 'contactWindows'>): Window[] =>
  windows.parse(contactWindows)

/** The safe time that is open now or comes next, by the hours that the sender gave: the same reckoning as for any safe contact. */
export const openingOf = (referral: Pick<Referral, 'contactWindows'>, now: Date, calendar: Calendar): Opening | null =>
  nextOpening({ kind: 'phone', windows: windowsOf(referral), endsOn: null }, now, calendar)

/** Nobody has said that it came, and the time for that is over. */
export const isLate = ({ acknowledgedAt, answer, chaseAt }: Referral, now: Date): boolean =>
  acknowledgedAt === null && answer === null && chaseAt !== null && chaseAt < now

export const stateWords: Record<State, string> = {
  sent: 'Not acknowledged yet',
  acknowledged: 'Acknowledged, not answered yet',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
  waiting: 'Accepted, waiting for a place',
  active: 'Accepted, work has started',
  completed: 'Completed',
}

export const views = ['new', 'open', 'closed', 'sent'] as const
export type View = (typeof views)[number]
