import { review, writeOpinion } from '../../src/domains/counter-allegations/actions.ts'
import { opinionsWaitingFor } from '../../src/domains/counter-allegations/store.ts'
import { recordCounterAllegation } from '../../src/domains/people/actions.ts'
import { handOver, judge, letIn, open } from '../acts.ts'
import { later } from '../clock.ts'
import { tell } from '../contact.ts'
import type { Player } from '../staff.ts'
import { as, called, officer, type Plot, type Stage, someone } from '../stage.ts'
import { firstRelationship } from '../store.ts'
import { begin, type Story } from './shared.ts'

/** Accused the other way, the same two people: a second record beside the first, and nobody is relabelled (S-05). */
export const bothWays: Story = async (stage) => {
  const { clock } = stage
  const [lead, other] = [called(stage, 'Petra Curlew'), officer(stage)]
  const at = clock.ago(6, '22:10')
  const plot = await open(stage, lead, at, { relationship: 'partner', shareWithTeam: false })
  await begin(stage, plot, lead, at, 'medium')
  await letIn(stage, plot, lead, later(at, 60), other)
  await accuse(stage, plot, other, later(at, 90))
  await judge(stage, plot, other, later(at, 120), 'medium', {
    ...{ reasons: 'Two reports within the hour. Each has their own record and their own adviser.', before: 'medium' },
  })
  const theirs = await openTheOthers(stage, plot, other, later(at, 150))
  await adviserEach(stage, plot, theirs)
  await weigh(stage, plot, theirs, other)
  await tell(stage, plot, lead, clock.ago(5, '10:00'))
}

const accuse = async (stage: Stage, plot: Plot, who: Player, at: Date): Promise<void> => {
  await as(stage, who, at, async (work) => {
    const relationshipId = await firstRelationship(work, plot.caseId)
    const form = {
      relationshipId,
      at,
      day: '',
      time: '',
      toldBy: plot.perpetratorName ?? '',
      what: 'Says that they were bitten first.',
    }
    await recordCounterAllegation(stage.services, work, plot.caseId, form)
  })
}

/** The other person's own case, with another officer as its contact. */
const openTheOthers = async (stage: Stage, plot: Plot, who: Player, at: Date): Promise<Plot> => {
  const { perpetratorId, perpetratorName, victimId, victimName } = plot
  if (!perpetratorId || !perpetratorName) throw new Error('Nobody is accused here')
  const theirs = await open(stage, who, at, {
    ...{ victimName: perpetratorName, victimKnown: perpetratorId },
    ...{ perpetratorName: victimName, perpetratorKnown: victimId },
    ...{ relationship: 'partner', concern: 'Says they were bitten while they were held down.', shareWithTeam: false },
  })
  await begin(stage, theirs, who, later(at, 5), 'medium')
  return theirs
}

const adviserEach = async (stage: Stage, plot: Plot, theirs: Plot): Promise<void> => {
  const { clock, dice } = stage
  const first = someone(stage, 'advocacy', 'idva')
  const second = dice.pick(stage.players.filter(({ role, id }) => role === 'idva' && id !== first.id))
  for (const [each, to] of [[plot, first] as const, [theirs, second] as const]) {
    const times = { at: clock.ago(5, '09:00'), acceptedAt: clock.ago(5, '09:30') }
    await handOver(stage, each, { from: each.opener, to, leads: ['plan'], ...times })
  }
}

/** What the second officer thinks, and the specialist's look at it: now and then it still waits. */
const weigh = async (stage: Stage, plot: Plot, theirs: Plot, who: Player): Promise<void> => {
  const { clock, dice } = stage
  const specialist = plot.opener
  await as(stage, who, clock.ago(4, '11:00'), (work) =>
    writeOpinion(work, plot.caseId, {
      ...{ otherCaseId: theirs.caseId, personId: theirs.victimId, reviewerId: specialist.id },
      fear: `${plot.victimName} would not speak while the other was in hearing. The other was not afraid.`,
      injuries:
        'One bite on the forearm, as of somebody held from behind. Marks of a grip on both wrists of the other.',
      control: 'One of the two holds the bank cards and the only car key.',
      history: 'Three earlier reports, all in one direction, none in the other.',
      defence: 'The bite fits the account of getting free.',
      reasons: 'Taken together. What speaks against it: nobody saw how it began.',
    }),
  )
  if (!dice.happens(0.6)) return
  await as(stage, specialist, clock.ago(3, '14:00'), async (work) => {
    const [waiting] = (await opinionsWaitingFor(work.tx, specialist.id)).filter(({ caseId }) => caseId === plot.caseId)
    if (!waiting) throw new Error('No opinion waits')
    const opinion = { caseId: plot.caseId, otherCaseId: theirs.caseId, id: waiting.id }
    await review(work, opinion, { agrees: 'yes', reasons: 'I have read both histories. The factors point one way.' })
  })
}
