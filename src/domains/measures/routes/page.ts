import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { dayText } from '../../../platform/times.ts'
import { caseIdOf, idOf, NotFound } from '../../../platform/web.ts'
import { policyIn } from '../../../rules/policy-in.ts'
import type { Services } from '../../../rules/services.ts'
import { type CaseTop, caseTop, isOnOtherSide, ownersFor } from '../../cases/index.ts'
import { entryLabel } from '../../entries/index.ts'
import { heldWords, incidentsToChoose, kindsNamed, protectedIn, soughtOfSchool } from '../../files/index.ts'
import { calledOf, openSteps, type TakenStep } from '../actions.ts'
import { type About, holdersIn, membersIn, type Taken, untilIn } from '../model/forms.ts'
import { kindOf, stepOf } from '../model/kinds.ts'
import type { Kind, Step } from '../model/machine.ts'
import {
  deviceKinds,
  type MarkRow,
  type MeasureRow,
  marksOf,
  measureOf,
  partsOf,
  sanctuariesOf,
  schoolsOf,
  supportOf,
} from '../store.ts'

// Neighbours’ names and weak doors are words of the vault (MODEL 14).
export const mayRead = { config: { access: 'measures:read', needsStrong: true } } as const
export const mayWrite = { config: { access: 'measures:write', needsStrong: true } } as const

/** A page of a case’s measures: for whoever works with the other side there is none. */
export const onCase = async (services: Services, request: FastifyRequest) => {
  const { screen, work } = request
  const top = await caseTop(services, work, caseIdOf(request))
  if (await isOnOtherSide(work, top.caseId)) throw new NotFound()
  return { screen, top }
}

export const onMeasure = async (services: Services, request: FastifyRequest) => {
  const page = await onCase(services, request)
  const { tx } = request.work
  const row = await measureOf(tx, page.top.caseId, idOf(request, 'measureId'))
  if (!row) throw new NotFound()
  const steps = await openSteps(services, request.work, row)
  const marks = await marksOf(tx, page.top.caseId, row.id)
  const kind = kindOf(row.kind)
  const item = kind.calledBy && steps[0]?.answers?.[kind.calledBy]
  return { ...page, row, kind, steps, marks, called: row.device ?? (item || kind.name) }
}
/** The works of a sanctuary, each with what it is called. */
export const worksOf = async (services: Services, request: FastifyRequest, { caseId, id, kind }: MeasureRow) => {
  const rows = kind === 'sanctuary' ? await partsOf(request.work.tx, caseId, id) : []
  return { rows, called: await calledOf(services, request.work, caseId, rows) }
}
export type OnMeasure = Awaited<ReturnType<typeof onMeasure>>

/** A mark of the address is taken off before a measure ends, and only what was set is taken off (SA-11, INV-61). */
export const fitsMarks = ({ whenMarked }: Step, { round }: Pick<MeasureRow, 'round'>): boolean =>
  whenMarked === undefined || whenMarked === round > 0

/** Why a step cannot be taken now by this person; nothing where it can. */
export const heldBack = (step: Step, { row, steps, marks }: OnMeasure, actorId: string): string | undefined => {
  if (step.notBy && steps.some(({ step: code, takenBy }) => step.notBy?.includes(code) && takenBy === actorId))
    return 'somebody else than you takes this step: you took the one before'
  if (step.needsStep && !steps.some(({ step: code }) => code === step.needsStep?.code)) return step.needsStep.says
  if (step.needsOthers && membersIn(steps).length < 2) return 'nobody else would be left. End the watch instead'
  if (!fitsMarks(step, row))
    return row.round > 0
      ? 'partners hold a mark of the address. Ask them to take it off: they move, or it is not needed'
      : 'no partner was asked to mark the address'
  const asked = marks.filter(({ round }) => round === row.round)
  if (!step.needsPartners) return undefined
  const holding = asked.filter(({ neverSet }) => !neverSet)
  const done = holding.filter(({ confirmedOn }) => confirmedOn !== null).length
  if (done < holding.length) return `${done} of ${holding.length} partners have confirmed`
  return done === 0 && asked.every(({ asks }) => asks === 'set') && step.to !== 'over' && step.to !== 'closed'
    ? 'no partner has set a mark. Renew it, and ask another'
    : undefined
}

export const stepIn = (request: FastifyRequest, kind: Kind): Step => {
  const { data } = z.object({ measureStep: z.string() }).safeParse(request.params)
  const step = data && stepOf(kind, data.measureStep)
  if (!step || step.from.length === 0) throw new NotFound()
  return step
}

type Stepping = {
  top: CaseTop
  kind: Kind
  step: Step
  row?: MeasureRow
  steps?: readonly TakenStep[]
  marks?: readonly MarkRow[]
}

/** Everything that the form of a step asks the case for. */
export const aboutStep = async (
  services: Services,
  request: FastifyRequest,
  { top, kind, step, row, steps = [], marks = [] }: Stepping,
) => {
  const { work } = request
  const everybody = await ownersFor(work, top.caseId, 'measures:write')
  const owners = everybody.filter(({ isOnOtherSide }) => !isOnOtherSide)
  const isApproval = kind.code === 'sanctuary' && step.code === 'approve'
  const also =
    isApproval && top.level !== 'high'
      ? { exception: 'The level is not high, or nobody assessed it: enter why it is right all the same' }
      : step.asksPartners === 'set' && holdersIn(marks).length === 0
        ? { asked: 'Enter at least one partner' }
        : undefined
  return {
    ...{
      now: work.now,
      kind,
      step,
      owners,
      also,
      names: top.people,
      longest: await policyIn(services, work.tx, work.now),
    },
    choices: await choicesOf(request, { top, step, steps }),
    given: isApproval ? { level: top.level ?? 'none' } : undefined,
    testDays: row?.testDays,
    stands: { until: untilIn(steps), nextOn: row?.nextOn },
  } satisfies About
}

type Choice = { value: string; text: string; hint?: string }
const choicesOf = async (
  { work: { tx } }: FastifyRequest,
  { top: { caseId }, step, steps }: { top: CaseTop; step: Step; steps: readonly TakenStep[] },
): Promise<Record<string, Choice[]>> => {
  const asks = (name: string) => step.fields.some((field) => field.name === name && !field.options)
  const devices = asks('device') ? await deviceKinds(tx) : []
  const incidents = asks('incident') ? await incidentsToChoose(tx, caseId) : []
  const sanctuaries = asks('sanctuary') ? await sanctuariesOf(tx, caseId) : []
  return {
    device: devices
      .filter(({ retiredAt }) => retiredAt === null)
      .map(({ id, name, purpose, consent }) => ({ value: id, text: name, hint: `${purpose}. ${consent}` })),
    support: asks('support') ? await supportOf(tx, caseId) : [],
    incident: incidents.map(({ id, type, happenedFrom }) => ({
      ...{ value: id, text: `${entryLabel(type)}, ${dayText(happenedFrom)}` },
    })),
    sanctuary: sanctuaries.map(({ id, person, begunAt }) => ({
      ...{ value: id, text: `The sanctuary of ${person}, begun ${dayText(begunAt)}` },
    })),
    member: step.needsOthers ? membersIn(steps).map(({ member }) => ({ value: member, text: member })) : [],
  }
}

/** What of the case’s own protected places a text for people outside names: as far as whoever writes it may open them (HS-10, INV-07). */
export const protectedOutside = async (
  services: Services,
  { work }: FastifyRequest,
  { caseId, step, answers }: { caseId: string; step: Step; answers: Taken['answers'] },
): Promise<{ name: string; says: string } | undefined> => {
  for (const { name } of step.fields.filter(({ isPublic }) => isPublic)) {
    const text = answers[name] ?? ''
    const schools = (await schoolsOf(work.tx, caseId)).flatMap(soughtOfSchool)
    const [kind] = [...(await protectedIn(services, work.tx, caseId, { text })), ...kindsNamed(text, schools)]
    if (kind) return { name, says: `This holds ${heldWords([kind])}: take it out` }
  }
  for (const { name } of step.fields.filter(({ isForCalls }) => isForCalls)) {
    const [kind] = await protectedIn(services, work.tx, caseId, { text: answers[name] ?? '' })
    if (kind) return { name, says: `This holds ${heldWords([kind])}: take it out. The device shows where it is` }
  }
  return undefined
}
