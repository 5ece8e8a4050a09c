import { z } from 'zod'
import { day, optionalText, text } from '../../../platform/fields.ts'
import { refuseBankNumbers } from './forms.ts'
import { type PapersContent, papersSchema } from './papers.ts'

/** Whether a child takes part in planning (CH-01). */
export const includes = { yes: 'Yes', 'not yet': 'Not yet', no: 'No' } as const
/** Whether it is safe to tell a child about leaving (P2-16). */
export const tellings = {
  'not yet': 'Not safe to tell yet',
  'on the day': 'May be told on the day',
  may: 'May be told',
} as const
const includeCodes = ['yes', 'not yet', 'no'] as const
const tellCodes = ['not yet', 'on the day', 'may'] as const

/** What a plan says of one child, as it is sealed: it belongs to the plan, and is agreed with it. */
export const childSchema = z.object({
  about: z.literal('child'),
  childId: z.string(),
  /** As they were called when it was written. */
  name: z.string(),
  included: z.enum(includeCodes),
  why: z.string(),
  tell: z.enum(tellCodes).nullable(),
  tellWords: z.string().nullable(),
  tellWhy: z.string().nullable(),
  decidedBy: z.string(),
  with: z.string(),
  on: z.string(),
})
export type ChildContent = z.infer<typeof childSchema>

/** `isLeaving`: where they mean to leave, it is asked of each child whether it is safe to tell them. */
export const childForm = (now: Date, isLeaving: boolean) =>
  z
    .object({
      included: z.enum(includeCodes, 'Select whether the child is included in planning'),
      why: text('Enter what they are included in; or why they are not, or not yet', 2000),
      tell: z.enum(tellCodes, 'Select whether it is safe to tell them').optional(),
      tellWords: optionalText(2000),
      tellWhy: optionalText(2000),
      decidedBy: text('Enter who decided it', 200),
      with: text('Enter with whom it was decided', 500),
      on: day(now, 'Enter the day on which it was decided', 'The day'),
    })
    .superRefine(({ tell, tellWords, tellWhy, why }, context) => {
      const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
      refuseBankNumbers({ why, tellWords, tellWhy }, context)
      if (!tell && (isLeaving || tellWords || tellWhy)) ask('tell', 'Select whether it is safe to tell them')
      if (tell && !tellWhy)
        ask('tellWhy', 'Enter why: their age, what they understand, and what they can keep to themselves')
      if (tell && tell !== 'not yet' && !tellWords) ask('tellWords', 'Enter the words in which they are told')
    })
    .transform(({ tell = null, tellWords = null, tellWhy = null, ...said }) => ({ ...said, tell, tellWords, tellWhy }))
export type ChildForm = z.infer<ReturnType<typeof childForm>>

export const sectionSchema = z.discriminatedUnion('about', [childSchema, papersSchema])
export type SectionContent = z.infer<typeof sectionSchema>
type Written = { id: string; itemId: string; version: number; by: string; agency: string; at: Date }
/** What a plan says of one person beside its thoughts. */
export type Section = SectionContent & Written
export type ChildSection = ChildContent & Written
export type PapersSection = PapersContent & Written

export const isAboutPapers = (section: Section): section is PapersSection => section.about === 'papers'
export const papersOf = (sections: readonly Section[], personId: string): PapersSection | undefined =>
  sections.filter(isAboutPapers).find((section) => section.personId === personId)

export const isAboutChild = (section: Section): section is ChildSection => section.about === 'child'
export const childIn = (sections: readonly Section[], childId: string): ChildSection | undefined =>
  sections.filter(isAboutChild).find((section) => section.childId === childId)
/** Children about whom nobody has decided yet (CH-01). */
export const undecided = <Child extends { id: string }>(
  sections: readonly Section[],
  children: readonly Child[],
): Child[] => children.filter(({ id }) => childIn(sections, id) === undefined)
