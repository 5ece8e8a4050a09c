import { randomUUID } from 'node:crypto'
import type { Work } from '../../../platform/request.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import { atExactly, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import { addParty, addPerson, relate } from '../../people/index.ts'
import { type NewCaseForm, newReference } from '../model/new-case.ts'
import { addCase } from '../store/open.ts'

export type OpenedCase = { caseId: string; victimId: string; perpetratorId: string | null }

/** Opens a case: the opener is risk, plan and contact lead until each is accepted by somebody else (INV-24). */
export const openCase = async (services: Services, work: Work, form: NewCaseForm): Promise<OpenedCase> => {
  const { tx, now, actor } = work
  const caseId = randomUUID()
  await addCase(tx, {
    id: caseId,
    reference: newReference(),
    agencyId: actor.agencyId,
    openedBy: actor.id,
    openedAt: now,
    source: form.source,
    concern: form.concern,
    riskLeadId: actor.id,
    planLeadId: actor.id,
    contactLeadId: actor.id,
  })
  const victimId = await addPerson(work, { name: form.victimName, bornOn: form.victimBornOn ?? null })
  await addParty(work, { caseId, personId: victimId, role: 'victim', isMain: true })
  const perpetratorId = form.perpetratorName
    ? await addPerson(work, { name: form.perpetratorName, bornOn: form.perpetratorBornOn ?? null })
    : null
  if (perpetratorId) {
    await addParty(work, { caseId, personId: perpetratorId, role: 'perpetrator', isMain: true })
    await relate(work, {
      caseId,
      personId: victimId,
      otherId: perpetratorId,
      kind: form.relationship,
      personRole: 'victim',
      otherRole: 'perpetrator',
    })
  }
  await record(services, work, {
    caseId,
    type: 'cases.opened',
    happened: atExactly(now),
    knownAt: now,
    body: bodyOf(actor.agencyKind),
    toldBy: form.source,
    what: form.concern,
    details: {},
  })
  return { caseId, victimId, perpetratorId }
}
