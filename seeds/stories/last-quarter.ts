import { agreeToClose, proposeToClose, sayOfClosing } from '../../src/domains/cases/actions/close.ts'
import { addMonths, daysBetween, londonDay } from '../../src/rules/days.ts'
import { enter, letIn, open, report } from '../acts.ts'
import { askFeedback } from '../answers.ts'
import { later } from '../clock.ts'
import type { Player } from '../staff.ts'
import { as, called, idva, officer, type Plot, type Stage, someone, witnessCare } from '../stage.ts'
import { aLevel, begin, type Level, type Story, settle } from './shared.ts'

const hour = 60
const day = 24 * hour

/** So many days ago lay in the quarter of the year before this one, some weeks before its end. */
const daysToLastQuarter = ({ clock, dice }: Stage): number => {
  const today = londonDay(clock.now)
  const running = `${today.slice(0, 4)}-${String(3 * Math.ceil(Number(today.slice(5, 7)) / 3) - 2).padStart(2, '0')}-01`
  return dice.between(daysBetween(running, today) + 30, daysBetween(addMonths(running, -3), today) - 3)
}

/** A case of last quarter, from the report to its end: what reports of a quarter that is over are made of. */
export const lastQuarter: Story = async (stage) => {
  const { clock, dice } = stage
  const days = daysToLastQuarter(stage)
  const [lead, adviser, care, level] = [officer(stage), idva(stage), witnessCare(stage), aLevel(stage)]
  const at = clock.ago(days, dice.pick(['08:50', '11:20', '15:10']))
  const plot = await open(stage, lead, at)
  const details = { reportedBy: 'victim' as const, reportedToPolice: true, isCrime: true, childPresent: false }
  await report(stage, plot, lead, later(at, 10), { happened: later(at, -120), details })
  await begin(stage, plot, lead, at, level)
  for (const colleague of [adviser, care]) await letIn(stage, plot, lead, later(at, 50), colleague)
  await enter(stage, plot, lead, later(at, 70), 'justice.investigation-allocated')
  await enter(stage, plot, lead, later(at, 90), 'justice.suspect-arrested')
  await settle(stage, plot, lead, later(at, dice.pick([100, 150, 20 * hour, 4 * day])), level)
  const decided = later(at, 5 * day)
  if (dice.happens(0.45)) await stop(stage, plot, lead, decided)
  else await toCourt(stage, plot, { lead, care, level }, decided)
  await settle(stage, plot, lead, later(decided, dice.pick([3 * hour, 20 * hour, day, 3 * day])), level)
  await askFeedback(stage, plot, adviser, later(decided, 6 * day), dice.pick(['police', 'police', 'wcu', 'advocacy']))
  await end(stage, plot, lead, later(decided, 8 * day), level)
}

const stop = async (stage: Stage, plot: Plot, lead: Player, at: Date): Promise<void> => {
  const { dice } = stage
  const reason = dice.pick(['not enough evidence', 'not enough evidence', 'victim does not support it'])
  const what = 'What could be proved was not enough. How to ask for a review was explained.'
  if (dice.happens(0.4)) {
    const details = {
      decidedBy: 'police',
      stage: 'before-charge',
      reason,
      decisionMaker: 'Inspector Invented',
    } as const
    await enter(stage, plot, lead, at, 'justice.case-stopped', { details, what })
    return
  }
  const lawyer = someone(stage, 'cps', 'cps-lawyer')
  await enter(stage, plot, lead, later(at, -2 * day), 'justice.charged', { what: 'Assault.' })
  await letIn(stage, plot, lead, later(at, -day), lawyer)
  const details = {
    decidedBy: 'cps',
    stage: 'after-charge',
    reason,
    decisionMaker: `${lawyer.name}, prosecutor`,
  } as const
  await enter(stage, plot, lawyer, at, 'justice.case-stopped', { details, what })
}

type Court = { lead: Player; care: Player; level: Level }
const toCourt = async (stage: Stage, plot: Plot, { lead, care }: Court, at: Date): Promise<void> => {
  const { dice } = stage
  await enter(stage, plot, lead, later(at, -2 * day), 'justice.charged', { what: 'Assault.' })
  const received = later(at, dice.pick([2 * hour, 5 * hour, 22 * hour, 3 * day]))
  await enter(stage, plot, care, received, 'justice.sentenced', {
    ...{ happened: at, receivedAt: received, toldBy: 'The court, by its list' },
    details: { outcome: 'community order', released: true },
    what: 'A community order and a programme.',
  })
}

const end = async (stage: Stage, plot: Plot, lead: Player, at: Date, level: Level): Promise<void> => {
  await settle(stage, plot, lead, at, level)
  const form = { closedAs: 'ended', reason: 'The case is over, and they wish it to end.', separate: false } as const
  const says = { outcome: 'may close', words: 'They want no more of us, and know how to come back.' } as const
  await as(stage, lead, later(at, 20), (work) => sayOfClosing(stage.services, work, plot.caseId, says))
  const refused = await as(stage, lead, later(at, 30), (work) =>
    proposeToClose(work, plot.caseId, { ...form, doubleOf: undefined }),
  )
  if (refused) throw new Error(refused.problem)
  const second = called(stage, 'Dara Kestrel')
  await letIn(stage, plot, lead, later(at, 40), second)
  const problem = await as(stage, second, later(at, 90), (work) =>
    agreeToClose(stage.services, work, plot.caseId, undefined),
  )
  if (problem) throw new Error(problem.problem)
}
