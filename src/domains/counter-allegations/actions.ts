import type { Work } from '../../platform/request.ts'
import { NotFound } from '../../platform/web.ts'
import { whoMayTake } from '../../rules/conflicts.ts'
import { colleagues, grantCase, seenOtherSides } from '../cases/index.ts'
import { exposuresOf } from '../incidents/index.ts'
import { currentLevel, type LevelRow, levelsOf } from '../risk/index.ts'
import {
  type Direction,
  isSpecialist,
  type Named,
  type OpinionForm,
  type Pair,
  type ReviewForm,
  type Side,
} from './model.ts'
import { accusersIn, insertOpinion, insertReview, type OpinionRow, opinionsOn, reportsIn, sidesOf } from './store.ts'

/** Whether somebody reported here says that the person harmed here harmed them, in this case or in one that the reader sees. */
export const isBothWays = async ({ tx }: Work, caseId: string): Promise<boolean> => {
  if ((await seenOtherSides(tx, caseId)).length > 0) return true
  const [here] = await sidesOf(tx, [caseId])
  return here !== undefined && (await accusersIn(tx, caseId, here.harmed.id)).length > 0
}

/** Each pair of directions, each direction with what is known of it alone: nothing of one counts for the other (INV-32). */
export const pairsOf = async ({ tx }: Work, caseId: string): Promise<Pair[]> => {
  const others = await seenOtherSides(tx, caseId)
  const sides = await sidesOf(tx, [caseId, ...others])
  const here = sides.find((side) => side.caseId === caseId)
  if (!here) return []
  const there = sides.filter((side) => side.caseId !== caseId)
  const said = await accusersIn(tx, caseId, here.harmed.id)
  const people = [...there.map(({ harmed }) => harmed), ...said].filter(
    ({ id }, index, all) => all.findIndex((each) => each.id === id) === index,
  )
  const known = await knownOf(
    tx,
    sides.map((side) => side.caseId),
  )
  return people.map((person) => {
    const own = there.find(({ harmed }) => harmed.id === person.id) ?? null
    return {
      here: direction(here.harmed, person, here, own, known),
      there: direction(person, here.harmed, own, here, known),
    }
  })
}

type Known = Awaited<ReturnType<typeof knownOf>>
const knownOf = async (tx: Work['tx'], caseIds: readonly string[]) => {
  const levels: LevelRow[] = []
  for (const caseId of caseIds) levels.push(...(await levelsOf(tx, caseId)))
  return { reports: await reportsIn(tx, caseIds), levels, children: await exposuresOf(tx, caseIds) }
}

/** What was reported in the person's own case, and what they said as the person reported in the other. */
const direction = (
  harmed: Named,
  by: Named,
  own: Side | null,
  other: Side | null,
  { reports, levels, children }: Known,
): Direction => {
  const counter = 'incidents.counter-allegation-made'
  const isOfThis = (caseId: string, isCounter: boolean) =>
    isCounter ? caseId === other?.caseId : caseId === own?.caseId
  const held = levels.filter(({ caseId, personId }) => caseId === own?.caseId && personId === harmed.id)
  return {
    ...{ harmed, by, side: own },
    reports: reports.filter(({ caseId, isCounter }) => isOfThis(caseId, isCounter)),
    levels: [...Map.groupBy(held, ({ agencyId }) => agencyId).values()].flatMap((each) => currentLevel(each) ?? []),
    children: children.filter(({ caseId, type }) => isOfThis(caseId, type === counter)),
  }
}

/** Who may be asked to look at an opinion: specialists other than its writer. */
export const reviewersFor = async (
  { tx, actor }: Work,
  caseId: string,
): Promise<{ id: string; name: string; agency: string }[]> => {
  const all = await colleagues(tx, actor.agencyId)
  return whoMayTake(
    { tx },
    caseId,
    all.filter(({ id, role }) => id !== actor.id && isSpecialist(role)),
  )
}

/** An opinion is an opinion: it changes no role, no level and no case. Whoever is to look at it sees both cases from now on. */
export const writeOpinion = async (work: Work, caseId: string, form: OpinionForm): Promise<void> => {
  const { tx, now, actor } = work
  const { personId, reviewerId, otherCaseId } = form
  for (const each of [caseId, otherCaseId])
    if (!(await grantCase(work, each, reviewerId, 'Asked to look at an opinion on the main aggressor', null)))
      throw new NotFound()
  await insertOpinion(tx, {
    ...form,
    ...{ caseId, personId: personId === 'nobody' ? null : personId, writtenBy: actor.id, writtenAt: now },
  })
}

/** The opinion that waits for this very specialist; for everybody else it is not there. */
export const opinionToReview = async ({ tx, actor }: Work, caseId: string, opinionId: string): Promise<OpinionRow> => {
  const found = (await opinionsOn(tx, caseId)).find(({ id }) => id === opinionId)
  if (!found || found.reviewerId !== actor.id || found.reviewedAt !== null) throw new NotFound()
  return found
}

export const review = async (
  { tx, now, actor }: Work,
  opinion: Pick<OpinionRow, 'id' | 'caseId' | 'otherCaseId'>,
  form: ReviewForm,
): Promise<void> => {
  const { caseId, otherCaseId, id } = opinion
  await insertReview(tx, {
    ...{ caseId, otherCaseId, opinionId: id, agrees: form.agrees === 'yes', reasons: form.reasons },
    ...{ reviewedBy: actor.id, reviewedAt: now },
  })
}
