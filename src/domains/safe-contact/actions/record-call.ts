import type { Work } from '../../../platform/request.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import { londonDay } from '../../../rules/days.ts'
import type { Details } from '../../../rules/entry.ts'
import type { EntryType } from '../../../rules/entry-types.ts'
import { atExactly, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import { dropFromQueue } from '../../messages/index.ts'
import type { CallForm, Override, Way } from '../model/call-forms.ts'
import { mayContact, refusalWords } from '../model/gate.ts'
import { isRelease, mayBeToldTo, mayNotTell } from '../model/topics.ts'
import { kindWords } from '../model/words.ts'
import { type OwedDuty, openDutiesOf, reachingKeys } from '../store/duties.ts'
import { insertAttempt, insertTelling } from '../store/log.ts'
import { askAfterFailure, supervisorsIn } from './arrange.ts'
import type { Looked } from './look.ts'

export type Problem = { field: string; text: string }
type Told = Extract<CallForm, { what: 'told' }>
type Tried = Extract<CallForm, { what: 'tried' }>
type Doing = { looked: Looked; owed: OwedDuty[] }

/** Writes what came of the call sheet: the record and its entry in one transaction. A problem means that nothing was written. */
export const recordCall = async (
  services: Services,
  work: Work,
  looked: Looked,
  form: CallForm,
): Promise<Problem | null> => {
  const open = await openDutiesOf(work.tx, looked.whose.caseId, work.now)
  const owed = open.filter(({ id, personId }) => form.dutyIds.includes(id) && personId === looked.whose.personId)
  if (owed.length !== form.dutyIds.length)
    return {
      field: 'duties',
      text: 'Something here was answered since you opened this page. Tick again what this was about',
    }
  const doing = { looked, owed }
  switch (form.what) {
    case 'told':
      return told(services, work, doing, form)
    case 'tried':
      return tried(services, work, doing, form)
    case 'other body':
      return toldByOthers(services, work, doing, form)
    case 'unable':
      return unable(services, work, doing, form)
    case 'choice':
      return byChoice(services, work, doing)
  }
}

const told = async (services: Services, work: Work, doing: Doing, form: Told): Promise<Problem | null> => {
  const { looked, owed } = doing
  const problem =
    representativeProblem(services, doing, form) ??
    (owed.some(({ ruleId }) => isRelease(services.rules, ruleId)) && form.beforeRelease === null
      ? { field: 'beforeRelease', text: 'Select whether they were told before the release' }
      : null) ??
    (form.way && (await unsafe(services, work, looked, { ...form, way: form.way })))
  if (problem) return problem
  const { at, how, content, points, reaction, riskChanged, beforeRelease, way } = form
  if (form.override) await addAttempt(work, doing, { ...form, outcome: 'reached', note: undefined })
  await insertTelling(work.tx, {
    ...{ ...looked.whose, toldBy: work.actor.id, toldAt: at, recordedAt: work.now, how, content, points, riskChanged },
    routeId: way?.routeId ?? null,
    toldWho: form.toldTo ? 'someone they chose' : 'them',
    reaction: reaction ?? null,
    toldBeforeRelease: beforeRelease,
    dutyIds: owed.map(({ id }) => id),
  })
  await answer(services, work, doing, { type: 'duties.told', at, details: { route: how } })
  if (riskChanged)
    await write(services, work, looked, { type: 'incidents.trigger-raised', at, details: { reason: 'said when told' } })
  return null
}

/** Someone they chose is told only what they chose, and only until the day they set (BL-03). */
const representativeProblem = ({ rules }: Services, { looked, owed }: Doing, form: Told): Problem | null => {
  if (!form.toldTo) return null
  const route = looked.routes.find(({ id, kind }) => id === form.toldTo && kind === 'third party')
  if (!route || route.isForbidden || (route.endsOn !== null && route.endsOn < londonDay(form.at)))
    return { field: 'toldTo', text: 'They have not chosen this person, or not for this day' }
  const isWithin = owed.every((duty) => mayBeToldTo(rules, duty, route.thirdPartyScope))
  return isWithin ? null : { field: 'toldTo', text: 'They did not choose this person to be told this' }
}

const tried = async (services: Services, work: Work, doing: Doing, form: Tried): Promise<Problem | null> => {
  const isTry = form.outcome !== 'not tried'
  const problem = isTry && form.way ? await unsafe(services, work, doing.looked, { ...form, way: form.way }) : null
  if (problem) return problem
  await addAttempt(work, doing, form)
  if (!isTry) return null
  const dutyIds = doing.owed.map(({ id }) => id)
  const details = { tells: doing.owed.map(({ key }) => key), route: form.way?.channel }
  await write(services, work, doing.looked, { type: 'duties.attempt-failed', at: form.at, details })
  await askAfterFailure(services, work, dutyIds, doing.looked.whose.caseId)
  return null
}

type Trying = { way: Way | null; at: Date; outcome: string; note: string | undefined; override: Override }
const addAttempt = ({ tx, now, actor }: Work, { looked, owed }: Doing, form: Trying): Promise<void> => {
  const route = looked.routes.find(({ id }) => id === form.way?.routeId)
  return insertAttempt(tx, {
    ...{ ...looked.whose, triedBy: actor.id, triedAt: form.at, recordedAt: now, outcome: form.outcome },
    routeId: route?.id ?? null,
    how: form.way
      ? `${form.way.channel}, ${route ? kindWords[route.kind].toLowerCase() : 'a way not recorded'}`
      : 'no way',
    note: form.note ?? null,
    allowedBy: form.override?.by ?? null,
    allowedWhy: form.override?.why ?? null,
    dutyIds: owed.map(({ id }) => id),
  })
}

/** A way or a time that is not safe needs a supervisor's name and a reason (VC-15). */
const unsafe = async (
  { calendar }: Services,
  work: Work,
  looked: Looked,
  { way, at, override }: { way: Way; at: Date; override: Override },
): Promise<Problem | null> => {
  const route = looked.routes.find(({ id }) => id === way.routeId) ?? null
  const verdict = mayContact({ ...looked, route, channel: way.channel, at, calendar })
  if ('allowed' in verdict) return null
  if (!override) {
    const why = 'refused' in verdict ? refusalWords[verdict.refused] : 'That was not a safe time for this way'
    return { field: 'allowedWhy', text: `${why}. If a supervisor allowed it, say who and why` }
  }
  const supervisors = await supervisorsIn(work.tx, work.actor.agencyId)
  return supervisors.some(({ id }) => id === override.by)
    ? null
    : { field: 'allowedBy', text: 'Select a supervisor of your own agency' }
}

const toldByOthers = async (
  services: Services,
  work: Work,
  doing: Doing,
  { at, source, content }: Extract<CallForm, { what: 'other body' }>,
): Promise<null> => {
  await insertTelling(work.tx, {
    ...{ ...doing.looked.whose, toldBy: work.actor.id, toldAt: at, recordedAt: work.now, content, source },
    how: 'told by another body',
    toldWho: 'them',
    riskChanged: false,
    dutyIds: doing.owed.map(({ id }) => id),
  })
  await answer(services, work, doing, { type: 'duties.told', at, toldBy: source, details: { route: 'another body' } })
  return null
}

const unable = async (
  services: Services,
  work: Work,
  doing: Doing,
  { reason, words, supervisorId }: Extract<CallForm, { what: 'unable' }>,
): Promise<Problem | null> => {
  const supervisors = await supervisorsIn(work.tx, work.actor.agencyId)
  const agreed = supervisors.find(({ id }) => id === supervisorId)
  if (!agreed) return { field: 'supervisor', text: 'Select a supervisor of your own agency' }
  const toldBy = `${agreed.name}, who agreed to it`
  await answer(services, work, doing, { type: 'duties.unable', at: work.now, toldBy, what: words, details: { reason } })
  return null
}

/** Only what their own recorded choice covers; a release at high risk only when that choice names it. */
const byChoice = async (services: Services, work: Work, doing: Doing): Promise<Problem | null> => {
  const { rule, facts } = doing.looked
  const uncovered = doing.owed.find((duty) => !mayNotTell(services.rules, duty, facts.level, rule?.notTold ?? []))
  if (!rule || uncovered)
    return {
      field: 'duties',
      text: `Their recorded choice does not cover this: ${uncovered?.task ?? 'there is no recorded choice'}`,
    }
  const details = { reason: `rule version ${rule.version}` }
  await answer(services, work, doing, { type: 'duties.not-told-by-choice', at: work.now, details })
  return null
}

type Writing = { type: EntryType; at: Date; details: Details; toldBy?: string; what?: string }

/** Closes what was answered, and any open question of how to reach them at all. */
const answer = async (services: Services, work: Work, { looked, owed }: Doing, writing: Writing): Promise<void> => {
  const { whose } = looked
  const isReached = writing.type === 'duties.told' && writing.details.route !== 'another body'
  const reaching = isReached ? await reachingKeys(work.tx, whose.caseId) : []
  const tells = [...owed.map(({ key }) => key), ...reaching]
  await write(services, work, looked, { ...writing, details: { ...writing.details, tells } })
  await dropFromQueue(
    work,
    whose,
    owed.map(({ id }) => id),
    'Not needed any more',
  )
}

const write = async (services: Services, work: Work, { whose }: Looked, writing: Writing): Promise<void> => {
  const { type, at, details, toldBy = null, what = null } = writing
  const base = { caseId: whose.caseId, body: bodyOf(work.actor.agencyKind), knownAt: work.now }
  await record(services, work, { ...base, type, happened: atExactly(at), toldBy, what, details })
}
