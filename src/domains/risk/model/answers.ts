import { z } from 'zod'
import { answerKinds, type Instrument, itemsOf, type Question, questionsOf, saysSo, signs } from './instrument.ts'
import type { Need } from './needs.ts'

/** What was answered to one question. A question that is not there was not asked. */
const answer = z.object({ answer: z.string(), comment: z.string().optional() })
const answersShape = z.record(z.string(), answer)
export type AnswersTo = z.infer<typeof answersShape>
export const answersStored = (stored: unknown): AnswersTo => answersShape.parse(stored)

export const answerField = (id: string): string => `a-${id}`
export const commentField = (id: string): string => `c-${id}`

/** Who may come to harm, each thought of apart (RM-13). */
export const atRisk = {
  victim: 'The person harmed',
  children: 'Children',
  family: 'Other family',
  partner: 'A new partner, of either',
  workers: 'Professionals',
  self: 'The person reported, by their own hand',
} as const
export const dangers = { none: 'No sign', some: 'Some', serious: 'Serious harm', unknown: 'Not known' } as const
export type RiskTo = Partial<Record<keyof typeof atRisk, keyof typeof dangers>>
type Danger = keyof typeof dangers
const isDanger = (value: string | undefined): value is Danger => value !== undefined && Object.hasOwn(dangers, value)
const whoAtRisk: (keyof typeof atRisk)[] = ['victim', 'children', 'family', 'partner', 'workers', 'self']
export const riskField = (who: string): string => `risk-${who}`
const riskShape = z.record(z.string(), z.string())
export const riskStored = (stored: unknown): Record<string, string> => riskShape.parse(stored)
/** Who is in danger, and how great: nothing of those for whom there is no sign. */
export const inDanger = (stored: unknown): { who: keyof typeof atRisk; words: string }[] => {
  const riskTo = riskStored(stored)
  return whoAtRisk.flatMap((who) => {
    const danger = riskTo[who]
    return danger === 'some' || danger === 'serious'
      ? [{ who, words: `${atRisk[who]}: ${dangers[danger].toLowerCase()}` }]
      : []
  })
}

export const askedOf = ['the person', 'somebody for them', 'nobody: from records'] as const
export const alones = ['yes', 'no', 'not known'] as const

/** What was answered, by whom, and how they were asked. */
export type Talk = {
  answers: AnswersTo
  asked: string
  alone: string
  interpreter: string | null
}
type Typed = Record<string, string | undefined>
type Issue = (field: string, message: string) => void

/** Who may come to harm: each is thought of, and said. */
export const harmIn = (typed: Typed, issue: Issue): RiskTo => {
  const riskTo: RiskTo = {}
  for (const who of whoAtRisk) {
    const danger = typed[riskField(who)]
    if (isDanger(danger)) riskTo[who] = danger
    else issue(riskField(who), `Select how great the danger is: ${atRisk[who].toLowerCase()}`)
  }
  return riskTo
}

/** What was answered, said and seen; what was left empty was not asked. A follow-up counts only where its question opened it. */
export const talkIn = (instrument: Instrument, typed: Typed, issue: Issue): Talk => {
  const answers = answersIn(instrument, typed, issue)
  const [first] = itemsOf(instrument)
  if (Object.keys(answers).length === 0 && first) issue(answerField(first.id), 'Answer one question or more')
  const asked = askedOf.find((each) => each === typed.asked)
  if (!asked) issue('asked', 'Select who was asked')
  const alone = alones.find((each) => each === typed.alone)
  if (!alone) issue('alone', 'Select whether they were alone with you')
  const interpreter = typed.interpreter?.trim() || null
  if (interpreter && interpreter.length > 200) issue('interpreter', 'Write 200 characters or fewer')
  return { answers, asked: asked ?? '', alone: alone ?? '', interpreter }
}

const answersIn = (instrument: Instrument, typed: Typed, issue: Issue): AnswersTo => {
  const answers: AnswersTo = {}
  const take = ({ id, kind }: Question) => {
    const [given, comment] = [typed[answerField(id)]?.trim() ?? '', typed[commentField(id)]?.trim() ?? '']
    if (given === '' && comment === '') return
    const known: readonly string[] = answerKinds[kind]
    if (given !== '' && !known.includes(given)) issue(answerField(id), 'Select one of the answers')
    if (comment.length > 2000) issue(commentField(id), 'Write 2,000 characters or fewer')
    answers[id] = { answer: given || 'not asked', ...(comment && { comment }) }
  }
  for (const { opens, ...item } of itemsOf(instrument)) {
    take(item)
    if (opens?.on.includes(answers[item.id]?.answer ?? '')) for (const each of opens.items) take(each)
  }
  return answers
}

/** How many were answered "yes": only where the instrument counts, and of its 24 questions alone (never two added up). */
export const countOf = (instrument: Instrument, answers: AnswersTo): number | null =>
  instrument.counts === 'nothing' ? null : itemsOf(instrument).filter(({ id }) => answers[id]?.answer === 'yes').length

/** What the rules look for, found in the answers of whatever instrument. */
export const signsIn = (instrument: Instrument, answers: AnswersTo): Partial<Record<(typeof signs)[number], true>> =>
  Object.fromEntries(
    signs
      .filter((sign) =>
        questionsOf(instrument).some((each) => each.sign === sign && saysSo.has(answers[each.id]?.answer ?? '')),
      )
      .map((sign) => [sign, true]),
  )

/** The needs that were answered with yes, each once, in the order of the questions. */
export const needsIn = (instrument: Instrument, answers: AnswersTo): Need[] => [
  ...new Set(
    questionsOf(instrument).flatMap(({ id, need }) => (need && saysSo.has(answers[id]?.answer ?? '') ? [need] : [])),
  ),
]
