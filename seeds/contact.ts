import { askToSend } from '../src/domains/messages/actions/log.ts'
import { addRoute, noteRead, setRule } from '../src/domains/safe-contact/actions/change.ts'
import { chooseOtherWay } from '../src/domains/safe-contact/actions/decide.ts'
import { recordCall } from '../src/domains/safe-contact/actions/record-call.ts'
import { lookAt, otherWaysOf } from '../src/domains/safe-contact/index.ts'
import type { CallForm } from '../src/domains/safe-contact/model/call-forms.ts'
import { type OtherWayForm, routeFormAt, ruleFormAt } from '../src/domains/safe-contact/model/forms.ts'
import { mayContact } from '../src/domains/safe-contact/model/gate.ts'
import { isRelease, isTelling } from '../src/domains/safe-contact/model/topics.ts'
import { openDutiesOf } from '../src/domains/safe-contact/store/duties.ts'
import type { Work } from '../src/platform/request.ts'
import { addDays, londonDay } from '../src/rules/days.ts'
import type { Player } from './staff.ts'
import { as, called, type Plot, type Stage } from './stage.ts'
import { tellings } from './words.ts'

/** How somebody can be reached: by mobile at most times, in the evening, or only at work for two hours. */
export type Reach = 'mobile' | 'evenings' | 'work mornings' | 'letters'

const week = ['1', '2', '3', '4', '5']
const routesFor: Record<Reach, readonly Record<string, string | string[]>[]> = {
  mobile: [{ kind: 'mobile', days1: [...week, '6', '7'], from1: '09:00', until1: '20:00', textIsSafe: 'yes' }],
  evenings: [{ kind: 'mobile', days1: week, from1: '18:00', until1: '20:30' }],
  'work mornings': [{ kind: 'work phone', days1: week, from1: '10:00', until1: '12:00' }],
  letters: [
    { kind: 'mobile', days1: week, from1: '12:00', until1: '13:00' },
    { kind: 'post', value: '1 Orchard Row\nHollowmere\nHM1 1AA' },
  ],
}
const forbidden: Record<Reach, string> = {
  mobile: 'post',
  evenings: 'phone',
  'work mornings': 'e-mail',
  letters: 'phone',
}

/** Asks how they can be reached, and writes it down: a rule, its ways, and one that must never be used. */
export const agreeContact = (
  stage: Stage,
  { caseId, victimId, victimName }: Plot,
  who: Player,
  at: Date,
  reach: Reach,
) =>
  as(stage, who, at, async (work) => {
    const { services, dice } = stage
    const whose = { caseId, personId: victimId }
    const rule = ruleFormAt(at).parse({
      ...{ codeWord: dice.happens(0.4) ? dice.pick(['lighthouse', 'marmalade', 'harbour']) : undefined },
      ...{
        frequency: dice.pick(['each change', 'weekly', 'only what cannot wait']),
        confirmedWith: 'them, face to face',
      },
      reviewOn: addDays(londonDay(at), dice.between(60, 180)),
    })
    await setRule(services, work, whose, rule)
    for (const route of routesFor[reach]) {
      const number = `07700 900${dice.between(100, 999)}`
      const form = { value: number, askFor: victimName.split(' ')[0], confirmed: 'yes', isPreferred: 'yes', ...route }
      await addRoute(services, work, whose, routeFormAt(at, true).parse(form))
    }
    const never = { kind: forbidden[reach], isForbidden: 'yes' }
    await addRoute(services, work, whose, routeFormAt(at, true).parse(never))
  })

export const readContact = (stage: Stage, { caseId, victimId }: Plot, who: Player, at: Date) =>
  as(stage, who, at, (work) => noteRead(work, { caseId, personId: victimId }))

type Telling = { codes?: readonly string[]; how?: 'they called' | 'face to face'; points?: readonly string[] }

/** Tells them what is owed now, on the call sheet: by a safe way when one is open, else they rang or were there. */
export const tell = (stage: Stage, plot: Plot, who: Player, at: Date, telling: Telling = {}): Promise<number> =>
  as(stage, who, at, async (work) => {
    const { services, dice } = stage
    const owed = await owedNow(stage, work, plot, telling.codes)
    if (owed.length === 0) return 0
    const looked = await lookAt(work, plot.caseId, plot.victimId)
    const way = telling.how ? null : openWay(stage, looked, at)
    const isOut = owed.some(({ ruleId }) => isRelease(services.rules, ruleId))
    await write(stage, work, plot, {
      ...{ what: 'told', dutyIds: owed.map(({ id }) => id), at, way, content: dice.pick(tellings), toldTo: null },
      how: telling.how ?? (way ? 'we called' : 'they called'),
      points: [...(telling.points ?? ['what happened', 'conditions', 'breach', 'what next'])],
      ...{ reaction: undefined, riskChanged: false, beforeRelease: isOut ? false : null, override: null },
    })
    return owed.length
  })

/** A try that reached nobody. It closes nothing (INV-22). */
export const tryToTell = (stage: Stage, plot: Plot, who: Player, at: Date): Promise<void> =>
  as(stage, who, at, async (work) => {
    const owed = await owedNow(stage, work, plot)
    const looked = await lookAt(work, plot.caseId, plot.victimId)
    const way = openWay(stage, looked, at)
    if (owed.length === 0 || !way) return
    const dutyIds = owed.map(({ id }) => id)
    await write(stage, work, plot, {
      what: 'tried',
      dutyIds,
      at,
      way,
      outcome: 'no answer',
      note: undefined,
      override: null,
    })
  })

const owedNow = async ({ services }: Stage, work: Work, { caseId, victimId }: Plot, codes?: readonly string[]) =>
  (await openDutiesOf(work.tx, caseId, work.now)).filter(
    ({ code, ruleId, personId }) =>
      personId === victimId && isTelling(services.rules, ruleId) && (!codes || codes.includes(code)),
  )

type Looked = Awaited<ReturnType<typeof lookAt>>
const openWay = ({ services }: Stage, looked: Looked, at: Date) => {
  const { calendar } = services
  const route = looked.routes.find((each) => {
    const verdict = mayContact({ ...looked, route: each, channel: 'call', at, calendar })
    return 'allowed' in verdict
  })
  return route ? { channel: 'call' as const, routeId: route.id } : null
}

const write = async ({ services }: Stage, work: Work, { caseId, victimId }: Plot, form: CallForm): Promise<void> => {
  const problem = await recordCall(services, work, await lookAt(work, caseId, victimId), form)
  if (problem) throw new Error(`${problem.field}: ${problem.text}`)
}

/** Asks by text that they ring back: it leaves in the next safe time and not before. */
export const askByText = (stage: Stage, { caseId, victimId }: Plot, who: Player, at: Date): Promise<void> =>
  as(stage, who, at, async (work) => {
    const looked = await lookAt(work, caseId, victimId)
    const route = looked.routes.find(({ textIsSafe, isForbidden }) => textIsSafe && !isForbidden)
    if (!route) return
    const refused = await askToSend(stage.services, work, looked, { way: { channel: 'text', routeId: route.id } })
    if (refused) throw new Error(refused)
  })

/** The supervisor who was asked chooses a way, with reasons. */
export const chooseAWay = (stage: Stage, { caseId, victimId }: Plot, at: Date, form: OtherWayForm): Promise<void> => {
  const asked = called(stage, 'Dara Kestrel')
  return as(stage, asked, at, async (work) => {
    for (const way of await otherWaysOf(work.tx, { caseId, personId: victimId }))
      if (way.dutyState === 'open') await chooseOtherWay(stage.services, work, way, form)
  })
}
