import { z } from 'zod'
import { day, optionalDay, optionalText, text, tick } from '../../../platform/fields.ts'
import { exemptionCodes } from './exemptions.ts'

export type Standing = 'harmed' | 'limited'
export const states = [
  'received',
  'identity checked',
  'searched',
  'redacted',
  'checked',
  'released',
  'refused',
] as const
export type State = (typeof states)[number]
export const isState = (state: string): state is State => states.some((each) => each === state)
export const stateWords: Record<State, string> = {
  received: 'Received: find out who asks',
  'identity checked': 'It is known who asks: search',
  searched: 'Searched: take out what must not leave',
  redacted: 'Waits for the second check, by somebody else',
  checked: 'Checked: hand it over',
  released: 'Answered',
  refused: 'Answered: nothing given',
}

export const deliveries = [
  'handed over in person',
  'by a safe way that is recorded',
  'to an address that was checked with them',
] as const
export const forWhom = {
  themselves: 'For themselves',
  'somebody else': 'For somebody else, or through somebody else',
} as const

export const newForm = (now: Date) =>
  z.object({
    askerName: text('Enter the name of who asks', 200),
    askerBornOn: optionalDay(now, 'The date of birth'),
    forWhom: z.enum(['themselves', 'somebody else'], 'Select for whom they ask'),
    asks: text('Enter what they ask for, in their words', 2000),
    receivedOn: day(now, 'Enter the day on which it came', 'The day'),
    delivery: z.enum(deliveries, 'Select how the answer will reach them safely'),
  })
export const identityForm = (now: Date) =>
  z.object({
    identityHow: text('Enter what you saw, and by which safe route', 500),
    identityOn: day(now, 'Enter the day on which it was known who asks', 'The day'),
  })
const uuids = z.union([z.uuid().transform((id) => [id]), z.array(z.uuid())])
export const searchForm = z.object({ people: uuids.default([]), sure: z.literal('yes', 'Tick that you compared them') })
export const redactForm = z
  .object({
    words: optionalText(2000),
    answer: z.enum(['give', 'refuse'], 'Select what the answer is'),
    exemption: z.enum(exemptionCodes).optional().catch(undefined),
    why: optionalText(1000),
  })
  .superRefine(({ answer, exemption, why }, context) => {
    if (answer === 'give') return
    if (!exemption)
      context.addIssue({ code: 'custom', path: ['exemption'], message: 'Select what lets you keep it back' })
    if (!why) context.addIssue({ code: 'custom', path: ['why'], message: 'Enter why it applies' })
  })
export const checkForm = z
  .object({
    answer: z.enum(['good', 'back'], 'Select what you found'),
    addresses: tick,
    plans: tick,
    thirdParties: tick,
    note: optionalText(1000),
  })
  .superRefine(({ answer, addresses, plans, thirdParties, note }, context) => {
    if (answer === 'good' && !(addresses && plans && thirdParties))
      context.addIssue({ code: 'custom', path: ['addresses'], message: 'Read it for each of the three, and tick each' })
    if (answer === 'back' && !note)
      context.addIssue({ code: 'custom', path: ['note'], message: 'Enter what must change' })
  })
export const releaseForm = z.object({
  how: text('Enter how it was handed over, and how you know that it reached them', 500),
})
export const extendForm = z.object({ why: text('Enter why it needs longer, and how they were told', 500) })
export type NewForm = z.infer<ReturnType<typeof newForm>>
export type IdentityForm = z.infer<ReturnType<typeof identityForm>>
export type RedactForm = z.infer<typeof redactForm>

/** How long a pack can be opened after it was handed over. */
export const packDays = 30
