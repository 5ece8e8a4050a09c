import { z } from 'zod'
import { dayText } from '../../../platform/times.ts'
import { isEntryType, labelOf } from '../../../rules/entry-types.ts'
import type { Standing } from './forms.ts'

/** One thing that is held, as the person would be given it. */
export type Line = { key: string; on: string; heading: string; text: string }
/** A row of this controller, before anything of it may leave. */
export type Held = { kind: string; id: string; at: Date; fields: Record<string, string | null> }

type Allowed = { heading: string; fields: Record<string, string> }
/** What a person harmed may be given, field by field: a field that is not named here is never in a pack (INV-01, INV-07). */
const forHarmed: Record<string, Allowed> = {
  person: {
    heading: 'Who we have recorded you as',
    fields: {
      name: 'Name',
      otherNames: 'Other names',
      bornOn: 'Born',
      called: 'Called',
      language: 'Language',
      needs: 'How you like to be spoken with',
    },
  },
  note: {
    heading: 'A note of contact',
    fields: { how: 'How', said: 'Said', noticed: 'Noticed', agreed: 'Agreed', next: 'Next' },
  },
  entry: { heading: 'What happened', fields: { type: 'What', what: 'In words' } },
  level: { heading: 'A risk level', fields: { level: 'Level', reasons: 'Reasons', view: 'Your view' } },
  assessment: { heading: 'What you answered', fields: { title: 'Questions', said: 'Answers' } },
  account: { heading: 'The account agreed with you', fields: { text: 'Account' } },
  barrier: { heading: 'What may stand in the way of help', fields: { what: 'What', adjustment: 'What was agreed' } },
  referral: {
    heading: 'A referral',
    fields: { service: 'Service', to: 'To', reason: 'Why', outcome: 'What came of it' },
  },
  sharing: { heading: 'What was shared', fields: { to: 'With', why: 'Why', agreement: 'What you said' } },
  telling: { heading: 'What you were told', fields: { content: 'What' } },
}
/** What anybody else may be given: what was done to them to their face by bodies that act openly, and its day. */
const forAnybody: Record<string, Allowed> = {
  measure: {
    heading: 'A measure against you that you were told of',
    fields: { type: 'What', condition: 'Term', until: 'Until' },
  },
}
const toTheirFace = new Set<string>([
  'justice.suspect-arrested',
  'justice.suspect-interviewed',
  'justice.suspect-released-without-charge',
  'justice.suspect-released-under-investigation',
  'justice.bail-granted',
  'justice.bail-varied',
  'justice.bail-extended',
  'justice.bail-cancelled',
  'justice.charged',
  'justice.remanded',
  'justice.trial-ended',
  'justice.sentenced',
  'orders.notice-given',
  'orders.served',
])
export const openBodies = ['police', 'cps', 'probation']

const shown = (name: string, value: string): string => (name === 'type' && isEntryType(value) ? labelOf(value) : value)

/** The lines of a pack: by allow-list, oldest first. Two rows of one thing, in two cases, are one line. */
export const linesOf = (held: readonly Held[], standing: Standing): Line[] => {
  const allowed = standing === 'harmed' ? forHarmed : forAnybody
  const lines = held
    .filter(({ kind, fields }) => kind !== 'measure' || toTheirFace.has(fields.type ?? ''))
    .flatMap(({ kind, id, at, fields }): Line[] => {
      const rule = allowed[kind]
      if (!rule) return []
      const parts = Object.entries(rule.fields).flatMap(([name, label]) => {
        const value = fields[name]
        return value ? [`${label}: ${shown(name, value)}`] : []
      })
      return parts.length > 0
        ? [{ key: `${kind}-${id}`, on: dayText(at), heading: rule.heading, text: parts.join('\n') }]
        : []
    })
    .toSorted((a, b) => a.on.localeCompare(b.on) || a.heading.localeCompare(b.heading) || a.text.localeCompare(b.text))
  return lines.filter((line, index) => {
    const before = lines[index - 1]
    return standing === 'harmed' || before?.on !== line.on || before.text !== line.text
  })
}

const packShape = z.object({
  reference: z.string(),
  agency: z.string(),
  name: z.string(),
  preparedOn: z.string(),
  lines: z.array(z.object({ on: z.string(), heading: z.string(), text: z.string() })),
})
/** What is handed over. Without lines it says that there is nothing that can be given, whatever the reason. */
export type Pack = z.infer<typeof packShape>
export const packIn = (text: string): Pack => packShape.parse(JSON.parse(text))
export const emptyPack = (about: Omit<Pack, 'lines'>): Pack => ({ ...about, lines: [] })

/** The words before the list: the same whoever asks, so that they tell nothing. */
export const introduction = ({ agency, name, lines }: Pack): string[] => [
  `${name} asked ${agency} for what it holds about them.`,
  lines.length > 0
    ? 'We have looked. This is what we can give you. Names of other people, numbers and addresses are not in it.'
    : 'We have looked. There is nothing that we can give you.',
  'The law lets us keep some things back, and we need not say whether there are any. Other agencies answer for what they hold: ask each of them.',
  'If you are not content, tell us, or the Information Commissioner: ico.org.uk.',
]
