import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Work } from '../../../platform/request.ts'

// What an administrator sees and says of the directory of their own agency.

export const insertKey = async ({ tx, now, actor }: Work, name: string, tokenHash: Buffer): Promise<void> => {
  await tx
    .insertInto('directoryKey')
    .values({ agencyId: actor.agencyId, name, tokenHash, madeBy: actor.id, madeAt: now })
    .onConflict((conflict) => conflict.column('tokenHash').doNothing())
    .execute()
}
export const keysOf = (tx: Tx, agencyId: string) =>
  tx
    .selectFrom('directoryKey as k')
    .innerJoin('practitioner as p', 'p.id', 'k.madeBy')
    .select(['k.id', 'k.name', 'k.madeAt', 'k.seenAt', 'k.endedAt', 'p.name as madeBy'])
    .where('k.agencyId', '=', agencyId)
    .orderBy('k.madeAt', 'desc')
    .execute()
export type KeyShown = Awaited<ReturnType<typeof keysOf>>[number]
export const endKey = async ({ tx, now, actor }: Work, id: string): Promise<boolean> => {
  const ended = await tx
    .updateTable('directoryKey')
    .set({ endedAt: now })
    .where('id', '=', id)
    .where('agencyId', '=', actor.agencyId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return ended.numUpdatedRows === 1n
}

export const wordsOf = (tx: Tx, agencyId: string) =>
  tx.selectFrom('directoryWord').select(['word', 'role']).where('agencyId', '=', agencyId).orderBy('word').execute()
export const setWord = async ({ tx, now, actor }: Work, word: string, role: string): Promise<void> => {
  const by = { role, setBy: actor.id, setAt: now }
  await tx
    .insertInto('directoryWord')
    .values({ agencyId: actor.agencyId, word, ...by })
    .onConflict((conflict) => conflict.columns(['agencyId', 'word']).doUpdateSet(by))
    .execute()
}
export const endWord = async ({ tx, actor }: Work, word: string): Promise<boolean> => {
  const gone = await tx
    .deleteFrom('directoryWord')
    .where('agencyId', '=', actor.agencyId)
    .where('word', '=', word)
    .executeTakeFirst()
  return gone.numDeletedRows === 1n
}

export const groupsOf = (tx: Tx, agencyId: string) =>
  tx
    .selectFrom('directoryGroup as g')
    .leftJoin('team as t', 't.id', 'g.teamId')
    .select(({ selectFrom }) => [
      ...(['g.id', 'g.name', 'g.teamId', 'g.role', 't.name as teamName'] as const),
      selectFrom('directoryMember as m')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('m.groupId', '=', 'g.id')
        .where('m.removedAt', 'is', null)
        .as('members'),
    ])
    .where('g.agencyId', '=', agencyId)
    .where('g.removedAt', 'is', null)
    .orderBy('g.name')
    .execute()
export type GroupShown = Awaited<ReturnType<typeof groupsOf>>[number]
export const setGroup = async (
  { tx, actor }: Work,
  id: string,
  means: { teamId: string | null; role: string | null },
): Promise<boolean> => {
  const changed = await tx
    .updateTable('directoryGroup')
    .set(means)
    .where('id', '=', id)
    .where('agencyId', '=', actor.agencyId)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
  return changed.numUpdatedRows === 1n
}
/** What the words and groups mean now, for everybody whom the directory knows. */
export const applyDirectory = async ({ tx, now }: Work): Promise<void> => {
  await sql`select apply_directory(${now})`.execute(tx)
}

export const peopleOf = (tx: Tx, agencyId: string) =>
  tx
    .selectFrom('directoryPerson as d')
    .innerJoin('practitioner as p', 'p.id', 'd.practitionerId')
    .select([
      ...(['p.id', 'p.name', 'p.role', 'p.disabledAt'] as const),
      ...(['d.words', 'd.isActive', 'd.removedAt', 'd.roleState', 'd.changedAt'] as const),
    ])
    .where('d.agencyId', '=', agencyId)
    .orderBy('p.name')
    .execute()
export type KnownPerson = Awaited<ReturnType<typeof peopleOf>>[number]

/** Who is still in a team that no group of theirs says any more: they lead cases that they see through it alone. */
export const waitingIn = (tx: Tx, agencyId: string) =>
  tx
    .selectFrom('directoryMember as m')
    .innerJoin('directoryGroup as g', 'g.id', 'm.groupId')
    .innerJoin('practitioner as p', 'p.id', 'm.practitionerId')
    .innerJoin('team as t', 't.id', 'm.gaveTeamId')
    .select(['p.id', 'p.name', 't.name as teamName'])
    .where('g.agencyId', '=', agencyId)
    .where(({ or, eb }) =>
      or([eb('m.removedAt', 'is not', null), eb('g.teamId', 'is distinct from', eb.ref('m.gaveTeamId'))]),
    )
    .orderBy('p.name')
    .execute()
export type Waiting = Awaited<ReturnType<typeof waitingIn>>[number]
