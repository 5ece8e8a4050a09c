import type { Insertable } from 'kysely'
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
