import { agreeToClose, proposeToClose, sayOfClosing } from '../../src/domains/cases/actions/close.ts'
import { writeNote } from '../../src/domains/notes/actions.ts'
import { accept, acknowledge, decline, sendReferral } from '../../src/domains/referrals/actions.ts'
import { acceptForm, newReferralForm } from '../../src/domains/referrals/model/forms.ts'
import { referralOf } from '../../src/domains/referrals/store/referrals.ts'
import { setLevel } from '../../src/domains/risk/actions/levels.ts'
import { agreedToShare } from '../../src/domains/sharing/fixtures.ts'
import { rolesWithoutCases } from '../../src/domains/staff/index.ts'
import { enter, handOver, open, report } from '../acts.ts'
import { askFeedback } from '../answers.ts'
import { later } from '../clock.ts'
import { agreeContact, askByText, chooseAWay, readContact, tell } from '../contact.ts'
import type { AgencyKey } from '../partnership.ts'
import { agreePlan } from '../plans.ts'
import type { Player } from '../staff.ts'
import { as, called, idva, type Plot, type Stage, someone } from '../stage.ts'
import { addFamily } from './family.ts'
import { aLevel, begin, follow, type Level, type Story, settle } from './shared.ts'

type Supported = { plot: Plot; adviser: Player; level: Level; at: Date }

/** They came to the adviser by themselves. Police may never hear of it. */
const support = async (
  stage: Stage,
  days: number,
  change: Parameters<typeof open>[3] = {},
  childPresent = stage.dice.happens(0.3),
): Promise<Supported> => {
  const { clock, dice } = stage
  const [adviser, level] = [idva(stage), aLevel(stage)]
  const at = clock.ago(days, dice.pick(['09:40', '11:10', '14:25', '16:05']))
  const plot = await open(stage, adviser, at, { source: 'They came by themselves', ...change })
  const details = { reportedBy: 'victim' as const, reportedToPolice: false, childPresent }
  await report(stage, plot, adviser, later(at, 10), { happened: later(at, -2000), details })
  if (childPresent) await addFamily(stage, plot, adviser, later(at, 15))
  await begin(stage, plot, adviser, at, level)
  return { plot, adviser, level, at }
}

const note = (stage: Stage, { caseId }: Plot, who: Player, at: Date) =>
  as(stage, who, at, (work) =>
    writeNote(work, caseId, {
      ...{ how: 'telephone', happenedAt: later(at, -15), said: 'Slept at their sibling’s. Quiet since Sunday.' },
      ...{ noticed: 'Spoke freely, nobody else was there.', agreed: 'We look at the plan on Thursday.' },
      ...{ next: 'I ring at ten, and ask for the first name.', corrects: undefined },
    }),
  )

/** Steady work over some weeks: a plan, calls, notes. */
export const steady: Story = async (stage) => {
  const { clock, dice } = stage
  const { plot, adviser, level, at } = await support(stage, dice.between(3, 27))
  await agreePlan(stage, plot, adviser, later(at, 60), clock.day(dice.between(5, 25)))
  await settle(stage, plot, adviser, later(at, 100), level)
  await note(stage, plot, adviser, clock.ago(dice.between(1, 3), '10:20'))
  await follow(stage, plot, adviser, clock.ago(dice.between(0, 5), '13:30'), level)
  if (dice.happens(0.5))
    await askFeedback(stage, plot, adviser, clock.ago(1, '16:10'), dice.pick(['advocacy', 'police']))
  if (dice.happens(0.5)) await askByText(stage, plot, adviser, clock.hours(dice.between(1, 3) / 4))
}

/** Sixteen or seventeen: harmed, and a child, at the same time (INV-40). */
export const young: Story = async (stage) => {
  const { clock, dice } = stage
  const victimBornOn = clock.day(-Math.round(365.25 * dice.between(16, 17)) - dice.between(20, 300))
  const change = {
    victimBornOn,
    relationship: 'former partner',
    concern: 'Threats in a group of the college.',
  } as const
  const { plot, adviser, level } = await support(stage, dice.between(3, 12), change)
  await settle(stage, plot, adviser, clock.ago(2, '15:00'), level)
}

/** They can be reached at work only, for two hours, and something is owed now (S-02, S-11). */
export const workPhoneOnly: Story = async (stage) => {
  const { clock, dice } = stage
  const who = called(stage, dice.pick(['Tomos Plover', 'Nadia Lapwing']))
  const at = clock.ago(5, '09:30')
  const plot = await open(stage, who, at)
  await begin(stage, plot, who, at, 'medium', 'work mornings')
  await settle(stage, plot, who, later(at, 40), 'medium')
  const released = clock.hours(dice.between(2, 7))
  await enter(stage, plot, who, released, 'justice.suspect-released-under-investigation')
  if (dice.happens(0.4))
    await chooseAWay(stage, plot, later(released, 20), {
      choice: dice.pick(['planned visit', 'police watch'] as const),
      reason: 'Nothing else reaches them before the clock ends.',
      suspectWhereabouts: 'At work on the other side of the county until six, says the employer.',
    })
}

/** A change of safe contact that one colleague has read and another has not (SP-28). */
export const contactChanged: Story = async (stage) => {
  const { clock } = stage
  const { plot, adviser, level } = await support(stage, 10)
  await settle(stage, plot, adviser, clock.ago(9, '17:00'), level)
  await agreeContact(stage, plot, adviser, clock.ago(1, '09:15'), 'evenings')
  await readContact(stage, plot, called(stage, 'Orla Heron'), clock.ago(1, '12:00'))
}

/** All is done, and a second person is asked to agree that it closes; or has agreed. */
const ending =
  (isAgreed: boolean): Story =>
  async (stage) => {
    const { clock, dice } = stage
    // Where a child was there, somebody has to be told of that child by name before it can close.
    const { plot, adviser, at } = await support(stage, dice.between(20, 29), {}, false)
    await settle(stage, plot, adviser, later(at, 60), 'standard')
    const end = clock.ago(dice.between(1, 6), '11:00')
    await settle(stage, plot, adviser, end, 'standard')
    const form = { closedAs: 'ended', reason: 'Safe for three months, and wishes it to end.', separate: false } as const
    const says = { outcome: 'may close', words: 'She has all she wants, and knows how to come back.' } as const
    await as(stage, adviser, later(end, 20), (work) => sayOfClosing(stage.services, work, plot.caseId, says))
    const refused = await as(stage, adviser, later(end, 30), (work) =>
      proposeToClose(work, plot.caseId, { ...form, doubleOf: undefined }),
    )
    if (refused) throw new Error(refused.problem)
    if (!isAgreed) return
    const second = called(stage, 'Orla Heron')
    const problem = await as(stage, second, later(end, 90), (work) =>
      agreeToClose(stage.services, work, plot.caseId, undefined),
    )
    if (problem) throw new Error(problem.problem)
  }
export const closing = ending(false)
export const closed = ending(true)

/** An offer of handover that waits for its answer. */
export const handoverWaiting: Story = async (stage) => {
  const { clock, dice } = stage
  const { plot, adviser, level } = await support(stage, dice.between(3, 12))
  await settle(stage, plot, adviser, clock.ago(2, '09:30'), level)
  const to = dice.pick(stage.players.filter(({ role, id }) => role === 'idva' && id !== adviser.id))
  await handOver(stage, plot, {
    from: adviser,
    to,
    leads: ['risk', 'plan', 'contact'],
    at: clock.ago(dice.between(0, 2), '10:10'),
  })
}

/** A lower level from high that waits for a second person (INV-27). */
export const levelWaits: Story = async (stage) => {
  const { clock } = stage
  const { plot, adviser, at } = await support(stage, 9)
  await settle(stage, plot, adviser, later(at, 100), 'high')
  await as(stage, adviser, clock.ago(1, '14:00'), (work) =>
    setLevel(stage.services, work, plot.caseId, 'high', {
      ...{
        personId: plot.victimId,
        level: 'medium',
        reasons: 'Moved away; no contact for two months.',
        riskTo: { victim: 'some' },
        flags: {},
        score: 9,
      },
      ...{ victimView: 'Feels safer than in spring.', notAsked: null, nextReviewOn: clock.day(20), soonerOn: null },
      secondId: called(stage, 'Orla Heron').id,
    }),
  )
}

const asks: Record<string, { to: AgencyKey; service: string; reason: string }> = {
  advocacy: { to: 'advocacy', service: 'An adviser (IDVA)', reason: 'Wants somebody to talk it through with.' },
  housing: { to: 'housing', service: 'Locks, and a move', reason: 'The door was broken, and the key is out there.' },
  council: { to: 'council', service: 'Support for the children', reason: 'Two children saw it. School is worried.' },
}

/** Someone of another service is told, and refers: it waits, is acknowledged, taken, or declined with who is next. */
const referral =
  (from: AgencyKey, role: string, ask: keyof typeof asks): Story =>
  async (stage) => {
    const { clock, dice } = stage
    const who = someone(stage, from, role)
    const wanted = asks[ask]
    const agencyId = wanted && stage.agencyIds.get(wanted.to)
    if (!wanted || !agencyId) throw new Error(`Nobody answers for ${ask}`)
    const at = clock.ago(dice.between(0, 6), '10:50')
    const plot = await open(stage, who, at, { source: 'They told us, here' })
    await agreeContact(stage, plot, who, later(at, 15), 'mobile')
    const sentAt = later(at, 30)
    const id = await as(stage, who, sentAt, (work) =>
      sendReferral(
        stage.services,
        work,
        plot.caseId,
        newReferralForm(work.now).parse({
          ...{ personId: plot.victimId, toAgencyId: agencyId, service: wanted.service, reason: wanted.reason },
          ...{ urgency: dice.pick(['today', 'this week', 'routine']), personCalled: plot.victimName.split(' ')[0] },
          ...{
            contactRoute: 'Mobile 07700 900123',
            contactWindows: 'Mon to Fri 10:00 to 12:00',
            contactNever: 'No texts',
          },
          ...agreedToShare,
        }),
      ),
    )
    await answer(stage, wanted.to, id, later(sentAt, 120))
    if (dice.happens(0.7)) await settle(stage, plot, who, later(sentAt, 150), 'standard')
  }

const answer = async (stage: Stage, agency: AgencyKey, id: string, at: Date): Promise<void> => {
  const { dice, services, clock } = stage
  const choice = dice.pick(['waits', 'waits', 'acknowledged', 'accepted', 'accepted', 'declined'])
  if (choice === 'waits' || at > clock.now) return
  const desk = stage.players.filter((player) => player.agency === agency && !rolesWithoutCases.includes(player.role))
  const who = dice.pick(desk)
  const outcome = await as(stage, who, at, async (work) => {
    const referral = await referralOf(work.tx, id)
    if (!referral) throw new Error('A referral was sent and did not arrive')
    const { version } = referral
    if (choice === 'acknowledged') return acknowledge(services, work, referral, version)
    if (choice === 'declined')
      return decline(services, work, referral, {
        ...{ version, declineReason: 'Nobody is free within the time that they need.' },
        nextOffer: 'Ask the advocacy service’s duty line; they know of it.',
      })
    const place = { place: 'now', waitingUntil: '', workerId: who.id, version, now: at }
    return accept(services, work, referral, acceptForm.parse(place))
  })
  if (outcome === 'stale') throw new Error('A referral was answered twice')
}
export const fromLibrary = referral('library', 'library-worker', 'advocacy')
export const fromHousing = referral('housing', 'housing-officer', 'advocacy')
export const fromPolice = referral('police', 'abuse-specialist', 'advocacy')
export const toHousing = referral('advocacy', 'idva', 'housing')
export const toCouncil = referral('advocacy', 'idva', 'council')

/** Told late, by a call of theirs: the clock had run out. */
export const toldLate: Story = async (stage) => {
  const { clock } = stage
  const who = someone(stage, 'police', 'investigating-officer')
  const at = clock.ago(6, '20:00')
  const plot = await open(stage, who, at)
  await begin(stage, plot, who, at, 'medium')
  await enter(stage, plot, who, later(at, 60), 'justice.suspect-released-without-charge')
  await tell(stage, plot, who, clock.ago(3, '15:10'), { how: 'they called' })
  await settle(stage, plot, who, clock.ago(2, '09:20'), 'medium')
}
