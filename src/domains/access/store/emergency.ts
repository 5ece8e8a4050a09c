import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db.ts'
import type { Work } from '../../../platform/request.ts'
import type { Emergency } from '../model/emergency.ts'

export type Opened = { answer: 'opened' | 'seen' | 'nothing' | 'too many'; opened: string | null }
export const openInEmergency = async ({ tx, now }: Work, lookId: string, ask: Emergency): Promise<Opened> => {
  const { sought, danger, said } = ask
  const [reference, name, born] =
    'reference' in sought ? [sought.reference, null, null] : [null, sought.name, sought.bornOn]
  const { rows } = await sql<Opened>`
    select * from open_in_emergency(${lookId}, ${reference}, ${name}, ${born}::date, ${danger}, ${said}, ${now})`.execute(
    tx,
  )
  return rows[0] ?? { answer: 'nothing', opened: null }
}

export const giveReview = async ({ tx }: Work, lookId: string, entryId: string): Promise<boolean> => {
  const { rows } = await sql<{ given: boolean }>`
    select give_emergency_review(${lookId}, ${entryId}) as given`.execute(tx)
  return rows[0]?.given === true
}

export const endLook = async ({ tx, now }: Work, lookId: string): Promise<boolean> => {
  const { rows } = await sql<{ ended: boolean }>`select end_emergency(${lookId}, ${now}) as ended`.execute(tx)
  return rows[0]?.ended === true
}

/** The key of the duty that this answers; null when it is not this person's to answer, or was answered. */
export const reviewLook = async (
  { tx, now }: Work,
  lookId: string,
  { outcome, follows }: { outcome: string; follows?: string | undefined },
): Promise<string | null> => {
  const { rows } = await sql<{ key: string | null }>`
    select review_emergency(${lookId}, ${outcome}, ${follows ?? null}, ${now}) as key`.execute(tx)
  return rows[0]?.key ?? null
}

export const giveWord = async ({ tx }: Work, wordId: string, practitionerId: string): Promise<boolean> => {
  const { rows } = await sql<{ given: boolean }>`
    select give_emergency_word(${wordId}, ${practitionerId}) as given`.execute(tx)
  return rows[0]?.given === true
}

export type Use = { opened: number; tries: number; words: number }
/** How often somebody used it in the last day; nothing for whoever may not know. */
export const useOf = async (tx: Tx, practitionerId: string): Promise<Use | undefined> => {
  const { rows } = await sql<Use>`select * from emergency_use_of(${practitionerId})`.execute(tx)
  return rows[0]
}

const looks = (tx: Tx) =>
  tx
    .selectFrom('emergencyLook as l')
    .innerJoin('practitioner as p', 'p.id', 'l.practitionerId')
    .innerJoin('agency as a', 'a.id', 'l.agencyId')
    .leftJoin('practitioner as r', 'r.id', 'l.reviewerId')
    .leftJoin('practitioner as d', 'd.id', 'l.reviewedBy')
    .leftJoin('duty as u', 'u.id', 'l.dutyId')
    .select(['l.id', 'l.caseId', 'l.practitionerId', 'l.reviewerId', 'l.pick', 'l.said', 'l.openedAt', 'l.untilAt'])
    .select(['l.endedAt', 'l.reviewedAt', 'l.outcome', 'l.follows', 'p.name', 'p.role', 'a.name as agency'])
    .select([
      'u.ownerId',
      'r.name as reviewer',
      'd.name as reviewedByName',
      sql<boolean>`l.until_at > clock_timestamp()`.as('isRunning'),
    ])

/** Every use of emergency access on a case, the newest first. */
export const looksOn = (tx: Tx, caseId: string) =>
  looks(tx).where('l.caseId', '=', caseId).orderBy('l.openedAt', 'desc').execute()
export const lookOn = (tx: Tx, caseId: string, lookId: string) =>
  looks(tx).where('l.caseId', '=', caseId).where('l.id', '=', lookId).executeTakeFirst()
export type EmergencyLook = Awaited<ReturnType<typeof looksOn>>[number]

/** Whoever can be rung when no case could be opened: the supervisor of the asker, and the desks of the agency. */
export const whomToRing = async (tx: Tx, actorId: string) =>
  tx
    .selectFrom('practitioner as p')
    .innerJoin('practitioner as s', 's.id', 'p.supervisorId')
    .select(['s.name', 's.phone'])
    .where('p.id', '=', actorId)
    .where('s.disabledAt', 'is', null)
    .executeTakeFirst()

/** Looks of which those told have had no e-mail yet. */
export const lettersDue = (db: Db): Promise<{ id: string }[]> =>
  db
    .selectFrom('emergencyLook')
    .select('id')
    .where('lettersAt', 'is', null)
    .where('caseId', 'is not', null)
    .orderBy('openedAt')
    .limit(100)
    .execute()

/** Who is told of one look; undefined when another worker has it in hand, or it was told. */
export const takeLetter = async (tx: Tx, lookId: string): Promise<string[] | undefined> => {
  const { rows } = await sql<{ emails: string[] }>`
    select array(select p.email from practitioner p where p.id = any (l.told) and p.disabled_at is null order by p.email) as emails
    from emergency_look l where l.id = ${lookId} and l.letters_at is null for update of l skip locked`.execute(tx)
  return rows[0]?.emails
}
export const noteLetters = async (tx: Tx, lookId: string, at: Date): Promise<void> => {
  await tx.updateTable('emergencyLook').set({ lettersAt: at }).where('id', '=', lookId).execute()
}
