import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db.ts'
import type { Work } from '../../platform/request.ts'
import type { CallTeam, Review } from './model.ts'

/** The teams of the agency that go to calls. */
export const callTeams = (tx: Tx, agencyId: string) =>
  tx
    .selectFrom('team')
    .select(['id', 'name'])
    .where('agencyId', '=', agencyId)
    .where('goesToCalls', '=', true)
    .where('closedAt', 'is', null)
    .orderBy('name')
    .execute()

/** Those of them that may go to a place, by the marks of its address. */
export const teamsFor = async (tx: Tx, marks: readonly string[]): Promise<CallTeam[]> =>
  (await sql<CallTeam>`select * from attendance_teams(${marks}::text[])`.execute(tx)).rows

export const keep = async (
  { tx, now }: Work,
  id: string,
  marks: readonly string[],
  teamId: string | null,
): Promise<boolean> =>
  isDone(await sql<Done>`select keep_attendance(${id}, ${marks}::text[], ${teamId}, ${now}) as done`.execute(tx))

/** A device by the mark of its number, as far as whoever takes the call may know of it. */
export type FoundDevice = {
  caseId: string
  measureId: string
  stands: string
  marks: string[]
  lead: string | null
  phone: string | null
}
export const deviceFound = async (tx: Tx, mark: string): Promise<FoundDevice[]> =>
  (await sql<FoundDevice>`select * from device_found(${mark})`.execute(tx)).rows

export const keepDeviceCall = async (
  { tx, now }: Work,
  id: string,
  marks: readonly string[],
  teamId: string | null,
): Promise<boolean> =>
  isDone(await sql<Done>`select keep_device_call(${id}, ${marks}::text[], ${teamId}, ${now}) as done`.execute(tx))

export type CallLine = {
  id: string
  askedAt: Date
  fromDevice: boolean
  /** Null: a neighbouring force. */
  unit: string | null
  sentAt: Date | null
  readAs: 'control room' | 'command' | 'unit'
}
/** The calls of the last twelve hours that whoever asks took, goes to or commands; those from a device first. */
export const callsRead = async ({ tx, now }: Work): Promise<CallLine[]> =>
  (await sql<CallLine>`select * from calls_read(${now})`.execute(tx)).rows
export type Call = CallLine & { isMine: boolean; command: string | null; phone: string | null }
export const callRead = async ({ tx, now }: Work, id: string): Promise<Call | undefined> =>
  (await sql<Call>`select * from call_read(${id}, ${now})`.execute(tx)).rows[0]

export type ToldRow = {
  measureId: string
  caseId: string
  personId: string
  kind: string
  state: string
  readAs: CallLine['readAs']
  step: string
  stepId: string
  content: Buffer
  wrapped: Buffer
  keptAs: string | null
}
/** The steps that say what stands where a call is about, the earlier first. */
export const toldRows = async ({ tx, now }: Work, id: string): Promise<ToldRow[]> =>
  (await sql<ToldRow>`select * from call_told(${id}, ${now})`.execute(tx)).rows

export type Caller = {
  measureId: string
  device: string
  name: string
  called: string | null
  bornOn: string | null
  language: string | null
  communicationNeeds: string | null
  lead: string | null
  phone: string | null
}
/** Whose device calls: for the control room alone. */
export const callersOf = async ({ tx, now }: Work, id: string): Promise<Caller[]> =>
  (await sql<Caller>`select * from device_callers(${id}, ${now})`.execute(tx)).rows

export const sendNearest = async (
  { tx, now }: Work,
  id: string,
  teamId: string,
  atWork: readonly string[],
  dueAt: Date,
): Promise<boolean> =>
  isDone(
    await sql<Done>`select send_nearest(${id}, ${teamId}, ${atWork}::uuid[], ${now}, ${dueAt}) as done`.execute(tx),
  )

export type Sent = { askedAt: Date; sent: string; sentAt: Date; command: string | null; phone: string | null }
export const sentOf = async (tx: Tx, id: string): Promise<Sent | undefined> =>
  (await sql<Sent>`select * from attendance_of(${id})`.execute(tx)).rows[0]

export type ReviewRow = {
  id: string
  sent: string
  sentAt: Date
  sender: string
  command: string | null
  dueAt: Date
  outcome: string | null
  said: string | null
  reviewedAt: Date | null
}
/** What this person is to look at, or has looked at. */
export const reviewsOf = async (tx: Tx): Promise<ReviewRow[]> =>
  (await sql<ReviewRow>`select * from attendance_reviews()`.execute(tx)).rows

export const setReviewed = async ({ tx, now }: Work, id: string, { outcome, said }: Review): Promise<boolean> =>
  isDone(await sql<Done>`select review_attendance(${id}, ${outcome}, ${said || null}, ${now}) as done`.execute(tx))

export const climb = async (db: Db, now: Date): Promise<number> =>
  (await sql<{ climbed: number }>`select climb_attendance(${now}) as climbed`.execute(db)).rows[0]?.climbed ?? 0

type Done = { done: boolean }
const isDone = ({ rows }: { rows: Done[] }): boolean => rows[0]?.done === true
