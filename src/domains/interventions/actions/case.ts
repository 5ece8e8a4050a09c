import { randomUUID } from 'node:crypto'
import { oneAtATime } from '../../../platform/marks.ts'
import type { Work } from '../../../platform/request.ts'
import { dayEnds } from '../../../platform/times.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import { dutyKey } from '../../../rules/duty.ts'
import type { Grade } from '../../../rules/entry.ts'
import type { EntryType } from '../../../rules/entry-types.ts'
import { atExactly, type NewEntry, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import { type Owner, openForNews } from '../../cases/index.ts'
import { entriesOfTypes, entryLabel } from '../../entries/index.ts'
import { signsFound } from '../../risk/index.ts'
import { type ToldForm, toldLine } from '../../safe-contact/index.ts'
import type { ChooseForm, MeetingForm } from '../model/forms.ts'
import type { Item, Menu, Side } from '../model/menu.ts'
import { becauseOf, type Found, foundIn, typesRead } from '../model/suggest.ts'
import { carryOut, lookAgain, meet } from '../rules.ts'
import {
  type ComplexRow,
  closeComplex,
  type InterventionRow,
  insertComplex,
  insertDecision,
  insertIntervention,
  insertNotChosen,
  insertStep,
  insertTold,
} from '../store/case.ts'

/** What the menu may answer in this case, as far as it is shown to whoever looks. */
export const foundOn = async (work: Work, caseId: string): Promise<Found[]> => {
  const entries = await entriesOfTypes(work.tx, caseId, typesRead)
  const facts = [...Map.groupBy(entries, ({ factId }) => factId).values()].flatMap(
    (rows) => rows.findLast(({ relation }) => relation !== 'confirms') ?? rows.slice(0, 1),
  )
  const read = facts.map(({ id, type, happenedFrom, details }) => ({
    ...{ id, caseId, type, happenedFrom, details, label: entryLabel(type) },
  }))
  return foundIn(await signsFound(work, caseId), read, { caseId, now: work.now })
}

type Recorded = { caseId: string; type: EntryType; details: NewEntry['details'] } & Partial<
  Pick<NewEntry, 'happened' | 'what'>
>
const recordStep = (services: Services, work: Work, { happened, ...about }: Recorded) => {
  const { now, actor } = work
  const base = { knownAt: now, body: bodyOf(actor.agencyKind), toldBy: null, what: null }
  return record(services, work, { ...base, ...about, happened: happened ?? atExactly(now) })
}
/** The London day on which it happened; what happened today has happened by now. */
const onDay = (day: string): NewEntry['happened'] => ({ ...dayEnds(day), precision: 'day' })

export type Choosing = { menu: Menu; item: Item | undefined; level: Grade | null; found: readonly Found[] }

/** Chooses one: from then on it is somebody’s, by a day, and is looked at again on another. */
export const choose = async (
  services: Services,
  work: Work,
  caseId: string,
  { form, owner, menu, item, level, found }: Choosing & { form: ChooseForm; owner: Owner },
): Promise<string> => {
  const { tx, now, actor } = work
  const id = randomUUID()
  await openForNews(services, work, caseId, 'something is done about the danger')
  const named = { ownerId: owner.id }
  const side: Side = item?.side ?? form.side ?? 'harmed'
  const chosen = await recordStep(services, work, {
    ...{ caseId, type: 'interventions.chosen', what: lineOf(side, form) },
    details: { ...named, endsOn: form.dueOn, isKnown: form.isKnown },
  })
  const review = await recordStep(services, work, {
    ...{ caseId, type: 'interventions.review-set', details: { ...named, endsOn: form.reviewOn } },
  })
  await insertIntervention(tx, {
    ...{ id, caseId, factId: chosen.factId, reviewFactId: review.factId, agencyId: actor.agencyId },
    ...{ item: item?.code ?? null, menuVersion: item ? menu.number : null, side },
    ...{ name: item?.name ?? form.name ?? '', what: form.what },
    because: JSON.stringify(becauseOf(level, item ? found.filter(({ factor }) => item.answers.includes(factor)) : [])),
    ...{ insteadOf: form.insteadOf || null, insteadWhy: form.insteadOf ? (form.insteadWhy ?? '') : null },
    leadAgencyId: form.lead === 'here' ? owner.agencyId : null,
    leadOutside: form.lead === 'outside' ? (form.outside ?? '') : null,
    ...{ ownerId: owner.id, dueOn: form.dueOn, reviewOn: form.reviewOn, chosenBy: actor.id, chosenAt: now },
  })
  await keepTold(work, { caseId, interventionId: id, ofVersion: 0 }, form)
  return id
}

/** What the list of what happened says of it; nothing where whoever works with the person reported may be shown the entry. */
const lineOf = (side: string, { isKnown }: Pick<ToldForm, 'isKnown'>): string | null =>
  side === 'reported' ? null : toldLine[isKnown]
const keepTold = (
  { tx, now, actor }: Work,
  of: Pick<Parameters<typeof insertTold>[1], 'caseId' | 'interventionId' | 'ofVersion'>,
  { isKnown, knownWords }: ToldForm,
): Promise<void> => insertTold(tx, { ...of, isKnown, knownWords, saidBy: actor.id, saidAt: now })

type Step = {
  kind: 'reviewed' | 'done' | 'stopped'
  happenedOn: string
  said: string
  evidence?: string
  reviewOn?: string
} & ToldForm

/** Looked at again, done, or stopped. The end of one ends both its duties; a review sets the next day. */
export const takeStep = async (services: Services, work: Work, row: InterventionRow, step: Step): Promise<void> => {
  const { tx, now, actor } = work
  const { caseId } = row
  const { kind, isKnown, knownWords, reviewOn = null } = step
  const keys = [dutyKey(row.reviewFactId, lookAgain), ...(kind === 'reviewed' ? [] : [dutyKey(row.factId, carryOut)])]
  const next = reviewOn ? { endsOn: reviewOn, ownerId: row.nowOwnerId } : {}
  const { factId } = await recordStep(services, work, {
    ...{ caseId, type: `interventions.${kind}` as const, happened: onDay(step.happenedOn) },
    what: lineOf(row.side, { isKnown }),
    details: { tells: keys, isKnown, ...next },
  })
  await insertStep(tx, {
    ...{ caseId, interventionId: row.id, kind, happenedOn: step.happenedOn, said: step.said },
    ...{ evidence: step.evidence ?? null, reviewOn, reviewFactId: kind === 'reviewed' ? factId : null },
    ...{ ofVersion: row.version, agencyId: actor.agencyId, takenBy: actor.id, takenAt: now },
  })
  await keepTold(work, { caseId, interventionId: row.id, ofVersion: row.version }, { isKnown, knownWords })
}

/** Not for this case, at this level. */
export const setAside = async (
  work: Work,
  caseId: string,
  { menu, item, level, reason }: { menu: Menu; item: Item; level: Grade; reason: string },
): Promise<void> => {
  const { tx, now, actor } = work
  await insertNotChosen(tx, {
    ...{ caseId, agencyId: actor.agencyId, item: item.code, menuVersion: menu.number, name: item.name },
    ...{ side: item.side, atLevel: level, reason, decidedBy: actor.id, decidedAt: now },
  })
}

/** Whoever chooses, sets aside or marks comes after whoever did so first, and sees it. */
export const lockInterventions = ({ tx }: Work, caseId: string): Promise<void> =>
  oneAtATime(tx, `interventions ${caseId}`)

/** Marks the case: somebody has to call those who work on it together. */
export const markComplex = async (
  services: Services,
  work: Work,
  caseId: string,
  { reason, ownerId }: { reason: string; ownerId: string },
): Promise<void> => {
  const { tx, now, actor } = work
  await openForNews(services, work, caseId, 'it was marked as complex')
  const { factId } = await recordStep(services, work, {
    ...{ caseId, type: 'interventions.complex-marked', details: { ownerId } },
  })
  const by = { agencyId: actor.agencyId, markedBy: actor.id, markedAt: now }
  await insertComplex(tx, { caseId, factId, reason, ownerId, ...by })
}

/** False: a colleague said first what came of it. */
export const endMeeting = async (
  services: Services,
  work: Work,
  row: ComplexRow,
  { outcome, metOn, said }: MeetingForm,
): Promise<boolean> => {
  const { tx, now, actor } = work
  const { caseId } = row
  const change = { outcome, metOn, said, closedBy: actor.id, closedAt: now }
  if (!(await closeComplex(tx, caseId, row.id, change))) return false
  await recordStep(services, work, {
    ...{ caseId, type: 'interventions.meeting-ended', details: { outcome, tells: [dutyKey(row.factId, meet)] } },
    ...(metOn && { happened: onDay(metOn) }),
  })
  return true
}

export type DecisionOption = { value: string; text: string }
type Decided = {
  about: string
  text: string
  framework: string
  written: readonly { heading: string; words: string }[]
}

/** A decision by headings, once and for all. Gives its id. */
export const decide = async (
  work: Work,
  caseId: string,
  { about, text, framework, written }: Decided,
): Promise<string> => {
  const { tx, now, actor } = work
  const id = randomUUID()
  const [kind, on = ''] = about.split(':')
  await insertDecision(tx, {
    ...{ id, caseId, agencyId: actor.agencyId, about: text, framework, headings: JSON.stringify(written) },
    interventionId: kind === 'intervention' ? on : null,
    notChosenId: kind === 'aside' ? on : null,
    levelId: kind === 'level' ? on : null,
    ...{ decidedBy: actor.id, decidedAt: now },
  })
  return id
}
