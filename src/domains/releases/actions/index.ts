import { randomUUID } from 'node:crypto'
import { oneAtATime } from '../../../platform/marks.ts'
import type { Work } from '../../../platform/request.ts'
import { dayEnds } from '../../../platform/times.ts'
import { openFor, sealFor } from '../../../platform/vault.ts'
import { NotFound } from '../../../platform/web.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import { addDays, londonDay } from '../../../rules/days.ts'
import { dutyKey } from '../../../rules/duty.ts'
import type { EntryType } from '../../../rules/entry-types.ts'
import { policyIn } from '../../../rules/policy-in.ts'
import { atExactly, type NewEntry, type Recorded, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import { type BundleRow, bundleStanding, closeToNobody } from '../../bundles/index.ts'
import { type CaseTop, colleagues, grantCase } from '../../cases/index.ts'
import { firstHeld, heldWords } from '../../files/index.ts'
import { kindWords, lookAt } from '../../safe-contact/index.ts'
import { isReportedSide, namesOfOtherSide } from '../../sharing/index.ts'
import { permissionsOf, whoWorksHere } from '../../staff/index.ts'
import { type Content, documentFile } from '../model/document.ts'
import { everyCheck, type NewForm, type ReviewForm } from '../model/forms.ts'
import { approve, lookAfter, send } from '../rules.ts'
import {
  insertCopy,
  insertRelease,
  moveRelease,
  type ReleaseRow,
  releaseOf,
  sealedCopy,
  standsStill,
} from '../store.ts'
import { alsoIn, contentOf, hashOf } from './content.ts'

/** A release is known as a bundle is. */
export { bundleMark as markOf, recipientOf } from '../../bundles/index.ts'

export type Choices = {
  ways: { id: string; personId: string; text: string }[]
  recipients: { id: string; name: string; agency: string }[]
  approvers: { id: string; name: string }[]
}

/** What may be released by whoever looks, to whom, and who could be the second person. A way is named by its sort alone. */
export const choicesFor = async (work: Work, top: CaseTop): Promise<Choices> => {
  const { tx, actor } = work
  const ways: Choices['ways'] = []
  for (const { id, name } of top.people.filter(({ role }) => role === 'victim')) {
    const looked = await lookAt(work, top.caseId, id)
    if (looked.sight !== 'full') continue
    for (const route of looked.routes.filter(({ isForbidden, hasValue }) => hasValue && !isForbidden))
      ways.push({ id: route.id, personId: id, text: `${kindWords[route.kind]} of ${name}` })
  }
  const others = (await colleagues(tx, actor.agencyId)).filter(({ id }) => id !== actor.id)
  return {
    ways,
    recipients: await closeToNobody(work, top.caseId, others),
    approvers: await approversFor(work, top.caseId),
  }
}

/** Who could be the second person: supervisors here whom nothing keeps from the case. */
export const approversFor = async (work: Work, caseId: string): Promise<Choices['approvers']> => {
  const second = (await whoWorksHere(work)).filter(
    ({ id, role }) =>
      id !== work.actor.id && ['supervision:write', 'releases:read'].every((each) => permissionsOf(role).has(each)),
  )
  return closeToNobody(work, caseId, second)
}

export type Refused = { field: string; problem: string }

export const step = (
  services: Services,
  work: Work,
  about: { caseId: string; type: EntryType; details: NewEntry['details']; what?: string },
): Promise<Recorded> => {
  const base = { knownAt: work.now, body: bodyOf(work.actor.agencyKind), toldBy: null, what: null }
  return record(services, work, { ...base, ...about, happened: atExactly(work.now) })
}

const twoWeeks = 14 * 86_400_000
/** The second person sees the case while they are asked. */
export const letIn = (work: Work, caseId: string, approverId: string): Promise<boolean> =>
  grantCase(work, caseId, approverId, 'Asked to agree to sharing', new Date(work.now.getTime() + twoWeeks))

/** Asks for a release; where a life is in danger it leaves in the same moment, and the second person looks at it afterwards. */
export const askFor = async (
  services: Services,
  work: Work,
  top: CaseTop,
  { form, choices }: { form: NewForm; choices: Choices },
): Promise<{ id: string } | Refused> => {
  const { tx, now, actor } = work
  const { caseId } = top
  const way = choices.ways.find(({ id }) => id === form.routeId)
  const approver = choices.approvers.find(({ id }) => id === form.approverId)
  const isHere = form.to === 'here'
  const recipient = isHere ? choices.recipients.find(({ id }) => id === form.recipientId) : undefined
  if (!way || !approver || (isHere && !recipient)) throw new NotFound()
  if (form.recipientId !== '' && isHere && form.recipientId === form.approverId)
    return { field: 'approverId', problem: 'Whoever has it cannot approve it as well. Select somebody else' }
  const person = top.people.find(({ id }) => id === way.personId)
  if (!person) throw new NotFound()
  const name = form.outsideName ?? ''
  if (!isHere && isReportedSide(form.outsideKind ?? '', name, await namesOfOtherSide(tx, caseId)))
    return {
      field: 'outsideName',
      problem: 'This goes to the side of the person reported. It cannot be released there',
    }
  const held = await firstHeld(services, tx, caseId, { why: form.why, outsideName: name, atOnceWhy: form.atOnceWhy })
  if (held) return held
  const id = randomUUID()
  const about = {
    ...{ id, caseId, routeId: way.id, askedAt: now, why: form.why, person: person.name, called: person.called },
    ...{ reference: top.reference, askedByName: actor.name, agency: actor.agencyName },
    ...{ recipientName: recipient?.name ?? null, recipientAgency: recipient?.agency ?? null },
    outsideName: isHere ? null : name,
  }
  const content = await contentOf(services, work, about)
  if (!content) throw new NotFound()
  const also = await alsoIn(services, work, about, content)
  if (also.length > 0)
    return {
      field: 'routeId',
      problem: `Nothing was saved: what would be sent also holds ${heldWords(also)}. Say it there in other words`,
    }
  await lockReleases(work, caseId)
  await letIn(work, caseId, approver.id)
  const isAtOnce = form.when === 'at once'
  const { factId } = await step(services, work, {
    ...{ caseId, type: isAtOnce ? 'releases.released-at-once' : 'releases.asked', details: { ownerId: approver.id } },
  })
  const { why, basis, special, agreement, sentHow } = form
  const contentHash = hashOf(services, content)
  await insertRelease(tx, {
    ...{ id, caseId, factId, kind: 'address', personId: person.id, routeId: way.id, agencyId: actor.agencyId },
    ...{ askedBy: actor.id, askedAt: now, recipientId: recipient?.id ?? null },
    ...(isHere ? {} : { outsideKind: form.outsideKind ?? '', outsideName: name }),
    ...{ why, basis, special, agreement, sentHow, approverId: approver.id, contentHash },
  })
  if (isAtOnce) {
    const row = await found(work, caseId, id)
    const change = { state: 'released', releasedAt: now, sentHash: contentHash, atOnceWhy: form.atOnceWhy ?? '' }
    await must(moveRelease(tx, row, change))
    await keepCopy(services, work, row, content)
  }
  return { id }
}

const found = async ({ tx }: Work, caseId: string, id: string): Promise<ReleaseRow> => {
  const row = await releaseOf(tx, caseId, id)
  if (!row) throw new NotFound()
  return row
}
const must = async (isDone: Promise<boolean>): Promise<void> => {
  if (!(await isDone)) throw new NotFound()
}
const placeOf = (personId: string, { id }: Pick<ReleaseRow, 'id'>) => ({
  ...{ personId, table: 'release_copy', column: 'sealed', row: id },
})
const keepCopy = async (services: Services, work: Work, row: ReleaseRow, content: Content): Promise<void> => {
  const { id: releaseId, caseId, personId } = row
  if (personId === null) throw new Error('a way of contact is somebody’s')
  const sealed = await sealFor(services, work, placeOf(personId, row), documentFile(content).toString('utf8'))
  await insertCopy(work.tx, { releaseId, caseId, personId, sealed, madeAt: work.now })
}
/** What was sent, as it was sent; null where there is none, its key was erased, or it was taken back. */
export const copyOf = async (services: Services, { tx }: Work, row: ReleaseRow): Promise<string | null> => {
  if (row.lateEntryId !== null) return null
  const sealed = await sealedCopy(tx, row.caseId, row.id)
  return sealed && row.personId ? openFor(services, tx, placeOf(row.personId, row), sealed) : null
}

/** What would be sent now, or why it cannot: the same for the one who asks and the one who approves. */
export type Standing = { content: Content; hash: Buffer } | { bundle: BundleRow; hash: Buffer } | { why: string }
export const standingOf = async (services: Services, work: Work, row: ReleaseRow): Promise<Standing> => {
  const why = await standsStill(work.tx, row.id, work.now)
  if (why) return { why }
  if (row.bundleId !== null) {
    const standing = await bundleStanding(services, work, { id: row.bundleId, caseId: row.caseId })
    if (!standing?.hash.equals(row.contentHash)) return { why: 'changed' }
    return { bundle: standing.row, hash: standing.hash }
  }
  const content = await contentOf(services, work, row)
  const hash = content && hashOf(services, content)
  if (!content || !hash?.equals(row.contentHash)) return { why: 'changed' }
  // Something may have been written down since that is now to be protected.
  const also = await alsoIn(services, work, row, content)
  return also.length > 0 ? { why: 'changed' } : { content, hash }
}

const approvalKey = ({ factId }: ReleaseRow): string => dutyKey(factId, approve)
const sendingKey = ({ approvedFactId }: ReleaseRow): string[] => (approvedFactId ? [dutyKey(approvedFactId, send)] : [])

/** Two who act on one case's releases come one after the other: the second reads what the first did. */
export const lockReleases = ({ tx }: Work, caseId: string): Promise<void> => oneAtATime(tx, `releases ${caseId}`)

/** Ends it unsent, with why; its duties end with it. */
export const end = async (
  services: Services,
  work: Work,
  row: ReleaseRow,
  [state, why]: ['refused' | 'withdrawn' | 'void', string],
): Promise<void> => {
  const { tx, now, actor } = work
  await must(moveRelease(tx, row, { state, endedBy: actor.id, endedAt: now, endedWhy: why }))
  const tells = [approvalKey(row), ...sendingKey(row)]
  await step(services, work, { caseId: row.caseId, type: 'releases.ended', details: { outcome: state, tells } })
}

type Done = 'done' | 'void'
const voided = async (services: Services, work: Work, row: ReleaseRow, why: string): Promise<Done> => {
  await end(services, work, row, ['void', why])
  return 'void'
}

/** The second person's word: on what they were shown, for some days. */
export const approveIt = async (services: Services, work: Work, row: ReleaseRow): Promise<Done> => {
  const { tx, now } = work
  const standing = await standingOf(services, work, row)
  if ('why' in standing) return voided(services, work, row, standing.why)
  const { releaseApprovalDays } = await policyIn(services, tx, now)
  const lastDay = addDays(londonDay(now), releaseApprovalDays)
  const { factId } = await step(services, work, {
    ...{ caseId: row.caseId, type: 'releases.approved' },
    details: { ownerId: row.askedBy, endsOn: lastDay, tells: [approvalKey(row)] },
  })
  const approved = {
    ...{ approvedHash: standing.hash, approvedAt: now, approvalEndsAt: dayEnds(lastDay).until },
    ...{ approvedFactId: factId, checked: everyCheck },
  }
  await must(moveRelease(tx, row, { state: 'approved', ...approved }))
  return 'done'
}

/** Sends what was approved: reckoned anew, and void where anything of it is not as it was. */
export const sendIt = async (services: Services, work: Work, row: ReleaseRow): Promise<Done> => {
  const { tx, now } = work
  const standing = await standingOf(services, work, row)
  if ('why' in standing) return voided(services, work, row, standing.why)
  await must(moveRelease(tx, row, { state: 'released', releasedAt: now, sentHash: standing.hash }))
  // A bundle stands sealed as it was approved, and is changed by nobody after it was sent.
  if ('content' in standing) await keepCopy(services, work, row, standing.content)
  await step(services, work, { caseId: row.caseId, type: 'releases.released', details: { tells: sendingKey(row) } })
  return 'done'
}

/** Somebody else looks at what left at once. */
export const reviewIt = async (services: Services, work: Work, row: ReleaseRow, form: ReviewForm): Promise<void> => {
  const { tx, now } = work
  await must(moveRelease(tx, row, { reviewedAt: now, reviewFound: form.found, reviewWords: form.words }))
  const details = { outcome: form.found, tells: [dutyKey(row.factId, lookAfter)] }
  await step(services, work, { caseId: row.caseId, type: 'releases.reviewed', details })
}
