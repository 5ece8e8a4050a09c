import { signsWithoutFace } from '../../../design/paper/faces.ts'
import { type Block, drawPaper, type Passage } from '../../../design/paper/paper.ts'
import { formatDay } from '../../../design/words.ts'
import type { ListToDraw } from '../actions/collections.ts'
import { wordsOnPaper } from '../model/collection.ts'

const neutral = 'Notes'

/** The page that one school or carer holds. Its name and its properties say nothing in either edition (X10). */
export const collectionPaper = (paper: ListToDraw): Promise<Buffer> =>
  drawPaper({
    ...{ lang: 'en-GB', direction: 'ltr', title: neutral, isLarge: paper.isLarge, madeOn: paper.madeOn },
    blocks: [{ kind: 'heading', level: 1, text: heading(paper) }, ...body(paper)],
  })

/** Signs that none of our typefaces has, in the words of a list. */
export const signsLeftOut = ({ says, name }: ListToDraw): string[] =>
  signsWithoutFace([name, ...wordsOnPaper(says).map(([, words]) => words)].join(''))

const heading = ({ isPlain, name }: ListToDraw): string => (isPlain ? `Who may fetch ${name}` : neutral)
const lines = (words: string): Passage[] =>
  words
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((text) => ({ text }))

const body = ({ isPlain, name, people, says, version, madeOn }: ListToDraw): Block[] => {
  const fetchers = people.map(({ name: who, relation, from, until }) => ({
    text: [
      `${who}, ${relation}`,
      ...(from ? [`from ${formatDay(from)}`] : []),
      ...(until ? [`until ${formatDay(until)}`] : []),
    ].join(', '),
  }))
  const holds = `Version ${version}, ${formatDay(madeOn)}. It stands for every page before it: please destroy those.`
  if (!isPlain)
    return [
      { kind: 'paragraph', text: name },
      { kind: 'list', items: fetchers },
      { kind: 'list', items: lines(says.ifOther) },
      ...(says.never === null ? [] : [{ kind: 'list' as const, items: lines(says.never) }]),
      { kind: 'paragraph', text: holds },
    ]
  return [
    {
      kind: 'box',
      blocks: [
        { text: 'Only the people named here, on the days named here. Nobody else, whatever they say or show.' },
        ...(says.question === null
          ? []
          : [{ text: 'You were told a question that they must answer. It is not on this page.' }]),
      ],
    },
    { kind: 'list', items: fetchers },
    { kind: 'heading', level: 2, text: 'If anybody else comes' },
    ...lines(says.ifOther).map((line): Block => ({ kind: 'paragraph', ...line })),
    ...(says.never === null
      ? []
      : [
          { kind: 'heading' as const, level: 2 as const, text: 'Who must not fetch' },
          ...lines(says.never).map((line): Block => ({ kind: 'paragraph', ...line })),
        ]),
    { kind: 'heading', level: 2, text: 'Keep this page' },
    {
      kind: 'paragraph',
      text: 'Where nobody but those who hand over children can read it. Do not copy it, and do not put it on a wall.',
    },
    { kind: 'paragraph', text: holds },
  ]
}
