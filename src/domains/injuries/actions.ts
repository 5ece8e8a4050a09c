import { randomUUID } from 'node:crypto'
import type { Work } from '../../platform/request.ts'
import { dayEnds } from '../../platform/times.ts'
import { openEach, openFor, sealFor } from '../../platform/vault.ts'
import { bodyOf } from '../../rules/body-of.ts'
import { record } from '../../rules/record.ts'
import type { Services } from '../../rules/services.ts'
import { openForNews } from '../cases/index.ts'
import {
  type Content,
  contentStored,
  type Kind,
  kindWords,
  type MarkContent,
  type MarkForm,
  markStored,
  type RecordForm,
} from './model/forms.ts'
import { type InjuryRow, insertInjury, insertMark, marksOf, strikeMark } from './store.ts'

const injury = { table: 'vault.injury', column: 'content' }
const mark = { table: 'vault.injury_mark', column: 'content' }
const struck = { table: 'vault.injury_mark', column: 'struck_why' }

/** What is written down: null where the key of the person was erased, and with it every word. */
export const openInjury = async (
  services: Services,
  { tx }: Work,
  { personId, id, content }: InjuryRow,
): Promise<Content | null> => {
  const words = await openFor(services, tx, { ...injury, personId, row: id }, content)
  return words === null ? null : contentStored.parse(JSON.parse(words))
}

export type Mark = {
  id: string
  content: MarkContent | null
  addedAt: Date
  struckAt: Date | null
  struckWhy: string | null
}
export const openMarks = async (services: Services, { tx }: Work, row: InjuryRow): Promise<Mark[]> => {
  const rows = await marksOf(tx, row.caseId, row.id)
  const sealed = rows.flatMap(({ id, content, struckWhy }) => [
    { ...mark, row: id, sealed: content },
    ...(struckWhy ? [{ ...struck, row: id, sealed: struckWhy }] : []),
  ])
  const texts = await openEach(services, tx, row.personId, sealed)
  return rows.map(({ id, addedAt, struckAt }) => {
    const [words, why] = texts.filter((_, index) => sealed[index]?.row === id)
    return {
      id,
      addedAt,
      struckAt,
      content: words ? markStored.parse(JSON.parse(words)) : null,
      struckWhy: why ?? null,
    }
  })
}

/** Writes one down; it stands on the timeline, without its words. Gives its id. */
export const writeInjury = async (
  services: Services,
  work: Work,
  caseId: string,
  { kind, form }: { kind: Kind; form: RecordForm },
): Promise<string> => {
  const { tx, now, actor } = work
  const { personId, seenOn, ...words } = form
  const id = randomUUID()
  await openForNews(services, work, caseId, 'an injury or its effect was written down')
  await record(services, work, {
    ...{ caseId, type: 'incidents.injury-recorded', happened: { ...dayEnds(seenOn), precision: 'day' }, knownAt: now },
    ...{ body: bodyOf(actor.agencyKind), toldBy: null, what: kindWords[kind].name, details: {} },
  })
  const content = await sealFor(
    services,
    work,
    { ...injury, personId, row: id },
    JSON.stringify(words satisfies Content),
  )
  const by = { agencyId: actor.agencyId, writtenBy: actor.id, writtenAt: now }
  await insertInjury(tx, { id, caseId, personId, kind, seenOn, content, ...by })
  return id
}

export const addMark = async (services: Services, work: Work, row: InjuryRow, form: MarkForm): Promise<void> => {
  const { id: injuryId, caseId, personId } = row
  const id = randomUUID()
  const content = await sealFor(services, work, { ...mark, personId, row: id }, JSON.stringify(form))
  await insertMark(work.tx, { id, injuryId, caseId, personId, content, addedAt: work.now })
}

/** False when it was struck out already. */
export const strikeOut = async (
  services: Services,
  work: Work,
  row: InjuryRow,
  markId: string,
  why: string,
): Promise<boolean> => {
  const struckWhy = await sealFor(services, work, { ...struck, personId: row.personId, row: markId }, why)
  return strikeMark(work.tx, row.caseId, markId, { struckAt: work.now, struckWhy })
}
