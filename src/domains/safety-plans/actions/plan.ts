import { randomUUID } from 'node:crypto'
import type { Work } from '../../../platform/request.ts'
import { dayEnds } from '../../../platform/times.ts'
import { openEach, type Place, sealFor } from '../../../platform/vault.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import { londonDay } from '../../../rules/days.ts'
import type { EntryType } from '../../../rules/entry-types.ts'
import { atExactly, type NewEntry, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import { takeBackOfClosing } from '../../cases/index.ts'
import { knownAge } from '../../people/index.ts'
import type {
  AgreeForm,
  CheckForm,
  CircumstanceForm,
  ItemForm,
  KeptForm,
  NewForm,
  PartingForm,
  WalkForm,
} from '../model/forms.ts'
import type { AnswerForm, OfferContent } from '../model/offers.ts'
import {
  holds,
  type Item,
  type ItemContent,
  isState,
  itemSchema,
  type PlanState,
  type StepContent,
  stepSchema,
} from '../model/plan.ts'
import { type Circumstance, type Prompt, promptsNeeded, type Setting } from '../model/templates.ts'
import {
  type ItemRow,
  insertItem,
  insertPlan,
  insertStep,
  itemsNamed,
  itemsNow,
  openReviews,
  type PlanRow,
  planOf,
  plansOf,
  plansThatHold,
  type StepRow,
  seesPlans,
  settingOf,
  stepsOf,
} from '../store/index.ts'

type StepName =
  | 'started'
  | 'circumstance'
  | 'checked'
  | 'agreed'
  | 'opened'
  | 'kept'
  | 'paused'
  | 'taken up'
  | 'parting'
export type Step = Omit<StepRow, 'content'> & { said: StepContent | null }
export type Plan = PlanRow & {
  state: PlanState
  items: Item[]
  steps: Step[]
  /** Null where the key of the person was erased, and with it every word. */
  circumstance: Circumstance | null
  /** What of their life asks for thoughts of its own. */
  settings: Setting[]
}

const placeOf = (table: string, row: string): Omit<Place, 'personId'> => ({
  table: `vault.${table}`,
  column: 'content',
  row,
})
/** Items as their words; those whose key was erased are gone. */
export const openItems = async (services: Services, { tx }: Work, rows: readonly ItemRow[]): Promise<Item[]> => {
  const opened: Item[] = []
  for (const personId of new Set(rows.map((row) => row.personId))) {
    const own = rows.filter((row) => row.personId === personId)
    const texts = await openEach(
      services,
      tx,
      personId,
      own.map(({ id, content }) => ({ ...placeOf('plan_item', id), sealed: content })),
    )
    for (const [index, row] of own.entries()) {
      const { id, itemId, version, by, agency, writtenAt, replacedAt, offerId, offeredBy, offeredByAgency } = row
      const text = texts[index]
      if (text)
        opened.push({
          ...itemSchema.parse(JSON.parse(text)),
          id,
          itemId,
          version,
          by,
          agency,
          at: writtenAt,
          replacedAt,
          offerId,
          offeredBy: offeredBy === null ? null : `${offeredBy}, ${offeredByAgency}`,
        })
    }
  }
  return opened
}

/** A plan with all that it says now and how it came to it; undefined where there is none for this person. */
export const planFor = async (
  services: Services,
  work: Work,
  caseId: string,
  planId: string,
): Promise<Plan | undefined> => {
  const { tx } = work
  const row = await planOf(tx, caseId, planId)
  if (!row) return undefined
  const rows = await stepsOf(tx, row)
  const sealed = rows.flatMap(({ id, content }) => (content ? [{ ...placeOf('plan_step', id), sealed: content }] : []))
  const texts = await openEach(services, tx, row.personId, sealed)
  const said = new Map(sealed.map((each, index) => [each.row, texts[index]]))
  const steps = rows.map(({ content: _, ...step }): Step => {
    const text = said.get(step.id)
    return { ...step, said: text ? stepSchema.parse(JSON.parse(text)) : null }
  })
  const stood = steps.find((step) => step.said?.circumstance)?.said?.circumstance
  if (!isState(row.state)) throw new Error('a plan in a state that is not known')
  return {
    ...{ ...row, state: row.state, steps, circumstance: stood ?? null, settings: await settingsFor(work, row) },
    items: await openItems(services, work, await itemsNow(tx, row)),
  }
}

/** At 16 or 17 the part on school is gone through whether or not anybody wrote down that both go there (SP-45, INV-40). */
const settingsFor = async ({ tx, now }: Work, { caseId, personId }: PlanRow): Promise<Setting[]> => {
  const found = await settingOf(tx, caseId, personId)
  const age = found && knownAge(found, londonDay(now))
  const isUnder18 = found?.role === 'victim' && age !== null && age !== undefined && age < 18
  const school = found?.school || isUnder18
  return [...(school ? (['school'] as const) : []), ...(isUnder18 ? (['under 18'] as const) : [])]
}

/** What the plans of a case hold that could be shared, each by itself; nothing for whoever does not see them whole. */
export const thoughtsHeld = async (
  services: Services,
  work: Work,
  caseId: string,
): Promise<(Item & { person: string })[]> => {
  if (!(await seesPlans(work.tx, caseId))) return []
  const found: (Item & { person: string })[] = []
  for (const plan of await plansOf(work.tx, caseId)) {
    const items = await openItems(services, work, await itemsNow(work.tx, plan))
    found.push(...items.filter(holds).map((item) => ({ ...item, person: plan.person })))
  }
  return found
}

/** The items of an agreed version, as they were agreed. */
export const itemsOfVersion = async (
  services: Services,
  work: Work,
  plan: Plan,
  version: number,
): Promise<{ step: Step; items: Item[] } | undefined> => {
  const step = plan.steps.find((each) => each.version === version)
  return (
    step && { step, items: await openItems(services, work, await itemsNamed(work.tx, plan.caseId, step.items ?? [])) }
  )
}

type Whose = Pick<PlanRow, 'id' | 'caseId' | 'personId'>
type More = { items?: string[]; version?: number; nextReviewOn?: string }
const take = async (
  services: Services,
  work: Work,
  { id, caseId, personId }: Whose,
  step: StepName,
  said: StepContent,
  more: More = {},
) => {
  const { tx, now, actor } = work
  // What the plan lead said of closing was said of the plan as it stood.
  if (step !== 'parting' && step !== 'paused') await takeBackOfClosing(services, work, caseId)
  const own = randomUUID()
  const content = await sealFor(services, work, { ...placeOf('plan_step', own), personId }, JSON.stringify(said))
  await insertStep(tx, {
    ...{ id: own, planId: id, caseId, personId, position: 0, step, content, takenBy: actor.id, takenAt: now },
    ...{ items: more.items ?? null, version: more.version ?? null, nextReviewOn: more.nextReviewOn ?? null },
  })
}

const stands = ({ circumstance, shows, words }: CircumstanceForm): StepContent => ({
  circumstance,
  shows,
  ...(words && { words }),
})

/** Starts a plan; null where somebody has started one for this person. */
export const startPlan = async (
  services: Services,
  work: Work,
  caseId: string,
  form: NewForm,
): Promise<string | null> => {
  const { tx, now, actor } = work
  const plan = { id: randomUUID(), caseId, personId: form.personId }
  if (!(await insertPlan(tx, { ...plan, startedBy: actor.id, startedAt: now }))) return null
  await take(services, work, plan, 'started', stands(form))
  return plan.id
}

/** Before anything in a plan changes: what was agreed holds until the change is agreed, and what was said of closing holds no more. */
const open = async (services: Services, work: Work, plan: Plan): Promise<void> => {
  if (plan.state === 'active') await take(services, work, plan, 'opened', {})
  else await takeBackOfClosing(services, work, plan.caseId)
}
export const changeCircumstance = async (
  services: Services,
  work: Work,
  plan: Plan,
  form: CircumstanceForm,
): Promise<void> => {
  await open(services, work, plan)
  await take(services, work, plan, 'circumstance', stands(form))
}

const writeItem = async (
  services: Services,
  work: Work,
  { id: planId, caseId, personId }: Whose,
  content: ItemContent,
  was?: Pick<Item, 'itemId' | 'version' | 'offerId'>,
) => {
  const { tx, now, actor } = work
  const id = randomUUID()
  const sealed = await sealFor(services, work, { ...placeOf('plan_item', id), personId }, JSON.stringify(content))
  await insertItem(tx, {
    ...{ id, planId, caseId, personId, itemId: was?.itemId ?? randomUUID(), version: (was?.version ?? 0) + 1 },
    ...{
      offerId: was?.offerId ?? null,
      content: sealed,
      agencyId: actor.agencyId,
      writtenBy: actor.id,
      writtenAt: now,
    },
  })
}

type TakenUp = Exclude<AnswerForm, { outcome: 'not taken up' }>
const bare = { words: null, keep: null, keepWhy: null, warning: null, decision: null, whoKnows: null } as const
export const itemAt = (plan: Plan, { code }: Prompt): Item | undefined => plan.items.find((item) => item.code === code)
/** What their life asks for and nobody has gone through with them yet; a plan is not checked before (CC-12, SP-45). */
export const notAsked = (plan: Plan): Prompt[] =>
  promptsNeeded(plan.circumstance, plan.settings).filter((prompt) => itemAt(plan, prompt) === undefined)
/** What they said to each prompt of one part; an answer that is the same as before writes nothing. */
export const walk = async (
  services: Services,
  work: Work,
  plan: Plan,
  { on, agreedBy, chosen }: WalkForm,
): Promise<void> => {
  const news = chosen.filter(({ prompt, standing }) => itemAt(plan, prompt)?.standing !== standing)
  if (news.length > 0) await open(services, work, plan)
  for (const { prompt, standing } of news) {
    const was = itemAt(plan, prompt)
    const { code, heading, title } = prompt
    const kept = was ? contentOf(was) : { ...bare, code, heading, title }
    await writeItem(services, work, plan, { ...kept, standing, on, agreedBy }, was)
  }
}
const contentOf = ({
  id: _,
  itemId: _1,
  version: _2,
  by: _3,
  agency: _4,
  at: _5,
  replacedAt: _6,
  offerId: _7,
  offeredBy: _8,
  ...content
}: Item): ItemContent => content

export const saveItem = async (
  services: Services,
  work: Work,
  plan: Plan,
  form: ItemForm,
  was?: Item,
): Promise<void> => {
  await open(services, work, plan)
  const { heading, title, standing, on, agreedBy } = form
  await writeItem(
    services,
    work,
    plan,
    {
      ...{ code: was?.code ?? null, heading, title, standing, on, agreedBy },
      ...{
        words: form.words ?? null,
        keep: form.keep ?? null,
        keepWhy: form.keepWhy ?? null,
        warning: form.warning ?? null,
      },
      ...{ decision: form.decision ?? null, whoKnows: form.whoKnows ?? null },
    },
    was,
  )
}

/** What somebody else offered, taken up by the person: it waits for the check and their agreement like every thought (INV-30). */
export const addOffered = async (
  services: Services,
  work: Work,
  plan: Plan,
  { offerId, offered, form }: { offerId: string; offered: OfferContent; form: TakenUp },
): Promise<void> => {
  await open(services, work, plan)
  const { outcome: standing, heading, agreedBy, on } = form
  const { title } = offered
  const words = [offered.words, offered.careful].filter((each) => each !== null).join('\n')
  const content = { ...bare, code: null, heading, title, standing, on, agreedBy, words }
  await writeItem(services, work, plan, content, { itemId: randomUUID(), version: 0, offerId })
}

export const check = (services: Services, work: Work, plan: Plan, form: CheckForm): Promise<void> =>
  take(services, work, plan, 'checked', { principles: form })

type Said = { type: EntryType; details: NewEntry['details']; happened?: NewEntry['happened'] }
const say = (services: Services, work: Work, caseId: string, entry: Said) =>
  record(services, work, {
    ...{ caseId, knownAt: work.now, body: bodyOf(work.actor.agencyKind), toldBy: null, what: null },
    ...{ happened: atExactly(work.now), ...entry },
  })

const isOwed =
  ({ askedAt }: { askedAt: Date | null }) =>
  ({ lookedAt }: { lookedAt: Date }): boolean =>
    askedAt !== null && lookedAt < askedAt

/** The plans that nobody has looked at since something happened that asks for it. */
export const plansOwed = async ({ tx }: Work, caseId: string): Promise<ReadonlySet<string>> => {
  const open = await openReviews(tx, caseId)
  const plans = await plansThatHold(tx, caseId)
  return new Set(plans.filter((plan) => open.some((review) => isOwed(review)(plan))).map(({ id }) => id))
}

/**
 * What was looked at answers the open reviews, but for one that something asked for since another plan of the case was
 * looked at; and the earliest day of all plans that hold is the next (SP-26).
 */
const answerReviews = async (
  services: Services,
  work: Work,
  caseId: string,
  entry: Pick<Said, 'type' | 'happened'>,
): Promise<void> => {
  const plans = await plansThatHold(work.tx, caseId)
  const open = await openReviews(work.tx, caseId)
  const tells = open.filter((review) => !plans.some(isOwed(review))).map(({ key }) => key)
  await say(services, work, caseId, { ...entry, details: { tells } })
  const [endsOn] = plans.flatMap(({ nextReviewOn }) => nextReviewOn ?? []).sort()
  if (endsOn) await say(services, work, caseId, { type: 'safety-plans.next-review-set', details: { endsOn } })
}

/** The plan holds from now on as it stands, and answers the reviews that were open; the next has its day. */
export const agree = async (services: Services, work: Work, plan: Plan, form: AgreeForm): Promise<void> => {
  const { caseId, id } = plan
  const { nextReviewOn, agreedOn, with: present, words, copy, later } = form
  const rows = await itemsNow(work.tx, { caseId, id })
  const more = { items: rows.map((row) => row.id), version: plan.version + 1, nextReviewOn }
  await take(services, work, plan, 'agreed', { agreedOn, with: present, words, copy, ...(later && { later }) }, more)
  const { from, until } = dayEnds(agreedOn)
  const happened = { from, until, precision: 'day' as const }
  await answerReviews(services, work, caseId, { type: 'safety-plans.agreed', happened })
}
/** Looked at, and nothing changes. */
export const keep = async (
  services: Services,
  work: Work,
  plan: Plan,
  { words, nextReviewOn, later }: KeptForm,
): Promise<void> => {
  await open(services, work, plan)
  await take(services, work, plan, 'kept', { words, ...(later && { later }) }, { nextReviewOn })
  await answerReviews(services, work, plan.caseId, { type: 'safety-plans.reviewed' })
}
/** They do not want a plan now: nothing is lost, and nobody is blamed (INV-62). */
export const pause = (services: Services, work: Work, plan: Plan, { words }: { words: string }): Promise<void> =>
  take(services, work, plan, 'paused', { words })
export const takeUp = (services: Services, work: Work, plan: Plan, { words }: { words: string }): Promise<void> =>
  take(services, work, plan, 'taken up', { words })
/** What becomes of it when the case closes; it stays in use until then (MODEL 5.1). */
export const part = (
  services: Services,
  work: Work,
  plan: Plan,
  { becomes, holder, words }: PartingForm,
): Promise<void> => take(services, work, plan, 'parting', { becomes, words, ...(holder && { holder }) })
