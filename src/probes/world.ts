import assert from 'node:assert/strict'
import pg from 'pg'
import { aNewReferral } from '../domains/referrals/fixtures.ts'
import type { testApp } from '../testing/app.ts'
import { aWholeCase } from '../testing/whole-case.ts'
import { type Kind, sealed, words } from './fields.ts'

type App = Awaited<ReturnType<typeof testApp>>
export type Canary = { canary: string; kind: Kind; place: string }

const canaryOf = (table: string, column: string): string => `Zq${`${table}${column}`.replace(/[^a-z]/g, '')}`

/** One whole case whose every field of words says where it is from, so that any answer that holds it gives it away. */
export const aWorld = async (app: App) => {
  const whole = await aWholeCase(app)
  const { as } = app
  const referral = aNewReferral({ personId: whole.ids.personId, toAgencyId: whole.partner.agencyId })
  const sent = await as(whole.owner).submit(`/cases/${whole.ids.caseId}/referrals/new`, referral)
  assert.equal(sent.status, 303, sent.text('.govuk-error-summary'))
  const past = new pg.Client(app.database.superuser)
  await past.connect()
  // Past every trigger, so that also what is never changed can be marked.
  await past.query('set session_replication_role = replica')
  const canaries: Canary[] = sealed.map((each) => ({ ...each, place: 'the vault' }))
  for (const [table, columns] of Object.entries(words))
    for (const [column, kind] of Object.entries(columns)) {
      const canary = canaryOf(table, column)
      const { rows } = await past.query(
        'select 1 from information_schema.columns where column_name = $1 and table_schema || $2 || table_name = $3',
        ['case_id', '.', table.includes('.') ? table : `public.${table}`],
      )
      const own = table === 'cases' ? ' where id = $2' : rows.length > 0 ? ' where case_id = $2' : ''
      const values = own ? [canary, whole.ids.caseId] : [canary]
      const { rowCount } = await past.query(`update ${table} set ${column} = $1${own}`, values)
      if ((rowCount ?? 0) > 0) canaries.push({ canary, kind, place: `${table}.${column}` })
    }
  return { whole, canaries, past }
}
export type World = Awaited<ReturnType<typeof aWorld>>
