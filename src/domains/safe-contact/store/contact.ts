import { type Insertable, sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../../platform/db.ts'
import type { Tables } from '../../../platform/tables.ts'
import type { Contact, GateRoute } from '../model/gate.ts'
import { windowSchema } from '../model/windows.ts'
import { isRouteKind, type RouteKind } from '../model/words.ts'

export type Rule = {
  id: string
  version: number
  interpreter: string | null
  frequency: string
  notTold: string[]
  confirmedWith: string
  setBy: string
  setAt: Date
  reviewOn: string
  hasCodeWord: boolean
  hasWarnings: boolean
}
export type Route = GateRoute & {
  callerId: string
  thirdPartyScope: string | null
  confirmedAt: Date | null
  setAt: Date
  hasValue: boolean
  hasAskFor: boolean
}

const kindIn = (kind: string): RouteKind => {
  if (!isRouteKind(kind)) throw new Error('a route of a kind that is not known')
  return kind
}
const windows = z.array(windowSchema)

/** Every version of the rule, the one that holds first. */
export const rulesOf = (tx: Tx, caseId: string, personId: string): Promise<Rule[]> =>
  tx
    .selectFrom('vault.contactRule as r')
    .innerJoin('practitioner as p', 'p.id', 'r.setBy')
    .select((eb) => [
      ...(['r.id', 'r.version', 'r.interpreter', 'r.frequency', 'r.notTold', 'r.confirmedWith'] as const),
      ...(['p.name as setBy', 'r.setAt', 'r.reviewOn'] as const),
      eb('r.codeWord', 'is not', null).$castTo<boolean>().as('hasCodeWord'),
      eb('r.warnings', 'is not', null).$castTo<boolean>().as('hasWarnings'),
    ])
    .where('r.caseId', '=', caseId)
    .where('r.personId', '=', personId)
    .orderBy('r.version', 'desc')
    .execute()

const routeColumns = (tx: Tx) =>
  tx
    .selectFrom('vault.contactRoute')
    .select((eb) => [
      ...(['id', 'caseId', 'personId', 'kind', 'isForbidden', 'windows', 'textIsSafe', 'voicemailIsSafe'] as const),
      ...(['callerId', 'preference', 'confirmedAt', 'endsOn', 'thirdPartyScope', 'setAt', 'endedAt'] as const),
      eb('value', 'is not', null).$castTo<boolean>().as('hasValue'),
      eb('askFor', 'is not', null).$castTo<boolean>().as('hasAskFor'),
    ])
    .orderBy('preference')
    .orderBy('setAt')
type RouteRow = Awaited<ReturnType<ReturnType<typeof routeColumns>['executeTakeFirstOrThrow']>>

const routeFrom = ({ caseId: _, personId: __, endedAt: ___, ...row }: RouteRow): Route => ({
  ...row,
  kind: kindIn(row.kind),
  windows: windows.parse(row.windows),
})

export const routesOf = async (tx: Tx, caseId: string, personId: string): Promise<Route[]> => {
  const rows = await routeColumns(tx)
    .where('caseId', '=', caseId)
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .execute()
  return rows.map(routeFrom)
}

/** One route of a case with whom it is for, ended or not. */
export const routeOf = async (
  tx: Tx,
  caseId: string,
  routeId: string,
): Promise<(Route & { personId: string; endedAt: Date | null }) | null> => {
  const row = await routeColumns(tx).where('caseId', '=', caseId).where('id', '=', routeId).executeTakeFirst()
  return row ? { ...routeFrom(row), personId: row.personId, endedAt: row.endedAt } : null
}

export type Whose = { caseId: string; personId: string }
export const placeOf = ({ caseId, personId }: Whose): string => `${caseId}/${personId}`

export type GateContact = Contact<Route> & { version: number | null; notTold: string[] }

/** What the gate needs, for many people at once. The worker may read no more of a rule than this. */
export const contactsOf = async (tx: Tx, people: readonly Whose[]): Promise<Map<string, GateContact>> => {
  const cases = [...new Set(people.map(({ caseId }) => caseId))]
  if (cases.length === 0) return new Map()
  const rules = await tx
    .selectFrom('vault.contactRule')
    .distinctOn(['caseId', 'personId'])
    .select(['caseId', 'personId', 'version', 'notTold', 'reviewOn'])
    .where('caseId', 'in', cases)
    .orderBy('caseId')
    .orderBy('personId')
    .orderBy('version', 'desc')
    .execute()
  const routes = await routeColumns(tx).where('caseId', 'in', cases).where('endedAt', 'is', null).execute()
  return new Map(
    people.map((whose) => {
      const rule = rules.find((each) => placeOf(each) === placeOf(whose))
      const own = routes.filter((each) => placeOf(each) === placeOf(whose)).map(routeFrom)
      return [
        placeOf(whose),
        { rule: rule ?? null, routes: own, version: rule?.version ?? null, notTold: rule?.notTold ?? [] },
      ]
    }),
  )
}

/** A change of the rule or of its routes waits for any other: versions have one order. */
export const lockCase = async (tx: Tx, caseId: string): Promise<void> => {
  await tx.selectFrom('cases').select('id').where('id', '=', caseId).forNoKeyUpdate().executeTakeFirstOrThrow()
}

export const insertRule = async (tx: Tx, row: Insertable<Tables['vault.contactRule']>): Promise<void> => {
  await tx.insertInto('vault.contactRule').values(row).execute()
}
export const insertRoute = async (tx: Tx, row: Insertable<Tables['vault.contactRoute']>): Promise<void> => {
  await tx.insertInto('vault.contactRoute').values(row).execute()
}
export const endRoute = async (
  tx: Tx,
  { caseId, routeId }: { caseId: string; routeId: string },
  by: string,
  at: Date,
): Promise<boolean> => {
  const done = await tx
    .updateTable('vault.contactRoute')
    .set({ endedAt: at, endedBy: by })
    .where('caseId', '=', caseId)
    .where('id', '=', routeId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
export const confirmRoutes = async (tx: Tx, { caseId, personId }: Whose, at: Date): Promise<void> => {
  await tx
    .updateTable('vault.contactRoute')
    .set({ confirmedAt: at })
    .where('caseId', '=', caseId)
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .execute()
}

export const sealedFields = ['code-word', 'warnings', 'value', 'ask-for', 'their-name'] as const
export type SealedField = (typeof sealedFields)[number]

/** What is sealed in one place, and whose it is; null where there is none. */
export const sealedAt = async (
  tx: Tx,
  caseId: string,
  field: SealedField,
  rowId: string,
): Promise<{ personId: string; sealed: Buffer | null } | null> => {
  const isRule = field === 'code-word' || field === 'warnings'
  const row = isRule
    ? await tx
        .selectFrom('vault.contactRule')
        .select(['personId', field === 'warnings' ? 'warnings as sealed' : 'codeWord as sealed'])
        .where('caseId', '=', caseId)
        .where('id', '=', rowId)
        .executeTakeFirst()
    : await tx
        .selectFrom('vault.contactRoute')
        .select([
          'personId',
          field === 'value' ? 'value as sealed' : field === 'ask-for' ? 'askFor as sealed' : 'thirdPartyName as sealed',
        ])
        .where('caseId', '=', caseId)
        .where('id', '=', rowId)
        .executeTakeFirst()
  return row ?? null
}

/** Which version each person who sees the case has read, who has read it first (SP-28). */
export const readersOf = async (
  tx: Tx,
  { caseId, personId }: Whose,
): Promise<{ id: string; name: string; agency: string; version: number | null; readAt: Date | null }[]> => {
  const { rows } = await sql<{ id: string; name: string; agency: string; version: number | null; readAt: Date | null }>`
    select p.id, p.name, a.name as agency, r.version, r.read_at
    from (select distinct coalesce(m.practitioner_id, g.grantee_id) as id
      from case_team(${caseId}) g left join team_member m on m.team_id = g.grantee_id and m.until_at is null
      where g.revoked_at is null and (g.until_at is null or g.until_at > now())) as who
    join practitioner p on p.id = who.id and p.disabled_at is null join agency a on a.id = p.agency_id
    left join lateral (select c.version, c.read_at from contact_read c where c.case_id = ${caseId} and c.person_id = ${personId}
      and c.practitioner_id = p.id order by c.version desc limit 1) r on true
    order by r.version desc nulls last, r.read_at, p.name`.execute(tx)
  return rows
}

export const hasRead = async (tx: Tx, { caseId, personId }: Whose, version: number, who: string): Promise<boolean> =>
  (await tx
    .selectFrom('contactRead')
    .select('readAt')
    .where('caseId', '=', caseId)
    .where('personId', '=', personId)
    .where('version', '=', version)
    .where('practitionerId', '=', who)
    .executeTakeFirst()) !== undefined

export const insertRead = async (tx: Tx, row: Insertable<Tables['contactRead']>): Promise<void> => {
  await tx
    .insertInto('contactRead')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export type Share = { id: string; routeId: string; agencyId: string; agency: string; why: string; sharedAt: Date }
export const sharesOf = (tx: Tx, { caseId, personId }: Whose): Promise<Share[]> =>
  tx
    .selectFrom('contactShare as s')
    .innerJoin('agency as a', 'a.id', 's.agencyId')
    .select(['s.id', 's.routeId', 's.agencyId', 'a.name as agency', 's.why', 's.sharedAt'])
    .where('s.caseId', '=', caseId)
    .where('s.personId', '=', personId)
    .where('s.endedAt', 'is', null)
    .orderBy('s.sharedAt')
    .execute()
export const insertShare = async (tx: Tx, row: Insertable<Tables['contactShare']>): Promise<void> => {
  await tx.insertInto('contactShare').values(row).execute()
}
export const endShare = async (
  tx: Tx,
  caseId: string,
  shareId: string,
  by: { id: string; at: Date },
): Promise<boolean> => {
  const done = await tx
    .updateTable('contactShare')
    .set({ endedAt: by.at, endedBy: by.id })
    .where('caseId', '=', caseId)
    .where('id', '=', shareId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
/** A changed route is a new row: what was shared of the old one is shared of the new one, to the same agencies. */
export const moveShares = async (
  tx: Tx,
  caseId: string,
  from: string,
  to: string,
  by: { id: string; at: Date },
): Promise<void> => {
  const rows = await tx
    .selectFrom('contactShare')
    .select(['personId', 'agencyId', 'why'])
    .where('caseId', '=', caseId)
    .where('routeId', '=', from)
    .where('endedAt', 'is', null)
    .execute()
  await tx
    .updateTable('contactShare')
    .set({ endedAt: by.at, endedBy: by.id })
    .where('caseId', '=', caseId)
    .where('routeId', '=', from)
    .where('endedAt', 'is', null)
    .execute()
  for (const row of rows) await insertShare(tx, { ...row, caseId, routeId: to, sharedBy: by.id, sharedAt: by.at })
}
