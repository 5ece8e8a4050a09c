import { z } from 'zod'
import { day, optionalText, text } from '../../../platform/fields.ts'
import { seemsToHold } from '../../../platform/protected-words.ts'
import { dayText } from '../../../platform/times.ts'
import { toldFields } from '../../safe-contact/index.ts'
import type { Side } from './menu.ts'

export const states = ['chosen', 'done', 'stopped'] as const
export type State = (typeof states)[number]
export const stateWords: Record<string, string> = { chosen: 'Under way', done: 'Done', stopped: 'Stopped' }
export const stepWords: Record<string, string> = { reviewed: 'Looked at again', done: 'Done', stopped: 'Stopped' }

type Named = { id: string; isOnOtherSide: boolean }
const ownerOf = (owners: readonly Named[]) =>
  z
    .string()
    .default('')
    .refine(
      (id) => owners.some((owner) => owner.id === id),
      'Select who sees to it: somebody who can see this case and these interventions',
    )

type About = {
  now: Date
  owners: readonly Named[]
  sides: readonly Side[]
  /** Items that something else may stand in for. */
  open: readonly string[]
}
export const chooseForm = ({ now, owners, sides, open }: About, isOwn: boolean) =>
  z
    .object({
      name: isOwn ? text('Enter a short name for it', 80) : optionalText(80),
      side: isOwn
        ? z.enum(sides, 'Select whether it is with the person harmed or about the person reported')
        : z.enum(sides).optional().catch(undefined),
      what: text('Enter what exactly is to be done', 2000),
      lead: z.enum(['here', 'outside'], 'Select who leads'),
      outside: optionalText(200),
      ownerId: ownerOf(owners),
      dueOn: day(now, 'Enter the day by which it is done'),
      reviewOn: day(now, 'Enter the day on which it is looked at again'),
      insteadOf: z.string().default(''),
      insteadWhy: optionalText(1000),
      ...toldFields,
    })
    .superRefine(({ side, ownerId, lead, outside, dueOn, reviewOn, insteadOf, insteadWhy }, context) => {
      const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
      const today = dayText(now)
      if (side === 'harmed' && owners.some(({ id, isOnOtherSide }) => isOnOtherSide && id === ownerId))
        ask('ownerId', 'They work for the other side: select somebody else for what is done with the person harmed')
      if (lead === 'outside' && !outside) ask('outside', 'Enter which body outside leads')
      if (dueOn !== '' && dueOn < today) ask('dueOn', 'Enter today or a later day')
      if (reviewOn !== '' && reviewOn < today) ask('reviewOn', 'Enter today or a later day')
      if (insteadOf !== '' && !open.includes(insteadOf))
        ask('insteadOf', 'That is not open any more: select another, or nothing')
      if (insteadOf !== '' && !insteadWhy) ask('insteadWhy', 'Enter why this stands in for it')
    })
export type ChooseForm = z.infer<ReturnType<typeof chooseForm>>

export const notChosenForm = z.object({
  item: text('Select what is not for this case', 60),
  reason: text('Enter why it is not for this case', 2000),
})

const past = (now: Date) => day(now, 'Enter the day', 'The day')
export const reviewForm = (now: Date) =>
  z
    .object({
      happenedOn: past(now),
      said: text('Enter what you found, and whether it still fits', 2000),
      reviewOn: day(now, 'Enter the next day on which it is looked at again'),
      ...toldFields,
    })
    .refine(({ reviewOn }) => reviewOn === '' || reviewOn > dayText(now), {
      path: ['reviewOn'],
      message: 'Enter a day after today',
    })
export const doneForm = (now: Date) =>
  z.object({
    happenedOn: past(now),
    said: text('Enter what came of it', 2000),
    evidence: text('Enter how that is known: who saw it, or where it is written', 1000),
    ...toldFields,
  })
export const stopForm = (now: Date) =>
  z.object({
    happenedOn: past(now),
    said: text('Enter why it is stopped, and what protects now', 2000),
    ...toldFields,
  })

export const complexForm = (owners: readonly Named[]) =>
  z.object({
    reason: text('Enter what the usual interventions do not answer', 2000),
    ownerId: ownerOf(owners),
  })
export const meetingOutcomes = ['held', 'called off'] as const
export const meetingWords: Record<string, string> = { held: 'The meeting was held', 'called off': 'It was called off' }
export const meetingForm = (now: Date) =>
  z
    .object({
      outcome: z.enum(meetingOutcomes, 'Select what came of it'),
      metOn: z.string().trim().default(''),
      said: text('Enter who was there and what was decided, or why it is not needed any more', 4000),
    })
    .transform((form, context) => {
      if (form.outcome !== 'held') return { ...form, metOn: null }
      const read = past(now).safeParse(form.metOn)
      for (const { message } of read.error?.issues ?? []) context.addIssue({ code: 'custom', path: ['metOn'], message })
      return { ...form, metOn: read.data ?? null }
    })
export type MeetingForm = z.infer<ReturnType<typeof meetingForm>>

/** The words under the headings of a framework, each needed. */
export const headingField = (index: number): string => `heading-${index + 1}`
export const decisionForm = (headings: readonly string[], about: readonly { value: string }[]) =>
  z.record(z.string(), z.string().optional().catch(undefined)).transform((typed, context) => {
    const issue = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    const on = about.find(({ value }) => value === typed.about)?.value
    if (!on) issue('about', 'Select what the decision is about')
    const written = headings.map((heading, index) => {
      const words = typed[headingField(index)]?.trim() ?? ''
      if (words === '') issue(headingField(index), `Enter your words under “${heading}”`)
      if (words.length > 2000) issue(headingField(index), 'Write 2,000 characters or fewer')
      return { heading, words }
    })
    return { about: on ?? '', written }
  })
export const headingsStored = (stored: unknown): { heading: string; words: string }[] =>
  z.array(z.object({ heading: z.string(), words: z.string() })).parse(stored)

export const summaryForm = z
  .object({
    recipient: text('Enter who it is for: name, role and office', 200),
    purpose: text('Enter what they need it for', 500),
    reasons: text('Enter why the level is what it is', 4000),
    careful: z.literal('yes', 'Tick that you read it through'),
  })
  .superRefine(({ recipient, purpose, reasons }, context) => {
    for (const [path, words] of Object.entries({ recipient, purpose, reasons })) {
      const what = seemsToHold(words)
      if (what) context.addIssue({ code: 'custom', path: [path], message: `This seems to hold ${what}: take it out` })
    }
  })
export type SummaryForm = z.infer<typeof summaryForm>
