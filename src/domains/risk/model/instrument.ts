import { z } from 'zod'
import { needCodes } from './needs.ts'

/** What may be answered, by the kind of a question. Left empty is "not asked": nobody has to tick that. */
export const answerKinds = {
  'yes or no': ['yes', 'no', 'not known', 'not asked', 'not said'],
  'how often': ['never', 'occasionally', 'often', 'all the time', 'not known', 'not asked', 'not said'],
} as const
type AnswerKind = keyof typeof answerKinds
export const answerWords: Record<string, string> = {
  yes: 'Yes',
  no: 'No',
  never: 'Never',
  occasionally: 'Occasionally',
  often: 'Often',
  'all the time': 'All the time',
  'not known': 'They do not know',
  'not asked': 'Not asked',
  'not said': 'They chose not to say',
}
/** Answers that say that it is so. */
export const saysSo: ReadonlySet<string> = new Set(['yes', 'occasionally', 'often', 'all the time'])

/** What the rules look for in an assessment, whatever the instrument (details of an entry). */
export const signs = ['threatToKill', 'strangled', 'firearm', 'selfHarm'] as const

const say = (longest: number) =>
  z.string().trim().min(1, 'is empty').max(longest, `is longer than ${longest} characters`)
const id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'is letters a to z, digits and hyphens, and begins with a letter')
const question = {
  id,
  text: say(500),
  hint: say(500).optional(),
  kind: z.enum(['yes or no', 'how often'], 'is "yes or no" or "how often"'),
  sign: z.enum(signs, `is one of ${signs.join(', ')}`).optional(),
  need: z.enum(needCodes, `is one of ${needCodes.join(', ')}`).optional(),
}
const item = z.strictObject({
  ...question,
  opens: z
    .strictObject({
      on: z.array(z.string()).min(1, 'names no answer'),
      items: z.array(z.strictObject(question)).min(1),
    })
    .optional(),
})
const shape = z.strictObject({
  format: z.literal('waymark-instrument', 'is not "waymark-instrument"'),
  version: z.literal(1, 'is not 1'),
  code: id,
  edition: say(40),
  title: say(100),
  owner: say(200),
  language: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'is a language such as en or cy'),
  /** Of what it asks; an instrument about needs stands on no level (RM-15). */
  about: z.enum(['danger', 'needs'], 'is "danger" or "needs"').optional(),
  /** Only for the 24 questions whose "yes" answers the conference's threshold counts (RULES 4.2, 5). */
  counts: z.enum(['yes answers', 'nothing'], 'is "yes answers" or "nothing"'),
  caveat: say(1000).optional(),
  sections: z
    .array(z.strictObject({ title: say(200), items: z.array(item).min(1) }))
    .min(1, 'is empty')
    .max(20),
})
export type Instrument = z.infer<typeof shape>
export type Item = z.infer<typeof item>
export type Question = Omit<Item, 'opens'>

export const itemsOf = ({ sections }: Instrument): Item[] => sections.flatMap(({ items }) => items)
/** Every question, the ones that an answer opens too. */
export const questionsOf = (instrument: Instrument): Question[] =>
  itemsOf(instrument).flatMap(({ opens, ...own }) => [own, ...(opens?.items ?? [])])

const mostProblems = 20
/** The instrument in a file, or what to put right in it, each with its place. */
export const readInstrument = (text: string): { instrument: Instrument } | { problems: string[] } => {
  let read: unknown
  try {
    read = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return { problems: [`The file is not JSON: ${error instanceof Error ? error.message : String(error)}`] }
  }
  const checked = shape.safeParse(read)
  if (!checked.success)
    return {
      problems: checked.error.issues.slice(0, mostProblems).map(({ path, message }) => `${placeOf(path)}: ${message}`),
    }
  const problems = strange(checked.data)
  return problems.length > 0 ? { problems: problems.slice(0, mostProblems) } : { instrument: checked.data }
}

/** Sections and items are counted from one, as a person would. */
const placeOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => (typeof part === 'number' ? String(part + 1) : String(part))).join(' ') || 'The file'

const strange = (instrument: Instrument): string[] => {
  const ids = questionsOf(instrument).map((each) => each.id)
  const twice = [...new Set(ids.filter((each, index) => ids.indexOf(each) !== index))]
  const answers = (kind: AnswerKind): readonly string[] => answerKinds[kind]
  const unknown = itemsOf(instrument).flatMap(({ id: which, kind, opens }) =>
    (opens?.on ?? []).filter((on) => !answers(kind).includes(on)).map((on) => `${which}: "${on}" is no answer to it`),
  )
  const counted = instrument.counts === 'yes answers' ? itemsOf(instrument).length : 24
  return [
    ...twice.map((each) => `The id "${each}" stands there twice`),
    ...unknown,
    ...(counted === 24
      ? []
      : [`It counts "yes" answers, which the threshold knows for 24 questions: it has ${counted}`]),
    ...problemsOfNeeds(instrument),
    ...(ids.length > 120 ? [`It has ${ids.length} questions: 120 is the most`] : []),
  ]
}

export const isAboutNeeds = ({ about }: Instrument): boolean => about === 'needs'
/** What asks about needs finds no sign of danger and counts nothing; each of its questions says which need it is. */
const problemsOfNeeds = (instrument: Instrument): string[] => {
  const asked = questionsOf(instrument)
  if (!isAboutNeeds(instrument))
    return asked.flatMap(({ id: which, need }) =>
      need ? [`${which}: a need stands only in questions about needs`] : [],
    )
  return [
    ...(instrument.counts === 'nothing' ? [] : ['What asks about needs counts nothing']),
    ...asked.flatMap(({ id: which, need, sign: of }) => [
      ...(need ? [] : [`${which}: say which need it is`]),
      ...(of ? [`${which}: a sign of danger stands only in questions about danger`] : []),
    ]),
  ]
}
