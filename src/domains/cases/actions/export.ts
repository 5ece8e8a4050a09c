import { audit } from '../../../platform/audit/write.ts'
import type { Work } from '../../../platform/request.ts'
import type { Services } from '../../../rules/services.ts'
import { wholeCase } from '../store/export.ts'
import type { CaseTop } from './top.ts'

/** The file's own version: a change of what stands where in it is a new number (docs/how-to/export-a-case.md). */
const version = 5

/** A case as a file: all that this person may see, with who took it out, when and why (INV-50). */
export const caseFile = async (
  services: Pick<Services, 'secret' | 'keeper'>,
  work: Work,
  { caseId, reference, sights }: CaseTop,
  why: { reason: string; request: string },
): Promise<{ name: string; body: string }> => {
  const { tx, now, actor } = work
  const { reason, request } = why
  const row = { kind: 'export', route: '/cases/:caseId/export', caseId, detail: reason, reference: request } as const
  await audit(services, work, { ...row, ...work.look })
  const takenOut = { by: actor.name, agency: actor.agencyName, at: now, reason }
  // Nobody takes what their role is not shown for what did not happen.
  const inPart = [...sights.partial, ...sights.existing]
  const file = {
    format: 'waymark-case',
    version,
    class: 'C3 restricted',
    takenOut,
    inPart,
    ...(await wholeCase(tx, caseId)),
  }
  return { name: `${reference}-${now.toISOString().slice(0, 10)}.json`, body: `${JSON.stringify(file, null, 2)}\n` }
}
