import { randomUUID } from 'node:crypto'
import type { Work } from '../../platform/request.ts'
import { NotFound } from '../../platform/web.ts'
import { deriveCase } from '../../rules/derive-case.ts'
import { policyIn } from '../../rules/policy-in.ts'
import type { Services } from '../../rules/services.ts'
import type { ReportForm } from './model.ts'
import { enterOne, forget, sayLate, take } from './store.ts'

/** Held against everybody who is protected before anybody is traced (INV-44). */
export const takeReport = async (services: Services, work: Work, form: ReportForm): Promise<string> => {
  const id = randomUUID()
  const { missingReportHours } = await policyIn(services, work.tx, work.now)
  const dueAt = new Date(work.now.getTime() + missingReportHours * 3_600_000)
  if (!(await take(work, id, form, dueAt))) throw new NotFound()
  return id
}

/** Each match becomes an entry of its case with all that follows, in one transaction each. */
export const enterMatches = async (services: Services, now: Date, _: unknown, stopping: AbortSignal): Promise<void> => {
  const enter = () =>
    services.db.transaction().execute(async (tx) => {
      const caseId = await enterOne(tx, now)
      if (caseId !== null) await deriveCase(services, tx, caseId, now)
      return caseId !== null
    })
  while (!stopping.aborted && (await enter()));
  while (!stopping.aborted && (await sayLate(services.db, now)) > 0);
}

/** Reports past the days that the area keeps them; what was said stays in the case where one matched. */
export const forgetReports = (services: Services, now: Date): Promise<number> =>
  services.db
    .transaction()
    .execute(async (tx) => forget(tx, now, (await policyIn(services, tx, now)).missingReportKeptDays))
