import { randomUUID } from 'node:crypto'
import type { Work } from '../../platform/request.ts'
import { NotFound } from '../../platform/web.ts'
import type { NoteForm } from './model.ts'
import { insertNote, noteOf, shareNote } from './store.ts'

/** A note stays as it was written: to set one right is to write another that says so (INV-28). */
export const writeNote = async ({ tx, now, actor }: Work, caseId: string, form: NoteForm): Promise<string> => {
  const { corrects, how, happenedAt, said = null, noticed = null, agreed = null, next = null } = form
  const before = corrects ? await noteOf(tx, caseId, corrects) : undefined
  if (corrects && before?.agencyId !== actor.agencyId) throw new NotFound()
  const id = randomUUID()
  await insertNote(tx, {
    ...{ id, caseId, agencyId: actor.agencyId, writtenBy: actor.id, happenedAt, writtenAt: now, how },
    ...{ said, noticed, agreed, next, correctsId: corrects ?? null },
  })
  return id
}

/** One note, to everyone who sees the case. It cannot be taken back: what was read was read. */
export const share = async ({ tx, now, actor }: Work, caseId: string, id: string, why: string): Promise<void> => {
  if (!(await shareNote(tx, caseId, id, { sharedAt: now, sharedBy: actor.id, sharedWhy: why }))) throw new NotFound()
}
