import type { Work } from '../../../platform/request.ts'
import type { Services } from '../../../rules/services.ts'
import { bookedFor, messagesOf } from '../../messages/index.ts'
import { mayContact, nextWindow, refusalWords } from '../model/gate.ts'
import { type Point, pointsFor } from '../model/points.ts'
import { isRelease, isTelling, mayNotTell } from '../model/topics.ts'
import type { Opening } from '../model/windows.ts'
import { type Channel, kindsFor, kindWords } from '../model/words.ts'
import type { Route } from '../store/contact.ts'
import { type OwedDuty, openDutiesOf, termsOf } from '../store/duties.ts'
import { type OtherWay, otherWaysOf } from '../store/log.ts'
import { supervisorsIn } from './arrange.ts'
import type { Looked } from './look.ts'
import { neverWords } from './strip.ts'

export type SheetDuty = OwedDuty & {
  isRelease: boolean
  /** Their own recorded choice covers it. */
  mayNotTell: boolean
  terms: string[]
  bookedFor: Date | null
}
/** A way that can be said to have been used; `problem` says why it is not safe now. */
export type SheetWay = { value: string; text: string; problem: string | null }
export type Sheet = {
  duties: SheetDuty[]
  points: Point[]
  window: (Opening & { route: Route }) | null
  never: string[]
  ways: SheetWay[]
  representatives: { id: string; scope: string | null }[]
  supervisors: { id: string; name: string }[]
  otherWays: OtherWay[]
}

/** All that is now owed to one person, and how it may be said to them now. */
export const callSheetOf = async (services: Services, work: Work, looked: Looked): Promise<Sheet> => {
  const { whose, routes } = looked
  const open = await openDutiesOf(work.tx, whose.caseId, work.now)
  const owed = open.filter((duty) => duty.personId === whose.personId && isTelling(services.rules, duty.ruleId))
  const duties = await asTold(services, work, looked, owed)
  const hasConditions = duties.some(({ terms }) => terms.length > 0)
  const isDecision = owed.some(({ code }) => /NO_CHARGE|NFA|POST_CHARGE|NOT_/.test(code))
  return {
    duties,
    points: pointsFor({ isRelease: duties.some((duty) => duty.isRelease), hasConditions, isDecision }),
    window: nextWindow(looked, work.now, services.calendar),
    never: neverWords(routes),
    ways: waysOf(services, work, looked),
    representatives: routes
      .filter(({ kind, isForbidden }) => kind === 'third party' && !isForbidden)
      .map(({ id, thirdPartyScope }) => ({ id, scope: thirdPartyScope })),
    supervisors: await supervisorsIn(work.tx, work.actor.agencyId),
    otherWays: (await otherWaysOf(work.tx, whose)).filter(({ dutyState }) => dutyState === 'open'),
  }
}

const asTold = async (services: Services, { tx }: Work, looked: Looked, owed: OwedDuty[]): Promise<SheetDuty[]> => {
  const { whose, rule, facts } = looked
  const terms = await termsOf(
    tx,
    whose.caseId,
    owed.map(({ factId }) => factId),
  )
  const messages = await messagesOf(tx, whose)
  return owed.map((duty) => ({
    ...duty,
    isRelease: isRelease(services.rules, duty.ruleId),
    mayNotTell: mayNotTell(services.rules, duty, facts.level, rule?.notTold ?? []),
    terms: terms.filter(({ factId }) => factId === duty.factId).map(({ plain }) => plain),
    bookedFor: bookedFor(messages, duty.id),
  }))
}

const spoken: Partial<Record<Channel, string>> = { call: 'Call', voicemail: 'Message left', visit: 'Visit' }

const waysOf = ({ calendar }: Services, { now }: Work, looked: Looked): SheetWay[] => {
  const known = (['call', 'voicemail', 'visit'] as const).flatMap((channel) =>
    looked.routes
      .filter(({ kind }) => kindsFor[channel].includes(kind))
      .map((route): SheetWay => {
        const verdict = mayContact({ ...looked, route, channel, at: now, calendar })
        const problem =
          'refused' in verdict ? refusalWords[verdict.refused] : 'queueUntil' in verdict ? 'Not a safe time now' : null
        return {
          value: `${channel} ${route.id}`,
          text: `${spoken[channel]}: ${kindWords[route.kind].toLowerCase()}`,
          problem,
        }
      }),
  )
  const problem = 'Not a way that they said is safe'
  return [
    ...known,
    { value: 'call none', text: 'Another telephone, not recorded', problem },
    { value: 'visit none', text: 'A visit elsewhere', problem },
  ]
}
