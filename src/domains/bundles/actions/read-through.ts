import { isDeepStrictEqual } from 'node:util'
import { openBytes, sealAgain } from '../../../platform/case-vault.ts'
import type { Db } from '../../../platform/db.ts'
import type { Log } from '../../../platform/log.ts'
import { Broke, NoTool } from '../../../platform/untrusted/run.ts'
import {
  aboutPdf,
  pdfPage,
  pdfWords,
  pictureOf,
  readPicture,
  TooLarge,
  type Word,
} from '../../../platform/untrusted/tools.ts'
import type { Services } from '../../../rules/services.ts'
import { findIn, type Sought, soughtFor } from '../../files/index.ts'
import { type FoundOn, itemsIn, mostPages, type Problem } from '../model/bundle.ts'
import { type Plan, planStored } from '../model/plan.ts'
import { type Claimed, claimBundle, giveUp, mostTries, moveBundle, openCopy, sealedPart, sourceOf } from '../store.ts'
import { type Copies, type Copy, drawBundle, signsMissing } from '../views/paper.ts'
import { hashOf, type Readings, wordsOf } from './index.ts'

/** Makes what waits to be made, and looks through each page of it. */
export const makeBundles = async (services: Services, now: Date, log: Log, stopping: AbortSignal): Promise<void> => {
  await giveUp(services.db, now)
  let at = now
  while (!stopping.aborted) {
    const claimed = await claimBundle(services.db, at)
    if (!claimed) return
    await makeOne(services, log, claimed, stopping)
    at = services.now()
  }
}

class Fails extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem)
    this.problem = problem
  }
}
/** Somebody stopped it or changed it: what was made so far is dropped. */
class Left extends Error {}
/** The worker ends: the next one begins it anew. */
class Ends extends Error {}

const makeOne = async (services: Services, log: Log, claimed: Claimed, stopping: AbortSignal): Promise<void> => {
  const { db } = services
  const holds: Held = { claimed, version: claimed.version }
  try {
    const plan = await planOf(services, claimed)
    const sought = await soughtFor(services, db, claimed.caseId)
    const isSame = async (): Promise<boolean> =>
      (await sourceOf(db, claimed.caseId, itemsIn(claimed.items), claimed.recipientId))?.equals(claimed.sourceHash) ===
      true
    if (!(await isSame())) throw new Fails('changed')
    const copies = await copiesOf(services, claimed, plan)
    const { pdf, starts, pictured } = await drawBundle(plan, copies).catch(asProblem)
    const { pages } = await aboutPdf(pdf).catch(asProblem)
    if (pages > mostPages) throw new Fails('too long')
    await keep(db, holds, { pages })
    const layers = await pdfWords(pdf).catch(asProblem)
    const found: FoundOn[] = []
    const readings: Readings = []
    for (let page = 1; page <= pages; page++) {
      if (stopping.aborted) throw new Ends()
      const layer = layers[page - 1] ?? []
      // All words of a page without a picture stand in its text.
      const seen = pictured.includes(page) ? await seenOn(pdf, page).catch(asProblem) : []
      const all = [...findIn(layer, sought, page, 0), ...seen.flatMap((words) => findIn(words, sought, page, 1))]
      const item = starts.filter((start) => start <= page).length
      found.push(...[...new Set(all.map(({ kind }) => kind))].map((kind) => ({ kind, page, item })))
      readings.push({ exact: textOf(layer), seen: seen.map(textOf) })
      // So that whoever waits sees how far it is, and no other worker begins it anew.
      await keep(db, holds, { pagesRead: page, begunAt: services.now() })
    }
    // What begins on one page and ends on the next stands whole in neither.
    found.push(...foundInWhole(plan.parts, { copies, starts, sought, found }))
    readings.push(...plan.parts.map((part) => ({ exact: wholeOf(part, copies), seen: [] })))
    // Somebody may have written down a way to reach them, or put an entry right, while it was looked through.
    if (!(await isSame()) || !isDeepStrictEqual(await soughtFor(services, db, claimed.caseId), sought))
      throw new Fails('changed')
    const checkedAt = services.now()
    if (found.length > 0) return await keep(db, holds, { state: 'held', found: JSON.stringify(found), checkedAt })
    const sealed = await sealedBoth(services, claimed, pdf, readings)
    await keep(db, holds, { state: 'clear', checkedAt, contentHash: hashOf(services, pdf), ...sealed })
  } catch (error) {
    if (error instanceof Left) return
    const next = stopping.aborted ? againBy(claimed.tries - 1) : nextAfter(error, claimed, services.now())
    // Never the words of the error: a tool may say there what it read.
    const fault = error instanceof Error ? error.name : ''
    if (!stopping.aborted) log.warn({ bundleId: claimed.id, state: next.state, fault }, 'a bundle was not made')
    await keep(db, holds, next).catch((left: unknown) => {
      if (!(left instanceof Left)) throw left
    })
  }
}

const againBy = (tries: number) => ({ state: 'waiting', pages: null, pagesRead: 0, tries })
/** What has a name has failed; a fault of the moment, such as keys that do not answer, is tried again. */
const nextAfter = (error: unknown, { tries }: Claimed, checkedAt: Date) => {
  if (error instanceof Fails) return { state: 'failed', failedAs: error.problem, checkedAt }
  return tries < mostTries ? againBy(tries) : { state: 'failed', failedAs: 'broken', checkedAt }
}

type Held = { claimed: Claimed; version: number }
const keep = async (db: Db, holds: Held, change: Parameters<typeof moveBundle>[2]): Promise<void> => {
  if (!(await moveBundle(db, { ...holds.claimed, version: holds.version }, change))) throw new Left()
  holds.version++
}

const planOf = async (services: Services, { id, caseId }: Claimed): Promise<Plan> => {
  const sealed = await sealedPart(services.db, caseId, id, 'plan')
  const bytes = sealed && (await openBytes(services, services.db, { caseId, fileId: id, part: 'plan' }, sealed))
  if (!bytes) throw new Fails('changed')
  return planStored.parse(JSON.parse(bytes.toString('utf8')))
}

/** The safe copies, as pictures of their pages or as text. */
const copiesOf = async (services: Services, { caseId }: Claimed, { parts }: Plan): Promise<Copies> => {
  const copies: Copies = new Map()
  let pages = 0
  for (const { fileId } of parts) {
    if (fileId === undefined) continue
    const kept = await openCopy(services.db, caseId, fileId)
    const bytes = kept && (await openBytes(services, services.db, { caseId, fileId, part: 'copy' }, kept.sealed))
    if (!bytes) throw new Fails('changed')
    pages += kept.pages ?? 1
    if (pages > mostPages) throw new Fails('too long')
    copies.set(fileId, await copyOf(bytes, kept.type ?? '', kept.pages ?? 1).catch(asProblem))
  }
  return copies
}
const copyOf = async (bytes: Buffer, type: string, pages: number): Promise<Copy> => {
  if (type === 'text/plain') {
    const text = bytes.toString('utf8')
    if (signsMissing(text).length > 0) throw new Fails('signs')
    return { text }
  }
  const made: Extract<Copy, { pages: unknown }>['pages'] = []
  for (let page = 1; page <= pages; page++) {
    const seen = type === 'application/pdf' ? await pdfPage(bytes, page) : bytes
    const { copy, width, height } = await pictureOf(seen, { format: 'jpeg', covers: [] })
    made.push({ bytes: copy, width, height })
  }
  return { pages: made }
}

/** What can be read in a picture of a finished page: text that stands in a photograph is found here. */
const seenOn = async (pdf: Buffer, page: number): Promise<Word[][]> => {
  const { readings } = await pictureOf(await pdfPage(pdf, page), { format: 'jpeg', covers: [] })
  return readPicture(readings)
}
type Drawn = { copies: Copies; starts: readonly number[]; sought: readonly Sought[]; found: readonly FoundOn[] }
/** What is found in the words of each thing, however its pages break, and was found on none of its pages: said of its first. */
export const foundInWhole = (parts: Plan['parts'], { copies, starts, sought, found }: Drawn): FoundOn[] =>
  parts.flatMap((part, index) => {
    const item = index + 1
    const kinds = new Set(findIn(wordsOf(wholeOf(part, copies)), sought, 1, 0).map(({ kind }) => kind))
    return [...kinds]
      .filter((kind) => !found.some((one) => one.kind === kind && one.item === item))
      .map((kind) => ({ kind, page: starts[index] ?? 1, item }))
  })
/** The words of one thing in a bundle. */
const wholeOf = ({ lines, marks = [], fileId }: Plan['parts'][number], copies: Copies): string => {
  const copy = fileId === undefined ? undefined : copies.get(fileId)
  return [
    ...lines.map(([name, value]) => `${name}: ${value}`),
    ...marks.flatMap(({ looks, said }) => [looks, said]),
    ...(copy && 'text' in copy ? [copy.text] : []),
  ]
    .join(' ')
    .replace(/\s+/g, ' ')
}
const textOf = (words: readonly Word[]): string => words.map(({ text }) => text).join(' ')

const sealedBoth = async (services: Services, { id, caseId }: Claimed, pdf: Buffer, readings: Readings) => {
  const place = { caseId, fileId: id }
  const paper = await sealAgain(services, services.db, { ...place, part: 'paper' }, pdf)
  const read = await sealAgain(
    services,
    services.db,
    { ...place, part: 'readings' },
    Buffer.from(JSON.stringify(readings)),
  )
  if (!paper || !read) throw new Fails('changed')
  return { paper, readings: read }
}

const asProblem = (error: unknown): never => {
  if (error instanceof NoTool) throw new Fails('no tool')
  throw error instanceof Broke || error instanceof TooLarge ? new Fails('broken') : error
}
