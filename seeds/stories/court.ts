import { condition, enter, handOver, letIn, open } from '../acts.ts'
import { later } from '../clock.ts'
import type { Player } from '../staff.ts'
import { idva, officer, type Plot, type Stage, someone, witnessCare } from '../stage.ts'
import { aLevel, begin, type Level, type Story, settle } from './shared.ts'

const atCourt = async (
  stage: Stage,
  days: number,
  level: Level,
): Promise<{ plot: Plot; lead: Player; care: Player }> => {
  const { clock } = stage
  const [lead, care] = [officer(stage), witnessCare(stage)]
  const at = clock.ago(days, '09:10')
  const plot = await open(stage, lead, at)
  await begin(stage, plot, lead, at, level)
  await enter(stage, plot, lead, later(at, 60), 'justice.charged', { what: 'Assault, and damage to a door.' })
  await letIn(stage, plot, lead, later(at, 80), care)
  await settle(stage, plot, lead, later(at, 120), level)
  return { plot, lead, care }
}

/** The court let the defendant out late; the officer heard it from the prosecutor, and witness care has no result yet (S-01). */
export const releasedByCourt: Story = async (stage) => {
  const { clock } = stage
  const { plot, lead, care } = await atCourt(stage, 12, 'high')
  await enter(stage, plot, care, clock.ago(3, '11:00'), 'justice.hearing-listed', {
    ...{ details: { hearing: 'bail', hearingOn: clock.day(0) }, receivedAt: clock.ago(3, '10:40') },
    what: 'Invented Crown Court, 15:30.',
  })
  await settle(stage, plot, lead, clock.ago(2, '10:00'), 'high')
  const heard = clock.hours(0.4)
  await enter(stage, plot, lead, heard, 'justice.bail-hearing-decided', {
    ...{ happened: later(heard, -30), toldBy: 'The prosecutor, by telephone', details: { released: true } },
    conditions: [condition('no contact', plot.victimName), condition('curfew', '19:00 to 07:00')],
    what: 'Bail with conditions until the trial.',
  })
}

/** The prosecutors stopped the case after charge, and each side thinks that the other told them (S-18). */
export const stopped: Story = async (stage) => {
  const { clock, dice } = stage
  const { plot, lead } = await atCourt(stage, 16, 'medium')
  const lawyer = someone(stage, 'cps', 'cps-lawyer')
  await letIn(stage, plot, lead, clock.ago(14, '10:00'), lawyer)
  await settle(stage, plot, lead, clock.ago(4, '16:30'), 'medium')
  const at = clock.ago(clock.workday(dice.between(1, 3)), '15:00')
  await enter(stage, plot, lawyer, at, 'justice.case-stopped', {
    details: {
      decidedBy: 'cps',
      stage: 'after-charge',
      reason: 'not enough evidence',
      decisionMaker: `${lawyer.name}, prosecutor`,
    },
    what: 'A witness cannot be found, and without that account the case cannot be proved.',
  })
}

/** In prison with a date for release; the victim contact scheme has been offered. */
export const prison: Story = async (stage) => {
  const { clock, dice } = stage
  const level = aLevel(stage)
  const { plot, lead, care } = await atCourt(stage, 28, level)
  await enter(stage, plot, care, clock.ago(20, '14:10'), 'justice.sentenced', {
    ...{ receivedAt: clock.ago(20, '14:00'), what: 'Fourteen months in prison and a restraining order.' },
    details: { outcome: 'Prison', sentenceMonths: 14, specifiedOffence: true, released: false },
  })
  await settle(stage, plot, lead, clock.ago(20, '15:00'), level)
  const liaison = someone(stage, 'probation', 'victim-liaison-officer')
  await letIn(stage, plot, lead, clock.ago(18, '09:00'), liaison)
  await handOver(stage, plot, {
    ...{ from: lead, to: liaison, leads: ['contact'], at: clock.ago(17, '10:00') },
    acceptedAt: clock.ago(17, '12:00'),
  })
  const details = { releaseOn: clock.day(dice.pick([2, 9, 20, 45])), confirmed: dice.happens(0.7) }
  await enter(stage, plot, liaison, clock.ago(dice.between(2, 9), '11:00'), 'justice.release-date-known', { details })
  await settle(stage, plot, liaison, clock.ago(1, '11:30'), level)
}

/** An order that ends before long; what follows is decided, or not yet (S-16). */
export const orderEnding: Story = async (stage) => {
  const { clock, dice } = stage
  const level = aLevel(stage)
  const lead = idva(stage)
  const at = clock.ago(dice.between(15, 29), '13:20')
  const plot = await open(stage, lead, at, { concern: 'The order ends soon, and they are afraid of the day after.' })
  await begin(stage, plot, lead, at, level)
  const endsOn = clock.day(dice.pick([-1, 6, 7, 13, 28, 55]))
  await enter(stage, plot, lead, later(at, 60), 'orders.made', {
    happened: clock.ago(360, '12:00'),
    details: { orderKind: 'Restraining order', startsOn: clock.day(-360), endsOn, conditions: ['no contact'] },
    conditions: [condition('no contact', plot.victimName, endsOn)],
    what: 'Invented Magistrates’ Court. It protects them and the children.',
  })
  if (dice.happens(0.8))
    await enter(stage, plot, lead, later(at, 65), 'orders.served', { what: 'Handed over in court.' })
  await settle(stage, plot, lead, later(at, 90), level)
  await settle(stage, plot, lead, clock.ago(dice.between(0, 5), '09:50'), level)
}
