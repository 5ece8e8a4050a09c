import { signsWithoutFace } from '../../../design/paper/faces.ts'
import { type Block, drawPaper, type ListItem, type Passage } from '../../../design/paper/paper.ts'
import { english, isSource, type Language, type PhraseKey, say } from '../../languages/index.ts'
import type { ToDraw } from '../actions/paper.ts'
import { bagPhrases, type DocumentKind, discreetly } from '../model/paper.ts'
import { paperPhrases } from '../model/papers.ts'
import { byHeading } from '../model/plan.ts'
import { headingCodes } from '../model/templates.ts'

const tagOf = (language: Language): string => (isSource(language) ? 'en-GB' : language.code)
const neutral: Record<DocumentKind, PhraseKey> = { plan: 'notes', child: 'notes', card: 'numbers', bag: 'list' }
const plainly: Record<DocumentKind, PhraseKey> = { plan: 'plan', child: 'childPlan', card: 'card', bag: 'bag' }

/** Paper to hold. Its properties never say what it is about, in whichever edition (X10). */
export const paperDocument = (paper: ToDraw): Promise<Buffer> => {
  const { document, language, isLarge, madeOn } = paper
  return drawPaper({
    ...{
      lang: tagOf(language),
      direction: language.direction,
      title: say(language, neutral[document]),
      isLarge,
      madeOn,
    },
    blocks: blocksOf(paper),
  })
}

/** Signs in what they said that none of our typefaces has: nothing is left out unseen. */
export const cannotBeDrawn = ({ items, papers }: ToDraw): { title: string; signs: string[] } | undefined =>
  [
    ...items.map(({ title, words }) => ({ title, signs: signsWithoutFace(`${title}${words ?? ''}`) })),
    ...papers.map(({ name }) => ({ title: name, signs: signsWithoutFace(name) })),
  ].find(({ signs }) => signs.length > 0)

const blocksOf = (paper: ToDraw): Block[] => {
  const { document, isPlain, language } = paper
  const title = say(language, isPlain ? plainly[document] : neutral[document])
  return [{ kind: 'heading', level: 1, text: title }, ...bodies[document](paper), ...notRead(paper)]
}

/** What they said, in the language in which it was written. */
const said = ({ written }: ToDraw, text: string): Passage => ({
  ...{ text, lang: tagOf(written), direction: written.direction },
})
const own = ({ language }: ToDraw, key: PhraseKey, filled?: Readonly<Record<string, string>>): Passage => ({
  text: say(language, key, filled),
})
const care = (paper: ToDraw): Block[] => (paper.isPlain ? [{ kind: 'box', blocks: [own(paper, 'care')] }] : [])
/** Until a speaker has read the words, the paper says so, in English too. */
const notRead = ({ isUnchecked, language }: ToDraw): Block[] =>
  isUnchecked
    ? [
        { kind: 'paragraph', text: say(language, 'unchecked') },
        { kind: 'paragraph', text: say(english, 'unchecked'), lang: 'en-GB', direction: 'ltr' },
      ]
    : []

const dayIn = (language: Language, day: string): string =>
  new Intl.DateTimeFormat(tagOf(language), {
    ...{ dateStyle: 'long', timeZone: 'Europe/London', numberingSystem: 'latn', calendar: 'gregory' },
  }).format(new Date(`${day}T12:00:00Z`))

/** Plain: under the headings of the plan, each thought by its name. Discreet: by number, and in their words. */
const thoughts = (paper: ToDraw): Block[] => {
  const { items, isPlain } = paper
  const parts = headingCodes.map((code) => ({ code, thoughts: byHeading(items, code) }))
  return parts
    .filter((part) => part.thoughts.length > 0)
    .flatMap((part, index): Block[] => {
      if (!isPlain)
        return [
          { kind: 'heading', level: 2, ...own(paper, 'part', { number: String(index + 1) }) },
          {
            kind: 'list',
            items: part.thoughts.map((item) => said(paper, discreetly(paper.document, item) ?? '')),
          },
        ]
      const named = part.thoughts.flatMap(({ title, words }): Block[] =>
        words === null
          ? []
          : [
              { kind: 'heading', level: 3, ...said(paper, title) },
              { kind: 'paragraph', ...said(paper, words) },
            ],
      )
      const bare = part.thoughts.filter(({ words }) => words === null).map(({ title }) => said(paper, title))
      return [
        { kind: 'heading', level: 2, ...own(paper, part.code) },
        ...named,
        ...(bare.length > 0 ? [{ kind: 'list' as const, items: bare }] : []),
      ]
    })
}
const version = (paper: ToDraw): Block[] => {
  const { isPlain, language, agreedOn } = paper
  const filled = { version: String(paper.version), day: dayIn(language, agreedOn) }
  return isPlain ? [{ kind: 'paragraph', ...own(paper, 'version', filled) }] : []
}

const placeWords: Readonly<Record<string, PhraseKey>> = {
  ...{ England: 'england', Wales: 'wales', 'England and Wales': 'englandAndWales' },
}
const card = (paper: ToDraw): Block[] => {
  const { emergency, isPlain, lines, items } = paper
  const numbers = lines.map(({ place, number, name, about }): ListItem => {
    const where = placeWords[place]
    if (!where) throw new Error('a helpline for a place that has no words')
    const below = isPlain ? { text: `${name}. ${about}`, lang: 'en-GB', direction: 'ltr' as const } : undefined
    return { text: `${own(paper, where).text}: ${number}`, below }
  })
  const theirs = items.flatMap(({ words }) => (words ?? '').split('\n').map((line) => said(paper, line)))
  const written = theirs.filter(({ text }) => text.trim() !== '')
  if (!isPlain)
    return [{ kind: 'list', items: [{ text: `${emergency.number} (${emergency.silent})` }, ...numbers, ...written] }]
  const first = [
    own(paper, 'emergency', { emergency: emergency.number }),
    own(paper, 'silent', { silent: emergency.silent }),
  ]
  return [
    { kind: 'box', blocks: first },
    ...(written.length > 0 ? listOf(own(paper, 'ownNumbers'), written) : []),
    ...(numbers.length > 0 ? listOf(own(paper, 'helplines'), numbers) : []),
  ]
}
const listOf = (heading: Passage, items: ListItem[]): Block[] => [
  { kind: 'heading', level: 2, ...heading },
  { kind: 'list', items },
]

const bag = (paper: ToDraw): Block[] => {
  const items = paper.items.map(({ code, title, words }): ListItem => {
    const key = code === null ? undefined : bagPhrases[code]
    const name = key ? own(paper, key) : said(paper, title)
    return { ...name, below: words === null ? undefined : said(paper, words) }
  })
  const lists = paper.papers.flatMap(({ name, papers }): Block[] => [
    { kind: 'heading', level: 2, ...said(paper, name) },
    {
      kind: 'list',
      toTick: true,
      items: papers.map(({ code, isCopy }) => ({
        ...own(paper, paperPhrases[code]),
        below: isCopy ? own(paper, 'copy') : undefined,
      })),
    },
  ])
  const first: Block[] = items.length > 0 ? [{ kind: 'list', items, toTick: true }] : []
  return [...care(paper), ...first, ...lists]
}
const child = (paper: ToDraw): Block[] => {
  const { isPlain, emergency } = paper
  const first = [
    own(paper, 'childFault'),
    own(paper, 'childAway'),
    own(paper, 'childRing', { emergency: emergency.number }),
  ]
  return [...(isPlain ? [{ kind: 'box' as const, blocks: first }] : []), ...thoughts(paper)]
}

const bodies: Record<DocumentKind, (paper: ToDraw) => Block[]> = {
  ...{ card, bag, child },
  plan: (paper) => [...version(paper), ...care(paper), ...thoughts(paper)],
}
