import { condition, enter, handOver, judge, letIn, open, report } from '../acts.ts'
import { later } from '../clock.ts'
import { actOnTheDanger } from '../interventions.ts'
import { actOnTheBreach, changeACondition } from '../justice.ts'
import { fitMeasures } from '../measures.ts'
import { releaseOutside } from '../releases.ts'
import type { Player } from '../staff.ts'
import { idva, officer, type Plot, responder, type Stage, witnessCare } from '../stage.ts'
import { addFamily } from './family.ts'
import { aLevel, begin, follow, type Level, type Story, settle } from './shared.ts'

type Begun = { plot: Plot; lead: Player; adviser: Player; level: Level }

/** A report, an arrest and an interview; the adviser takes plan and contact, unless the offer still waits. */
const investigate = async (stage: Stage, days: number, time: string, isWaiting = false): Promise<Begun> => {
  const { clock, dice } = stage
  const [lead, adviser, level] = [officer(stage), idva(stage), aLevel(stage)]
  const at = clock.ago(days, time)
  const plot = await open(stage, lead, at)
  const childPresent = dice.happens(0.4)
  const details = { reportedBy: 'victim' as const, reportedToPolice: true, isCrime: true, childPresent }
  await report(stage, plot, lead, later(at, 10), { happened: later(at, -90), details })
  await begin(stage, plot, lead, at, level)
  if (childPresent) await addFamily(stage, plot, lead, later(at, 55))
  await enter(stage, plot, lead, later(at, 70), 'justice.investigation-allocated')
  await enter(stage, plot, lead, later(at, 120), 'justice.suspect-arrested')
  await enter(stage, plot, lead, later(at, 360), 'justice.suspect-interviewed')
  await handOver(stage, plot, {
    ...{ from: lead, to: adviser, leads: ['plan', 'contact'], at: later(at, 400) },
    ...(!isWaiting && { acceptedAt: later(at, 460) }),
  })
  return { plot, lead, adviser, level }
}

const onBail = async (stage: Stage, { plot, lead }: Begun, at: Date, endsIn: number): Promise<void> => {
  const endsOn = stage.clock.day(endsIn)
  await enter(stage, plot, lead, at, 'justice.bail-granted', {
    details: { stage: 'before-charge', rank: 'custody officer', endsOn, conditions: ['no contact', 'not to go to'] },
    conditions: [condition('no contact', plot.victimName, endsOn), condition('not to go to', 'their street', endsOn)],
    points: [{ list: 'before release', point: 'The victim’s views on bail and conditions were sought' }],
  })
}

/** Released on bail with conditions some weeks ago; all was told, and it ends within the month. */
export const bail: Story = async (stage) => {
  const { clock, dice } = stage
  const days = dice.between(4, 20)
  const begun = await investigate(stage, days, '09:20')
  await onBail(stage, begun, clock.ago(days, '17:40'), dice.between(8, 24))
  await settle(stage, begun.plot, begun.lead, clock.ago(days, '18:20'), begun.level)
  if (begun.level === 'high') {
    await actOnTheDanger(stage, begun.plot, { ...begun, at: clock.ago(days - 1, '09:30'), isComplex: days % 3 === 0 })
    await fitMeasures(stage, begun.plot, { ...begun, at: clock.ago(2, '10:15') })
    const sentAt = days % 3 === 0 ? undefined : days % 3 === 1 ? clock.ago(3, '19:50') : clock.ago(1, '09:05')
    // Sent after an hour; or four days later, when the approval is over; or nobody has answered yet.
    const at = sentAt ? clock.ago(days % 3 === 1 ? 3 : 5, '18:50') : clock.ago(1, '11:20')
    await releaseOutside(stage, begun.plot, { by: begun.lead, at, sentAt })
  }
  if (dice.happens(0.2)) await changeACondition(stage, begun.plot, begun.lead, clock.ago(days - 1, '16:10'))
  await follow(stage, begun.plot, begun.adviser, clock.ago(dice.between(0, 3), '11:15'), begun.level)
}

/** Bail ends in a fortnight, and nobody has said yet what follows. */
export const bailEnding: Story = async (stage) => {
  const { clock, dice } = stage
  const begun = await investigate(stage, 14, '10:05')
  await onBail(stage, begun, clock.ago(14, '18:10'), 14)
  await settle(stage, begun.plot, begun.lead, clock.ago(14, '18:40'), begun.level)
  await settle(stage, begun.plot, begun.adviser, clock.ago(dice.between(0, 2), '10:40'), begun.level)
}

/** Out within the last hours: the safety clock runs. */
export const justReleased: Story = async (stage) => {
  const { clock, dice } = stage
  const begun = await investigate(stage, 1, '08:50')
  await settle(stage, begun.plot, begun.lead, clock.hours(8), begun.level)
  await onBail(stage, begun, clock.hours(dice.between(1, 3) / 2), 28)
}

/** Released under investigation: no conditions protect anybody, and the file waits. */
export const underInvestigation: Story = async (stage) => {
  const { clock, dice } = stage
  const days = dice.between(3, 26)
  const begun = await investigate(stage, days, '10:30', dice.happens(0.15))
  const { plot, lead, level } = begun
  await enter(stage, plot, lead, clock.ago(days, '19:00'), 'justice.suspect-released-under-investigation')
  await settle(stage, plot, lead, clock.ago(days, '19:30'), level)
  await follow(stage, plot, lead, clock.ago(dice.between(0, 4), '14:20'), level)
}

/** Contact although bail forbids it: reported last night or this morning. */
export const bailBroken: Story = async (stage) => {
  const { clock, dice } = stage
  const begun = await investigate(stage, 9, '11:00')
  const { plot, lead, adviser, level } = begun
  await onBail(stage, begun, clock.ago(9, '18:00'), 19)
  await settle(stage, plot, adviser, clock.ago(9, '18:40'), level)
  const at = clock.hours(dice.between(2, 20))
  await enter(stage, plot, adviser, at, 'justice.breach-reported', { what: 'Eleven calls from a withheld number.' })
  if (dice.happens(0.5)) await actOnTheBreach(stage, plot, lead, later(at, 60))
}

/** A first responder's report of last night, which nobody has taken over yet. */
export const lastNight: Story = async (stage) => {
  const { clock, dice } = stage
  const who = responder(stage)
  const at = clock.hours(dice.between(3, 16))
  const plot = await open(stage, who, at, { source: 'Seen and heard on the doorstep' })
  const details = {
    reportedBy: 'third party' as const,
    reportedToPolice: true,
    isCrime: true,
    childPresent: dice.happens(0.5),
  }
  await report(stage, plot, who, later(at, 8), { happened: later(at, -40), details })
  if (dice.happens(0.5)) {
    const level = aLevel(stage)
    await judge(stage, plot, who, later(at, 20), level, { reasons: 'Asked on the doorstep; in more detail tomorrow.' })
  }
  if (dice.happens(0.6))
    await handOver(stage, plot, {
      from: who,
      to: officer(stage),
      leads: ['risk', 'plan', 'contact'],
      at: later(at, 60),
    })
}

/** Charged, with a hearing; witness care is in. The result is known, awaited, or the hearing lies ahead. */
export const charged: Story = async (stage) => {
  const { clock, dice } = stage
  const days = dice.between(8, 30)
  const begun = await investigate(stage, days, '09:00')
  const { plot, lead, adviser, level } = begun
  const care = witnessCare(stage)
  await enter(stage, plot, lead, clock.ago(days, '18:30'), 'justice.charged', { what: 'Assault and criminal damage.' })
  await settle(stage, plot, adviser, clock.ago(days, '19:10'), level)
  await letIn(stage, plot, lead, clock.ago(days - 1, '09:30'), care)
  const hearingOn = clock.day(dice.pick([-1, 0, 1, 4, 12, 25]))
  const listedAt = clock.ago(Math.min(6, days - 1), '12:00')
  await enter(stage, plot, care, listedAt, 'justice.hearing-listed', {
    ...{ details: { hearing: 'first', hearingOn }, receivedAt: later(listedAt, -30), toldBy: 'The court list' },
    what: 'Invented Magistrates’ Court, room 2, 10:00.',
  })
  await follow(stage, plot, adviser, clock.ago(dice.between(0, 4), '15:40'), level)
}
