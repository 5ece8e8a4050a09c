import { z } from 'zod'
import { day, optionalText, text } from '../../../platform/fields.ts'

/** Who may be told of an order (P3-06). */
export const tellingSorts = {
  school: 'School, college or nursery',
  employer: 'Employer',
  neighbour: 'Neighbour',
  other: 'Somebody else',
} as const
const isSort = (word: string): word is keyof typeof tellingSorts => Object.hasOwn(tellingSorts, word)
const decisionCodes = ['safe', 'not safe', 'not decided'] as const

/** Whether it is safe to tell somebody of an order, as the person whose plan it is decided it; as it is sealed. */
export const tellingSchema = z.object({
  sort: z.string().refine(isSort),
  who: z.string(),
  /** Who that is in this case: a person, or somebody about whom it was decided whether it is safe to involve them. */
  known: z.string().nullable(),
  decision: z.enum(decisionCodes),
  why: z.string().nullable(),
  decidedBy: z.string().nullable(),
  with: z.string().nullable(),
  on: z.string().nullable(),
  /** What they would be asked to do. */
  asks: z.string().nullable(),
})
export type Telling = z.infer<typeof tellingSchema>

/** `known`: those of this case who may be told, by the value that stands for each. */
export const tellingForm = (now: Date, known: readonly { value: string; text: string }[]) =>
  z
    .object({
      personId: z.uuid('Select whose plan it is for').optional(),
      sort: z.enum(Object.keys(tellingSorts).filter(isSort), 'Select what they are'),
      known: z.string().trim().default(''),
      who: optionalText(200),
      decision: z.enum(decisionCodes, 'Select what they decided'),
      why: optionalText(2000),
      decidedBy: optionalText(200),
      with: optionalText(500),
      on: z.string().trim().default(''),
      asks: optionalText(1000),
    })
    .transform(({ personId, known: typedKnown, who: typedWho, on: typedOn, ...said }, context) => {
      const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
      const { decision, why = null, decidedBy = null, with: present = null, asks = null } = said
      const one = known.find(({ value }) => value === typedKnown)
      if (typedKnown !== '' && !one)
        ask(
          'known',
          'Choose somebody who is in this case now and is not the person whose plan it is, or write down who it is',
        )
      if (one && typedWho && typedWho !== one.text)
        ask('who', 'Choose somebody of this case, or write down who it is: not both')
      if (typedKnown === '' && !typedWho) ask('who', 'Enter who it is, or choose somebody of this case')
      const isDecided = decision !== 'not decided'
      if (isDecided && !why) ask('why', 'Enter why, in their words: whom they know, and what they would say to whom')
      if (isDecided && !decidedBy) ask('decidedBy', 'Enter who decided it')
      if (isDecided && !present) ask('with', 'Enter with whom it was decided')
      const read =
        typedOn === '' && !isDecided
          ? undefined
          : day(now, 'Enter the day on which it was decided', 'The day').safeParse(typedOn)
      for (const { message } of read?.error?.issues ?? []) ask('on', message)
      if (decision === 'safe' && !asks) ask('asks', 'Enter what they would be asked to do if he or she appears')
      return {
        personId,
        content: {
          ...{ sort: said.sort, who: one?.text ?? typedWho ?? '', known: one?.value ?? null, decision, why, decidedBy },
          ...{ with: present, on: read?.data ?? null, asks },
        } satisfies Telling,
      }
    })

/** Whether a decision that it is safe held on a day, by what was decided last by then. */
export const wasSafeToTell = (versions: readonly Pick<Telling, 'decision' | 'on'>[], on: string): boolean =>
  versions.filter((version) => version.on === null || version.on <= on).at(-1)?.decision === 'safe'

export const callAnswers = {
  yes: 'They ring 999 if the person reported appears',
  'not sure': 'They were not sure',
  no: 'They will not ring',
} as const
const answerCodes = ['yes', 'not sure', 'no'] as const
/** What somebody was told of an order, as it is sealed. */
export const toldSchema = z.object({
  on: z.string(),
  words: z.string(),
  /** Null, as what follows, where they were told of a change to what they knew. */
  to: z.string().nullable(),
  how: z.string().nullable(),
  /** The order as it is called. */
  order: z.string().nullable(),
  orderId: z.string().nullable(),
  calls: z.enum(answerCodes).nullable(),
})
export type Told = z.infer<typeof toldSchema>

/** `standing`: the orders that stand; `isInTime`: nobody was told on a day on which it was not decided that this is safe. */
export const toldForm = (now: Date, standing: readonly string[], isInTime: (day: string) => boolean) =>
  z
    .object({
      to: text('Enter who there was told', 200),
      on: day(now, 'Enter the day on which they were told', 'The day'),
      how: text('Enter how they were told, such as in person', 500),
      orderId: z.string('Select of which order they were told'),
      words: text('Enter the words in which they were told, and what they were asked to do', 2000),
      calls: z.enum(answerCodes, 'Select what they said about ringing 999'),
    })
    .superRefine(({ on, orderId }, context) => {
      const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
      if (orderId === '') ask('orderId', 'Select of which order they were told')
      else if (!standing.includes(orderId)) ask('orderId', 'That order does not stand now. Select one that does')
      if (on !== '' && !isInTime(on))
        ask('on', 'Nobody is told before it was decided that this is safe: on that day it was not')
    })
export type ToldForm = z.infer<ReturnType<typeof toldForm>>

export const lookOutcomes = {
  told: 'They were told how it stands now',
  'not told': 'They were told nothing',
} as const
/** What came of looking at somebody who was told, after the order changed and nothing was said to them; as it is sealed. */
export const lookSchema = z.object({ why: z.string(), on: z.string() })
export type Look = z.infer<typeof lookSchema>

export const outcomeField = (id: string): string => `outcome-${id}`
export const wordsField = (id: string): string => `words-${id}`
export type Looked = { recordId: string; outcome: 'told' | 'not told'; words: string }
/** One line for each who was told: told how it stands now, in which words; or nothing said, and why. */
export const lookForm = (ids: readonly string[]) =>
  z
    .object(
      Object.fromEntries(
        ids.flatMap((id): [string, z.ZodType<string | undefined>][] => [
          [outcomeField(id), z.enum(['told', 'not told'], 'Select what came of it')],
          [wordsField(id), text('Enter the words in which they were told; or why nothing was said', 2000)],
        ]),
      ),
    )
    .transform((typed) => {
      const said = z.record(z.string(), z.string().optional()).parse(typed)
      return ids.map(
        (recordId): Looked => ({
          recordId,
          outcome: said[outcomeField(recordId)] === 'told' ? 'told' : 'not told',
          words: said[wordsField(recordId)] ?? '',
        }),
      )
    })

/** Words that say why there is an order. Whoever is told learns that there is one, and what they are asked to do. */
export const saysWhy = (words: string): boolean =>
  /abus|violen|victim|survivor|assault|attack|rape|strangl|stalk|harass|\bhurts?\b|\bbeats?\b|\bbeaten\b|\bhits?\b|\bthreat|refuge|marac|idva/i.test(
    words,
  )
