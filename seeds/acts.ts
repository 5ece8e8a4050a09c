import { grantCase, openCase } from '../src/domains/cases/index.ts'
import type { NewCaseForm } from '../src/domains/cases/model/new-case.ts'
import { recordEntry } from '../src/domains/entries/index.ts'
import { type ConditionInput, conditionKinds } from '../src/domains/entries/model/conditions.ts'
import { accept, type Offer, offer } from '../src/domains/handovers/index.ts'
import { recordIncident } from '../src/domains/incidents/actions/incidents.ts'
import { behaviours } from '../src/domains/incidents/model/incident.ts'
import { setLevel } from '../src/domains/risk/actions/levels.ts'
import { reviewBy } from '../src/domains/risk/model/level.ts'
import { askForOtherWays } from '../src/domains/safe-contact/index.ts'
import { agreedToShare } from '../src/domains/sharing/fixtures.ts'
import { besideForm, letInOtherAgency } from '../src/domains/sharing/index.ts'
import { bodyOf } from '../src/rules/body-of.ts'
import { londonDay } from '../src/rules/days.ts'
import type { Details, Grade } from '../src/rules/entry.ts'
import { type EntryType, entryTypes } from '../src/rules/entry-types.ts'
import { policyIn } from '../src/rules/policy-in.ts'
import { atExactly, type Recorded } from '../src/rules/record.ts'
import type { Player } from './staff.ts'
import { as, type Plot, type Stage } from './stage.ts'
import { offersTo } from './store.ts'
import { concerns, handoverWords, sources } from './words.ts'

type Opening = Partial<NewCaseForm> & { alone?: boolean }

/** Opens a case with people nobody knows yet, unless the story names them. */
export const open = async (stage: Stage, opener: Player, at: Date, opening: Opening = {}): Promise<Plot> => {
  const { dice, newName, services } = stage
  const { alone = false, ...form } = opening
  const victimName = form.victimName ?? newName()
  const perpetratorName = alone ? null : (form.perpetratorName ?? newName())
  const bornOn = () => `${londonYear(at) - dice.between(22, 61)}-0${dice.between(1, 9)}-${dice.between(10, 28)}`
  const opened = await as(stage, opener, at, (work) =>
    openCase(services, work, {
      victimBornOn: dice.happens(0.8) ? bornOn() : undefined,
      perpetratorBornOn: !alone && dice.happens(0.6) ? bornOn() : undefined,
      relationship: dice.pick([
        'former partner',
        'former partner',
        'partner',
        'spouse or civil partner',
        'parent of the same child',
      ]),
      concern: dice.pick(concerns),
      source: dice.pick(sources),
      shareWithTeam: true,
      ...form,
      victimName,
      perpetratorName: perpetratorName ?? undefined,
    }),
  )
  return { ...opened, opener, victimName, perpetratorName }
}
const londonYear = (at: Date): number => Number(londonDay(at).slice(0, 4))

export const letIn = async (
  stage: Stage,
  { caseId, opener }: Plot,
  by: Player,
  at: Date,
  who: Player,
): Promise<void> => {
  const reason = 'Works on this case'
  const agencyId = stage.agencyIds.get(who.agency)
  if (!agencyId) throw new Error(`${who.name} has no agency`)
  const isIn = await as(stage, by, at, async (work) => {
    if ([by.agency, opener.agency].includes(who.agency)) return grantCase(work, caseId, who.id, reason, null)
    const sight = { granteeId: who.id, agencyId, name: `${who.name}, ${who.agency}`, reason, untilOn: null }
    await letInOtherAgency(work, caseId, sight, besideForm(at).parse(agreedToShare))
    return true
  })
  if (!isIn) throw new Error(`${by.name} could not let ${who.name} in`)
}

type Said = {
  details?: Details
  what?: string
  toldBy?: string
  happened?: Date
  receivedAt?: Date
  conditions?: readonly ConditionInput[]
  points?: readonly { list: string; point: string }[]
  suspectId?: string
}

/** Records what happened; an entry that belongs to a suspect's matter is about the case's own suspect. */
export const enter = (
  stage: Stage,
  { caseId, perpetratorId }: Plot,
  who: Player,
  at: Date,
  type: EntryType,
  said: Said = {},
): Promise<Recorded> => {
  const isMatter = entryTypes[type].scope === 'matter'
  return as(stage, who, at, async (work) => {
    const recorded = await recordEntry(
      stage.services,
      work,
      { caseId, type },
      {
        happened: atExactly(said.happened ?? at),
        ...{ knownAt: at, receivedAt: said.receivedAt ?? null, body: bodyOf(work.actor.agencyKind) },
        ...{ toldBy: said.toldBy ?? null, what: said.what ?? null, details: said.details ?? {} },
        suspectId: isMatter ? (said.suspectId ?? perpetratorId) : null,
        conditions: [...(said.conditions ?? [])],
        points: [...(said.points ?? [])],
      },
    )
    await askForOtherWays(stage.services, work, caseId)
    return recorded
  })
}

type Judged = {
  reasons: string
  view?: string
  before?: Grade | null
  score?: number
  nextReviewOn?: string
  secondId?: string
}

export const judge = (stage: Stage, { caseId, victimId }: Plot, who: Player, at: Date, level: Grade, judged: Judged) =>
  as(stage, who, at, async (work) => {
    const policy = await policyIn(stage.services, work.tx, at)
    await setLevel(stage.services, work, caseId, judged.before ?? null, {
      ...{
        personId: victimId,
        level,
        reasons: judged.reasons,
        riskTo: { victim: level === 'high' ? 'serious' : 'some', workers: 'none' },
        flags: {},
        score: judged.score ?? null,
      },
      victimView: judged.view ?? null,
      notAsked: judged.view ? null : 'It was not safe to ask with others in the room',
      nextReviewOn: judged.nextReviewOn ?? reviewBy(level, londonDay(at), null, policy),
      soonerOn: null,
      secondId: judged.secondId ?? null,
    })
  })

/** Offers leads, and unless it still waits, the other accepts. */
export const handOver = async (
  stage: Stage,
  { caseId }: Plot,
  { from, to, leads, at, acceptedAt }: { from: Player; to: Player; leads: Offer['leads']; at: Date; acceptedAt?: Date },
): Promise<void> => {
  const words = stage.dice.pick(handoverWords)
  const refused = await as(stage, from, at, (work) =>
    offer(work, caseId, { ...words, fromId: from.id, toId: to.id, leads }),
  )
  if (refused) throw new Error(refused.problem)
  if (!acceptedAt) return
  await as(stage, to, acceptedAt, async (work) => {
    const [id] = await offersTo(work, caseId)
    const problem = id ? await accept(stage.services, work, caseId, id) : { problem: 'There is no offer' }
    if (problem) throw new Error(problem.problem)
  })
}

/** A term of bail or of an order in the product's own plain words, unless the story says it better. */
export const condition = (
  kind: ConditionInput['kind'],
  about: string | null = null,
  untilOn: string | null = null,
): ConditionInput => {
  const known = conditionKinds.find((each) => each.kind === kind)
  return { kind, about, plain: known?.plain || 'As the court explained.', untilOn }
}

/** What was done to them, with its behaviours by code. */
export const report = (
  stage: Stage,
  { caseId }: Plot,
  who: Player,
  at: Date,
  { happened, details }: { happened: Date; details: Details },
) =>
  as(stage, who, at, (work) => {
    const { dice } = stage
    const codes = new Set([dice.pick(behaviours).code, dice.pick(behaviours).code])
    return recordIncident(stage.services, work, caseId, {
      ...{
        happened: atExactly(happened),
        details,
        mark: dice.pick(['fact', 'fact', 'hearsay']),
        toldBy: dice.pick(sources),
      },
      ...{ sourceAgency: work.actor.agencyName, seenBy: null, what: dice.pick(concerns) },
      acts: [...codes].map((code) => ({ code, onDay: londonDay(happened) })),
    })
  })
