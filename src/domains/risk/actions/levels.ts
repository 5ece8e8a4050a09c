import type { Work } from '../../../platform/request.ts'
import { NotFound } from '../../../platform/web.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import { whoMayTake } from '../../../rules/conflicts.ts'
import { addMonths, londonDay } from '../../../rules/days.ts'
import type { Grade } from '../../../rules/entry.ts'
import type { EntryType } from '../../../rules/entry-types.ts'
import { policyIn } from '../../../rules/policy-in.ts'
import { atExactly, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import type { CaseTop } from '../../cases/index.ts'
import { colleagues } from '../../staff/index.ts'
import { currentLevel, isLower, type LevelAbout, type LevelInput, reviewBy } from '../model/level.ts'
import {
  addLevel,
  answerProposal,
  type LevelRow,
  letSecondSee,
  levelsOf,
  newerEntries,
  openReviews,
  reviewsOwed,
  separatedOn,
} from '../store/levels.ts'
import { type NeedsFound, needsFound } from './signs.ts'

/** What the form of a level needs to know. */
export const levelAbout = async (
  services: Services,
  work: Work,
  top: CaseTop,
): Promise<
  LevelAbout & { people: { id: string; name: string }[]; team: { id: string; name: string }[]; needs: NeedsFound[] }
> => {
  const { tx, now, actor } = work
  const rows = await levelsOf(tx, top.caseId)
  const people = top.people.filter(({ role }) => role === 'victim').map(({ id, name }) => ({ id, name }))
  const others = (await colleagues(work)).filter(({ id }) => id !== actor.id).map(({ id, name }) => ({ id, name }))
  const team = await whoMayTake(work, top.caseId, others)
  return {
    ...{ now, people, team, needs: await needsFound(work, top.caseId) },
    victims: people.map(({ id }) => id),
    colleagues: team.map(({ id }) => id),
    separatedOn: await separatedOn(tx, top.caseId),
    policy: await policyIn(services, tx, now),
    before: (personId) => levelBefore(rows, actor.agencyId, personId),
  }
}

const levelBefore = (rows: readonly LevelRow[], agencyId: string, personId: string): Grade | null =>
  currentLevel(rows.filter((row) => row.agencyId === agencyId && row.personId === personId))?.level ?? null

/** A level that is set counts at once; a lower one from high waits for the second person, and nothing changes until then. */
export const setLevel = async (
  services: Services,
  work: Work,
  caseId: string,
  before: Grade | null,
  input: LevelInput,
  assessmentId: string | null = null,
): Promise<void> => {
  const { tx, now, actor } = work
  const { secondId, reasons, score, flags } = input
  await addLevel(tx, {
    ...{ caseId, personId: input.personId, agencyId: actor.agencyId, level: input.level, reasons: input.reasons },
    ...{ victimView: input.victimView, victimViewNotAsked: input.notAsked, decidedBy: actor.id, decidedAt: now },
    ...{ secondPersonId: secondId, proposal: secondId ? 'waiting' : null, proposedAt: secondId ? now : null },
    ...{ nextReviewOn: input.nextReviewOn, assessmentId },
  })
  if (secondId) await letSecondSee(tx, caseId, secondId, now)
  // What was answered opens its doors at once, also while a lower level waits for the second person (RULES 4.1).
  const saysMore = score !== null || Object.keys(flags).length > 0
  if (!secondId || saysMore)
    await recordLevel(services, work, {
      ...{ caseId, before, level: (secondId && before) || input.level, reasons, score, flags },
      personId: input.personId,
      isAsked: assessmentId !== null || score !== null,
    })
  if (input.soonerOn && !secondId) await recordNextReview(services, work, caseId, input.soonerOn)
}

/** The day that was chosen for the next look, where it is not simply the last day of the level. */
const recordNextReview = (services: Services, work: Work, caseId: string, endsOn: string) =>
  record(services, work, {
    ...{ caseId, type: 'risk.next-review-set', happened: atExactly(work.now), knownAt: work.now },
    ...{ body: bodyOf(work.actor.agencyKind), toldBy: null, what: null, details: { endsOn } },
  })

type Recording = Pick<LevelInput, 'level' | 'reasons' | 'score' | 'flags'> & {
  caseId: string
  personId: string
  before: Grade | null
  /** With questions, or with a count of their answers. */
  isAsked: boolean
}
/** Asked with questions, an assessment opens its doors also where it leaves the level as it was (RULES 4.1). */
const typeOf = ({ before, level, isAsked }: Pick<Recording, 'before' | 'level' | 'isAsked'>): EntryType => {
  if (before !== null && before !== level) return 'risk.regraded'
  return before === null || isAsked ? 'risk.assessed' : 'risk.reviewed'
}

/** First, changed, or looked at and left as it was: three entries, each of which answers the open review, but for what is owed to another person harmed. */
const recordLevel = async (
  services: Services,
  work: Work,
  { caseId, personId, before, level, reasons, score, flags, isAsked }: Recording,
) => {
  const others = (await reviewsOwed(work.tx, caseId, work.now)).filter((owed) => owed.personId !== personId)
  const leaves = [...new Set(others.map(({ key }) => key))]
  await record(services, work, {
    caseId,
    type: typeOf({ before, level, isAsked }),
    happened: atExactly(work.now),
    knownAt: work.now,
    body: bodyOf(work.actor.agencyKind),
    toldBy: null,
    what: reasons,
    details: {
      ...flags,
      grade: level,
      ...(before && { previousGrade: before }),
      ...(score !== null && { score }),
      ...(before && isLower(level, before) && { loweredProperly: true }),
      ...(leaves.length > 0 && { leaves }),
    },
  })
}

export const proposalOf = async ({ tx, actor }: Work, caseId: string, levelId: string): Promise<LevelRow> => {
  const found = (await levelsOf(tx, caseId)).find(({ id }) => id === levelId)
  if (found?.proposal !== 'waiting' || found.secondPersonId !== actor.id) throw new NotFound()
  return found
}

/** The second person's answer. Agreed: the lower level counts from now, with the entry that it stands on. */
export const answerTo = async (
  services: Services,
  work: Work,
  proposal: LevelRow,
  answer: 'agreed' | 'not agreed',
): Promise<void> => {
  const { tx, now } = work
  const before = levelBefore(await levelsOf(tx, proposal.caseId), proposal.agencyId, proposal.personId)
  if (!(await answerProposal(tx, proposal.caseId, proposal.id, answer, now))) throw new NotFound()
  if (answer === 'not agreed') return
  const { caseId, personId, level, reasons } = proposal
  await recordLevel(services, work, {
    caseId,
    personId,
    before,
    level,
    reasons,
    score: null,
    flags: {},
    isAsked: false,
  })
  const today = londonDay(now)
  const last = reviewBy(level, today, await separatedOn(tx, caseId), await policyIn(services, tx, now))
  const { nextReviewOn } = proposal
  // A day that passed while the proposal waited is today.
  if (nextReviewOn < last) await recordNextReview(services, work, caseId, nextReviewOn < today ? today : nextReviewOn)
}

export type RiskShown = Awaited<ReturnType<typeof riskOf>>
export const riskOf = async ({ tx, now }: Work, caseId: string) => {
  const rows = await levelsOf(tx, caseId)
  const latest = rows.find(({ proposal }) => proposal === null || proposal === 'agreed')
  return {
    rows,
    newer: latest ? await newerEntries(tx, caseId, latest.decidedAt) : 0,
    reviews: await openReviews(tx, caseId, now),
    owed: await reviewsOwed(tx, caseId, now),
  }
}

/** Since when they live apart, and until when reviews come sooner for it (RR-19, RULES 4.4). */
export const apartFor = async (
  services: Services,
  { tx, now }: Work,
  caseId: string,
): Promise<{ since: string; until: string } | undefined> => {
  const since = await separatedOn(tx, caseId)
  if (since === null) return undefined
  const until = addMonths(since, (await policyIn(services, tx, now)).postSeparationMonths)
  return londonDay(now) <= until ? { since, until } : undefined
}
