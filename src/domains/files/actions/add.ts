import { createHash, randomUUID } from 'node:crypto'
import { openBytes, sealBytes } from '../../../platform/case-vault.ts'
import type { Work } from '../../../platform/request.ts'
import type { Services } from '../../../rules/services.ts'
import { openForNews } from '../../cases/index.ts'
import { type Cover, coversIn, foundIn, type NewForm } from '../model/file.ts'
import { type FileRow, insertFile, insertOriginal, moveFile, sealedCopy } from '../store.ts'
import { askToSplit } from './split.ts'

/** Seals what came, as it came: nobody has looked into it yet, and nobody does before the worker has. `mustSplit`: it waits for copies (INV-10). */
export const addFile = async (
  services: Services,
  work: Work,
  caseId: string,
  form: NewForm & { others: string[]; mustSplit: boolean },
): Promise<string> => {
  const { tx, now, actor } = work
  const { file, entryId, takenOn, mustSplit, ...said } = form
  const bytes = Buffer.from(file ?? [])
  const id = randomUUID()
  await openForNews(services, work, caseId, 'a file was added')
  await insertFile(tx, {
    ...{ id, caseId, agencyId: actor.agencyId, addedBy: actor.id, addedAt: now },
    ...{ ...said, entryId: entryId || null, takenOn: takenOn ?? null },
    ...{ size: bytes.length, sha256: createHash('sha256').update(bytes).digest() },
  })
  const sealed = await sealBytes(services, work, { caseId, fileId: id, part: 'original' }, bytes)
  await insertOriginal(tx, { caseId, fileId: id, sealed, madeAt: now })
  if (mustSplit) await askToSplit(services, work, { caseId, id, version: 1 })
  return id
}

type Done = 'done' | 'stale'
const done = (isDone: boolean): Done => (isDone ? 'done' : 'stale')

/** Covers some of what was found: the worker makes the copy anew and reads it once more. */
export const coverFound = async ({ tx, now, actor }: Work, row: FileRow, chosen: readonly number[]): Promise<Done> => {
  const more: Cover[] = foundIn(row.found)
    .filter((_, index) => chosen.includes(index))
    .map(({ page, boxes }) => ({ page, boxes }))
  const covers = JSON.stringify([...coversIn(row.covers), ...more])
  return done(await moveFile(tx, row, { state: 'received', covers, coveredBy: actor.id, coveredAt: now }))
}

/** Opens a held file: the database takes it from a second person alone. */
export const release = async ({ tx, now, actor }: Work, row: FileRow, why: string): Promise<Done> =>
  done(await moveFile(tx, row, { state: 'released', decidedBy: actor.id, decidedAt: now, decidedWhy: why }))

/** Shuts an open file at once: anybody on the case may, and a second person opens it again. */
export const shut = async ({ tx, now, actor }: Work, row: FileRow, why: string): Promise<Done> =>
  done(await moveFile(tx, row, { state: 'held', closedBy: actor.id, closedAt: now, closedWhy: why }))

/** Neither whoever added it nor whoever chose what to cover. */
export const isSecond = ({ addedBy, coveredBy }: FileRow, actorId: string): boolean =>
  actorId !== addedBy && actorId !== coveredBy

export const copyOf = async (services: Services, { tx }: Work, row: FileRow): Promise<Buffer | null> => {
  const sealed = await sealedCopy(tx, row.caseId, row.id)
  return sealed ? openBytes(services, tx, { caseId: row.caseId, fileId: row.id, part: 'copy' }, sealed) : null
}
