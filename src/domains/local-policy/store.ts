import { z } from 'zod'
import type { Tx } from '../../platform/db.ts'
import type { Work } from '../../platform/request.ts'
import type { AddedHoliday, HolidayForm, SetValue, ValueForm } from './model.ts'

const settingSchema = z.union([z.number(), z.boolean(), z.array(z.number())])

/** Every value ever set, in the order in which they hold. */
export const setValues = async (tx: Tx): Promise<SetValue[]> => {
  const rows = await tx
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
    .execute()
  return rows.map((row) => ({ ...row, value: settingSchema.parse(row.value) }))
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
