import { createHmac, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { openBytes, sealBytes } from '../../../platform/case-vault.ts'
import type { Db, Tx } from '../../../platform/db.ts'
import type { Work } from '../../../platform/request.ts'
import { key } from '../../../platform/secrets.ts'
import { dayText } from '../../../platform/times.ts'
import { NotFound } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import type { CaseTop } from '../../cases/index.ts'
import {
  type Found,
  findIn,
  firstHeld,
  heldWords,
  type ProtectedKind,
  type Sought,
  soughtFor,
} from '../../files/index.ts'
import { isReportedSide, namesOfOtherSide } from '../../sharing/index.ts'
import { goneText, type Item, itemsIn, mayHave, mostItems, moved, type NewForm } from '../model/bundle.ts'
import type { Plan } from '../model/plan.ts'
import { type BundleRow, bundleOf, insertBundle, moveBundle, openFilesOf, sealedPart, sourceOf } from '../store.ts'
import { type Choices, mayStillHave, type Offered, type Offers } from './choices.ts'

/** What a bundle is known by, on each page and in the list. */
export const markOf = ({ id }: { id: string }): string => id.slice(0, 8).toUpperCase()
export const recipientOf = ({
  recipientName,
  recipientAgency,
  outsideName,
}: Pick<BundleRow, 'recipientName' | 'recipientAgency' | 'outsideName'>): string =>
  outsideName ?? `${recipientName ?? ''}, ${recipientAgency ?? ''}`

/** Under a key outside the database: nobody can try papers against it. */
export const hashOf = ({ secret }: Pick<Services, 'secret'>, paper: Uint8Array): Buffer =>
  createHmac('sha256', key(secret, 'releases')).update(paper).digest()

export type Refused = { field: string; problem: string }
type Recipient = Pick<BundleRow, 'recipientId' | 'recipientName' | 'recipientAgency' | 'outsideName'> & {
  role: string | null
}
type Whole = { id: string; why: string; madeAt: Date; recipient: Recipient; chosen: readonly Offered[] }

const itemsOf = (chosen: readonly Offered[]): Item[] => chosen.map(({ kind, id }) => ({ kind, id }))

/** Puts it together from what holds now, and seals that; what is drawn later is this, and nothing that came since. */
const putTogether = async (
  services: Services,
  work: Work,
  top: Pick<CaseTop, 'caseId' | 'reference'>,
  { id, why, madeAt, recipient, chosen }: Whole,
): Promise<{ items: string; sourceHash: Buffer; plan: Buffer } | Refused> => {
  const { caseId } = top
  const isFor = recipient.role
  const withheld = isFor === null ? undefined : chosen.find(({ kind, type }) => !mayHave(isFor, kind, type))
  if (withheld)
    return {
      field: 'items',
      problem: `${recipient.recipientName ?? 'They'} may not have this for their work: ${withheld.heading}. Leave it out`,
    }
  const sourceHash = await sourceOf(work.tx, caseId, itemsOf(chosen), recipient.recipientId)
  if (!sourceHash) return { field: 'items', problem: 'Something in it cannot be in a bundle any more. Choose again' }
  const plan: Plan = {
    ...{ mark: markOf({ id }), reference: top.reference, recipient: recipientOf(recipient), why },
    ...{ from: `${work.actor.name}, ${work.actor.agencyName}`, madeOn: dayText(madeAt) },
    parts: chosen.map(({ part }) => part),
  }
  const sealed = await sealBytes(
    services,
    work,
    { caseId, fileId: id, part: 'plan' },
    Buffer.from(JSON.stringify(plan)),
  )
  return { items: JSON.stringify(itemsOf(chosen)), sourceHash, plan: sealed }
}

/** What was chosen to go in: some things, and not too many. */
const countProblem = (chosen: readonly Offered[]): Refused | undefined => {
  if (chosen.length === 0) return { field: 'items', problem: 'Select what goes in' }
  return chosen.length > mostItems ? { field: 'items', problem: `Select ${mostItems} things or fewer` } : undefined
}

/** Makes a bundle for one recipient. The worker draws it and looks through it. */
export const makeBundle = async (
  services: Services,
  work: Work,
  top: CaseTop,
  { form, choices, chosen }: { form: NewForm; choices: Choices; chosen: readonly Offered[] },
): Promise<{ id: string } | Refused> => {
  const { tx, now, actor } = work
  const { caseId } = top
  const isHere = form.to === 'here'
  const known = isHere ? choices.recipients.find(({ id }) => id === form.recipientId) : undefined
  if (isHere && !known) throw new NotFound()
  const name = form.outsideName ?? ''
  if (!isHere && isReportedSide(form.outsideKind ?? '', name, await namesOfOtherSide(tx, caseId)))
    return {
      field: 'outsideName',
      problem: 'This goes to the side of the person reported. No bundle can be made for them here',
    }
  const held = await firstHeld(services, tx, caseId, { why: form.why, outsideName: name })
  if (held) return held
  const tooFew = countProblem(chosen)
  if (tooFew) return tooFew
  const id = randomUUID()
  const recipient = {
    ...{ recipientId: known?.id ?? null, recipientName: known?.name ?? null, recipientAgency: known?.agency ?? null },
    ...{ outsideName: isHere ? null : name, role: known?.role ?? null },
  }
  const made = await putTogether(services, work, top, { id, why: form.why, madeAt: now, recipient, chosen })
  if ('problem' in made) return made
  await insertBundle(tx, {
    ...{ id, caseId, agencyId: actor.agencyId, madeBy: actor.id, madeAt: now, since: now, why: form.why },
    ...{
      recipientId: recipient.recipientId,
      outsideKind: isHere ? null : (form.outsideKind ?? ''),
      outsideName: recipient.outsideName,
    },
    ...made,
  })
  return { id }
}

const anew = {
  ...{ state: 'waiting', tries: 0, pages: null, pagesRead: 0, checkedAt: null, found: '[]', failedAs: null },
  ...{ contentHash: null, paper: null, readings: null },
}
/** The same bundle of these things, in this order, as they are now: it is drawn and looked through anew. */
export const remake = async (
  services: Services,
  work: Work,
  top: CaseTop,
  { row, chosen }: { row: BundleRow; chosen: readonly Offered[] },
): Promise<'done' | Refused> => {
  const tooFew = countProblem(chosen)
  if (tooFew) return tooFew
  if (!(await mayStillHave(work, row))) return { field: 'items', problem: goneText(row.recipientName ?? 'They') }
  const recipient = { ...row, role: row.recipientRole }
  const made = await putTogether(services, work, top, { ...row, recipient, chosen })
  if ('problem' in made) return made
  const isDone = await moveBundle(work.tx, row, { ...anew, ...made, since: work.now })
  return isDone ? 'done' : { field: 'items', problem: moved }
}

/** What is in it and is offered now. What is not there at this moment is still in it. */
export const chosenOf = (row: Pick<BundleRow, 'items'>, { offered }: Offers): Offered[] =>
  itemsIn(row.items).flatMap(({ kind, id }) => offered.find((each) => each.kind === kind && each.id === id) ?? [])

/** Each file in it is open still: one that was shut since is read in no bundle either (INV-08). */
export const holdsNoShut = async (tx: Tx, { caseId, items }: Pick<BundleRow, 'caseId' | 'items'>): Promise<boolean> => {
  const files = itemsIn(items).filter(({ kind }) => kind === 'file')
  const open = new Set((await openFilesOf(tx, caseId)).map(({ id }) => id))
  return files.every(({ id }) => open.has(id))
}

/** Nothing that it is made from, and nothing that must not stand in it, has changed since it was put together. */
export const isAsItWas = async (tx: Tx, { caseId, items, recipientId, sourceHash }: BundleRow): Promise<boolean> =>
  (await sourceOf(tx, caseId, itemsIn(items), recipientId))?.equals(sourceHash) === true

const opened = async (
  services: Services,
  tx: Tx | Db,
  { id, caseId }: Pick<BundleRow, 'id' | 'caseId'>,
  part: 'paper' | 'readings',
) => {
  const sealed = await sealedPart(tx, caseId, id, part)
  return sealed && openBytes(services, tx, { caseId, fileId: id, part }, sealed)
}
/** The bundle itself; null where it is not made, or its key was erased. */
export const paperOf = (services: Services, tx: Tx, row: Pick<BundleRow, 'id' | 'caseId'>): Promise<Buffer | null> =>
  opened(services, tx, row, 'paper')

const readingsStored = z.array(z.object({ exact: z.string(), seen: z.array(z.string()) }))
export type Readings = z.infer<typeof readingsStored>
const box = { x: 0, y: 0, w: 0, h: 0 }
export const wordsOf = (text: string) => text.split(' ').map((word) => ({ text: word, box }))

/**
 * The bundle that would be sent, and its hash: as it was made, when nothing on any page of it is protected now. All its
 * pages are looked through again, by what was read on them. Null: it cannot be sent.
 */
export const standingOf = async (
  services: Services,
  { tx }: Work,
  { id, caseId }: { id: string; caseId: string },
): Promise<{ row: BundleRow; hash: Buffer } | null> => {
  const row = await bundleOf(tx, caseId, id)
  const [paper, kept] = [
    row && (await paperOf(services, tx, row)),
    row && (await opened(services, tx, row, 'readings')),
  ]
  if (row?.state !== 'clear' || !paper || !kept) return null
  const sought = await soughtFor(services, tx, caseId)
  return foundIn(kept, sought).length > 0 ? null : { row, hash: hashOf(services, paper) }
}

const foundIn = (kept: Buffer, sought: readonly Sought[]): Found[] =>
  readingsStored
    .parse(JSON.parse(kept.toString('utf8')))
    .flatMap(({ exact, seen }, index) => [
      ...findIn(wordsOf(exact), sought, index + 1, 0),
      ...seen.flatMap((text) => findIn(wordsOf(text), sought, index + 1, 1)),
    ])

/** What stands in a bundle as it was read when it was made, whatever became of it; nothing where its key was erased. */
export const foundInReadings = async (
  services: Services,
  db: Db,
  row: Pick<BundleRow, 'id' | 'caseId'>,
  sought: readonly Sought[],
): Promise<Found[]> => {
  const kept = await opened(services, db, row, 'readings')
  return kept ? foundIn(kept, sought) : []
}

export const foundWords = (kind: ProtectedKind): string => heldWords([kind])
