import { openCase } from '../../src/domains/cases/index.ts'
import { enter, handOver, judge } from '../acts.ts'
import { later } from '../clock.ts'
import { agreeContact } from '../contact.ts'
import { as, idva, officer, type Plot } from '../stage.ts'
import { aLevel, type Story, settle } from './shared.ts'

/** One suspect and two people harmed, each with a case and an adviser of their own: what happens to the one reaches both. */
export const oneSuspect: Story = async (stage) => {
  const { clock, newName, services, dice } = stage
  const lead = officer(stage)
  const opened = clock.ago(10, '09:00')
  const suspect = newName()
  const form = { perpetratorName: suspect, perpetratorBornOn: '1984-05-17', relationship: 'former partner' as const }
  const plots: Plot[] = []
  for (const days of [10, 8]) {
    const victimName = newName()
    const known = plots[0]?.perpetratorId
    const made = await as(stage, lead, clock.ago(days, '09:00'), (work) =>
      openCase(services, work, {
        ...{ ...form, victimName, victimBornOn: undefined, concern: 'Followed home, and threatened at the door.' },
        ...{ source: 'They rang us themselves', shareWithTeam: true, ...(known && { perpetratorKnown: known }) },
      }),
    )
    const plot = { ...made, opener: lead, victimName, perpetratorName: suspect }
    plots.push(plot)
    const level = aLevel(stage)
    await agreeContact(stage, plot, lead, clock.ago(days, '10:00'), dice.pick(['mobile', 'evenings']))
    await judge(stage, plot, lead, clock.ago(days, '10:30'), level, {
      reasons: 'Knows where they live, and waits there.',
    })
    const at = { at: clock.ago(days - 1, '11:00'), acceptedAt: clock.ago(days - 1, '12:00') }
    await handOver(stage, plot, { from: lead, to: idva(stage), leads: ['plan'], ...at })
    await settle(stage, plot, lead, clock.ago(days - 1, '15:00'), level)
  }
  const [first] = plots
  if (!first) return
  await enter(stage, first, lead, later(opened, 3 * 1440), 'justice.suspect-arrested')
  for (const plot of plots) await settle(stage, plot, lead, later(opened, 3 * 1440 + 90), 'medium')
  await enter(stage, first, lead, clock.hours(2), 'justice.suspect-released-under-investigation')
}
