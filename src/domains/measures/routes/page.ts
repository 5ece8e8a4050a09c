import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { caseIdOf, idOf, NotFound } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { type CaseTop, caseTop, isOnOtherSide, ownersFor } from '../../cases/index.ts'
import { openSteps } from '../actions.ts'
import type { About } from '../model/forms.ts'
import { kindOf, stepOf } from '../model/kinds.ts'
import type { Kind, Step } from '../model/machine.ts'
import { deviceKinds, marksOf, measureOf, supportOf } from '../store.ts'

export const mayRead = { config: { access: 'measures:read' } } as const
export const mayWrite = { config: { access: 'measures:write' } } as const

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
export type OnMeasure = Awaited<ReturnType<typeof onMeasure>>

/** Why a step cannot be taken now by this person; nothing where it can. */
export const heldBack = (step: Step, { row, steps, marks }: OnMeasure, actorId: string): string | undefined => {
  if (step.notBy && steps.some(({ step: code, takenBy }) => step.notBy?.includes(code) && takenBy === actorId))
    return 'somebody else than you takes this step: you took the one before'
  const asked = marks.filter(({ round }) => round === row.round)
  const done = asked.filter(({ confirmedOn }) => confirmedOn !== null).length
  return step.needsPartners && done < asked.length ? `${done} of ${asked.length} partners have confirmed` : undefined
}

export const stepIn = (request: FastifyRequest, kind: Kind): Step => {
  const { data } = z.object({ measureStep: z.string() }).safeParse(request.params)
  const step = data && stepOf(kind, data.measureStep)
  if (!step || step.from.length === 0) throw new NotFound()
  return step
}

/** Everything that the form of a step asks the case for. */
export const aboutStep = async (
  request: FastifyRequest,
  { top, kind, step, testDays }: { top: CaseTop; kind: Kind; step: Step; testDays: number | null },
) => {
  const { work } = request
  const everybody = await ownersFor(work, top.caseId, 'measures:write')
  const owners = everybody.filter(({ isOnOtherSide }) => !isOnOtherSide)
  const asks = (name: string) => step.fields.some((field) => field.name === name && !field.options)
  const devices = asks('device') ? await deviceKinds(work.tx) : []
  const choices = {
    device: devices
      .filter(({ retiredAt }) => retiredAt === null)
      .map(({ id, name, purpose, consent }) => ({ value: id, text: name, hint: `${purpose}. ${consent}` })),
    support: asks('support') ? await supportOf(work.tx, top.caseId) : [],
  }
  const isException = kind.code === 'sanctuary' && step.code === 'approve' && (top.level ?? 'high') !== 'high'
  const also = isException ? { exception: 'The level is not high: enter why it is right all the same' } : undefined
  const names = top.people.flatMap(({ name, called }) => [name, called ?? ''])
  const mostDays = step.to === 'active' && testDays !== null ? testDays : undefined
  return { now: work.now, kind, step, owners, choices, also, names, mostDays } satisfies About
}
