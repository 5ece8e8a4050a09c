import { actOnBreach, breachesOn } from '../src/domains/justice/actions/breach.ts'
import { changeCondition, changeOf } from '../src/domains/justice/actions/condition.ts'
import { proceedingsOf } from '../src/domains/justice/actions/proceedings.ts'
import { bodyOf } from '../src/rules/body-of.ts'
import { atExactly } from '../src/rules/record.ts'
import type { Player } from './staff.ts'
import { as, type Plot, type Stage } from './stage.ts'

/** What police did about the breach that waits, and what for. */
export const actOnTheBreach = (stage: Stage, { caseId }: Plot, who: Player, at: Date): Promise<void> =>
  as(stage, who, at, async (work) => {
    const [breach] = await breachesOn(work, caseId)
    if (!breach) throw new Error('There is no breach to act on')
    await actOnBreach(
      stage.services,
      work,
      { caseId, breach },
      {
        entry: { ...said(work, at), what: 'Arrested at home, taken to custody.', details: {} },
        form: {
          ...{ breach: breach.factId, outcome: 'put before the court', whyNotCourt: '' },
          protects: 'Held until the morning court, so nobody comes to the door tonight.',
          showsBoth: 'Arrested within the hour of the report, and both were told why.',
          answersClaim: 'The calls were logged as a breach at once, and the level was looked at again.',
          buildsTrust: 'The same officer rang back, as was promised.',
          confidence: stage.dice.pick(['more sure', 'as before', 'not asked', 'chose not to say']),
        },
      },
    )
  })

/** The curfew or other condition that holds is changed on its own, by an inspector. */
export const changeACondition = (stage: Stage, { caseId }: Plot, who: Player, at: Date): Promise<void> =>
  as(stage, who, at, async (work) => {
    const { matters, isInForce, today } = await proceedingsOf(work, caseId)
    const condition = matters
      .flatMap(({ conditions }) => conditions)
      .find((one) => one.kind === 'not to go to' && isInForce(one, today))
    if (!condition) throw new Error('No condition holds that could be changed')
    const change = await changeOf(work, { caseId, conditionId: condition.id, way: 'vary' })
    const term = {
      kind: 'not to go to',
      about: 'their street and the school',
      plain: 'Must not go to the street or to the school, or wait near them.',
      untilOn: null,
    } as const
    const entry = {
      ...said(work, at),
      what: 'Seen waiting outside the school.',
      suspectId: condition.suspectId,
      details: { rank: 'inspector' } as const,
    }
    await changeCondition(stage.services, work, change, { entry, term, ending: [] })
  })

const said = ({ actor }: Parameters<typeof proceedingsOf>[0], at: Date) => ({
  ...{ happened: atExactly(at), knownAt: at, receivedAt: null, body: bodyOf(actor.agencyKind), toldBy: null },
  ...{ suspectId: null, conditions: [], points: [] },
})
