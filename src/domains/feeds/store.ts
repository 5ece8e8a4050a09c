import { createHash, createHmac, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../platform/audit/write.ts'
import type { Db, Tx } from '../../platform/db.ts'
import type { Services } from '../../rules/services.ts'
import type { Absence, Counts, FeedDuty, Shift } from './model.ts'

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Ends the feed that there was, and makes a new one. The token is in the answer and nowhere else. */
export const replaceFeed = async (tx: Tx, practitionerId: string, now: Date): Promise<string> => {
  await endFeeds(tx, practitionerId, now)
  const token = randomBytes(32).toString('base64url')
  await tx
    .insertInto('feed')
    .values({ practitionerId, tokenHash: hashOf(token), madeAt: now })
    .execute()
  return token
}

export const endFeeds = async (tx: Tx, practitionerId: string, now: Date): Promise<void> => {
  await tx
    .updateTable('feed')
    .set({ endedAt: now })
    .where('practitionerId', '=', practitionerId)
    .where('endedAt', 'is', null)
    .execute()
}

export type FeedRow = { practitionerId: string; dutyId: string | null; code: string | null } & {
  isTelling: boolean | null
  dueAt: Date | null
}

/** What this token opens, with a line in the record of looks; null when it opens nothing. */
export const readFeed = (
  services: Pick<Services, 'db' | 'secret'>,
  token: string,
  now: Date,
  line: { route: string; reference: string },
): Promise<FeedDuty[] | null> =>
  services.db.transaction().execute(async (tx) => {
    const { rows } = await sql<FeedRow>`select * from feed_of(${token}, ${now})`.execute(tx)
    const [first] = rows
    if (!first) return null
    // Nobody is signed in here, so the row names no actor; it says whose feed was read.
    await audit(services, { tx, now, actor: null }, { kind: 'export', ...line, objectId: first.practitionerId })
    return rows.flatMap(({ dutyId, code, isTelling, dueAt }) =>
      dutyId !== null && code !== null && dueAt !== null
        ? [{ dutyId, code, isTelling: isTelling === true, dueAt }]
        : [],
    )
  })

export type Chosen = { feedSince: Date | null; wantsDigest: boolean; email: string; shifts: Shift[] }
export const chosenBy = async (tx: Tx, practitionerId: string): Promise<Chosen> => {
  const feed = await tx
    .selectFrom('feed')
    .select('madeAt')
    .where('practitionerId', '=', practitionerId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  const digest = await tx
    .selectFrom('digest')
    .select('wanted')
    .where('practitionerId', '=', practitionerId)
    .executeTakeFirst()
  const { email } = await tx
    .selectFrom('practitioner')
    .select('email')
    .where('id', '=', practitionerId)
    .executeTakeFirstOrThrow()
  const shifts = await shiftsOf(tx, practitionerId)
  return { feedSince: feed?.madeAt ?? null, wantsDigest: digest?.wanted ?? false, email, shifts }
}

const shiftsOf = (db: Db, practitionerId: string): Promise<Shift[]> =>
  db
    .selectFrom('workingPattern')
    .select(['weekday', 'startsAt', 'endsAt', 'fromOn', 'untilOn'])
    .where('practitionerId', '=', practitionerId)
    .orderBy('weekday')
    .orderBy('startsAt')
    .execute()

export const setDigest = async (tx: Tx, practitionerId: string, wanted: boolean): Promise<void> => {
  await tx
    .insertInto('digest')
    .values({ practitionerId, wanted })
    .onConflict((conflict) => conflict.column('practitionerId').doUpdateSet({ wanted }))
    .execute()
}

export type Reader = { practitionerId: string; email: string }
/** Whoever wants a digest and has had none today. */
export const readersWithout = (db: Db, day: string): Promise<Reader[]> =>
  db
    .selectFrom('digest as d')
    .innerJoin('practitioner as p', 'p.id', 'd.practitionerId')
    .select(['d.practitionerId', 'p.email'])
    .where('d.wanted', '=', true)
    .where('p.disabledAt', 'is', null)
    .where(({ or, eb }) => or([eb('d.sentOn', 'is', null), eb('d.sentOn', '<', day)]))
    .execute()

export const hoursOf = async (db: Db, practitionerId: string): Promise<{ shifts: Shift[]; absences: Absence[] }> => ({
  shifts: await shiftsOf(db, practitionerId),
  absences: await db
    .selectFrom('leave')
    .select(['fromOn', 'untilOn'])
    .where('practitionerId', '=', practitionerId)
    .where('cancelledAt', 'is', null)
    .execute(),
})

/** True for one caller a day: a second worker, or a second try, finds it taken or waits for who has it. */
export const takeDigest = async (tx: Tx, practitionerId: string, day: string): Promise<boolean> => {
  const taken = await tx
    .updateTable('digest')
    .set({ sentOn: day })
    .where('practitionerId', '=', practitionerId)
    .where('wanted', '=', true)
    .where(({ or, eb }) => or([eb('sentOn', 'is', null), eb('sentOn', '<', day)]))
    .executeTakeFirst()
  return taken.numUpdatedRows === 1n
}

export const countsOf = async (tx: Tx, practitionerId: string, now: Date, ends: Date): Promise<Counts> => {
  const { rows } = await sql<Counts>`select * from digest_counts(${practitionerId}, ${now}, ${ends})`.execute(tx)
  const [counts] = rows
  if (!counts) throw new Error('digest_counts gave no row')
  return counts
}

/** One and the same for a person and a day, so that a mailbox can tell a letter that came twice. */
export const messageIdOf = (secret: Buffer, practitionerId: string, day: string, host: string): string =>
  `<${createHmac('sha256', secret).update(`${practitionerId} ${day}`).digest('hex').slice(0, 32)}@${host}>`
