import assert from 'node:assert/strict'
import { hashOf } from '../domains/bundles/actions/index.ts'
import { aBundle } from '../domains/bundles/fixtures.ts'
import { bundleTypes } from '../domains/bundles/model/bundle.ts'
import { drawBundle } from '../domains/bundles/views/paper.ts'
import { aBundleRelease } from '../domains/releases/fixtures.ts'
import { sealBytes } from '../platform/case-vault.ts'
import type { testApp } from './app.ts'
import type { Practitioner } from './people.ts'

type App = Awaited<ReturnType<typeof testApp>>

/** Bundles as the worker leaves them: one in which nothing was found, one that a second person was asked to approve, and one that was held. */
export const someBundles = async (
  { as, services, everything }: App,
  { caseId, owner, boss }: { caseId: string; owner: Practitioner; boss: Practitioner },
) => {
  const fact = everything.selectFrom('entry').select('factId').where('caseId', '=', caseId)
  const { factId } = await fact.where('type', 'in', bundleTypes).orderBy('position').executeTakeFirstOrThrow()
  const send = async (path: string, form: Record<string, string>): Promise<string> => {
    const sent = await as(owner).submit(`/cases/${caseId}/${path}`, form)
    assert.equal(sent.status, 303, sent.text('.govuk-error-summary'))
    return sent.location.split('/').at(-1) ?? ''
  }
  const put = () => send('bundles/new', aBundle({ [`entry-${factId}`]: 'yes' }))
  const now = services.now()
  const cleared = async (): Promise<string> => {
    const id = await put()
    const about = {
      mark: 'B',
      reference: 'R',
      recipient: 'A court',
      from: 'An officer',
      why: 'A hearing',
      madeOn: '2026-12-01',
    }
    const { pdf } = await drawBundle({ ...about, parts: [{ heading: 'Incident', lines: [] }] }, new Map())
    await everything.transaction().execute(async (tx) => {
      const seal = (part: 'paper' | 'readings', bytes: Buffer) =>
        sealBytes(services, { tx, now }, { caseId, fileId: id, part }, bytes)
      const made = { paper: await seal('paper', pdf), readings: await seal('readings', Buffer.from('[]')) }
      const read = { state: 'clear', pages: 2, pagesRead: 2, checkedAt: now, contentHash: hashOf(services, pdf) }
      await tx
        .updateTable('bundle')
        .set({ ...made, ...read })
        .where('id', '=', id)
        .execute()
    })
    return id
  }
  const held = await put()
  const found = JSON.stringify([{ kind: 'postcode', page: 2, item: 1 }])
  await everything
    .updateTable('bundle')
    .set({ state: 'held', found, pages: 2, pagesRead: 2, checkedAt: now })
    .where('id', '=', held)
    .execute()
  const asked = await send(`releases/bundle/${await cleared()}`, aBundleRelease({ approverId: boss.id }))
  return { clear: await cleared(), held, asked }
}
