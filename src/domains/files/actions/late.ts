import type { Tx } from '../../../platform/db.ts'
import { deriveCase } from '../../../rules/derive-case.ts'
import type { Services } from '../../../rules/services.ts'
import { enterLate, reachOf } from '../store.ts'

/** A place stood in something that people could open, or that was sent: the entry, its duties, and a word to whoever keeps the place (S-14). */
export const foundLate = async (services: Services, tx: Tx, late: Parameters<typeof enterLate>[1]): Promise<void> => {
  const entered = await enterLate(tx, late)
  if (!entered) return
  for (const caseId of await reachOf(tx, entered.entryId)) await deriveCase(services, tx, caseId, late.at)
}
