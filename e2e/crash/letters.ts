import { aNewCase } from '../../src/domains/cases/fixtures.ts'
import { openCase } from '../../src/domains/cases/index.ts'
import { addRoute, setRule } from '../../src/domains/safe-contact/actions/change.ts'
import { routeFormAt, ruleFormAt } from '../../src/domains/safe-contact/model/forms.ts'
import { addDays, londonDay } from '../../src/rules/days.ts'
import type { Services } from '../../src/rules/services.ts'
import { workAs } from '../../src/testing/cases.ts'
import type { Practitioner } from '../../src/testing/people.ts'

/** A case whose victim may be written to: a letter may leave at any hour, so the time of the run does not matter. */
export const aCaseWithPost = (services: Services, person: Practitioner, number: number) =>
  workAs(services, person, async (work) => {
    const { caseId, victimId } = await openCase(services, work, aNewCase({ victimName: `Reed Imaginario ${number}` }))
    const whose = { caseId, personId: victimId }
    const reviewOn = addDays(londonDay(work.now), 60)
    const agreed = { frequency: 'weekly', confirmedWith: 'them, by telephone', reviewOn }
    await setRule(services, work, whose, ruleFormAt(work.now).parse(agreed))
    const post = { kind: 'post', value: `${number} Orchard Row\nHollowmere\nHM1 1AA`, confirmed: 'yes' }
    return { caseId, routeId: await addRoute(services, work, whose, routeFormAt(work.now, true).parse(post)) }
  })
