import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { root } from '../platform/settings.ts'
import { answers } from './answers/index.ts'
import { asLine, type Cited } from './cited.ts'

/** An item is met, with the tests that show it; met by a document; not for a system of this kind; or not met. */
export type Answer =
  | { tests: readonly Cited[]; note?: string }
  | { document: string; note: string }
  | { notApplicable: string }
  | { notMet: string }

const item = z.object({
  chapter_id: z.string(),
  chapter_name: z.string(),
  section_name: z.string(),
  req_id: z.string(),
  req_description: z.string(),
  L: z.coerce.number(),
})
const { requirements } = z
  .object({ requirements: z.array(item) })
  .parse(JSON.parse(readFileSync(path.join(root, 'data/asvs/asvs-5.0.0.json'), 'utf8')))

/** Chapters on authorisation, data protection and logging are answered at level 3 as well (SAFETY S1). */
const wholly = new Set(['V8', 'V14', 'V16'])
/** The items that are answered: all of levels 1 and 2, and three chapters to the end. */
export const items = requirements.filter(({ L, chapter_id }) => L <= 2 || wholly.has(chapter_id))

const kinds = ['met', 'met by a document', 'not applicable', 'not met'] as const
type Kind = (typeof kinds)[number]
export const kindOf = (answer: Answer): Kind =>
  'tests' in answer
    ? 'met'
    : 'document' in answer
      ? 'met by a document'
      : 'notMet' in answer
        ? 'not met'
        : 'not applicable'

const reasonOf = (answer: Answer): string => {
  if ('tests' in answer) return [answer.note, ...answer.tests.map(asLine)].filter(Boolean).join('<br>')
  if ('document' in answer) return `[${answer.document}](../${answer.document}): ${answer.note}`
  return 'notMet' in answer ? `**${answer.notMet}**` : answer.notApplicable
}
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

const chapter = (id: string): string => {
  const own = items.filter(({ chapter_id }) => chapter_id === id)
  const rows = own.map(({ req_id, L, section_name }) => {
    const answer = answers[req_id]
    if (!answer) throw new Error(`${req_id} is not answered`)
    return `| ${req_id} | ${L} | ${cell(section_name)} | ${kindOf(answer)} | ${cell(reasonOf(answer))} |`
  })
  return [
    `## ${id} ${own[0]?.chapter_name}`,
    '',
    '| Item | Level | Section | Answer | By what |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

export const counts = (): Record<Kind, number> => {
  const all = items.map(({ req_id }) => answers[req_id]).filter((answer) => answer !== undefined)
  const of = (kind: Kind) => all.filter((answer) => kindOf(answer) === kind).length
  return {
    met: of('met'),
    'met by a document': of('met by a document'),
    'not applicable': of('not applicable'),
    'not met': of('not met'),
  }
}

/** docs/asvs.md, whole. */
export const asvsPage = (): string => {
  const upTo2 = items.filter(({ L }) => L <= 2).length
  const counted = counts()
  const sentence = kinds.map((kind) => `${counted[kind]} ${kind}`).join(', ')
  const chapters = [...new Set(items.map(({ chapter_id }) => chapter_id))]
  return [
    '# OWASP ASVS 5.0.0, item by item',
    '',
    `Written by \`npm run assurance\` from [src/assurance/answers](../src/assurance/answers): do not edit it by hand.`,
    `${upTo2} items of levels 1 and 2, and ${items.length - upTo2} of level 3 in V8, V14 and V16: ${sentence}.`,
    'An item that names a test is met as long as that test passes; a test checks that each named test is there. The text of an item is not repeated:',
    'it is in [data/asvs](../data/asvs) (OWASP, CC BY-SA 4.0).',
    '',
    ...chapters.map(chapter),
  ].join('\n')
}
