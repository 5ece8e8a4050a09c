import { z } from 'zod'
import { versionNumber } from '../../../platform/fields.ts'
import { dayText, readDay } from '../../../platform/times.ts'
import { readWindows } from '../../safe-contact/index.ts'
import { besideForm } from '../../sharing/index.ts'

export const urgencies = ['today', 'this week', 'routine'] as const

const line = (message: string, longest = 200) =>
  z.string(message).trim().min(1, message).max(longest, `Write ${longest} characters or fewer`)
const optionalLine = (longest: number) =>
  z.string().trim().max(longest, `Write ${longest} characters or fewer`).default('')

const windows = z
  .string()
  .max(1000, 'Write 1,000 characters or fewer')
  .default('')
  .transform((text, context) => {
    const read = readWindows(text)
    if ('windows' in read) return read.windows
    context.addIssue({ code: 'custom', message: read.problem })
    return z.NEVER
  })

/** What is sent: the reason, the least that makes contact safe, and two facts: what was agreed, and why it is shared (INV-19). */
export const newReferralForm = (now: Date, childIds: readonly string[] = []) =>
  z
    .object({
      /** The children that it is about. */
      children: z
        .array(z.string())
        .default([])
        .transform((ids) => ids.filter((id) => childIds.includes(id))),
      personId: z.uuid('Select who the referral is for'),
      toAgencyId: z.uuid('Select the agency'),
      service: line('Enter the service that you ask for'),
      reason: line('Enter why you refer, in a few sentences', 4000),
      urgency: z.enum(urgencies, 'Select how soon it is needed'),
      personCalled: line('Enter what to call the person', 120),
      contactRoute: line('Enter the one safe way to reach the person, or "none yet"', 300),
      contactWindows: windows,
      contactNever: optionalLine(500),
      sharingBasis: optionalLine(1000),
    })
    .and(besideForm(now))
    .superRefine(({ agreement, sharingBasis }, context) => {
      const message = 'Enter why it must be shared without their agreement'
      if (agreement !== 'agreed' && sharingBasis === '')
        context.addIssue({ code: 'custom', path: ['sharingBasis'], message })
    })
export type NewReferralForm = z.infer<ReturnType<typeof newReferralForm>>

const version = { version: versionNumber }
export const buttonForm = z.object(version)
export const acceptForm = z
  .object({
    ...version,
    workerId: z.uuid('Select who takes it on'),
    place: z.enum(['now', 'waiting'], 'Select whether you can start now'),
    waitingUntil: z.string().trim().default(''),
    now: z.date(),
  })
  .transform(({ waitingUntil, now, ...form }, context) => {
    if (form.place === 'now') return { ...form, waitingUntil: null }
    const read = readDay(waitingUntil, now)
    if ('day' in read && read.day >= dayText(now)) return { ...form, waitingUntil: read.day }
    const message = 'problem' in read ? read.problem : 'Enter a day from today on'
    context.addIssue({ code: 'custom', path: ['waitingUntil'], message })
    return z.NEVER
  })
export type AcceptForm = z.infer<typeof acceptForm>
export const declineForm = z.object({
  ...version,
  declineReason: line('Enter why you decline', 1000),
  nextOffer: line('Enter which service or help is the next to ask, and how', 1000),
})
export type DeclineForm = z.infer<typeof declineForm>
export const outcomes = [
  'Support given and finished',
  'Support goes on elsewhere',
  'Chose not to take it up',
  'Could not be reached safely',
  'Something else',
] as const
export const completeForm = z.object({
  ...version,
  outcome: z.enum(outcomes, 'Select what came of it'),
  outcomeNote: line('Enter what the sender should know', 2000),
})
export type CompleteForm = z.infer<typeof completeForm>
export const withdrawForm = z.object({
  ...version,
  safeClose: line('Enter how contact stops without putting the person in danger', 1000),
})
export type WithdrawForm = z.infer<typeof withdrawForm>

export const offerAnswers = ['yes', 'not now', 'still thinking', 'no', 'not asked: unsafe'] as const
export const offerWords: Record<(typeof offerAnswers)[number], string> = {
  yes: 'Yes, wants it',
  'not now': 'Not now',
  'still thinking': 'Still thinking',
  no: 'No, and does not want to be asked again',
  'not asked: unsafe': 'Not asked: it was not safe to ask',
}
/** What was offered and what the person said to it, with the day to ask again (AD-16). */
export const offerForm = z
  .object({
    personId: z.uuid('Select who was asked'),
    service: line('Enter the service that was offered'),
    offeredOn: line('Enter the day'),
    answer: z.enum(offerAnswers, 'Select what the person said'),
    said: optionalLine(1000),
    offerAgainOn: z.string().trim().default(''),
    now: z.date(),
  })
  .transform(({ offeredOn, offerAgainOn, now, ...form }, context) => {
    const today = dayText(now)
    const [on, again] = [readDay(offeredOn, now), readDay(offerAgainOn, now)]
    const isSettled = form.answer === 'yes' || form.answer === 'no'
    const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if ('problem' in on) ask('offeredOn', on.problem)
    else if (on.day > today) ask('offeredOn', 'Enter today or an earlier day')
    if (!isSettled && 'problem' in again) ask('offerAgainOn', again.problem)
    else if (!isSettled && 'day' in again && again.day < today) ask('offerAgainOn', 'Enter a day from today on')
    if ('problem' in on) return z.NEVER
    return { ...form, offeredOn: on.day, offerAgainOn: isSettled || 'problem' in again ? null : again.day }
  })
export type OfferForm = z.infer<typeof offerForm>
