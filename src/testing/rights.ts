import assert from 'node:assert/strict'
import type { Db } from '../platform/db.ts'
import type { testApp } from './app.ts'
import type { Practitioner } from './people.ts'

type App = Awaited<ReturnType<typeof testApp>>
type Place = { caseId: string; owner: Practitioner }

/** A request for access at each of its steps, a hold and a proposal to erase, of the owner's agency. */
export const someRights = async ({ as, aPractitioner, everything, services }: App, { caseId, owner }: Place) => {
  const [lead, second] = [
    await aPractitioner('data-protection-lead', { agencyId: owner.agencyId }),
    await aPractitioner('data-protection-lead', { agencyId: owner.agencyId }),
  ]
  const step = async (who: Practitioner, at: string, form: Record<string, string>): Promise<string> => {
    const done = await as(who).submit(at, form)
    assert.equal(done.status, 303, `${at}: ${done.title()} ${done.text('.govuk-error-summary')}`)
    return done.location
  }
  const asked = { askerName: 'Nobody Inventado', forWhom: 'themselves', asks: 'All of it', receivedOn: 'today' }
  const receive = () => step(lead, '/access-requests/new', { ...asked, delivery: 'handed over in person' })
  const known = async () => {
    const at = await receive()
    await step(lead, `${at}/identity`, { identityHow: 'Passport', identityOn: 'today' })
    return at
  }
  const searched = async () => {
    const at = await known()
    await step(lead, `${at}/search`, { sure: 'yes' })
    return at
  }
  const redacted = async () => {
    const at = await searched()
    await step(lead, `${at}/redact`, { answer: 'give' })
    return at
  }
  const checked = async () => {
    const at = await redacted()
    await step(second, `${at}/check`, { answer: 'good', addresses: 'yes', plans: 'yes', thirdParties: 'yes' })
    return at
  }
  const idOf = (at: string) => at.split('/').at(-1) ?? ''
  const at = '/access-requests/:requestId'
  const requests: Record<string, string> = {
    [`${at}/identity`]: idOf(await receive()),
    [`${at}/search`]: idOf(await known()),
    [`${at}/redact`]: idOf(await searched()),
    [`${at}/check`]: idOf(await redacted()),
    [`${at}/release`]: idOf(await checked()),
  }
  const requestId = idOf(await known())
  return { lead, second, requests, requestId, ...(await past(everything, { caseId, owner }, services.now())) }
}

const past = async (everything: Db, { caseId, owner }: Place, now: Date) => {
  const about = { caseId, reference: 'WM-TEST', agencyId: owner.agencyId }
  const hold = { ...about, ground: 'another reason', reason: 'A test', setBy: owner.id, setAt: now }
  const erasure = { ...about, kind: 'notes', dueOn: '2020-01-01', proposedAt: now }
  const [{ id: holdId }, { id: erasureId }] = [
    await everything.insertInto('legalHold').values(hold).returning('id').executeTakeFirstOrThrow(),
    await everything.insertInto('erasure').values(erasure).returning('id').executeTakeFirstOrThrow(),
  ]
  return { holdId, erasureId }
}
