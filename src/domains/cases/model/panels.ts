import { z } from 'zod'
import { day, optionalDay, optionalText, text, tick } from '../../../platform/fields.ts'

/** What may stand between a person and help (CC-11). */
export const barrierKinds = [
  'immigration status',
  'no recourse to public funds',
  'language',
  'disability',
  'health',
  'mental health',
  'alcohol or drugs',
  'cut off from others',
  'fear of police',
  'fear of losing the children',
  'honour or family pressure',
  'minority ethnic background',
  'faith or community',
  'sexuality or gender',
  'money',
  'housing',
  'caring for somebody',
  'rural or no transport',
  'other',
] as const
export const settingKinds = [
  'school',
  'college or university',
  'workplace',
  'place of worship',
  'club',
  'family home of others',
  'online',
  'other',
] as const

export const accountForm = (now: Date) =>
  z.object({
    text: text('Enter the account in few words', 2000),
    agreedHow: text('Enter how it was agreed with them, such as "read to them by telephone"', 300),
    agreedOn: day(now, 'Enter the day on which they agreed to it', 'The day on which they agreed'),
  })
export type AccountForm = z.infer<ReturnType<typeof accountForm>>

export const barrierForm = z.object({
  personId: z.uuid('Select whose barrier this is'),
  kind: z.enum(barrierKinds, 'Select what stands in the way'),
  what: text('Enter what it means for this person', 1000),
  adjustment: optionalText(1000),
})
export type BarrierForm = z.infer<typeof barrierForm>
export const adjustmentForm = z.object({ adjustment: text('Enter what was agreed', 1000) })
export const endBarrierForm = z.object({ why: text('Enter why it no longer stands in the way', 500) })

export const settingForm = z
  .object({
    personId: z.uuid('Select the first person'),
    otherId: z.uuid('Select the second person'),
    kind: z.enum(settingKinds, 'Select the kind of place'),
    name: text('Enter the name of the place', 200),
    whatIsDone: optionalText(1000),
  })
  .refine(({ personId, otherId }) => personId !== otherId, {
    message: 'Choose two different people',
    path: ['otherId'],
  })
export type SettingForm = z.infer<typeof settingForm>

export const involvedForm = (now: Date) =>
  z.object({
    why: text('Enter why you are involved, in words that may be given to the family', 300),
    fromOn: day(now, 'Enter the day on which it began'),
    untilOn: optionalDay(now),
    isPoliceAdviser: tick,
  })
export type InvolvedForm = z.infer<ReturnType<typeof involvedForm>>

export const grantForm = (now: Date) =>
  z.object({
    granteeId: z.uuid('Select who needs to see this case'),
    reason: text('Enter why they need to see it', 300),
    untilOn: optionalDay(now),
  })
export type GrantForm = z.infer<ReturnType<typeof grantForm>>

export const exportForm = z.object({
  reason: text('Enter what the file is for and who will have it', 300),
  careful: z.literal('yes', 'Tick that you will keep the file safe'),
})

export const closures = ['ended', 'recorded in error', 'double of another case', 'moved to another area'] as const
export type Closure = (typeof closures)[number]
/** Where it is recorded who works with each person reported, nobody has to vouch for it (INV-05). */
export const closeForm = (mustVouch: boolean) =>
  z
    .object({
      closedAs: z.enum(closures, 'Select how this case ends'),
      reason: text('Enter why', 1000),
      doubleOf: optionalText(20),
      separate: tick,
    })
    .refine(({ closedAs, doubleOf }) => closedAs !== 'double of another case' || doubleOf, {
      message: 'Enter the reference of the other case',
      path: ['doubleOf'],
    })
    .refine(({ separate }) => separate || !mustVouch, {
      message: 'Check this before you propose to close',
      path: ['separate'],
    })
export type CloseForm = z.infer<ReturnType<typeof closeForm>>

export const views = {
  'may close': 'It may close',
  'stay open': 'It should stay open',
} as const
export type View = keyof typeof views
export const isView = (word: string): word is View => Object.hasOwn(views, word)
/** What the plan lead, or who stands in for them, says of closing (MODEL 5.1). */
export const sayForm = z.object({
  outcome: z.enum(['may close', 'stay open'], 'Select whether it may close'),
  words: text('Enter what you think, and what the person harmed says of it', 2000),
})
export type SayForm = z.infer<typeof sayForm>
export const agreeForm = z.object({ against: optionalText(1000) })

export type Answer = {
  outcome: string
  byId: string
  by: string
  at: Date
  /** Null for whoever is not shown what was said. */
  words: string | null
  /** Not once it was taken back, somebody else leads the plan, or something happened that asks for a review. */
  counts: boolean
}

/** A case that should not be there has nobody to part from. */
export const shouldNotBeThere = (closedAs: Closure): boolean =>
  closedAs === 'recorded in error' || closedAs === 'double of another case'

/** What stops a case from closing as that (MODEL 5.1). A case that should not be there has nothing of its own to wait for. */
export type Stops = {
  openDuties: { id: string; task: string | null }[]
  ahead: { what: string; on: string }[]
  /** The contact lead's name, where they are the contact of both sides (INV-05). */
  sameContact: string | null
  /** What the plan lead last said of closing. */
  answer: Answer | null
}
export const stopsClosing = (closedAs: Closure, { openDuties, ahead, sameContact, answer }: Stops): boolean =>
  !shouldNotBeThere(closedAs) && (openDuties.length + ahead.length > 0 || sameContact !== null || !answer?.counts)

export const reopenForm = z.object({ why: text('Enter why the case is opened again', 500) })
