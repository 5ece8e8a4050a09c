import { randomUUID } from 'node:crypto'
import type { Work } from '../../../platform/request.ts'
import { NotFound } from '../../../platform/web.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import { dutyKey } from '../../../rules/duty.ts'
import { atExactly, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import { type Cover, isOpen } from '../model/file.ts'
import { apartFrom, namesLeft, owedCopies, type Somebody, type SplitForm } from '../model/people.ts'
import { splitFile } from '../rules.ts'
import { copiesOf, type FileRow, holdFile, insertFile, moveFile } from '../store.ts'

type Held = Pick<FileRow, 'caseId' | 'id' | 'version'>
const step = (
  services: Services,
  work: Work,
  caseId: string,
  type: 'files.split-asked' | 'files.split-done',
  tells?: string[],
) =>
  record(services, work, {
    ...{ caseId, type, details: tells ? { tells } : {}, what: null, toldBy: null },
    ...{ knownAt: work.now, body: bodyOf(work.actor.agencyKind), happened: atExactly(work.now) },
  })

/** From now on somebody owes a copy for each person in it. */
export const askToSplit = async (services: Services, work: Work, { caseId, ...file }: Held): Promise<void> => {
  const { factId } = await step(services, work, caseId, 'files.split-asked')
  await moveFile(work.tx, file, { splitFactId: factId })
}
const seenTo = async (services: Services, work: Work, { caseId, splitFactId }: FileRow): Promise<void> => {
  if (splitFactId) await step(services, work, caseId, 'files.split-done', [dutyKey(splitFactId, splitFile)])
}

type Said = { others: string[]; why: string | null; people: readonly Somebody[] }
/** Who is in a file. What nobody may open by that is shut at once; what waited for it is opened by a second person. */
export const sayPeople = async (
  services: Services,
  work: Work,
  row: FileRow,
  { others, why, people }: Said,
): Promise<'done' | 'stale'> => {
  const { tx, now, actor } = work
  const all = [row.personId, ...others]
  const mustSplit = apartFrom(row.personId, others, people).length > 0
  const spokenOf = namesLeft({ ...row, others }).map(({ personId }) => personId)
  const notIn = [...new Set([...row.notIn, ...spokenOf])].filter((id) => !all.includes(id))
  const shuts = isOpen(row) && mustSplit
  const shut = { state: 'held', closedBy: actor.id, closedAt: now, closedWhy: 'It is about more than one person' }
  const said = { others, notIn, peopleBy: actor.id, peopleAt: now, peopleWhy: why }
  const settled = row.mustSplit && !mustSplit
  const change = { ...said, ...(shuts && shut), ...(settled && { splitFactId: null }) }
  if (!(await moveFile(tx, row, change))) return 'stale'
  if (mustSplit && row.splitFactId === null) await askToSplit(services, work, { ...row, version: row.version + 1 })
  if (settled) await seenTo(services, work, row)
  return 'done'
}

type Copy = { form: SplitForm; keeps: number[]; covers: Cover[]; people: readonly Somebody[] }
/** A copy about one of the people of a file. The worker makes it from the original, which stays sealed, and looks through it as through any file. */
export const makeCopy = async (
  services: Services,
  work: Work,
  row: FileRow,
  { form, keeps, covers, people }: Copy,
): Promise<string> => {
  const { tx, now, actor } = work
  const { caseId } = row
  const held = await holdFile(tx, caseId, row.id)
  const made = await copiesOf(tx, caseId, row.id)
  if (!held) throw new NotFound()
  const id = randomUUID()
  const covered = covers.length > 0 && { covers: JSON.stringify(covers), coveredBy: actor.id, coveredAt: now }
  await insertFile(tx, {
    ...{ id, caseId, agencyId: row.agencyId, entryId: row.entryId, kind: row.kind, class: row.class },
    ...{ takenBy: row.takenBy, takenOn: row.takenOn, size: row.size, sha256: held.sha256 },
    ...{ addedBy: actor.id, addedAt: now, splitOf: row.id, keeps, others: [], ...form, ...covered },
  })
  const done = new Set([...made.map(({ personId }) => personId), form.personId])
  if (owedCopies(row, people).every((each) => done.has(each))) await seenTo(services, work, row)
  return id
}
