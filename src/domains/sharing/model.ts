import { z } from 'zod'
import { day, optionalDay, optionalText, text } from '../../platform/fields.ts'
import { dayText } from '../../platform/times.ts'

type Coded = { words: string; source: string; from: string }

/** Why the law allows it (RULES 16). Agreement is not among them: what the person said stands beside it (INV-19). */
export const bases = {
  'public task': { words: 'Public task', source: 'UK GDPR Art. 6(1)(e)', from: '2018-05-25' },
  'legal obligation': { words: 'A law that requires it', source: 'UK GDPR Art. 6(1)(c)', from: '2018-05-25' },
  'vital interests': { words: 'To protect a life', source: 'UK GDPR Art. 6(1)(d)', from: '2018-05-25' },
  'recognised interest': {
    words: 'Safeguarding, crime or emergency, by a body that is not public',
    source: 'UK GDPR Art. 6(1)(ea) and Annex 1',
    from: '2026-02-05',
  },
  'law enforcement': { words: 'Law enforcement', source: 'Data Protection Act 2018 Part 3, s.35', from: '2018-05-25' },
} as const satisfies Record<string, Coded>
export const specials = {
  safeguarding: {
    words: 'Safeguarding of a child or an adult at risk',
    source: 'Data Protection Act 2018 Sch. 1 para. 18',
    from: '2018-05-25',
  },
  'unlawful acts': {
    words: 'Preventing or detecting unlawful acts',
    source: 'Data Protection Act 2018 Sch. 1 para. 10',
    from: '2018-05-25',
  },
  'vital interests': {
    words: 'A life is at stake and they cannot agree',
    source: 'UK GDPR Art. 9(2)(c)',
    from: '2018-05-25',
  },
  none: { words: 'Nothing of that kind is shared', source: 'UK GDPR Art. 9', from: '2018-05-25' },
} as const satisfies Record<string, Coded>

const isBasis = (code: string): code is keyof typeof bases => Object.hasOwn(bases, code)
const isSpecial = (code: string): code is keyof typeof specials => Object.hasOwn(specials, code)
export const basisWords = (basis: string, special: string): string =>
  [
    isBasis(basis) ? `${bases[basis].words} (${bases[basis].source})` : basis,
    ...(special !== 'none' && isSpecial(special) ? [`${specials[special].words} (${specials[special].source})`] : []),
  ].join('. ')

export const agreements = ['agreed', 'did not agree', 'not asked: unsafe', 'not asked: reason'] as const
export const agreementWords: Record<string, string> = {
  agreed: 'Yes, they agreed',
  'did not agree': 'No, they did not want it',
  'not asked: unsafe': 'Not asked: it was not safe to ask',
  'not asked: reason': 'Not asked, for another reason',
  withdrawn: 'They agreed, and took it back',
}
export const tolds = ['told', 'will be told', 'not told: unsafe'] as const
export const toldWords: Record<string, string> = {
  told: 'They know what is shared',
  'will be told': 'They will be told, when it is safe',
  'not told: unsafe': 'Not told: telling them would put them in danger',
}

/** Bodies without people here. What acts for the person reported is named so that it can be turned away (INV-03). */
export const outsideKinds = {
  police: { words: 'Police of another area', isReportedSide: false },
  council: { words: 'Council or social care', isReportedSide: false },
  health: { words: 'Health service', isReportedSide: false },
  school: { words: 'School or college', isReportedSide: false },
  housing: { words: 'Housing provider', isReportedSide: false },
  support: { words: 'Support service for the person harmed', isReportedSide: false },
  court: { words: 'Court', isReportedSide: false },
  prosecution: { words: 'Crown Prosecution Service', isReportedSide: false },
  solicitor: { words: 'Solicitor of the person harmed', isReportedSide: false },
  defence: { words: 'Solicitor or other adviser of the person reported', isReportedSide: true },
  programme: { words: 'Behaviour programme, or a worker of the person reported', isReportedSide: true },
} as const satisfies Record<string, { words: string; isReportedSide: boolean }>
type OutsideKind = keyof typeof outsideKinds
const isOutsideKind = (kind: string): kind is OutsideKind => Object.hasOwn(outsideKinds, kind)
export const outsideWords = (kind: string): string => (isOutsideKind(kind) ? outsideKinds[kind].words : kind)

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Nothing goes from the person harmed to the side of the person reported, whoever agreed (INV-03). */
export const isReportedSide = (kind: string, name: string, reported: readonly string[]): boolean =>
  (isOutsideKind(kind) && outsideKinds[kind].isReportedSide) ||
  reported.some((each) => plain(each) !== '' && ` ${plain(name)} `.includes(` ${plain(each)} `))

export const itemKinds = ['note', 'level', 'entry', 'account', 'condition', 'plan item'] as const
export type ItemKind = (typeof itemKinds)[number]
/** `words`: what a thought of a plan says, opened already; no page and no decision keeps it. */
export type Item = { kind: ItemKind; id: string; label: string; isForSchool?: boolean; words?: string }
const items = z.array(z.object({ kind: z.enum(itemKinds), id: z.uuid(), label: z.string() }))
export const itemsOf = (what: unknown): Item[] => items.parse(what)
/** What is written of an item into the decision: of a plan, not what it is about (INV-01). */
export const recorded = (item: Item): Item =>
  item.kind === 'plan item' ? { kind: item.kind, id: item.id, label: 'One thought of a safety plan' } : item
export const fieldOf = ({ kind, id }: Pick<Item, 'kind' | 'id'>): string => `item-${kind.replace(' ', '-')}-${id}`

const bodyOf = z.record(z.string(), z.unknown()).catch({})
/** Those of the case's items that were ticked. */
export const tickedOf = (body: unknown, offered: readonly Item[]): Item[] => {
  const typed = bodyOf.parse(body)
  return offered.filter((item) => typed[fieldOf(item)] === 'yes')
}

const codesOf = <Code extends string>(coded: Record<Code, unknown>): Code[] => {
  const isCode = (code: string): code is Code => Object.hasOwn(coded, code)
  return Object.keys(coded).filter(isCode)
}
/** What may be chosen on a day: a basis that the law did not have yet is not offered. */
export const inForce = <Code extends string>(coded: Record<Code, Coded>, on: string): Code[] =>
  codesOf(coded).filter((code) => coded[code].from <= on)
export const outsideCodes = codesOf(outsideKinds)

export const agreementForm = (now: Date) =>
  z
    .object({
      agreement: z.enum([...agreements, 'withdrawn'], 'Select what the person said'),
      agreementOn: day(now, 'Enter the day on which they were asked, or on which it was decided not to ask', 'The day'),
      agreementHow: optionalText(500),
    })
    .superRefine(({ agreement, agreementHow }, context) => {
      if (agreement === 'not asked: reason' && !agreementHow)
        context.addIssue({ code: 'custom', path: ['agreementHow'], message: 'Enter why they were not asked' })
    })
export const toldForm = (now: Date) =>
  z.object({
    told: z.enum(tolds, 'Select whether the person knows what is shared'),
    toldOn: day(now, 'Enter the day of this decision', 'The day'),
    toldHow: text('Enter how they were told, when it will be safe to, or why it is not', 500),
  })

/** What stands beside every act of sharing: the basis in law, what the person said, and whether they know (INV-19). */
export const besideForm = (now: Date) =>
  z
    .object({
      basis: z.enum(inForce(bases, dayText(now)), 'Select what in law allows it'),
      special: z.enum(
        inForce(specials, dayText(now)),
        'Select whether it says something of health, sex life, belief or crime',
      ),
      approverId: z.union([z.uuid(), z.literal('')]).default(''),
    })
    .and(agreementForm(now))
    .and(toldForm(now))
    .superRefine(({ agreement, approverId }, context) => {
      const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
      if (agreement === 'withdrawn') ask('agreement', 'Select what the person said')
      if (agreement !== 'agreed' && approverId === '')
        ask('approverId', 'Select the supervisor who decides with you: nothing is shared before they agree')
    })
export type BesideForm = z.infer<ReturnType<typeof besideForm>>

/** One decision to share. */
export const sharingForm = (now: Date) =>
  z
    .object({
      personId: z.uuid('Select whom it is about'),
      also: optionalText(2000),
      why: text('Enter why they need it', 2000),
      to: z.string('Select who will have it').trim().min(1, 'Select who will have it'),
      outsideKind: z.enum(outsideCodes).optional().catch(undefined),
      outsideName: optionalText(200),
      expiresOn: optionalDay(now).transform((read, context): string => {
        if (read && read < dayText(now)) context.addIssue({ code: 'custom', message: 'Enter a day from today on' })
        if (!read) context.addIssue({ code: 'custom', message: 'Enter the last day on which they need it' })
        return read ?? ''
      }),
    })
    .superRefine(({ to, outsideKind, outsideName }, context) => {
      const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
      if (to === 'outside' && !outsideKind) ask('outsideKind', 'Select what kind of body it is')
      if (to === 'outside' && !outsideName) ask('outsideName', 'Enter the body, and who there')
    })
    .and(besideForm(now))
export type SharingForm = z.infer<ReturnType<typeof sharingForm>>
export type AgreementForm = z.infer<ReturnType<typeof agreementForm>>
export type ToldForm = z.infer<ReturnType<typeof toldForm>>

export const whyForm = z.object({ why: text('Enter why', 500) })
export const answerForm = z
  .object({ answer: z.enum(['agree', 'decline'], 'Select what you decide'), why: optionalText(500) })
  .superRefine(({ answer, why }, context) => {
    if (answer === 'decline' && !why) context.addIssue({ code: 'custom', path: ['why'], message: 'Enter why' })
  })

export type State = 'waiting' | 'declined' | 'shared' | 'stopped' | 'over'
type Times = { sharedAt: Date | null; declinedAt: Date | null; stoppedAt: Date | null; expiresOn: string | null }
export const stateOf = ({ sharedAt, declinedAt, stoppedAt, expiresOn }: Times, now: Date): State => {
  if (stoppedAt) return 'stopped'
  if (declinedAt) return 'declined'
  if (!sharedAt) return 'waiting'
  return expiresOn !== null && expiresOn < dayText(now) ? 'over' : 'shared'
}
export const stateWords: Record<State, string> = {
  waiting: 'Waits for the supervisor',
  declined: 'Not shared: the supervisor did not agree',
  shared: 'Shared',
  stopped: 'Stopped',
  over: 'Over',
}
