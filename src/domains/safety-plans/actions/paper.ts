import { randomUUID } from 'node:crypto'
import { audit } from '../../../platform/audit/write.ts'
import type { Work } from '../../../platform/request.ts'
import { dayText } from '../../../platform/times.ts'
import { openEach, openFor, sealFor } from '../../../platform/vault.ts'
import type { Services } from '../../../rules/services.ts'
import { kindsNamed, kindWords, type Sought, soughtIn, soughtOfProviders, soughtOfSchool } from '../../files/index.ts'
import { emergency, type Helpline, helplinesNow, mayBePrinted } from '../../helplines/index.ts'
import { isUnchecked, type Language, standings } from '../../languages/index.ts'
import {
  type DocumentKind,
  discreetly,
  itemsFor,
  type PaperContent,
  type PaperForm,
  paperSchema,
  placesIn,
  tellsAll,
} from '../model/paper.ts'
import { toPack } from '../model/papers.ts'
import { type Item, isUsed } from '../model/plan.ts'
import { isAboutPapers } from '../model/sections.ts'
import { headings } from '../model/templates.ts'
import { countPapers, insertPaper, type PaperRow, papersOf, toProtectOnPaper } from '../store/index.ts'
import { itemsOfVersion, type Plan } from './plan.ts'

export type Paper = Omit<PaperRow, 'content'> & { said: PaperContent | null }
/** What was put on paper so far; null where the key of the person was erased. */
export const papersMade = async (
  services: Services,
  { tx }: Work,
  { caseId, id, personId }: Plan,
  page: number,
): Promise<{ total: number; papers: Paper[] }> => {
  const rows = await papersOf(tx, caseId, id, page)
  const sealed = rows.map(({ id: row, content }) => ({
    table: 'vault.plan_paper',
    column: 'content',
    row,
    sealed: content,
  }))
  const texts = await openEach(services, tx, personId, sealed)
  const papers = rows.map(({ content: _, ...row }, index): Paper => {
    const text = texts[index]
    return { ...row, said: text ? paperSchema.parse(JSON.parse(text)) : null }
  })
  return { total: await countPapers(tx, caseId, id), papers }
}

/** Why there is no paper of this plan at all; undefined where there may be. */
export const whyNoPaper = (plan: Plan): string | undefined => {
  if (!isUsed(plan)) return 'This plan is not in use now. Take it up again with them first'
  if (plan.version === 0)
    return 'Nothing is agreed yet. Paper is made of what was agreed, so agree the plan with them first'
  return undefined
}

/** Everything that is to be drawn, and nothing else of the plan. */
export type ToDraw = {
  document: DocumentKind
  isPlain: boolean
  isLarge: boolean
  language: Language
  /** The language of the thoughts themselves. */
  written: Language
  isUnchecked: boolean
  items: readonly Item[]
  /** The papers of each person, on a list of what to take. */
  papers: readonly { name: string; papers: ReturnType<typeof toPack> }[]
  version: number
  agreedOn: string
  madeOn: string
  lines: readonly Helpline[]
  emergency: typeof emergency
}
type Refused = { field: 'document' | 'edition'; problem: string }

/** What one document would say; or why it is not made, in words that repeat nothing of what must not be there. */
export const toDraw = async (
  services: Services,
  work: Work,
  plan: Plan,
  form: PaperForm,
): Promise<ToDraw | Refused> => {
  const why = whyNoPaper(plan)
  const found = why ? undefined : await itemsOfVersion(services, work, plan, plan.version)
  if (!found) return { field: 'document', problem: why ?? 'This version of the plan cannot be read' }
  const isPlain = form.edition === 'plain'
  const discreet = (item: Item) => discreetly(form.document, item)
  const items = itemsFor(form.document, found.items).filter((item) => isPlain || discreet(item) !== null)
  // Numbers for everybody are worth a card; a plan or a list without a thought is not worth a sheet.
  const packed = form.document === 'bag' ? ownFirst(found.sections.filter(isAboutPapers), plan.personId) : []
  const papers = packed
    .map((list) => ({ name: calledOnPaper(list.name, isPlain), papers: toPack(list, isPlain) }))
    .filter((list) => list.papers.length > 0)
  if (items.length + papers.length === 0 && form.document !== 'card')
    return { field: 'document', problem: 'Nothing of the agreed plan belongs on this paper, so it would be empty' }
  const sought = await soughtOnPaper(services, work, plan.caseId)
  const refused = items.flatMap((item) => refusalOf(item, sought) ?? [])
  const [first] = refused
  if (first) return { field: 'document', problem: [first, ...refused.slice(1)].join('. ') }
  const telling = isPlain ? undefined : items.find((item) => tellsAll(discreet(item) ?? ''))
  if (telling)
    return {
      field: 'edition',
      problem: `“${telling.title}” has a word that says what the paper is about. Change that thought and agree the plan again, or make the plain edition`,
    }
  const all = await standings(work)
  const standing = (code: string) => {
    const one = all.find(({ language }) => language.code === code)
    if (!one) throw new Error('a language that the form took is not there')
    return one
  }
  const own = standing(form.language)
  return {
    ...{ document: form.document, isPlain, isLarge: form.size === 'large', items, papers, emergency },
    ...{ language: own.language, written: standing(form.written).language, isUnchecked: isUnchecked(own) },
    ...{ version: plan.version, agreedOn: found.step.said?.agreedOn ?? dayText(found.step.takenAt) },
    ...{ madeOn: dayText(work.now), lines: (await helplinesNow(work.tx)).filter(mayBePrinted) },
  }
}

const ownFirst = <List extends { personId: string }>(lists: readonly List[], personId: string): List[] => [
  ...lists.filter((list) => list.personId === personId),
  ...lists.filter((list) => list.personId !== personId),
]
/** Over a shoulder a first name says less. */
const calledOnPaper = (name: string, isPlain: boolean): string =>
  isPlain ? name : (name.trim().split(/\s+/)[0] ?? name)

/** What must not stand on paper: opened here, looked for, and forgotten. A trusted person’s own number may be learned by heart. */
export const soughtOnPaper = async (services: Services, { tx }: Work, caseId: string): Promise<Sought[]> => {
  const sought = await soughtOfProviders(services, tx, caseId)
  for (const { id, personId, kind, sealed, name } of await toProtectOnPaper(tx, caseId)) {
    if (name !== null) sought.push(...soughtOfSchool(name))
    if (sealed === null) continue
    const place = { personId, table: 'contact_route', column: 'value', row: id }
    const plain = await openFor(services, tx, place, sealed)
    if (plain) sought.push(...soughtIn(kind, plain).filter((one) => kind !== 'third party' || one.kind !== 'phone'))
  }
  return sought
}

/** What of it stands in these words, each as a sort of thing. */
export const namedIn = (words: string, sought: readonly Sought[]): string[] => [
  ...new Set([...kindsNamed(words, sought).map((kind) => kindWords[kind]), ...placesIn(words)]),
]
/** Names the thought by its title, unless the place stands there. */
const refusalOf = ({ title, words, heading }: Item, sought: readonly Sought[]): string | undefined => {
  const kinds = namedIn(`${title}\n${words ?? ''}`, sought)
  if (kinds.length === 0) return undefined
  const which = namedIn(title, sought).length === 0 ? `“${title}”` : `A thought under “${headings[heading]}”`
  return `${which} names ${kinds.join(' and ')}. Change it, agree the plan again, and make the paper then`
}

/** That it was made, of which version and for whom, with a row of its own in the log (INV-49). */
export const keepPaper = async (
  services: Services,
  work: Work,
  { id: planId, caseId, personId, version }: Plan,
  form: PaperForm,
  reference: string,
): Promise<void> => {
  const { tx, now, actor } = work
  const { document, edition, size, language, written, forWhom } = form
  const id = randomUUID()
  const said: PaperContent = { document, edition, size, language, written, forWhom }
  const place = { personId, table: 'vault.plan_paper', column: 'content', row: id }
  const content = await sealFor(services, work, place, JSON.stringify(said))
  await insertPaper(tx, { id, planId, caseId, personId, version, content, madeBy: actor.id, madeAt: now })
  const row = { kind: 'print', route: '/cases/:caseId/safety-plans/:planId/to-hold' } as const
  await audit(services, work, { ...row, caseId, objectId: planId, ...work.look, reference })
}
