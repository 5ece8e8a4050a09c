import { randomUUID } from 'node:crypto'
import type { Work } from '../../../platform/request.ts'
import { NotFound } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import {
  type BundleRow,
  bundleOf,
  bundleStanding,
  holdsNoShut,
  isBundleAsItWas,
  mayStillHave,
  paperOf,
} from '../../bundles/index.ts'
import type { BundleForm } from '../model/forms.ts'
import { insertRelease, noteOpened, type ReleaseRow } from '../store.ts'
import { type Choices, letIn, type Refused, step } from './index.ts'

/** A bundle of whoever asks, and whether anybody can be asked to approve it: made, clear, as it was, for somebody who may have it, and not asked for yet. */
export const ownBundle = async (
  services: Services,
  work: Work,
  caseId: string,
  id: string,
): Promise<{ row: BundleRow; mayBeAsked: boolean }> => {
  const row = await bundleOf(work.tx, caseId, id)
  if (!row || row.madeBy !== work.actor.id) throw new NotFound()
  const isReady =
    row.state === 'clear' &&
    row.releaseId === null &&
    (await isBundleAsItWas(work.tx, row)) &&
    (await mayStillHave(work, row))
  return { row, mayBeAsked: isReady && (await bundleStanding(services, work, { id, caseId })) !== null }
}

/** Asks a second person for the release of a bundle, to the one recipient it was made for. */
export const askForBundle = async (
  services: Services,
  work: Work,
  bundle: BundleRow,
  { form, approvers }: { form: BundleForm; approvers: Choices['approvers'] },
): Promise<{ id: string } | Refused> => {
  const { tx, now, actor } = work
  const { caseId, recipientId, outsideKind, outsideName, why, contentHash } = bundle
  const approver = approvers.find((each) => each.id === form.approverId)
  if (!approver || contentHash === null) throw new NotFound()
  if (approver.id === recipientId)
    return { field: 'approverId', problem: 'Whoever has it cannot approve it as well. Select somebody else' }
  const id = randomUUID()
  await letIn(work, caseId, approver.id)
  const { factId } = await step(services, work, {
    ...{ caseId, type: 'releases.asked', details: { ownerId: approver.id } },
  })
  const { basis, special, agreement, sentHow } = form
  await insertRelease(tx, {
    ...{ id, caseId, factId, kind: 'bundle', bundleId: bundle.id, agencyId: actor.agencyId, askedBy: actor.id },
    ...{ askedAt: now, recipientId, outsideKind, outsideName, why, basis, special, agreement, sentHow },
    ...{ approverId: approver.id, contentHash },
  })
  return { id }
}

/** The bundle of a release, for the two: while it is asked for, and as it was sent. Null: nobody reads it there, or it was taken back. */
export const bundlePaper = async (services: Services, work: Work, row: ReleaseRow): Promise<Buffer | null> => {
  const { tx, now, actor } = work
  const isOneOfTwo = actor.id === row.askedBy || actor.id === row.approverId
  if (
    row.bundleId === null ||
    row.lateEntryId !== null ||
    !isOneOfTwo ||
    !['asked', 'approved', 'released'].includes(row.state)
  )
    return null
  const bundle = await bundleOf(tx, row.caseId, row.bundleId)
  // It may hold a file that was shut since.
  if (!bundle || !(await holdsNoShut(tx, bundle))) return null
  const paper = await paperOf(services, tx, { id: row.bundleId, caseId: row.caseId })
  if (paper && actor.id === row.approverId) await noteOpened(tx, row, now)
  return paper
}
