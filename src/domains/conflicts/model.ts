import { z } from 'zod'
import type { Facts } from '../../platform/blind-tokens.ts'
import { optionalDay, optionalText, text } from '../../platform/fields.ts'

/** How somebody may stand to a person in a case, in the words of the page (ST-22). */
export const grounds = {
  self: 'It is me',
  partner: 'My partner',
  'former partner': 'A former partner of mine',
  kin: 'Family of mine',
  household: 'We live in one home',
  friend: 'A friend, a neighbour or somebody else I know',
  'own team': 'Somebody of my team',
  other: 'I would rather not say',
} as const
type Ground = keyof typeof grounds
const isGround = (value: string): value is Ground => Object.hasOwn(grounds, value)

/** What a ground is called where the desk reads it. */
const groundWords: Record<string, string> = {
  self: 'In the case themselves',
  partner: 'Partner',
  'former partner': 'Former partner',
  kin: 'Family',
  household: 'One household',
  friend: 'Friend or neighbour',
  address: 'Same address',
  phone: 'Same telephone number',
  'e-mail': 'Same e-mail address',
  'own team': 'Of the same team',
  other: 'Not said',
}
export const groundOf = (ground: string): string => groundWords[ground] ?? ground

export const declareForm = z.object({
  practitionerId: z.uuid('Select who it is about: you, or somebody whom you supervise'),
  ground: z.string('Select how they stand to each other').refine(isGround, 'Select how they stand to each other'),
  personId: z
    .string()
    .optional()
    .transform((id) => id || null)
    .pipe(z.uuid('Select who in the case it is').nullable()),
  said: optionalText(1000),
})
export type DeclareForm = z.infer<typeof declareForm>

export const messageForm = (now: Date) =>
  z.object({
    about: text('Enter whom it is about, as far as you know', 300),
    bornOn: optionalDay(now, 'The date of birth'),
    phone: optionalText(60),
    said: text('Enter what you know', 8000),
  })
export type MessageForm = z.infer<ReturnType<typeof messageForm>>

/** What is typed may name somebody at the desk: those do not read it. */
export const factsOf = ({ about, bornOn, phone }: Pick<MessageForm, 'about' | 'bornOn' | 'phone'>): Facts => ({
  names: about.split(/,|;|\band\b/i),
  bornOn: bornOn ?? null,
  phones: [phone],
})

export const doneForm = z
  .object({ reference: optionalText(20), doneAs: text('Enter what was done with it', 1000) })
  .transform(({ reference, ...form }) => ({ ...form, reference: reference?.toUpperCase() }))
export type DoneForm = z.infer<typeof doneForm>

export const releaseForm = z.object({ why: text('Enter how you know that it is a false match', 1000) })
export const answerForm = z.object({ answer: z.enum(['agree', 'keep'], 'Select whether you agree') })

export const liftForm = z.object({ because: text('Enter why the seal is not needed any more', 1000) })
export const liftAnswerForm = z.object({ answer: z.enum(['agree', 'stays'], 'Select whether the seal is lifted') })

export const members = ['harmed', 'worried about their own behaviour', 'reported'] as const
const ids = z.union([z.uuid().transform((id) => [id]), z.array(z.uuid())]).catch([])
const optionalId = z
  .string()
  .optional()
  .transform((id) => id || null)
  .pipe(z.uuid().nullable().catch(null))

export const sealForm = z
  .object({
    because: text('Enter why the case is sealed', 1000),
    member: z.enum(members, 'Select how the member of staff stands in the case'),
    named: ids,
    units: ids,
    handledBy: text('Enter the unit or neighbouring force that does the work', 300),
    agreement: optionalText(300),
    alternate: text('Enter who does the work when they cannot', 300),
    colleagueId: optionalId,
    colleagueAsked: optionalText(500),
    standardsId: optionalId,
  })
  .refine(({ colleagueId, colleagueAsked }) => colleagueId === null || colleagueAsked !== undefined, {
    message: 'Enter when and how the person asked for this colleague',
    path: ['colleagueAsked'],
  })
export type SealForm = z.infer<typeof sealForm>

/** Who may seal a case: its leads, and those who manage. */
export const maySeal = (owners: readonly { id: string }[], actor: { id: string }, may: ReadonlySet<string>): boolean =>
  may.has('supervision:write') || owners.some(({ id }) => id === actor.id)
