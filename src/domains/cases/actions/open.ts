import { randomUUID } from 'node:crypto'
import type { Work } from '../../../platform/request.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import { atExactly, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import { addParty, placePerson, relate, sayAge } from '../../people/index.ts'
import { type NewCaseForm, newReference } from '../model/new-case.ts'
import { addCase, teamsOf } from '../store/open.ts'
import { openingClashes } from '../store/sides.ts'
import { grantCase } from '../store/team.ts'
import { sayClashes } from './sides.ts'

export type OpenedCase = { caseId: string; victimId: string; perpetratorId: string | null }

/** Why this person, or their team, cannot have this case: they support the person reported (S-05). Asked before anything is written. */
export const openingRefused = async (
  { tx, actor }: Work,
  { victimKnown, perpetratorKnown, perpetratorName, shareWithTeam }: NewCaseForm,
): Promise<{ field: string; problem: string } | null> => {
  if (!perpetratorName || !isId(victimKnown) || !isId(perpetratorKnown)) return null
  if (await openingClashes(tx, actor.id, victimKnown, perpetratorKnown))
    return { field: 'perpetratorKnown', problem: 'You support the person reported. A colleague must open this case' }
  for (const { id } of shareWithTeam ? await teamsOf(tx, actor.id) : [])
    if (await openingClashes(tx, id, victimKnown, perpetratorKnown))
      return {
        field: 'shareWithTeam',
        problem: 'Your team as a whole cannot be let into this case. Take the tick away, and let people in by name',
      }
  return null
}
const isId = (known: string | undefined): known is string => known !== undefined && known !== 'none'

/** Opens a case: the opener is risk, plan and contact lead until each is accepted by somebody else (INV-24). */
export const openCase = async (services: Services, work: Work, form: NewCaseForm): Promise<OpenedCase> => {
  const { tx, now, actor } = work
  const caseId = randomUUID()
  const victimId = await placePerson(services, work, form.victimKnown, {
    name: form.victimName,
    bornOn: form.victimBornOn ?? null,
    ageAbout: form.victimAgeAbout ?? null,
  })
  const perpetratorId = form.perpetratorName
    ? await placePerson(services, work, form.perpetratorKnown, {
        name: form.perpetratorName,
        bornOn: form.perpetratorBornOn ?? null,
        ageAbout: form.perpetratorAgeAbout ?? null,
      })
    : null
  await addCase(tx, {
    ...{ id: caseId, reference: newReference(), agencyId: actor.agencyId, openedBy: actor.id, openedAt: now },
    ...{ source: form.source, concern: form.concern },
    ...{ riskLeadId: actor.id, planLeadId: actor.id, contactLeadId: actor.id },
  })
  await addParty(work, { caseId, personId: victimId, role: 'victim', isMain: true })
  if (perpetratorId) {
    const [kind, ends] = [form.relationship, { personId: victimId, otherId: perpetratorId }]
    await addParty(work, { caseId, personId: perpetratorId, role: 'perpetrator', isMain: true })
    await relate(work, { caseId, ...ends, kind, personRole: 'victim', otherRole: 'perpetrator' })
  }
  if (form.shareWithTeam)
    for (const { id } of await teamsOf(tx, actor.id)) await grantCase(work, caseId, id, 'Team of the opener', null)
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
  await sayClashes(services, work, caseId)
  for (const personId of [victimId, perpetratorId]) if (personId) await sayAge(services, work, caseId, personId)
  return { caseId, victimId, perpetratorId }
}
