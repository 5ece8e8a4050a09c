import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Work } from '../platform/request.ts'
import { deriveCase } from './derive-case.ts'
import type { Body, Details } from './entry.ts'
import type { EntryType } from './entry-types.ts'
import type { Services } from './services.ts'

export type NewEntry = {
  caseId: string
  type: EntryType
  /** An entry on a fact that is known already confirms or corrects it; without one it starts a fact. */
  about?: { factId: string; relation: 'confirms' | 'corrects' } | undefined
  /** Reaches every open case in which this person is the perpetrator. */
  suspectId?: string | null | undefined
  happened: { from: Date; until: Date; precision: 'minute' | 'day' | 'month' | 'year' }
  knownAt: Date
  receivedAt?: Date | null | undefined
  body: Body
  toldBy: string | null
  what: string | null
  details: Details
}
export type Recorded = { entryId: string; factId: string }

/** A moment known to the minute. */
export const atExactly = (at: Date): NewEntry['happened'] => ({ from: at, until: at, precision: 'minute' })

/** Writes what happened and every duty that follows, in each case that it reaches, in the transaction of the change (INV-20). */
export const record = async (services: Services, work: Work, entry: NewEntry): Promise<Recorded> => {
  const { tx, now } = work
  const recorded = await insertEntry(work, entry)
  const { rows } = await sql<{ caseId: string }>`select fan_out(${recorded.entryId}) as case_id`.execute(tx)
  for (const { caseId } of rows) await deriveCase(services, tx, caseId, now)
  return recorded
}

const insertEntry = async ({ tx, now, actor }: Work, entry: NewEntry): Promise<Recorded> => {
  const { caseId, about, happened } = entry
  // One history has one order: whoever writes next waits here.
  await tx.selectFrom('cases').select('id').where('id', '=', caseId).forNoKeyUpdate().executeTakeFirstOrThrow()
  const [entryId, factId] = [randomUUID(), about?.factId ?? randomUUID()]
  const { position } = await tx
    .selectNoFrom(sql<number>`next_position(${caseId})`.as('position'))
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('entry')
    .values({
      id: entryId,
      caseId,
      position,
      factId,
      relation: about?.relation ?? 'starts',
      type: entry.type,
      suspectId: entry.suspectId ?? null,
      happenedFrom: happened.from,
      happenedUntil: happened.until,
      precision: happened.precision,
      knownAt: entry.knownAt,
      receivedAt: entry.receivedAt ?? null,
      enteredAt: now,
      enteredBy: actor.id,
      agencyId: actor.agencyId,
      body: entry.body,
      toldBy: entry.toldBy,
      what: entry.what,
      details: JSON.stringify(entry.details),
    })
    .execute()
  return { entryId, factId }
}
