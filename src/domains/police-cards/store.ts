import { type Insertable, sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { Tables } from '../../platform/tables.ts'
import { rowsAPage } from '../entries/index.ts'

const cards = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('vault.policeCard as c')
    .innerJoin('person as p', 'p.id', 'c.personId')
    .innerJoin('practitioner as b', 'b.id', 'c.writtenBy')
    .innerJoin('agency as a', 'a.id', 'c.agencyId')
    .leftJoin('practitioner as e', 'e.id', 'c.endedBy')
    .selectAll('c')
    .select(['p.name as person', 'b.name as by', 'a.name as agency', 'e.name as endedByName'])
    .where('c.caseId', '=', caseId)

/** The cards that hold on a day, one a person at most. */
export const standingCards = (tx: Tx, caseId: string, today: string) =>
  cards(tx, caseId).where('c.endedAt', 'is', null).where('c.endsOn', '>=', today).orderBy('p.name').execute()
export type CardRow = Awaited<ReturnType<typeof standingCards>>[number]

/** Each card that whoever reads may see, the latest first. */
export const cardsOf = (tx: Tx, caseId: string, page: number): Promise<CardRow[]> =>
  cards(tx, caseId)
    .orderBy('c.writtenAt', 'desc')
    .orderBy('c.id')
    .limit(rowsAPage)
    .offset((page - 1) * rowsAPage)
    .execute()
export const countCards = async (tx: Tx, caseId: string): Promise<number> => {
  const all = tx.selectFrom('vault.policeCard').select((eb) => eb.fn.countAll<number>().as('count'))
  return Number((await all.where('caseId', '=', caseId).executeTakeFirstOrThrow()).count)
}
export const cardOf = (tx: Tx, caseId: string, id: string): Promise<CardRow | undefined> =>
  cards(tx, caseId).where('c.id', '=', id).executeTakeFirst()
/** The card that a newer one would replace, whether its day is over or not. */
export const openCard = (tx: Tx, caseId: string, personId: string): Promise<CardRow | undefined> =>
  cards(tx, caseId).where('c.personId', '=', personId).where('c.endedAt', 'is', null).executeTakeFirst()

export const insertCard = async (tx: Tx, row: Insertable<Tables['vault.policeCard']>): Promise<void> => {
  await tx.insertInto('vault.policeCard').values(row).execute()
}
/** False: it has ended already, or is not for whoever asks. */
export const endCard = async (tx: Tx, id: string, at: Date): Promise<boolean> => {
  const { rows } = await sql<{ done: boolean }>`select end_police_card(${id}, ${at}) as done`.execute(tx)
  return rows[0]?.done === true
}
