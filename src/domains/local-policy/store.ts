import { sql } from 'kysely'
import { z } from 'zod'
import { decisionFrameworkName, defaultFramework, type Framework } from '../../local-policy/decision-framework.ts'
import { defaultReleaseChecklist, releaseChecklistName } from '../../local-policy/release-checklist.ts'
import type { Tx } from '../../platform/db.ts'
import type { Work } from '../../platform/request.ts'
import type { ChecklistVersion } from './model/checklist.ts'
import type { FrameworkChange, FrameworkVersion } from './model/framework.ts'
import type { AddedHoliday, HolidayForm, SetValue, ValueForm } from './model/values.ts'

const settingSchema = z.union([z.number(), z.boolean(), z.array(z.number())])

const setRows = (tx: Tx) =>
  tx
    .selectFrom('policyValue')
    .innerJoin('practitioner', 'practitioner.id', 'policyValue.setBy')
    .innerJoin('agency', 'agency.id', 'practitioner.agencyId')
    .select([
      'policyValue.name',
      'policyValue.value',
      'policyValue.fromAt',
      'policyValue.setAt',
      'policyValue.reason',
      'practitioner.name as by',
      'agency.name as agency',
    ])
    .orderBy('policyValue.fromAt')
    .orderBy('policyValue.setAt')

/** Every value ever set, in the order in which they hold; lists of words are not among them. */
export const setValues = async (tx: Tx): Promise<SetValue[]> => {
  const rows = await setRows(tx)
    .where('policyValue.name', 'not in', [releaseChecklistName, decisionFrameworkName])
    .execute()
  return rows.map((row) => ({ ...row, value: settingSchema.parse(row.value) }))
}

const listSchema = z.array(z.string())
/** Every list that was ever set, the first first. */
export const checklistVersions = async (tx: Tx): Promise<ChecklistVersion[]> => {
  const rows = await setRows(tx).where('policyValue.name', '=', releaseChecklistName).execute()
  return rows.map(({ value, name: _, ...row }) => ({ ...row, items: listSchema.parse(value) }))
}

/** What was asked before a release at that time; the default, as the screen shows it, where nobody had set a list. */
export const releaseChecklistAt = async (tx: Tx, at: Date): Promise<readonly string[]> => {
  const row = await tx
    .selectFrom('policyValue')
    .select('value')
    .where('name', '=', releaseChecklistName)
    .where('fromAt', '<=', at)
    .orderBy('fromAt', 'desc')
    .orderBy('setAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? listSchema.parse(row.value) : defaultReleaseChecklist
}

/** Two people do not change the list at once: the second waits, and sees what the first did. */
export const lockChecklist = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext(${releaseChecklistName}))`.execute(tx)
}

export const addChecklist = async (
  { tx, now, actor }: Work,
  { items, reason }: { items: readonly string[]; reason: string },
): Promise<void> => {
  await tx
    .insertInto('policyValue')
    .values({
      ...{ name: releaseChecklistName, value: JSON.stringify(items), fromAt: now, setBy: actor.id, setAt: now, reason },
    })
    .execute()
}

const frameworkSchema = z.object({ name: z.string(), headings: z.array(z.string()) })
/** Every framework that was ever set, the first first. */
export const frameworkVersions = async (tx: Tx): Promise<FrameworkVersion[]> => {
  const rows = await setRows(tx).where('policyValue.name', '=', decisionFrameworkName).execute()
  return rows.map(({ value, fromAt, by, agency, reason }) => ({
    ...frameworkSchema.parse(value),
    ...{ fromAt, by, agency, reason },
  }))
}
/** By which headings decisions are written down now; the default, as the screen shows it, where nobody has set any. */
export const frameworkNow = async (tx: Tx): Promise<Framework> =>
  (await frameworkVersions(tx)).at(-1) ?? defaultFramework

export const addFramework = async (
  { tx, now, actor }: Work,
  { name, headings, reason }: FrameworkChange,
): Promise<void> => {
  const value = JSON.stringify({ name, headings })
  const by = { fromAt: now, setBy: actor.id, setAt: now, reason }
  await tx
    .insertInto('policyValue')
    .values({ name: decisionFrameworkName, value, ...by })
    .execute()
}

export const addValue = async (
  { tx, now, actor }: Work,
  name: string,
  { value, fromAt, reason }: ValueForm,
): Promise<void> => {
  await tx
    .insertInto('policyValue')
    .values({ name, value: JSON.stringify(value), fromAt, setBy: actor.id, setAt: now, reason })
    .execute()
}

export const addedHolidays = (tx: Tx): Promise<AddedHoliday[]> =>
  tx
    .selectFrom('bankHoliday')
    .innerJoin('practitioner', 'practitioner.id', 'bankHoliday.addedBy')
    .select([
      'bankHoliday.day',
      'bankHoliday.name',
      'bankHoliday.source',
      'bankHoliday.addedAt',
      'practitioner.name as by',
    ])
    .orderBy('bankHoliday.day')
    .execute()

export const addHoliday = async ({ tx, now, actor }: Work, form: HolidayForm): Promise<void> => {
  await tx
    .insertInto('bankHoliday')
    .values({ ...form, addedBy: actor.id, addedAt: now })
    .execute()
}
