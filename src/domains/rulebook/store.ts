import type { Work } from '../../platform/request.ts'
import type { Check, CheckForm } from './model/index.ts'

/** What named people have checked, the latest first. Staff of every agency read it. */
export const checks = async ({ tx }: Pick<Work, 'tx'>): Promise<Check[]> =>
  tx
    .selectFrom('ruleCheck')
    .innerJoin('practitioner', 'practitioner.id', 'ruleCheck.checkedBy')
    .innerJoin('agency', 'agency.id', 'practitioner.agencyId')
    .select([
      'ruleId',
      'ruleVersion',
      'practitioner.name as by',
      'agency.name as agency',
      'checkedOn as on',
      'evidence',
    ])
    .orderBy('recordedAt', 'desc')
    .execute()

export const addCheck = async (
  { tx, now, actor }: Work,
  rule: { id: string; version: string },
  form: CheckForm,
): Promise<void> => {
  await tx
    .insertInto('ruleCheck')
    .values({
      ruleId: rule.id,
      ruleVersion: rule.version,
      checkedBy: actor.id,
      checkedOn: form.on,
      evidence: form.evidence,
      recordedAt: now,
    })
    .execute()
}
