import { z } from 'zod'
import { readDay } from '../../../platform/times.ts'
import type { Policy } from '../../../rules/policy.ts'
import { type Example, isInForce, type Rule } from '../../../rules/rule.ts'
import { wordGroups } from '../../../rules/words.ts'
import { clockWords, withoutEnhanced } from './clocks.ts'
import { bodyWords, comesUp, metWords } from './conditions.ts'

export { bodyWords } from './conditions.ts'

export type Check = { ruleId: string; ruleVersion: string; by: string; agency: string; on: string; evidence: string }
export type Version = {
  version: string
  code: string
  task: string
  holder: string
  whoMust: string
  withoutEnhanced: string | null
  owedTo: string
  law: string | null
  safety: string | null
  comesUp: string[]
  metBy: string
  source: Rule['source']
  from: string
  to: string | null
  isInForce: boolean
  confidence: Rule['confidence']
  isUnverified: boolean
  lengthens: string | null
  examples: Example[]
  checks: Check[]
}
/** A rule with all its versions, the newest first; `shown` is the one that holds today, else the next, else the last. */
export type Entry = { id: string; domain: string; shown: Version; versions: Version[] }

export const hrefOf = (ruleId: string): string => `/rulebook/${ruleId}`
export const versionHref = (ruleId: string, version: string): string => `/rulebook/${ruleId}#version-${version}`

/** Not yet checked by a named person where the source leaves doubt (INV-60). */
export const isUnverified = ({ id, version, confidence }: Rule, checks: readonly Check[]): boolean =>
  confidence === 'UNCERTAIN' && !checks.some(({ ruleId, ruleVersion }) => ruleId === id && ruleVersion === version)

const owners: Record<Rule['ownedBy'], string> = {
  holder: 'a named person there; where it has nobody here, the contact lead chases',
  'risk lead': 'the risk lead',
  'plan lead': 'the plan lead',
  'contact lead': 'the contact lead',
  recorder: 'the person who wrote it down',
  named: 'the person who was chosen for it',
}

const versionOf = (rule: Rule, policy: Policy, day: string, checks: readonly Check[]): Version => ({
  version: rule.version,
  code: rule.code,
  task: rule.task,
  holder: bodyWords[rule.holder],
  withoutEnhanced: withoutEnhanced(rule.clocks.statutory),
  whoMust: `${bodyWords[rule.holder]}: ${owners[rule.ownedBy]}`,
  owedTo: rule.owedTo === 'each person' ? 'Each person who must be told' : 'Once for the case',
  law: rule.clocks.statutory ? clockWords(rule.clocks.statutory, policy) : null,
  safety: rule.clocks.safety ? clockWords(rule.clocks.safety, policy) : null,
  comesUp: comesUp(rule, policy),
  metBy: metWords(rule, policy),
  source: rule.source,
  from: rule.inForce.from,
  to: rule.inForce.to,
  isInForce: isInForce(rule, day),
  confidence: rule.confidence,
  isUnverified: isUnverified(rule, checks),
  lengthens: rule.lengthens ?? null,
  examples: rule.examples,
  checks: checks.filter(({ ruleId, ruleVersion }) => ruleId === rule.id && ruleVersion === rule.version),
})

/** The rules as entries of the book, in its order. */
export const bookOf = (rules: readonly Rule[], policy: Policy, day: string, checks: readonly Check[]): Entry[] =>
  [...Map.groupBy(rules, ({ id }) => id)].map(([id, all]) => {
    const versions = all.map((rule) => versionOf(rule, policy, day, checks)).sort((a, b) => (a.from < b.from ? 1 : -1))
    const shown = versions.find((each) => each.isInForce) ?? versions.findLast(({ from }) => from > day) ?? versions[0]
    if (!shown) throw new Error(`${id} has no version`)
    return { id, domain: id.split('/')[0] ?? '', shown, versions }
  })

const oneWord = z.string().trim().max(100).optional().catch(undefined)
export const filterForm = z.object({
  words: oneWord,
  domain: oneWord,
  holder: oneWord,
  state: z.enum(['in force', 'unverified', 'not in force', 'all']).catch('in force'),
  page: z.coerce.number().int().min(1).catch(1),
})
export type Filter = z.infer<typeof filterForm>
export const states: readonly Filter['state'][] = ['in force', 'unverified', 'not in force', 'all']

const isInState = ({ shown, versions }: Entry, state: Filter['state']): boolean => {
  if (state === 'unverified') return versions.some((each) => each.isUnverified)
  return state === 'all' || shown.isInForce === (state === 'in force')
}

/** The entries that a person asked for. Words are looked for in all that is shown of a rule. */
export const chosenFrom = (book: readonly Entry[], { words, domain, holder, state }: Filter): Entry[] => {
  const sought = (words ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return book.filter((entry) => {
    const { task, whoMust, code, source, comesUp: causes } = entry.shown
    const text = [entry.id, task, whoMust, code, source.title, source.section, ...causes].join(' ').toLowerCase()
    return (
      isInState(entry, state) &&
      (!domain || entry.domain === domain) &&
      (!holder || entry.shown.holder === holder) &&
      sought.every((word) => text.includes(word))
    )
  })
}

export const domainsIn = (book: readonly Entry[]): string[] => [...new Set(book.map(({ domain }) => domain))]
export const holdersIn = (book: readonly Entry[]): string[] =>
  [...new Set(book.map(({ shown }) => shown.holder))].sort()

/** The address of the book with this choice. The choice names rules, never a person. */
export const addressOf = (filter: Partial<Filter>): string => {
  const said = Object.entries(filter).filter(([name, value]) => value && !(name === 'page' && value === 1))
  const query = new URLSearchParams(said.map(([name, value]) => [name, String(value)]))
  return `/rulebook${query.size > 0 ? `?${query}` : ''}`
}

/** The lists of words that replay may read in an account, published so that nothing is judged by a hidden list. */
export const wordLists: { group: string; words: string[] }[] = Object.entries(wordGroups).map(([group, words]) => ({
  group,
  words: [...words],
}))

/** What a person states who has read the document. The day may not lie ahead. */
export const checkForm = (now: Date) =>
  z.object({
    on: z.string('Enter the day').transform((typed, context) => {
      const read = readDay(typed, now)
      const today = readDay('today', now)
      if ('problem' in read) return refuse(context, read.problem)
      if ('day' in today && read.day > today.day) return refuse(context, 'The day must be today or in the past')
      return read.day
    }),
    evidence: z
      .string('Enter what you read')
      .trim()
      .min(20, 'Enter what you read and where: the document, its date, the section, and what it says')
      .max(2000, 'Write 2,000 characters or fewer'),
  })
export type CheckForm = z.infer<ReturnType<typeof checkForm>>

const refuse = (context: z.RefinementCtx, message: string): never => {
  context.addIssue({ code: 'custom', message })
  return z.NEVER
}
