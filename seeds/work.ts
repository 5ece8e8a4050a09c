import { dutyFor, markDone, reviewPlan } from '../src/domains/duties/actions.ts'
import { ruleOf, waysOf } from '../src/domains/duties/model/duty-page.ts'
import { acknowledgeTelling, recordTelling } from '../src/domains/incidents/actions/children.ts'
import { childrenOf, noticesOf } from '../src/domains/incidents/store/children.ts'
import { permissionsOf } from '../src/domains/staff/index.ts'
import type { Work } from '../src/platform/request.ts'
import { dayText, timeText } from '../src/platform/times.ts'
import { judge } from './acts.ts'
import type { Player } from './staff.ts'
import { as, type Plot, type Stage } from './stage.ts'
import { openWork } from './store.ts'
import { childTold, done, levelReasons, theyHaveIt, views } from './words.ts'

/** Does what is open by then and is no telling: marks work as done and reviews the plan, by whoever is asked. */
export const workThrough = (stage: Stage, { caseId }: Plot, who: Player, at: Date, share = 1): Promise<number> =>
  as(stage, who, at, async (work) => {
    const { services, dice } = stage
    let count = 0
    for (const { id } of await openWork(work, caseId)) {
      if (!dice.happens(share)) continue
      const duty = await dutyFor(services, work, { caseId, dutyId: id })
      const rule = ruleOf(services.rules, duty.ruleId, duty.ruleVersion)
      if (duty.state !== 'open' || !rule) continue
      const ways = waysOf(rule, permissionsOf(work.actor.role))
      const answer = { at, what: dice.pick(done) }
      if (ways.includes('plan review')) await reviewPlan(services, work, duty, answer)
      else if (ways.includes('do')) await markDone(services, work, duty, answer)
      else if (!ways.includes('child') || !(await tellOfChildren(stage, work, caseId, rule.code))) continue
      count += 1
    }
    return count
  })

const typed = (at: Date) => ({ day: dayText(at), time: timeText(at) })
/** Tells of each child, or hears back from whoever was told. False where the case has none, or it takes something else. */
const tellOfChildren = async ({ services }: Stage, work: Work, caseId: string, code: string): Promise<boolean> => {
  const { tx, now } = work
  const children = (await childrenOf(tx, caseId)).map(({ id }) => id)
  const kind = code === 'CHILD_SAFEGUARDING' ? 'services' : code === 'SCHOOL_TOLD' ? 'school' : undefined
  if (kind && children.length > 0) {
    await recordTelling(services, work, caseId, kind, { ...typed(now), ...childTold[kind], children, toldAt: now })
    return true
  }
  if (code !== 'CHILD_NOT_ACKNOWLEDGED') return false
  const [notice] = (await noticesOf(tx, caseId)).filter(({ acknowledgedAt }) => acknowledgedAt === null)
  if (notice) await acknowledgeTelling(services, work, caseId, notice, { ...typed(now), ...theyHaveIt, at: now })
  return notice !== undefined
}

/** Reviews the risk and leaves the level as it was, which answers what asked for a review. */
export const reviewRisk = (stage: Stage, plot: Plot, who: Player, at: Date, level: 'standard' | 'medium' | 'high') =>
  judge(stage, plot, who, at, level, {
    reasons: stage.dice.pick(levelReasons[level]),
    view: stage.dice.pick(views),
    before: level,
  })
