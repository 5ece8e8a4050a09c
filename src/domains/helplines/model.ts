import { z } from 'zod'
import { day, text } from '../../platform/fields.ts'

export const places = ['England', 'Wales', 'England and Wales'] as const
export type Place = (typeof places)[number]

/** What a person needs who wants to ring. */
export type Numbers = { place: string; name: string; number: string; about: string }
/** The same for who works here, with who verified the number and when; null: nobody did. */
export type Helpline = Numbers & { checkedOn: string | null; checkedBy: string | null }
/** One version of a line, with who set it and who verified it last; nobody: it came with Waymark, or nobody did. */
export type Version = Helpline & {
  id: string
  line: string
  isEnded: boolean
  setBy: string | null
  setAt: Date
  reason: string
  evidence: string | null
}

/** For the whole country, whoever rings; `silent` is pressed on a mobile phone by somebody who cannot speak (the police's Silent Solution). */
export const emergency = { number: '999', silent: '55' } as const

/** A number goes on paper when a named person has verified it, and not before (RULES 17, 20). */
export const mayBePrinted = ({ checkedBy }: Pick<Helpline, 'checkedBy'>): boolean => checkedBy !== null

export const lineForm = z.object({
  place: z.enum(places, 'Select where it is for'),
  name: text('Enter what the line is called', 120),
  number: z
    .string('Enter the number')
    .trim()
    .regex(/^\+?[0-9][0-9 ]{2,19}$/, 'Enter the number in figures, such as 0808 2000 247'),
  about: text('Enter whom it is for, and what it costs', 300),
  reason: text('Enter why, and where you have it from', 500),
})
/** The fields of a line, as two who changed it at once see them side by side. */
export const lineLabels = {
  ...{ place: 'Where it is for', name: 'What the line is called', number: 'Number' },
  ...{ about: 'Whom it is for, and what it costs', reason: 'Reason' },
}
export type LineForm = z.infer<typeof lineForm>

export const checkForm = (now: Date) =>
  z.object({
    checkedOn: day(now, 'Enter the day on which you verified it', 'The day'),
    evidence: text('Enter how: rang it, or read the provider’s own page', 500),
  })
export type CheckForm = z.infer<ReturnType<typeof checkForm>>

export const endForm = z.object({ reason: text('Enter why it is no longer shown', 500) })

/** England first, then Wales, then what is for both: in the order in which most people here look. */
export const inOrder = <Line extends { place: string; name: string }>(lines: readonly Line[]): Line[] =>
  lines.toSorted((a, b) => placeAt(a.place) - placeAt(b.place) || a.name.localeCompare(b.name, 'en-GB'))
const order: readonly string[] = places
const placeAt = (place: string): number => order.indexOf(place)
