import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import type { CaseTop } from '../../cases/index.ts'
import { permissionsOf } from '../../staff/index.ts'
import { beginMeasure, calledOf } from '../actions.ts'
import { stepForm } from '../model/forms.ts'
import { kinds, stepsFrom } from '../model/kinds.ts'
import type { Step } from '../model/machine.ts'
import { measuresOf, sanctuariesOf } from '../store.ts'
import { beginPage } from '../views/begin.ts'
import { indexPage } from '../views/index.ts'
import { measurePage } from '../views/measure.ts'
import { newPage } from '../views/new.ts'
import { deviceKindRoutes } from './device-kinds.ts'
import {
  aboutStep,
  fitsMarks,
  heldBack,
  mayRead,
  mayWrite,
  onCase,
  onMeasure,
  protectedOutside,
  worksOf,
} from './page.ts'
import { stepRoutes } from './steps.ts'

const asked = z.object({ sanctuary: z.string().catch('') })
/** The sanctuary to whose works something is to belong, and whom it is of. */
const partOf = async ({ work }: FastifyRequest, caseId: string, id: string) => {
  if (id === '') return undefined
  const parent = (await sanctuariesOf(work.tx, caseId)).find((each) => each.id === id)
  return parent && { sanctuary: parent.id, personId: parent.personId }
}
/** What goes on first, then what is only written down, then what ends it. */
const rankOf = ({ isWarning, keepsDay }: Step): number => (isWarning ? 2 : keepsDay ? 1 : 0)
const pageIn = z.object({ page: z.coerce.number().int().min(1).max(1000).catch(1) })
const kindIn = z.object({ measureKind: z.string() })

/** Whom a measure may protect: nobody on the side of whoever is reported. */
const protectable = ({ people }: CaseTop) =>
  people.filter(({ role }) => role !== 'perpetrator').map(({ id, name }) => ({ value: id, text: name }))

export const measureRoutes = (web: Web, services: Services): void => {
  web.get('/cases/:caseId/measures', mayRead, async (request, reply) => {
    const page = await onCase(services, request)
    const rows = await measuresOf(request.work.tx, page.top.caseId)
    const called = await calledOf(services, request.work, page.top.caseId, rows)
    const mayAdd = permissionsOf(request.actor.role).has('measures:write')
    return reply.page(indexPage({ ...page, rows, called, page: pageIn.parse(request.query).page, mayWrite: mayAdd }))
  })
  web.get('/cases/:caseId/measures/new', mayWrite, async (request, reply) =>
    reply.page(newPage(await onCase(services, request))),
  )

  const beginning = async (request: FastifyRequest) => {
    const page = await onCase(services, request)
    const { data } = kindIn.safeParse(request.params)
    const kind = kinds.find(({ code }) => code === data?.measureKind)
    const step = kind?.steps.find(({ from }) => from.length === 0)
    const people = protectable(page.top)
    if (!kind || !step || people.length === 0) throw new NotFound()
    return { ...page, people, about: await aboutStep(services, request, { top: page.top, kind, step }) }
  }
  web.get('/cases/:caseId/measures/new/:measureKind', mayWrite, async (request, reply) => {
    const page = await beginning(request)
    const mine = page.about.owners.find(({ id }) => id === request.actor.id)?.id
    const [only, ...others] = page.people
    const { sanctuary } = asked.parse(request.query)
    const answers = {
      ...{ happenedOn: 'today', ownerId: mine, ...(others.length === 0 && { personId: only?.value }) },
      ...(page.about.kind.code === 'security' && (await partOf(request, page.top.caseId, sanctuary))),
    }
    return reply.page(beginPage({ ...page, shown: { answers } }))
  })
  web.post('/cases/:caseId/measures/new/:measureKind', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await beginning(request)
    const { kind, step } = page.about
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(beginPage({ ...page, shown }))
    const form = stepForm(page.about).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    const chosen = z.object({ personId: z.string() }).safeParse(body)
    const person = page.people.find(({ value }) => value === chosen.data?.personId)
    if (!person) return again(wrongField(body, 'personId', 'Select whom it protects'))
    const told = await protectedOutside(services, request, {
      caseId: page.top.caseId,
      step,
      answers: form.data.answers,
    })
    if (told) return again(wrongField(body, told.name, told.says))
    const { sanctuary: parentId = null, device: deviceKindId = null } = form.data.answers
    const parts = parentId === null ? undefined : await partOf(request, page.top.caseId, parentId)
    if (parts && parts.personId !== person.value)
      return again(wrongField(body, 'sanctuary', 'That sanctuary is of somebody else: choose theirs, or none'))
    const begun = { kind, step, taken: form.data, personId: person.value, deviceKindId, parentId }
    const id = await beginMeasure(services, work, page.top.caseId, begun)
    return reply.see(`/cases/${page.top.caseId}/measures/${id}`)
  })

  web.get('/cases/:caseId/measures/:measureId', mayRead, async (request, reply) => {
    const page = await onMeasure(services, request)
    const mayTake = permissionsOf(request.actor.role).has('measures:write')
    const ways = stepsFrom(page.kind, page.row.state)
      .filter((step) => fitsMarks(step, page.row))
      .map((step) => ({ step, held: heldBack(step, page, request.actor.id) }))
      .toSorted((one, other) => rankOf(one.step) - rankOf(other.step))
    const { page: number } = pageIn.parse(request.query)
    const works = await worksOf(services, request, page.row)
    return reply.page(measurePage({ ...page, works, number, ways: mayTake ? ways : [], mayWrite: mayTake }))
  })
  stepRoutes(web, services)
  deviceKindRoutes(web)
}
