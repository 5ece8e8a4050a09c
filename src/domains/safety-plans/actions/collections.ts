import { randomUUID } from 'node:crypto'
import { audit } from '../../../platform/audit/write.ts'
import type { Work } from '../../../platform/request.ts'
import { dayText } from '../../../platform/times.ts'
import { openEach, sealFor } from '../../../platform/vault.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import { dutyKey } from '../../../rules/duty.ts'
import type { EntryType } from '../../../rules/entry-types.ts'
import { atExactly, type NewEntry, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import type { CasePerson } from '../../cases/index.ts'
import {
  type Collection,
  type CollectionForm,
  type CopyContent,
  collectionSchema,
  copySchema,
  type GivenForm,
  isOutOfDate,
  type MakeForm,
  mayBe,
  namesOneOf,
  wordsOnPaper,
} from '../model/collection.ts'
import { tellsAll } from '../model/paper.ts'
import { copyOutOfDate } from '../rules.ts'
import {
  type CopyRow,
  copiesOf,
  countCopies,
  countRecords,
  type Held,
  heldOutside,
  insertCopy,
  recordOf,
  recordsHeld,
  recordsOf,
} from '../store/records.ts'
import { namedIn, soughtOnPaper } from './paper.ts'
import { type Kept, keepRecord, openRecords } from './records.ts'

const kind = 'collection list'
/** Who may fetch one child from one setting, and what of it is outside. */
export type CollectionList = Kept<Collection> & { held: Held }

const withHeld = async (
  { tx }: Work,
  caseId: string,
  lists: readonly Kept<Collection>[],
): Promise<CollectionList[]> => {
  const held = await heldOutside(
    tx,
    caseId,
    lists.map(({ recordId }) => recordId),
  )
  return lists.map((list) => ({ ...list, held: held.get(list.recordId) ?? { given: 0, made: [], factIds: [] } }))
}
export const listsOf = async (
  services: Services,
  work: Work,
  caseId: string,
  page: number,
): Promise<{ lists: CollectionList[]; total: number }> => {
  const rows = await recordsOf(work.tx, caseId, kind, page)
  const lists = await withHeld(work, caseId, await openRecords(services, work, rows, collectionSchema))
  return { lists, total: await countRecords(work.tx, caseId, kind) }
}
export const listOf = async (
  services: Services,
  work: Work,
  caseId: string,
  recordId: string,
): Promise<CollectionList | undefined> => {
  const row = await recordOf(work.tx, caseId, kind, recordId)
  const opened = row ? await openRecords(services, work, [row], collectionSchema) : []
  return (await withHeld(work, caseId, opened))[0]
}
const table = 'vault.plan_copy'
export type Copy = Omit<CopyRow, 'content'> & { said: CopyContent | null }
export const copiesMade = async (
  services: Services,
  { tx }: Work,
  { caseId, recordId, personId }: CollectionList,
  page: number,
): Promise<{ copies: Copy[]; total: number }> => {
  const rows = await copiesOf(tx, caseId, recordId, page)
  const sealed = rows.map(({ id, content }) => ({ table, column: 'content', row: id, sealed: content }))
  const texts = await openEach(services, tx, personId, sealed)
  const copies = rows.map(({ content: _, ...row }, index): Copy => {
    const text = texts[index]
    return { ...row, said: text ? copySchema.parse(JSON.parse(text)) : null }
  })
  return { copies, total: await countCopies(tx, caseId, recordId) }
}

export type Refused = { field: string; problem: string }
type Of = { child: CasePerson; people: readonly CasePerson[] }

const sameWords = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase()
/** What must not stand on a page that leaves, each with the field that holds it; and a name that asks to be thought about. */
const refusedOnPaper = async (
  services: Services,
  work: Work,
  caseId: string,
  content: Collection,
  { child, people }: Of,
): Promise<Refused | undefined> => {
  const sought = await soughtOnPaper(services, work, caseId)
  const others = people.filter(({ id, role }) => role === 'child' && id !== child.id)
  for (const [field, words] of wordsOnPaper(content)) {
    const kinds = namedIn(words, sought)
    if (kinds.length > 0)
      return { field, problem: `This names ${kinds.join(' and ')}, and the page leaves. Say it without that` }
    if (namesOneOf(words, others, child))
      return { field, problem: 'This names another child of the case. Each child has a list of their own' }
  }
  return undefined
}
const refusedIn = async (
  services: Services,
  work: Work,
  caseId: string,
  { content, knowing }: CollectionForm,
  of: Of,
): Promise<Refused | undefined> => {
  const reported = of.people.filter(({ role }) => role === 'perpetrator')
  const index = content.people.findIndex(({ name }) => mayBe(name, reported))
  if (index >= 0 && !knowing)
    return {
      field: 'knowing',
      problem: `${content.people[index]?.name} may be the person reported in this case. Take them out, or tick that you talked about it`,
    }
  return refusedOnPaper(services, work, caseId, content, of)
}

/** A list for a child and a setting that has none; or why there is none. */
export const startList = async (
  services: Services,
  work: Work,
  caseId: string,
  form: CollectionForm,
  of: Of,
): Promise<Refused | { recordId: string }> => {
  const { content } = form
  const held = await recordsHeld(work.tx, caseId, kind, of.child.id)
  const known = await openRecords(services, work, held, collectionSchema)
  if (known.some(({ says }) => says && sameWords(says.setting, content.setting)))
    return { field: 'setting', problem: 'This child has a list for that setting. Change that one' }
  const refused = await refusedIn(services, work, caseId, form, of)
  if (refused) return refused
  return { recordId: await keepRecord(services, work, { kind, caseId, personId: of.child.id, content }) }
}

/**
 * A change; what somebody outside holds is out of date from now on, and telling them is a duty. Whoever holds a page of it is known by
 * its setting alone: so a list that was given stays with that one.
 */
export const changeList = async (
  services: Services,
  work: Work,
  list: CollectionList & { says: Collection },
  form: CollectionForm,
  of: Of,
): Promise<Refused | undefined> => {
  const { caseId, personId, recordId, says } = list
  if (list.held.given > 0 && !sameWords(says.setting, form.content.setting))
    return {
      field: 'setting',
      problem: `${says.setting} was given a page of this list, and is to be told when it changes. ${list.isOver ? 'Write a list' : 'End this list and write one'} for the new setting`,
    }
  const held = await recordsHeld(work.tx, caseId, kind, personId)
  const known = await openRecords(
    services,
    work,
    held.filter((row) => row.recordId !== recordId),
    collectionSchema,
  )
  if (known.some(({ says }) => says && sameWords(says.setting, form.content.setting)))
    return { field: 'setting', problem: 'This child has another list for that setting. Change that one' }
  const refused = await refusedIn(services, work, caseId, form, of)
  if (refused) return refused
  await nextVersion(services, work, list, form.content, false)
  return undefined
}
/** It no longer holds: whoever holds a page of it is told so. */
export const endList = async (
  services: Services,
  work: Work,
  list: CollectionList & { says: Collection },
  { over }: { over: string },
): Promise<void> => nextVersion(services, work, list, { ...list.says, over }, true)

const nextVersion = async (
  services: Services,
  work: Work,
  list: CollectionList,
  content: Collection,
  isOver: boolean,
): Promise<void> => {
  const { caseId, personId, held, version } = list
  const becomesOld = !isOutOfDate(held, version) && isOutOfDate(held, version + 1)
  const factId = becomesOld ? await say(services, work, caseId, 'safety-plans.copy-out-of-date', {}) : null
  await keepRecord(services, work, { kind, caseId, personId, content, isOver, factId }, list)
}

const say = async (
  services: Services,
  work: Work,
  caseId: string,
  type: EntryType,
  details: NewEntry['details'],
): Promise<string> =>
  (
    await record(services, work, {
      ...{ caseId, type, details, happened: atExactly(work.now), knownAt: work.now },
      ...{ body: bodyOf(work.actor.agencyKind), toldBy: null, what: null },
    })
  ).factId

/** What its paper would say; or why it is not made. */
export const listToDraw = async (
  services: Services,
  work: Work,
  { caseId, says, version, isOver }: CollectionList,
  form: MakeForm,
  of: Of,
): Promise<Refused | ListToDraw> => {
  if (isOver || says === null)
    return { field: 'edition', problem: 'This list no longer holds, so there is no paper of it' }
  const refused = await refusedOnPaper(services, work, caseId, says, of)
  if (refused) return { field: 'edition', problem: `${refused.problem}. Change the list first` }
  const isPlain = form.edition === 'plain'
  const name = of.child.called ?? of.child.name
  if (!isPlain && wordsOnPaper(says).some(([, words]) => tellsAll(words)))
    return {
      field: 'edition',
      problem: 'The list has a word that says what the page is about. Change the list, or make the plain edition',
    }
  const today = dayText(work.now)
  const people = says.people.filter(({ until }) => until === null || until >= today)
  if (people.length === 0)
    return { field: 'edition', problem: 'The last day of everybody on this list is over. Change the list first' }
  return { name, isPlain, isLarge: form.size === 'large', people, says, version, madeOn: today }
}
export type ListToDraw = {
  /** What the child is called. */
  name: string
  isPlain: boolean
  isLarge: boolean
  people: Collection['people']
  says: Collection
  version: number
  madeOn: string
}

const keepCopy = async (
  services: Services,
  work: Work,
  { caseId, recordId, personId }: CollectionList,
  copy: { version: number; step: 'made' | 'given'; givenOn: string | null; factId: string | null; said: CopyContent },
): Promise<void> => {
  const { tx, now, actor } = work
  const { said, ...plain } = copy
  const id = randomUUID()
  const place = { personId, table, column: 'content', row: id }
  await insertCopy(tx, {
    ...{
      ...plain,
      id,
      recordId,
      caseId,
      personId,
      content: await sealFor(services, work, place, JSON.stringify(said)),
    },
    ...{ agencyId: actor.agencyId, takenBy: actor.id, takenAt: now },
  })
}
/** That it was made, with a row of its own in the log (INV-49). */
export const keepMade = async (
  services: Services,
  work: Work,
  list: CollectionList,
  { edition, size }: MakeForm,
  reference: string,
): Promise<void> => {
  const made = { version: list.version, step: 'made', givenOn: null, factId: null } as const
  await keepCopy(services, work, list, { ...made, said: { edition, size } })
  const row = { kind: 'print', route: '/cases/:caseId/safety-plans/collection-lists/:listId/paper' } as const
  await audit(services, work, { ...row, caseId: list.caseId, objectId: list.recordId, ...work.look, reference })
}

/** Which versions can have been given: each that was made, and that it is over. */
export const versionsToGive = ({ held, version, isOver }: CollectionList): number[] =>
  [...held.made, ...(isOver && held.given > 0 ? [version] : [])].sort((a, b) => b - a)

/** Who was given which version, and when. The newest one ends the duty to tell them; an older one begins it. */
export const keepGiven = async (
  services: Services,
  work: Work,
  list: CollectionList,
  { version, to, how, givenOn }: GivenForm,
): Promise<void> => {
  const { caseId, held } = list
  const was = isOutOfDate(held, list.version)
  const is = isOutOfDate({ given: Math.max(held.given, version) }, list.version)
  const factId = !was && is ? await say(services, work, caseId, 'safety-plans.copy-out-of-date', {}) : null
  await keepCopy(services, work, list, { version, step: 'given', givenOn, factId, said: { to, how } })
  if (!was || is) return
  const tells = held.factIds.map((id) => dutyKey(id, copyOutOfDate))
  await say(services, work, caseId, 'safety-plans.copy-renewed', { tells })
}
