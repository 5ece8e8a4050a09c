import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Answer, Closure } from '../model/panels.ts'

/** One case's life has one order: who proposes, approves, offers or accepts waits here for whoever came first. */
export const lockCase = (tx: Tx, caseId: string) =>
  tx.selectFrom('cases').selectAll().where('id', '=', caseId).forNoKeyUpdate().executeTakeFirstOrThrow()

/** What is owed in a case now, whoever owns it: it stops the case from closing for whoever would close it. A duty that is not shown to them has no words. */
export const openDutiesOf = async (tx: Tx, caseId: string, now: Date): Promise<{ id: string; task: string | null }[]> =>
  (
    await sql<{ id: string; task: string | null }>`
      select o.id, d.task from open_duties_of(${caseId}, ${now}) with ordinality as o (id, nth) left join duty d on d.case_id = ${caseId} and d.id = o.id order by o.nth`.execute(
      tx,
    )
  ).rows

/** Releases, and ends of orders that nobody decided about, from that day to the other. */
export const aheadOf = async (
  tx: Tx,
  caseId: string,
  from: string,
  until: string,
): Promise<{ what: string; on: string }[]> =>
  (await sql<{ what: string; on: string }>`select * from ends_ahead_of(${caseId}, ${from}, ${until})`.execute(tx)).rows

/** The contact lead, where they are also the contact of the person reported (INV-05). */
export const contactOfBoth = async (tx: Tx, caseId: string): Promise<string | null> => {
  const { rows } = await sql<{ name: string }>`
    select p.name from cases c join practitioner p on p.id = c.contact_lead_id
    where c.id = ${caseId} and works_for_other_side(p.id, c.id, true)`.execute(tx)
  return rows[0]?.name ?? null
}

/** What the plan lead last said of closing; its words as far as the actor is shown them. */
export const closingAnswer = async (tx: Tx, caseId: string, now: Date): Promise<Answer | null> => {
  const { rows } = await sql<Answer>`
    select a.outcome, a.by_id as "byId", p.name as by, a.at, e.what as words, a.counts
    from closing_answer(${caseId}, ${now}) a join practitioner p on p.id = a.by_id
    left join entry e on e.case_id = ${caseId} and e.id = a.entry_id`.execute(tx)
  return rows[0] ?? null
}

/** Whether the actor, who neither works with the person reported nor looks in an emergency, leads the plan, or stands in for its lead and sees plans as they do: covers for them on that day, or was given the task. */
export const speaksForPlan = async (
  tx: Tx,
  caseId: string,
  today: string,
): Promise<'plan lead' | 'stand-in' | null> => {
  const { rows } = await sql<{ as: 'plan lead' | 'stand-in' | null }>`
    select case when current_on_other_side(c.id) or c.id = any (current_emergency()) then null
      when c.plan_lead_id = current_actor() then 'plan lead'
      when 'safety-plans' <> all (current_partial()) and (
        exists (select from duty d where d.case_id = c.id and d.code = 'CLOSING_WORD' and d.state = 'open' and d.owner_id = current_actor())
        or exists (select from leave l where l.practitioner_id = c.plan_lead_id and l.cover_id = current_actor() and l.cancelled_at is null
          and ${today} between l.from_on and l.until_on)) then 'stand-in' end as "as"
    from cases c where c.id = ${caseId} and c.state <> 'closed'`.execute(tx)
  return rows[0]?.as ?? null
}

/** The plans of which nobody has said what becomes of them, as they now stand; for whoever sees plans. */
export const plansUnsaid = async (tx: Tx, caseId: string): Promise<{ id: string; person: string }[]> => {
  const { rows } = await sql<{ id: string; person: string }>`
    select s.id, p.name as person from vault.safety_plan s join person p on p.id = s.person_id
    where s.case_id = ${caseId} and s.state not in ('paused', 'archived') and not exists (
      select from vault.plan_step t where t.case_id = s.case_id and t.plan_id = s.id and t.step = 'parting'
        and not exists (select from vault.plan_step l where l.case_id = s.case_id and l.plan_id = s.id and l.position > t.position)
        and not exists (select from vault.plan_item i where i.case_id = s.case_id and i.plan_id = s.id and i.written_at > t.taken_at))
    order by p.name, s.id`.execute(tx)
  return rows
}

/** Whether somebody outside holds a page beside a plan that is out of date; for whoever sees plans (SP-47). */
export const isCopyOut = async (tx: Tx, caseId: string): Promise<boolean> => {
  const open = tx.selectFrom('duty').select('id').where('caseId', '=', caseId).where('state', '=', 'open')
  return (await open.where('code', '=', 'PLAN_COPY').executeTakeFirst()) !== undefined
}

/** Whether an order of which somebody outside was told has changed, and nobody has looked at who was told; for whoever sees plans (P3-06). */
export const isToldOut = async (tx: Tx, caseId: string): Promise<boolean> => {
  const { rows } = await sql<{
    isOut: boolean
  }>`select exists (select from duty d join entry e on e.case_id = d.case_id and e.id = any (d.reasons)
    where d.case_id = ${caseId} and d.state = 'open' and d.code = 'PLAN_TOLD' and split_part(e.type, '.', 1) = 'orders') as "isOut"`.execute(
    tx,
  )
  return rows[0]?.isOut === true
}

/** When the plan lead was asked, where they have not answered yet. */
export const askedAt = async (tx: Tx, caseId: string): Promise<Date | null> =>
  (
    await tx
      .selectFrom('duty')
      .select('raisedAt')
      .where('caseId', '=', caseId)
      .where('code', '=', 'CLOSING_WORD')
      .where('state', '=', 'open')
      .executeTakeFirst()
  )?.raisedAt ?? null

/** Those reported in this case of whom nobody has said who works with them. */
export const contactUnknown = async (tx: Tx, caseId: string): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select p.name from party y join person p on p.id = y.person_id
    where y.case_id = ${caseId} and y.role = 'perpetrator' and y.ended_at is null and not exists (
      select from reported_contact r where r.case_id = y.case_id and r.person_id = y.person_id and r.ended_at is null)
    order by p.name`.execute(tx)
  return rows.map(({ name }) => name)
}

export const caseWithReference = (tx: Tx, reference: string) =>
  tx.selectFrom('cases').select(['id', 'reference']).where('reference', '=', reference.toUpperCase()).executeTakeFirst()

export const referenceOf = async (tx: Tx, caseId: string): Promise<string | undefined> =>
  (await tx.selectFrom('cases').select('reference').where('id', '=', caseId).executeTakeFirst())?.reference

type Proposed = { closedAs: Closure; reason: string; doubleOf: string | null; by: string; at: Date }
export const proposeClosing = async (
  tx: Tx,
  caseId: string,
  { closedAs, reason, doubleOf, by, at }: Proposed,
): Promise<void> => {
  await tx
    .updateTable('cases')
    .set({ state: 'closing', closedAs, closingReason: reason, doubleOf, closingBy: by, closingAt: at })
    .where('id', '=', caseId)
    .execute()
}

export const keepOpen = async (tx: Tx, caseId: string): Promise<void> => {
  await tx
    .updateTable('cases')
    .set({ state: 'open', closedAs: null, closingReason: null, doubleOf: null, closingBy: null, closingAt: null })
    .where('id', '=', caseId)
    .execute()
}

type Closed = { closedAs: string; reason: string; proposedBy: string; approvedBy: string; openedAt: Date; at: Date }
export const closeNow = async (
  tx: Tx,
  caseId: string,
  { closedAs, reason, proposedBy, approvedBy, openedAt, at }: Closed,
): Promise<void> => {
  await tx
    .insertInto('episode')
    .values({ caseId, closedAt: at, openedAt, closedAs, reason, proposedBy, approvedBy })
    .execute()
  await tx.updateTable('cases').set({ state: 'closed', closedAt: at }).where('id', '=', caseId).execute()
}

type Leads = { riskLeadId: string; planLeadId: string; contactLeadId: string }
export const openAgain = async (
  tx: Tx,
  caseId: string,
  leads: Leads,
  by: string,
  at: Date,
  why: string,
): Promise<void> => {
  await tx
    .updateTable('episode')
    .set({ reopenedAt: at, reopenedBy: by, reopenedWhy: why })
    .where('caseId', '=', caseId)
    .where('reopenedAt', 'is', null)
    .execute()
  const closing = {
    closedAt: null,
    closedAs: null,
    closingReason: null,
    doubleOf: null,
    closingBy: null,
    closingAt: null,
  }
  await tx
    .updateTable('cases')
    .set({ ...leads, ...closing, state: 'open', reopenedAt: at })
    .where('id', '=', caseId)
    .execute()
}
