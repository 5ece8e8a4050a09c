import { knowWhoAsks, receive } from '../../src/domains/access-requests/actions.ts'
import { requestOf } from '../../src/domains/access-requests/store/requests.ts'
import { checkTests, receive as receiveInformationRequest } from '../../src/domains/information-requests/actions.ts'
import { requestOf as informationRequestOf } from '../../src/domains/information-requests/store.ts'
import { writeNote } from '../../src/domains/notes/actions.ts'
import { choicesFor, decideToShare } from '../../src/domains/sharing/actions.ts'
import { letIn, open } from '../acts.ts'
import { later } from '../clock.ts'
import { as, idva, officer, type Stage, someone } from '../stage.ts'
import { aLevel, begin, type Story } from './shared.ts'

/** One note opens for police because she said yes; they ask for all the others; and later she asks what is held about her. */
export const rights: Story = async (stage) => {
  const { clock, dice } = stage
  const [adviser, police] = [idva(stage), officer(stage)]
  const days = dice.between(9, 20)
  const at = clock.ago(days, '10:10')
  const plot = await open(stage, adviser, at, { source: 'They came by themselves' })
  await begin(stage, plot, adviser, at, aLevel(stage))
  await letIn(stage, plot, adviser, later(at, 60), police)
  const said = { said: 'He has a key to the back door still.', noticed: undefined, agreed: 'Police may know it.' }
  await as(stage, adviser, later(at, 90), (work) =>
    writeNote(work, plot.caseId, {
      ...{ how: 'telephone', happenedAt: later(at, 70), next: undefined, corrects: undefined, ...said },
    }),
  )
  await as(stage, adviser, later(at, 95), async (work) => {
    const { items } = await choicesFor(stage.services, work, plot.caseId)
    const on = clock.day(-days)
    await decideToShare(
      work,
      plot.caseId,
      {
        ...{ personId: plot.victimId, also: undefined, why: 'To fit the lock before tonight', to: police.agencyId },
        ...{ basis: 'recognised interest', special: 'safeguarding', outsideKind: undefined, outsideName: undefined },
        ...{ agreement: 'agreed', agreementOn: on, agreementHow: 'Said yes on the telephone', approverId: '' },
        ...{ told: 'told', toldOn: on, toldHow: 'On the same call', expiresOn: clock.day(60) },
      },
      items.filter(({ kind }) => kind === 'note'),
    )
  })
  await as(stage, adviser, clock.ago(3, '11:20'), async (work) => {
    const id = await receiveInformationRequest(stage.services, work, plot.caseId, {
      ...{ personId: plot.victimId, fromBody: 'Police', fromWho: 'A detective constable', fromReference: undefined },
      ...{ asks: 'All counselling notes since spring', counselling: 'yes' },
      ...{ receivedOn: clock.day(-4), answerBy: clock.day(3) },
    })
    const row = await informationRequestOf(work.tx, plot.caseId, id)
    if (row)
      await checkTests(work, row, {
        met: ['written', 'held'],
        words: 'In writing, and they know of us from the referral. Not said: which line of enquiry, and why the notes.',
      })
  })
  await ask(stage, plot.victimName)
}

const ask = async (stage: Stage, askerName: string): Promise<void> => {
  const lead = someone(stage, 'advocacy', 'data-protection-lead')
  const at = stage.clock.ago(2, '15:05')
  await as(stage, lead, at, async (work) => {
    const id = await receive(work, {
      ...{ askerName, askerBornOn: undefined, forWhom: 'themselves', asks: 'All that you hold about me' },
      ...{ receivedOn: stage.clock.day(-3), delivery: 'handed over in person' },
    })
    const row = await requestOf(work.tx, lead.agencyId, id)
    if (row)
      await knowWhoAsks(work, row, { identityHow: 'Passport, seen at our office', identityOn: stage.clock.day(-2) })
  })
}
