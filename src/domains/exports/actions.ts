import { createHmac, randomUUID } from 'node:crypto'
import { fileOf, type Sheet } from '../../platform/exports.ts'
import { oneAtATime } from '../../platform/marks.ts'
import type { Work } from '../../platform/request.ts'
import { open, seal } from '../../platform/sealing.ts'
import { key } from '../../platform/secrets.ts'
import { dayEnds } from '../../platform/times.ts'
import { NotFound } from '../../platform/web.ts'
import { addDays, londonDay } from '../../rules/days.ts'
import { policyIn } from '../../rules/policy-in.ts'
import type { Services } from '../../rules/services.ts'
import { type BoardName, caseFilter, casesGranted, dutiesOf, dutyFilter, teamIdsOf, teamOf } from '../boards/index.ts'
import { type Colleague, permissionsOf, whoWorksHere } from '../staff/index.ts'
import { mostRows, type NewForm, sheetOfCases, sheetOfDuties } from './model.ts'
import { type ExportRow, insertExport, mayApprove, moveExport, needsTwo, sealedOf, standsStill } from './store.ts'

export type List = { sheet: Sheet; caseIds: string[]; total: number }

/** The whole of a board as it is narrowed, by the columns that may leave. */
export const listOf = async ({ tx, now, actor }: Work, list: BoardName, query: string): Promise<List> => {
  const typed = Object.fromEntries(new URLSearchParams(query))
  if (list === 'mine' || list === 'team') {
    const owners = list === 'mine' ? [actor.id] : (await teamOf(tx, actor.id)).map(({ id }) => id)
    const { rows, total } = await dutiesOf(tx, owners, { ...dutyFilter.parse(typed), page: 1 }, now, mostRows)
    return { sheet: sheetOfDuties(rows), caseIds: [...new Set(rows.map(({ caseId }) => caseId))], total }
  }
  const grantees = list === 'cases' ? [actor.id] : await teamIdsOf(tx, actor.id)
  const { rows, total } = await casesGranted(tx, grantees, { ...caseFilter.parse(typed), page: 1 }, now, mostRows)
  return { sheet: sheetOfCases(rows), caseIds: rows.map(({ id }) => id), total }
}

export type Asking = { list: List; isForTwo: boolean; approvers: Colleague[] }
/** Whether it takes two, and who could be the second. */
export const askingFor = async (work: Work, name: BoardName, query: string): Promise<Asking> => {
  const list = await listOf(work, name, query)
  const all = (await whoWorksHere(work)).filter(
    ({ id, role }) =>
      id !== work.actor.id && ['supervision:write', 'exports:read'].every((each) => permissionsOf(role).has(each)),
  )
  const ids = all.map(({ id }) => id)
  const open = await mayApprove(work.tx, ids, list.caseIds)
  return {
    ...{ list, isForTwo: await needsTwo(work.tx, list.caseIds, work.now) },
    approvers: all.filter(({ id }) => open.includes(id)),
  }
}

type Keys = Pick<Services, 'secret'>
const labelOf = (id: string): string => `list_export/sealed/${id}`
const hashOf = ({ secret }: Keys, bytes: Uint8Array): Buffer =>
  createHmac('sha256', key(secret, 'exports')).update(bytes).digest()

/** Keeps the list as it is now, sealed; it can be taken at once, or when the second person has approved it. */
export const askFor = async (
  services: Services,
  work: Work,
  [list, query]: [BoardName, string],
  { form, asking }: { form: NewForm; asking: Asking },
): Promise<string> => {
  const { tx, now, actor } = work
  const { sheet, caseIds } = asking.list
  const { format, why, forWhom, approverId } = form
  if (approverId !== '' && !asking.approvers.some(({ id }) => id === approverId)) throw new NotFound()
  const id = randomUUID()
  // Both as they would leave: the second person reads the rows, and the file is what is taken.
  const kept = Buffer.from(JSON.stringify({ sheet, file: fileOf[format](sheet).toString('base64') }))
  await insertExport(tx, {
    ...{ id, agencyId: actor.agencyId, askedBy: actor.id, askedAt: now, list, query, format, why, forWhom },
    ...{ rowCount: sheet.rows.length, caseIds, contentHash: hashOf(services, kept) },
    ...{ sealed: seal(key(services.secret, 'exports'), labelOf(id), kept), approverId: approverId || null },
  })
  return id
}

export type Kept = { sheet: Sheet; file: Buffer; hash: Buffer }
/** What is kept of it, if it is what was asked for; else why not. */
export const keptOf = async (
  services: Services,
  { tx, now }: Work,
  row: ExportRow,
): Promise<Kept | { why: string }> => {
  const why = await standsStill(tx, row.id, now)
  if (why) return { why }
  const sealed = await sealedOf(tx, row.id)
  const kept = sealed && open(key(services.secret, 'exports'), labelOf(row.id), sealed)
  const hash = kept && hashOf(services, kept)
  if (!kept || !hash?.equals(row.contentHash)) return { why: 'content' }
  const { sheet, file }: { sheet: Sheet; file: string } = JSON.parse(kept.toString('utf8'))
  return { sheet, file: Buffer.from(file, 'base64'), hash }
}

const must = async (isDone: Promise<boolean>): Promise<void> => {
  if (!(await isDone)) throw new NotFound()
}
export const lockExport = ({ tx }: Work, id: string): Promise<void> => oneAtATime(tx, `list export ${id}`)

export const end = (
  { tx, now, actor }: Work,
  row: ExportRow,
  [state, why]: ['refused' | 'withdrawn' | 'void', string],
): Promise<void> => must(moveExport(tx, row, { state, sealed: null, endedBy: actor.id, endedAt: now, endedWhy: why }))

/** The second person's word on what they were shown, for some days. */
export const approveIt = async (services: Services, work: Work, row: ExportRow, { hash }: Kept): Promise<void> => {
  const { tx, now } = work
  const { releaseApprovalDays } = await policyIn(services, tx, now)
  const approvalEndsAt = dayEnds(addDays(londonDay(now), releaseApprovalDays)).until
  await must(moveExport(tx, row, { state: 'approved', approvedHash: hash, approvedAt: now, approvalEndsAt }))
}
/** Taken once: after that nothing is kept of it but that it was. */
export const takeIt = ({ tx, now }: Work, row: ExportRow): Promise<void> =>
  must(moveExport(tx, row, { state: 'released', sealed: null, releasedAt: now }))
