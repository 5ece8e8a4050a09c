import assert from 'node:assert/strict'
import { aNewFile, plainLetter } from '../../domains/files/fixtures.ts'
import { foundLate } from '../../domains/files/index.ts'
import { sealBytes } from '../../platform/case-vault.ts'
import { connect } from '../../platform/db.ts'
import type { testApp } from '../app.ts'
import type { Practitioner } from '../people.ts'
import { sendFile } from '../uploads.ts'

type App = Awaited<ReturnType<typeof testApp>>
type Where = { caseId: string; victimId: string; owner: Practitioner }

/** The held file stood open before its place was written down, as the worker says it. */
export const aLateFind = async ({ services, everything, database }: App, fileId: string): Promise<string> => {
  const at = services.now()
  const stood = { stoodOpenFrom: at, stoodOpenUntil: at }
  await everything.updateTable('evidenceFile').set(stood).where('id', '=', fileId).execute()
  const worker = connect(database.worker, { max: 1 })
  await worker.transaction().execute((tx) => foundLate(services, tx, { fileId, places: [], at }))
  await worker.destroy()
  const row = everything.selectFrom('evidenceFile').select('lateEntryId').where('id', '=', fileId)
  return (await row.executeTakeFirstOrThrow()).lateEntryId ?? ''
}
/** Files of a case as the worker leaves them: one open, with its copy, one held, and one to be split; and one in the vault that waits for it. */
export const someFiles = async (app: App, { caseId, victimId, owner }: Where) => {
  const { services, everything } = app
  const added = async (change = {}): Promise<string> => {
    const url = `/cases/${caseId}/files/new`
    const sent = await sendFile(app, owner, url, aNewFile({ personId: victimId, ...change }), plainLetter)
    assert.equal(sent.status, 303, sent.problems())
    return sent.location.split('/').at(-1) ?? ''
  }
  const now = services.now()
  const checked = { type: 'text/plain', pages: 1, checkedAt: now }
  const found = JSON.stringify([{ kind: 'postcode', page: 1, boxes: [{ x: 0, y: 0, w: 0.5, h: 1 }] }])
  const [open, held] = [await added(), await added()]
  const party = everything.selectFrom('party').select('personId').where('caseId', '=', caseId)
  const reported = await party.where('role', '=', 'perpetrator').limit(1).executeTakeFirstOrThrow()
  const two = await added({ personId: reported.personId, 'nobody-else': '', [`with-${victimId}`]: 'yes' })
  await added({ class: 'C4' })
  await everything.transaction().execute(async (tx) => {
    const sealed = await sealBytes(services, { tx, now }, { caseId, fileId: open, part: 'copy' }, plainLetter)
    await tx.insertInto('evidenceBytes').values({ caseId, fileId: open, part: 'copy', sealed, madeAt: now }).execute()
    const files = tx.updateTable('evidenceFile').set(checked)
    await files.set({ state: 'clear' }).where('id', '=', open).execute()
    await files.set({ state: 'held', found }).where('id', '=', held).execute()
    await files.set({ state: 'held' }).where('id', '=', two).execute()
  })
  return { open, held, two }
}
