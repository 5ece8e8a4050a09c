import { caseTop } from '../src/domains/cases/index.ts'
import { askable, keepFeedback } from '../src/domains/feedback/actions.ts'
import { countFairly } from '../src/domains/people/actions.ts'
import { updatePerson } from '../src/domains/people/store.ts'
import type { AgencyKey } from './partnership.ts'
import type { Player } from './staff.ts'
import { as, type Plot, type Stage } from './stage.ts'
import { feedbackWords } from './words.ts'

/** Writes down what each person calls themselves, where it is known. */
export const askGender = (stage: Stage, { caseId, victimId, perpetratorId }: Plot, who: Player, at: Date) =>
  as(stage, who, at, async (work) => {
    const { dice, services } = stage
    const { people } = await caseTop(services, work, caseId)
    for (const id of [victimId, perpetratorId]) {
      const person = people.find((each) => each.id === id)
      const gender = dice.pick(['woman', 'woman', 'woman', 'man', 'man', 'another term', 'chose not to say'])
      if (person && id && dice.happens(0.85)) await updatePerson(work.tx, id, 1, { gender })
    }
  })

/** Asks for fair counts; some leave a question out. */
export const askForCounts = (stage: Stage, { caseId, victimId }: Plot, who: Player, at: Date): Promise<void> =>
  as(stage, who, at, (work) => {
    const { dice } = stage
    return countFairly(work, caseId, victimId, {
      orientation: dice.pick([
        ...['straight or heterosexual', 'straight or heterosexual', 'straight or heterosexual', 'gay or lesbian'],
        ...['bisexual', 'chose not to say'],
      ]),
      trans: dice.pick(['yes', 'yes', 'yes', 'yes', 'no', 'chose not to say']),
      disability: dice.pick(['no', 'no', 'no', 'yes, a little', 'yes, a lot', 'chose not to say']),
      ethnicity: dice.pick([
        ...['white', 'white', 'white', 'Asian or Asian British', 'Black, Black British, Caribbean or African'],
        ...['mixed or more than one', 'chose not to say'],
      ]),
    })
  })

/** Asks whether one service kept to the standard. */
export const askFeedback = (stage: Stage, plot: Plot, who: Player, at: Date, about: AgencyKey): Promise<void> =>
  as(stage, who, at, async (work) => {
    const { dice, agencyIds, services } = stage
    const top = await caseTop(services, work, plot.caseId)
    const aboutAgencyId = agencyIds.get(about)
    if (!aboutAgencyId || askable(top).every(({ id }) => id !== plot.victimId)) return
    const answer = () => dice.pick(['yes', 'yes', 'yes', 'partly', 'no'] as const)
    const form = { personId: plot.victimId, aboutAgencyId }
    await keepFeedback(
      work,
      top,
      dice.happens(0.15)
        ? { ...form, outcome: 'chose not to answer', given: null, said: null }
        : {
            ...{ ...form, outcome: 'answered' },
            given: { respected: answer(), believed: answer(), informed: answer() },
            said: dice.happens(0.3) ? dice.pick(feedbackWords) : null,
          },
    )
  })
