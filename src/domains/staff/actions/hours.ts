import type { Work } from '../../../platform/request.ts'
import { calendarIn } from '../../../rules/calendar-in.ts'
import { londonDay } from '../../../rules/days.ts'
import type { Services } from '../../../rules/services.ts'
import { isAtWork, isOnLeave, type LeaveForm, type PatternForm } from '../model/hours.ts'
import { hangsOn, type Person } from '../model/people.ts'
import { rolesWithoutCases } from '../model/roles.ts'
import { addLeave, leaveOf, onShiftNow, patternsOf, replacePattern } from '../store/hours.ts'
import { staffOf } from '../store/people.ts'
import { caseloadOf, hangingWords, type Refused } from './people.ts'

/** Who of these people is at work now, by their usual week or a shift, who is away until when, and of whom no hours are set. */
export const dutyNow = async (
  services: Pick<Services, 'calendar'>,
  work: Pick<Work, 'tx' | 'now'>,
  ids: readonly string[],
): Promise<{ onDuty: Set<string>; awayUntil: Map<string, string>; withoutHours: Set<string> }> => {
  const { tx, now } = work
  const today = londonDay(now)
  const { holidays } = await calendarIn(services, tx)
  const [patterns, leave, shifts] = [
    await patternsOf(tx, ids, today),
    await leaveOf(tx, ids, today),
    await onShiftNow(work, ids),
  ]
  const [patternOf, leaveFor] = [Map.groupBy(patterns, byPerson), Map.groupBy(leave, byPerson)]
  const away = ids.filter((id) => isOnLeave(leaveFor.get(id) ?? [], today))
  const atWork = ids.filter((id) => isAtWork(patternOf.get(id) ?? [], leaveFor.get(id) ?? [], now, holidays))
  return {
    onDuty: new Set([...atWork, ...shifts.map(byPerson)]),
    awayUntil: new Map(
      away.map((id) => [id, leaveFor.get(id)?.find((each) => isOnLeave([each], today))?.untilOn ?? today]),
    ),
    withoutHours: new Set(ids.filter((id) => !patternOf.has(id))),
  }
}
const byPerson = ({ practitionerId }: { practitionerId: string }): string => practitionerId

export const setPattern = (work: Work, person: Person, form: PatternForm): Promise<void> =>
  replacePattern(work, person.id, form)

/** Leave of somebody on whom cases hang needs cover, by somebody who is there all the while (INV-24). */
export const takeLeave = async (work: Work, person: Person, form: LeaveForm): Promise<'done' | Refused> => {
  const { tx, actor } = work
  const load = await caseloadOf(work, person.id)
  if (!form.coverId && hangsOn(load) > 0)
    return { field: 'coverId', problem: `Select who covers: ${hangingWords(load)} would wait for nobody` }
  if (form.coverId === person.id)
    return { field: 'coverId', problem: 'Nobody covers for themselves. Select somebody else' }
  if (form.coverId) {
    const cover = (await staffOf(tx, actor.agencyId)).find(({ id }) => id === form.coverId)
    if (!cover || cover.disabledAt || rolesWithoutCases.includes(cover.role))
      return { field: 'coverId', problem: 'Select somebody who works with cases here' }
    const theirs = await leaveOf(tx, [form.coverId], form.fromOn)
    if (theirs.some(({ fromOn }) => fromOn <= form.untilOn))
      return { field: 'coverId', problem: `${cover.name} is away in that time. Select somebody else` }
  }
  const own = await leaveOf(tx, [person.id], form.fromOn)
  if (own.some(({ fromOn }) => fromOn <= form.untilOn))
    return { field: 'fromOn', problem: 'There is leave in that time already. Cancel it first, or choose other days' }
  await addLeave(work, person.id, form)
  return 'done'
}
