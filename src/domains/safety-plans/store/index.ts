import { type Insertable, sql, type Updateable } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Tables } from '../../../platform/tables.ts'
import { rowsAPage } from '../../entries/index.ts'

/** The plans of a case that this person may see, that of a grown person first. */
export const plansOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('vault.safetyPlan as s')
    .innerJoin('person as p', 'p.id', 's.personId')
    .innerJoin('party as y', (join) => join.onRef('y.caseId', '=', 's.caseId').onRef('y.personId', '=', 's.personId'))
    .innerJoin('practitioner as b', 'b.id', 's.startedBy')
    .selectAll('s')
    .select(['p.name as person', 'y.role', 'b.name as startedByName'])
    .where('s.caseId', '=', caseId)
    .orderBy(sql`y.role = 'child'`)
    .orderBy('p.name')
    .orderBy('s.id')
    .execute()
export type PlanRow = Awaited<ReturnType<typeof plansOf>>[number]

const items = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('vault.planItem as i')
    .innerJoin('practitioner as b', 'b.id', 'i.writtenBy')
    .innerJoin('agency as a', 'a.id', 'i.agencyId')
    .leftJoin('vault.planOffer as o', 'o.id', 'i.offerId')
    .leftJoin('practitioner as ob', 'ob.id', 'o.offeredBy')
    .leftJoin('agency as oa', 'oa.id', 'o.agencyId')
    .selectAll('i')
    .select(['b.name as by', 'a.name as agency', 'ob.name as offeredBy', 'oa.name as offeredByAgency'])
    .where('i.caseId', '=', caseId)
    .orderBy('i.writtenAt')
    .orderBy('i.id')

/** The items of a plan as they are now. */
export const itemsNow = (tx: Tx, { caseId, id }: Pick<PlanRow, 'caseId' | 'id'>) =>
  items(tx, caseId).where('i.planId', '=', id).where('i.replacedAt', 'is', null).execute()
export type ItemRow = Awaited<ReturnType<typeof itemsNow>>[number]
/** Those items, whichever of their versions. */
export const itemsNamed = async (tx: Tx, caseId: string, ids: readonly string[]): Promise<ItemRow[]> =>
  ids.length === 0 ? [] : items(tx, caseId).where('i.id', 'in', ids).execute()
/** Each version of one item, the newest first. */
export const versionsOf = (tx: Tx, caseId: string, planId: string, itemId: string): Promise<ItemRow[]> =>
  items(tx, caseId)
    .where('i.planId', '=', planId)
    .where('i.itemId', '=', itemId)
    .clearOrderBy()
    .orderBy('i.version', 'desc')
    .execute()
/** What was shared by itself with somebody's agency, and whose it is. */
export const itemsShared = (tx: Tx, caseId: string, agencyId: string) =>
  items(tx, caseId)
    .innerJoin('itemGrant as g', 'g.recordId', 'i.id')
    .innerJoin('person as p', 'p.id', 'i.personId')
    .select(['p.name as person', 'g.untilAt'])
    .where('g.agencyId', '=', agencyId)
    .where('g.endedAt', 'is', null)
    .where('g.untilAt', '>', sql<Date>`now()`)
    .execute()

export const stepsOf = (tx: Tx, { caseId, id }: Pick<PlanRow, 'caseId' | 'id'>) =>
  tx
    .selectFrom('vault.planStep as s')
    .leftJoin('practitioner as b', 'b.id', 's.takenBy')
    .selectAll('s')
    .select('b.name as by')
    .where('s.caseId', '=', caseId)
    .where('s.planId', '=', id)
    .orderBy('s.position', 'desc')
    .execute()
export type StepRow = Awaited<ReturnType<typeof stepsOf>>[number]

export const insertPlan = async (tx: Tx, row: Insertable<Tables['vault.safetyPlan']>): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('vault.safetyPlan')
    .values(row)
    .onConflict((conflict) => conflict.columns(['caseId', 'personId']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}
export const insertItem = async (tx: Tx, row: Insertable<Tables['vault.planItem']>): Promise<void> => {
  await tx.insertInto('vault.planItem').values(row).execute()
}
export const insertStep = async (tx: Tx, row: Insertable<Tables['vault.planStep']>): Promise<void> => {
  await tx.insertInto('vault.planStep').values(row).execute()
}

/** The open reviews of the plans of a case, and when something last happened that asks for one: null where a day alone does. */
export const openReviews = async (tx: Tx, caseId: string) =>
  (await sql<{ key: string; askedAt: Date | null }>`select * from plan_reviews_open(${caseId})`.execute(tx)).rows

/** The plans that hold, when each was last agreed or looked at, and its day. */
export const plansThatHold = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('vault.safetyPlan as p')
    .innerJoin('vault.planStep as s', (join) =>
      join.onRef('s.caseId', '=', 'p.caseId').onRef('s.planId', '=', 'p.id').on('s.step', 'in', ['agreed', 'kept']),
    )
    .select(['p.id', 'p.personId', 'p.nextReviewOn'])
    .select((eb) => eb.fn.max('s.takenAt').as('lookedAt'))
    .where('p.caseId', '=', caseId)
    .where('p.state', 'not in', ['paused', 'archived'])
    .groupBy(['p.id', 'p.personId', 'p.nextReviewOn'])
    .execute()

/** Days that lie ahead in this case and may change how things stand: hearings, releases, ends of orders. */
export const daysAhead = async (tx: Tx, caseId: string, today: string) => {
  const { rows } = await sql<{ type: string; on: string }>`
    select e.type, n.on from entry e, lateral (values (e.details ->> 'hearingOn'), (e.details ->> 'releaseOn'), (e.details ->> 'endsOn')) as n ("on")
    where e.case_id = ${caseId} and n.on > ${today} and split_part(e.type, '.', 1) in ('justice', 'orders')
      and not exists (select from entry later where later.case_id = e.case_id and later.fact_id = e.fact_id and later.relation = 'corrects' and later.position > e.position)
    order by n.on, e.type limit 6`.execute(tx)
  return rows
}

/** A school or college that this person and somebody else of the case both go to, and how old they are (CC-12, INV-40). */
export const settingOf = async (tx: Tx, caseId: string, personId: string) => {
  const { rows } = await sql<{ role: string; bornOn: string | null; ageAbout: number | null; school: boolean }>`
    select y.role, p.born_on as "bornOn", p.age_about as "ageAbout", exists (select from shared_setting s where s.case_id = y.case_id
      and s.ended_at is null and s.kind in ('school', 'college or university') and ${personId} in (s.person_id, s.other_id)) as school
    from party y join person p on p.id = y.person_id where y.case_id = ${caseId} and y.person_id = ${personId} limit 1`.execute(
    tx,
  )
  return rows[0]
}

/** What goes on beside a plan and is looked at with it: interventions and measures, what stands in the way of help, since when they live apart. */
export const besidePlans = async (tx: Tx, caseId: string) => ({
  interventions: await tx
    .selectFrom('intervention')
    .select(['id', 'name', 'reviewOn'])
    .where('caseId', '=', caseId)
    .where('state', '=', 'chosen')
    .orderBy('reviewOn')
    .orderBy('id')
    .limit(20)
    .execute(),
  measures: Number(
    (
      await tx
        .selectFrom('measure')
        .select((eb) => eb.fn.countAll<string>().as('count'))
        .where('caseId', '=', caseId)
        .where('isOver', '=', false)
        .executeTakeFirstOrThrow()
    ).count,
  ),
  barriers: await tx
    .selectFrom('barrier')
    .select(['what'])
    .where('caseId', '=', caseId)
    .where('endedAt', 'is', null)
    .where('adjustment', 'is', null)
    .orderBy('recordedAt')
    .orderBy('id')
    .limit(20)
    .execute(),
  separatedOn:
    (await tx.selectFrom('cases').select('separatedOn').where('id', '=', caseId).executeTakeFirst())?.separatedOn ??
    null,
})
export type BesidePlans = Awaited<ReturnType<typeof besidePlans>>

/** Whether the actor sees the plans of this case whole: by role, or because they lead the plan. */
export const seesPlans = async (tx: Tx, caseId: string): Promise<boolean> => {
  const { rows } = await sql<{ sees: boolean }>`
    select ('safety-plans' <> all (current_partial()) or ${caseId} = any (current_plans_led())) and not current_on_other_side(${caseId}) as sees`.execute(
    tx,
  )
  return rows[0]?.sees === true
}

/** What was put on paper of one plan, the latest first. */
export const papersOf = (tx: Tx, caseId: string, planId: string, page: number) =>
  tx
    .selectFrom('vault.planPaper as r')
    .innerJoin('practitioner as b', 'b.id', 'r.madeBy')
    .selectAll('r')
    .select('b.name as by')
    .where('r.caseId', '=', caseId)
    .where('r.planId', '=', planId)
    .orderBy('r.madeAt', 'desc')
    .orderBy('r.id')
    .limit(rowsAPage)
    .offset((page - 1) * rowsAPage)
    .execute()
export type PaperRow = Awaited<ReturnType<typeof papersOf>>[number]

export const countPapers = async (tx: Tx, caseId: string, planId: string): Promise<number> => {
  const all = tx.selectFrom('vault.planPaper').select((eb) => eb.fn.countAll<number>().as('count'))
  return Number((await all.where('caseId', '=', caseId).where('planId', '=', planId).executeTakeFirstOrThrow()).count)
}
export const insertPaper = async (tx: Tx, row: Insertable<Tables['vault.planPaper']>): Promise<void> => {
  await tx.insertInto('vault.planPaper').values(row).execute()
}

type ToProtect = { id: string; personId: string; kind: string; sealed: Buffer | null; name: string | null }
/** Ways to reach the people of a case, sealed, and the schools that two of them share: for whoever sees its plans. */
export const toProtectOnPaper = async (tx: Tx, caseId: string): Promise<ToProtect[]> => {
  const { rows } =
    await sql<ToProtect>`select id, person_id, kind, sealed, name from to_protect_on_paper(${caseId}) order by id`.execute(
      tx,
    )
  return rows
}

const offers = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('vault.planOffer as o')
    .innerJoin('person as p', 'p.id', 'o.personId')
    .innerJoin('practitioner as b', 'b.id', 'o.offeredBy')
    .innerJoin('agency as a', 'a.id', 'o.agencyId')
    .leftJoin('practitioner as w', 'w.id', 'o.answeredBy')
    .selectAll('o')
    .select(['p.name as person', 'b.name as offeredByName', 'a.name as agency', 'w.name as answeredByName'])
    .where('o.caseId', '=', caseId)
/** What was offered to the plans of a case, as far as this person may see it: what waits first. */
export const offersOf = (tx: Tx, caseId: string, page: number) =>
  offers(tx, caseId)
    .orderBy(sql`o.outcome is not null`)
    .orderBy('o.offeredAt', 'desc')
    .orderBy('o.id')
    .limit(rowsAPage)
    .offset((page - 1) * rowsAPage)
    .execute()
export type OfferRow = Awaited<ReturnType<typeof offersOf>>[number]
export const offerOf = (tx: Tx, caseId: string, id: string): Promise<OfferRow | undefined> =>
  offers(tx, caseId).where('o.id', '=', id).executeTakeFirst()
export const countOffers = async (tx: Tx, caseId: string): Promise<number> => {
  const all = tx.selectFrom('vault.planOffer').select((eb) => eb.fn.countAll<number>().as('count'))
  return Number((await all.where('caseId', '=', caseId).executeTakeFirstOrThrow()).count)
}
export const insertOffer = async (tx: Tx, row: Insertable<Tables['vault.planOffer']>): Promise<void> => {
  await tx.insertInto('vault.planOffer').values(row).execute()
}
export const answerRow = async (
  tx: Tx,
  { caseId, id }: Pick<OfferRow, 'caseId' | 'id'>,
  change: Updateable<Tables['vault.planOffer']>,
): Promise<void> => {
  await tx.updateTable('vault.planOffer').set(change).where('caseId', '=', caseId).where('id', '=', id).execute()
}

/** Advisers who see the case now: best made with one of them (SP-04). */
export const advisersOn = async (tx: Tx, caseId: string) => {
  const { rows } = await sql<{ id: string; name: string; agency: string }>`
    select p.id, p.name, a.name as agency from practitioner p join agency a on a.id = p.agency_id
    where p.role in ('idva', 'idva-manager') and p.disabled_at is null and exists (
      select from case_team(${caseId}) g where g.revoked_at is null and g.until_at is null and (g.grantee_id = p.id
        or g.grantee_id in (select m.team_id from team_member m where m.practitioner_id = p.id and m.until_at is null)))
    order by p.name, p.id`.execute(tx)
  return rows
}
