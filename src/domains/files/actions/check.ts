import { isDeepStrictEqual } from 'node:util'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Updateable } from 'kysely'
import { openBytes, sealAgain } from '../../../platform/case-vault.ts'
import type { Db } from '../../../platform/db.ts'
import type { Log } from '../../../platform/log.ts'
import type { Tables } from '../../../platform/tables.ts'
import { Broke, NoTool } from '../../../platform/untrusted/run.ts'
import {
  aboutPdf,
  type Box,
  lookForVirus,
  mostPages,
  type PdfPage,
  pdfOf,
  pdfPage,
  pdfWords,
  pictureOf,
  readPicture,
  TooLarge,
  type Word,
} from '../../../platform/untrusted/tools.ts'
import { type FileType, type Problem, plainText, typeOf } from '../../../platform/untrusted/type.ts'
import type { Services } from '../../../rules/services.ts'
import {
  type Check,
  type Cover,
  coversIn,
  type Read,
  type Readings,
  readingsStored,
  foundIn as storedFound,
} from '../model/file.ts'
import { namesIn, waitsForPeople } from '../model/people.ts'
import { type Found, findIn, isNew, isPlace, leftOpen, once, type Sought, shownOf } from '../model/protected.ts'
import { type Claimed, claimFile, namesInCase, saveCheck, sealedOriginal, sealedReadings, shutOlder } from '../store.ts'
import { foundLate } from './late.ts'
import { soughtFor } from './sought.ts'

/** Looks through what was added, file by file. Whatever goes wrong, a file stays sealed until it was looked through. */
export const checkFiles = async (services: Services, _: unknown, log: Log, stopping: AbortSignal): Promise<void> => {
  let isMore = true
  while (isMore && !stopping.aborted) {
    // What is written down while many files are looked through shuts what is open at once, not when the last is done.
    const now = services.now()
    await shutOlder(services.db, now)
    const claimed = await claimFile(services.db, now)
    if (claimed) await checkOne(services, now, log, claimed)
    isMore = claimed !== undefined
  }
}

class Waits extends Error {
  readonly check: Check
  constructor(check: Check) {
    super(check)
    this.check = check
  }
}
class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem)
    this.problem = problem
  }
}

const checkOne = async (services: Services, now: Date, log: Log, claimed: Claimed): Promise<void> => {
  const { db } = services
  try {
    const sought = await soughtFor(services, db, claimed.caseId)
    const covers = coversIn(claimed.covers)
    const before = await readBefore(services, db, claimed)
    const made =
      before ??
      (await lookThrough(await original(services, db, claimed), covers, services.virusSignatures, claimed.keeps))
    // Somebody may have written down a way to reach them while this file was looked through.
    if (!isDeepStrictEqual(await soughtFor(services, db, claimed.caseId), sought))
      return void (await saveCheck(db, claimed, { state: 'received', tries: 0 }))
    const { type, pages, takenFound } = made
    const named = namesIn(made.reads, await namesInCase(db, claimed), { ...claimed, covers })
    const isTwo = waitsForPeople({ ...claimed, named })
    const { late, ...result } = resultOf({ ...made, covers, isTwo }, sought, claimed)
    const change = { ...result, type, pages, takenFound, waitsFor: [], tries: 0, checkedAt: now, stateBefore: null }
    const copy = 'copy' in made ? await sealedParts(services, db, claimed, made, now) : []
    const all = { ...change, named: JSON.stringify(named) }
    await saveCheck(db, claimed, all, copy, async (tx) => {
      if (late) await foundLate(services, tx, { fileId: claimed.id, places: late, at: now })
    })
  } catch (error) {
    if (error instanceof Refused) return void (await saveCheck(db, claimed, refusal(error.problem, now)))
    const waitsFor = [error instanceof Waits ? error.check : 'too long']
    // Never the words of the error: a tool may say there what it read.
    log.warn(
      { fileId: claimed.id, waitsFor, fault: error instanceof Error ? error.name : '' },
      'a file waits for a check',
    )
    await saveCheck(db, claimed, { state: 'received', waitsFor })
  }
}
type Result = Pick<
  Updateable<Tables['evidenceFile']>,
  'state' | 'found' | 'mustCover' | 'stoodOpenFrom' | 'stoodOpenUntil'
>
/**
 * What becomes of a file after a look. What a second person opened with something in it counts only for what is new; where nothing
 * is, it stands as it stood. `late`: whose places a new postcode or address is, in what people could open (S-14).
 */
const resultOf = (
  made: Pick<Readings, 'type' | 'covers' | 'reads'> & { isTwo: boolean },
  sought: readonly Sought[],
  { stateBefore, stoodOpenUntil, found: kept }: Claimed,
): Result & { late?: string[] } => {
  const found = foundIn(made, sought)
  const [mustCover, stored] = [found.some(({ places }) => places), JSON.stringify(shownOf(found))]
  const shut = { mustCover, stoodOpenFrom: null, stoodOpenUntil: null }
  if (stateBefore === 'held') return { ...shut, state: 'held', ...(found.length > 0 && { found: stored }) }
  const isOpened = stateBefore === 'released'
  const fresh = isOpened ? foundIn(made, sought, storedFound(kept)) : found
  // About two people: what is protected in it is said as ever, and nobody opens it (INV-10).
  if (made.isTwo && fresh.length === 0)
    return { ...shut, state: 'held', found: isOpened ? JSON.stringify(kept) : stored }
  if (isOpened && fresh.length === 0) return { state: 'released', mustCover: false }
  if (stateBefore === 'clear' && fresh.length === 0) return { state: 'clear', found: '[]', mustCover: false }
  if (fresh.length === 0) return { ...shut, state: made.covers.length > 0 ? 'covered' : 'clear', found: '[]' }
  const late = stoodOpenUntil !== null && fresh.some(({ kind }) => isPlace(kind))
  return late
    ? { state: 'held', found: stored, mustCover, late: fresh.flatMap(({ places }) => places ?? []) }
    : { ...shut, state: 'held', found: stored }
}
const original = async (services: Services, db: Db, { id, caseId, splitOf }: Claimed): Promise<Buffer> => {
  // A copy for one of two people is made from the original of the file that names both.
  const fileId = splitOf ?? id
  const bytes = await openBytes(services, db, { caseId, fileId, part: 'original' }, await sealedOriginal(db, fileId))
  if (!bytes) throw new Refused('broken')
  return bytes
}
/** What was read in this file as it is covered now: looked through again it is no slower than a text. */
const readBefore = async (
  services: Services,
  db: Db,
  { id, caseId, covers }: Claimed,
): Promise<Readings | undefined> => {
  const sealed = await sealedReadings(db, id)
  const kept = sealed && (await openBytes(services, db, { caseId, fileId: id, part: 'readings' }, sealed))
  const read = kept && readingsStored.parse(JSON.parse(gunzipSync(kept).toString('utf8')))
  return read && isDeepStrictEqual(read.covers, coversIn(covers)) ? read : undefined
}
/** The copy for people, and what was read in it for the next look; nothing where the key was erased. */
const sealedParts = async (services: Services, db: Db, { id, caseId, covers }: Claimed, made: Made, madeAt: Date) => {
  const { type, pages, takenFound, reads } = made
  const readings: Readings = { type, pages, takenFound, reads, covers: coversIn(covers) }
  const parts = { copy: made.copy, readings: gzipSync(JSON.stringify(readings)) }
  const sealed: { part: 'copy' | 'readings'; sealed: Buffer; madeAt: Date }[] = []
  for (const part of ['copy', 'readings'] as const) {
    const bytes = await sealAgain(services, db, { caseId, fileId: id, part }, parts[part])
    if (bytes) sealed.push({ part, sealed: bytes, madeAt })
  }
  return sealed
}
const refusal = (refusedAs: Problem, checkedAt: Date) => ({
  state: 'refused',
  refusedAs,
  waitsFor: [],
  checkedAt,
  stateBefore: null,
})

type Made = About & { copy: Buffer; reads: Read[] }
type About = Pick<Readings, 'type' | 'pages' | 'takenFound'>

/** All of a check that asks nobody what to look for: viruses, type, the copy made anew, and what can be read in file and copy. */
export const lookThrough = async (
  bytes: Buffer,
  covers: readonly Cover[],
  signatures?: string,
  keeps?: readonly number[] | null,
): Promise<Made> => {
  const virus = await lookForVirus(bytes, signatures).catch(brokenUnless('virus'))
  if (virus === 'found') throw new Refused('virus')
  const read = typeOf(bytes)
  if ('problem' in read) throw new Refused(read.problem)
  const on = coversOn(covers)
  return madeOf(bytes, read.type, on, keeps)
}
const madeOf = async (
  bytes: Buffer,
  type: FileType,
  on: (page: number) => Box[],
  keeps?: readonly number[] | null,
): Promise<Made> => {
  if (type === 'text/plain') return textMade(bytes, on(1))
  if (type === 'application/pdf') return pdfMade(bytes, on, keeps)
  const format = type === 'image/png' ? 'png' : 'jpeg'
  const made = await pictureOf(bytes, { format, covers: on(1) }).catch(brokenUnless('pictures'))
  return { type, pages: 1, takenFound: made.taken, copy: made.copy, reads: await readIn(made.readings, 1) }
}

/** What is sought in what was read; a camera misreads. In a text what is covered is not there any more. */
export const foundIn = (
  { type, covers, reads }: Pick<Readings, 'type' | 'covers' | 'reads'>,
  sought: readonly Sought[],
  decided: readonly Found[] = [],
): Found[] => {
  const all = reads.flatMap(({ words, page, wrong }) => findIn(words, sought, page, wrong)).filter(isNew(decided))
  return type === 'text/plain' ? once(all) : leftOpen(all, coversOn(covers))
}
const coversOn =
  (covers: readonly Cover[]) =>
  (page: number): Box[] =>
    covers.filter((cover) => cover.page === page).flatMap(({ boxes }) => boxes)

const readIn = async (readings: readonly Buffer[], page: number): Promise<Read[]> => {
  const read = await readPicture(readings).catch(waitsFor('reading'))
  return read.map((words) => ({ page, wrong: 1, words }))
}
const pdfMade = async (bytes: Buffer, on: (page: number) => Box[], keeps?: readonly number[] | null): Promise<Made> => {
  const { pages, isLocked } = await aboutPdf(bytes).catch(brokenUnless('pdf'))
  if (isLocked) throw new Refused('locked')
  if (pages === 0) throw new Refused('broken')
  if (pages > mostPages) throw new Refused('too large inside')
  const layers = await pdfWords(bytes).catch(brokenUnless('pdf'))
  const kept = Array.from({ length: pages }, (_, index) => index + 1).filter((page) => keeps?.includes(page) ?? true)
  const all: Read[] = layers.map((words, index) => ({ page: index + 1, wrong: 0, words }))
  const reads = all.filter(({ page }) => kept.includes(page))
  const made: PdfPage[] = []
  for (const page of kept) {
    const seen = await pdfPage(bytes, page).catch(brokenUnless('pdf'))
    const { readings, ...picture } = await pictureOf(seen, { format: 'jpeg', covers: on(page) }).catch(
      brokenUnless('pictures'),
    )
    made.push(picture)
    reads.push(...(await readIn(readings, page)))
  }
  const copy = await pdfOf(made)
  return { type: 'application/pdf', pages: kept.length, takenFound: null, copy, reads }
}

const textMade = (bytes: Buffer, covers: readonly Box[]): Made => {
  const signs = [...(plainText(bytes) ?? '')]
  const long = signs.length
  const at = (part: number) => Math.round(part * long)
  for (const { x, w } of covers) signs.fill('█', at(x), Math.max(at(x) + 1, at(x + w)))
  const text = signs.join('')
  let from = 0
  const words: Word[] = text.split(/(\s+)/).map((word) => {
    const length = [...word].length
    from += length
    return { text: word, box: { x: (from - length) / long, y: 0, w: length / long, h: 1 } }
  })
  return {
    type: 'text/plain',
    pages: 1,
    takenFound: null,
    copy: Buffer.from(text),
    reads: [{ page: 1, wrong: 0, words }],
  }
}

const waitsFor =
  (check: Check) =>
  (error: unknown): never => {
    if (error instanceof NoTool) throw new Waits(check)
    throw error instanceof Broke ? new Waits('too long') : error
  }
const brokenUnless =
  (check: Check) =>
  (error: unknown): never => {
    if (error instanceof TooLarge) throw new Refused('too large inside')
    if (error instanceof Broke) throw new Refused('broken')
    throw error instanceof NoTool ? new Waits(check) : error
  }
