import { isDeepStrictEqual } from 'node:util'
import { openBytes, sealAgain } from '../../../platform/case-vault.ts'
import type { Log } from '../../../platform/log.ts'
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
import { type Check, type Cover, coversIn } from '../model/file.ts'
import { type Found, findIn, leftOpen, once, type Sought, shownOf } from '../model/protected.ts'
import { type Claimed, claimFile, saveCheck, sealedOriginal, shutOlder } from '../store.ts'
import { foundLate } from './late.ts'
import { soughtFor } from './sought.ts'

/** Looks through what was added, file by file. Whatever goes wrong, a file stays sealed until it was looked through. */
export const checkFiles = async (services: Services, now: Date, log: Log, stopping: AbortSignal): Promise<void> => {
  await shutOlder(services.db, now)
  let claimed = await claimFile(services.db, now)
  while (claimed && !stopping.aborted) {
    await checkOne(services, now, log, claimed)
    claimed = await claimFile(services.db, now)
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
  const place = { caseId: claimed.caseId, fileId: claimed.id }
  try {
    const bytes = await openBytes(services, db, { ...place, part: 'original' }, await sealedOriginal(db, claimed.id))
    if (!bytes) throw new Refused('broken')
    const sought = await soughtFor(services, db, claimed.caseId)
    const made = await lookThrough(bytes, coversIn(claimed.covers), sought, services.virusSignatures)
    const sealed = await sealAgain(services, db, { ...place, part: 'copy' }, made.copy)
    const { type, pages, takenFound, found } = made
    // Somebody may have written down a way to reach them while this file was looked through.
    if (!isDeepStrictEqual(await soughtFor(services, db, claimed.caseId), sought))
      return void (await saveCheck(db, claimed, { state: 'received', tries: 0 }, undefined))
    const state = found.length > 0 ? 'held' : coversIn(claimed.covers).length > 0 ? 'covered' : 'clear'
    const change = {
      ...{ state, type, pages, takenFound, waitsFor: [], tries: 0, checkedAt: now },
      found: JSON.stringify(shownOf(found)),
    }
    const copy = sealed ? { sealed, madeAt: now } : undefined
    if (found.length === 0 || claimed.stoodOpenUntil === null)
      return void (await saveCheck(db, claimed, { ...change, stoodOpenFrom: null, stoodOpenUntil: null }, copy))
    const places = found.flatMap((each) => each.places ?? [])
    await saveCheck(db, claimed, change, copy, (tx) => foundLate(services, tx, { fileId: claimed.id, places, at: now }))
  } catch (error) {
    if (error instanceof Refused) return void (await saveCheck(db, claimed, refusal(error.problem, now), undefined))
    const waitsFor = [error instanceof Waits ? error.check : 'too long']
    // Never the words of the error: a tool may say there what it read.
    log.warn(
      { fileId: claimed.id, waitsFor, fault: error instanceof Error ? error.name : '' },
      'a file waits for a check',
    )
    await saveCheck(db, claimed, { state: 'received', waitsFor }, undefined)
  }
}
const refusal = (refusedAs: Problem, checkedAt: Date) => ({ state: 'refused', refusedAs, waitsFor: [], checkedAt })

type Made = { type: FileType; pages: number; takenFound: string | null; copy: Buffer; found: Found[] }

/** The whole of a check: viruses, type, the copy made anew, and what can be read in file and copy. */
export const lookThrough = async (
  bytes: Buffer,
  covers: readonly Cover[],
  sought: readonly Sought[],
  signatures?: string,
): Promise<Made> => {
  const virus = await lookForVirus(bytes, signatures).catch(brokenUnless('virus'))
  if (virus === 'found') throw new Refused('virus')
  const read = typeOf(bytes)
  if ('problem' in read) throw new Refused(read.problem)
  const on = (page: number): Box[] => covers.filter((cover) => cover.page === page).flatMap(({ boxes }) => boxes)
  if (read.type === 'text/plain') return textMade(bytes, on(1), sought)
  if (read.type === 'application/pdf') return pdfMade(bytes, on, sought)
  const format = read.type === 'image/png' ? 'png' : 'jpeg'
  const made = await pictureOf(bytes, { format, covers: on(1) }).catch(brokenUnless('pictures'))
  const found = await foundIn(made.readings, sought, 1)
  return { type: read.type, pages: 1, takenFound: made.taken, copy: made.copy, found: leftOpen(found, on) }
}

const foundIn = async (readings: readonly Buffer[], sought: readonly Sought[], page: number): Promise<Found[]> => {
  const read = await readPicture(readings).catch(waitsFor('reading'))
  return once(read.flatMap((words) => findIn(words, sought, page, 1)))
}
const pdfMade = async (bytes: Buffer, on: (page: number) => Box[], sought: readonly Sought[]): Promise<Made> => {
  const { pages, isLocked } = await aboutPdf(bytes).catch(brokenUnless('pdf'))
  if (isLocked) throw new Refused('locked')
  if (pages === 0) throw new Refused('broken')
  if (pages > mostPages) throw new Refused('too large inside')
  const layers = await pdfWords(bytes).catch(brokenUnless('pdf'))
  const found = layers.flatMap((words, index) => findIn(words, sought, index + 1, 0))
  const made: PdfPage[] = []
  for (let page = 1; page <= pages; page++) {
    const seen = await pdfPage(bytes, page).catch(brokenUnless('pdf'))
    const { readings, ...picture } = await pictureOf(seen, { format: 'jpeg', covers: on(page) }).catch(
      brokenUnless('pictures'),
    )
    made.push(picture)
    found.push(...(await foundIn(readings, sought, page)))
  }
  const copy = await pdfOf(made)
  return { type: 'application/pdf', pages, takenFound: null, copy, found: leftOpen(found, on) }
}

const textMade = (bytes: Buffer, covers: readonly Box[], sought: readonly Sought[]): Made => {
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
    found: once(findIn(words, sought, 1, 0)),
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
