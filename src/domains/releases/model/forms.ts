import { z } from 'zod'
import { optionalText, text, tick } from '../../../platform/fields.ts'
import { dayText } from '../../../platform/times.ts'
import { agreements, bases, inForce, outsideCodes, specials } from '../../sharing/index.ts'

export const takenBackForm = z.object({ said: text('Enter what was taken back, and from whom', 2000) })
export const states = ['asked', 'approved', 'released', 'refused', 'void', 'withdrawn'] as const
export type State = (typeof states)[number]
export const stateWords: Record<string, string> = {
  asked: 'Waits for a second person',
  approved: 'Approved, not sent yet',
  released: 'Released',
  refused: 'Refused',
  void: 'Void',
  withdrawn: 'Taken back',
}
/** Why an approval, or the asking, holds no longer: codes of `release_stands`, and one of our own. */
export const voidWords: Record<string, string> = {
  over: 'The approval ran out before it was sent',
  person: 'Somebody in this release can have no part in it any more',
  changed: 'What would be sent has changed since it was asked for',
}
export const voidText = (code: string): string => voidWords[code] ?? code

export const ways = ['by hand', 'by telephone', 'secure e-mail', 'post'] as const
export const wayWords: Record<string, string> = {
  'by hand': 'By hand',
  'by telephone': 'Said on the telephone, to a number that was known before',
  'secure e-mail': 'By secure e-mail, to a work address',
  post: 'By post, to a named person',
}

/** What the second person looks for before anything leaves; each by the code that is kept. */
export const checks = {
  read: 'I have read every line of it, as the recipient will',
  needed: 'They need all of it for what they are to do, and nothing could be left out',
  clues: 'Nothing in it lets somebody work out where another person lives, works or goes to school',
  recipient: 'They are who they say, and not close to the person reported',
} as const
const checkCodes = ['read', 'needed', 'clues', 'recipient'] as const
export const checkWords = (code: string): string =>
  checkCodes.flatMap((each) => (each === code ? checks[each] : []))[0] ?? code

export const newForm = (now: Date) =>
  z
    .object({
      routeId: z.uuid('Select what is released'),
      to: z.enum(['here', 'outside'], 'Select who will have it'),
      recipientId: z.union([z.uuid(), z.literal('')]).default(''),
      outsideKind: z.enum(outsideCodes).optional().catch(undefined),
      outsideName: optionalText(200),
      why: text('Enter why they need it', 500),
      basis: z.enum(inForce(bases, dayText(now)), 'Select what in law allows it'),
      special: z.enum(
        inForce(specials, dayText(now)),
        'Select whether it says something of health, sex life, belief or crime',
      ),
      agreement: z.enum(agreements, 'Select what the person said'),
      sentHow: z.enum(ways, 'Select how it is sent'),
      approverId: z.uuid('Select the second person'),
      when: z.enum(['after approval', 'at once'], 'Select when it goes'),
      atOnceWhy: optionalText(1000),
    })
    .superRefine(({ to, recipientId, outsideKind, outsideName, when, atOnceWhy }, context) => {
      const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
      if (to === 'here' && !recipientId) ask('recipientId', 'Select the person who will have it')
      if (to === 'outside' && !outsideKind) ask('outsideKind', 'Select what kind of body it is')
      if (to === 'outside' && !outsideName) ask('outsideName', 'Enter the body, and who there')
      if (when === 'at once' && !atOnceWhy) ask('atOnceWhy', 'Enter why it cannot wait')
    })
export type NewForm = z.infer<ReturnType<typeof newForm>>

/** Nobody reads a bundle out on the telephone. */
export const bundleWays = ['by hand', 'secure e-mail', 'post'] as const
export const bundleForm = (now: Date) =>
  z.object({
    basis: z.enum(inForce(bases, dayText(now)), 'Select what in law allows it'),
    special: z.enum(
      inForce(specials, dayText(now)),
      'Select whether it says something of health, sex life, belief or crime',
    ),
    agreement: z.enum(agreements, 'Select what the person said'),
    sentHow: z.enum(bundleWays, 'Select how it is sent'),
    approverId: z.uuid('Select the second person'),
  })
export type BundleForm = z.infer<ReturnType<typeof bundleForm>>

export const answerForm = z
  .object({
    answer: z.enum(['approve', 'refuse'], 'Select what you decide'),
    'check-read': tick,
    'check-needed': tick,
    'check-clues': tick,
    'check-recipient': tick,
    why: optionalText(1000),
  })
  .superRefine((form, context) => {
    const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (form.answer === 'refuse' && !form.why) ask('why', 'Enter why not')
    if (form.answer === 'approve' && !checkCodes.every((code) => form[`check-${code}`]))
      ask('checks', 'Tick each line once you have looked, or refuse')
  })
export type AnswerForm = z.infer<typeof answerForm>
export const everyCheck: string[] = [...checkCodes]

export const whyForm = z.object({ why: text('Enter why', 1000) })
export const reviewForm = z.object({
  found: z.enum(['right', 'not right'], 'Select whether it was right'),
  words: text('Enter why, and what follows', 1000),
})
export type ReviewForm = z.infer<typeof reviewForm>
export const foundWords: Record<string, string> = {
  right: 'Right: it could not wait',
  'not right': 'Not right: it could have waited, or should not have gone',
}
