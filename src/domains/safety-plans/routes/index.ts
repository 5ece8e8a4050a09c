import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import type { Work } from '../../../platform/request.ts'
import { NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { type CaseTop, onOtherSide, policeAdvisersOf } from '../../cases/index.ts'
import { touchingOn } from '../../orders/index.ts'
import { permissionsOf } from '../../staff/index.ts'
import { itemsOfVersion, openItems, plansOwed, startPlan } from '../actions/plan.ts'
import { tellingsFor } from '../actions/tellings.ts'
import { newForm } from '../model/forms.ts'
import { advisersOn, besidePlans, itemsShared, plansOf, seesPlans } from '../store/index.ts'
import { indexPage } from '../views/index.ts'
import { newPage } from '../views/new.ts'
import { planPage } from '../views/plan.ts'
import { versionPage } from '../views/version.ts'
import { collectionRoutes } from './collections.ts'
import { itemRoutes } from './items.ts'
import { offerRoutes, offersFor } from './offers.ts'
import { aheadOf, mayRead, mayWrite, onCase, onPlan } from './page.ts'
import { paperRoutes } from './paper.ts'
import { partyRoutes } from './parties.ts'
import { sectionRoutes } from './sections.ts'
import { isAsAgreed, stepRoutes } from './steps.ts'
import { tellingRoutes } from './tellings.ts'
import { visitsRoutes } from './visits.ts'

const versionIn = z.object({ planVersion: z.string().regex(/^[1-9]\d{0,5}$/) })

/** Whose plan may be started: nobody's on the side of whoever is reported, and nobody's twice. */
const withoutPlan = ({ people }: CaseTop, plans: readonly { personId: string }[]) =>
  people
    .filter(({ id, role }) => role !== 'perpetrator' && !plans.some(({ personId }) => personId === id))
    .map(({ id, name, role }) => ({ id, name, isChild: role === 'child' }))

/** Whom it had better be made with, where whoever writes is no adviser (SP-04). */
const advisersFor = async (work: Work, caseId: string): Promise<string[]> => {
  const all = await advisersOn(work.tx, caseId)
  if (all.some(({ id }) => id === work.actor.id)) return []
  const ids = all.map(({ id }) => id)
  const others = await onOtherSide(work.tx, caseId, ids)
  return all.filter(({ id }) => !others.includes(id)).map(({ name, agency }) => `${name}, ${agency}`)
}

export const safetyPlanRoutes = (web: Web, services: Services): void => {
  web.get('/cases/:caseId/safety-plans', mayRead, async (request, reply) => {
    const { work, actor } = request
    const page = await onCase(services, request)
    const { caseId } = page.top
    const isWhole = await seesPlans(work.tx, caseId)
    const rows = isWhole ? [] : await itemsShared(work.tx, caseId, actor.agencyId)
    const opened = await openItems(services, work, rows)
    const shared = rows.flatMap(({ id, person, untilAt }) =>
      opened.filter((item) => item.id === id).map((item) => ({ ...item, person, untilAt })),
    )
    const plans = isWhole ? await plansOf(work.tx, caseId) : []
    const mayStart = isWhole && permissionsOf(actor.role).has('safety-plans:write')
    const isLeft = mayStart && withoutPlan(page.top, plans).length > 0
    const owed = isWhole ? await plansOwed(work, caseId) : new Set<string>()
    const offers = await offersFor(services, request, page.top, isWhole)
    const start = mayStart ? { isLeft } : undefined
    const policeAdvisers = await policeAdvisersOf(work.tx, caseId)
    return reply.page(indexPage({ ...page, isWhole, plans, owed, shared, start, offers, policeAdvisers }))
  })

  const starting = async (request: FastifyRequest) => {
    const page = await onCase(services, request)
    const { tx } = request.work
    if (!(await seesPlans(tx, page.top.caseId))) throw new NotFound()
    return {
      ...{ ...page, people: withoutPlan(page.top, await plansOf(tx, page.top.caseId)) },
      advisers: await advisersFor(request.work, page.top.caseId),
    }
  }
  web.get('/cases/:caseId/safety-plans/new', mayWrite, async (request, reply) => {
    const page = await starting(request)
    const [first, ...others] = page.people
    if (!first) return reply.see(`/cases/${page.top.caseId}/safety-plans`)
    return reply.page(newPage({ ...page, shown: { answers: others.length === 0 ? { personId: first.id } : {} } }))
  })
  web.post('/cases/:caseId/safety-plans/new', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await starting(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(newPage({ ...page, shown }))
    const form = newForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    const person = page.people.find(({ id }) => id === form.data.personId)
    if (!person)
      return again(wrongField(body, 'personId', 'They have a plan, or are not in this case now: choose somebody else'))
    if (person.isChild !== (form.data.circumstance === 'child'))
      return again(
        wrongField(
          body,
          'circumstance',
          person.isChild ? 'A child has “A child’s own plan”' : 'That is for a child. Select how things stand',
        ),
      )
    const planId = await startPlan(services, work, page.top.caseId, form.data)
    if (!planId) return again(wrongField(body, 'personId', 'A colleague has started their plan meanwhile'))
    return reply.see(`/cases/${page.top.caseId}/safety-plans/${planId}`)
  })

  web.get('/cases/:caseId/safety-plans/:planId', mayRead, async (request, reply) => {
    const { work, actor } = request
    const page = await onPlan(services, request)
    return reply.page(
      planPage({
        ...{
          ...page,
          ahead: await aheadOf(work, page.top.caseId),
          isAsAgreed: isAsAgreed(page.plan),
          touching: await touchingOn(work, page.top.caseId),
          beside: await besidePlans(work.tx, page.top.caseId),
          tellings: await tellingsFor(services, work, page.plan),
        },
        mayWrite: permissionsOf(actor.role).has('safety-plans:write'),
      }),
    )
  })
  web.get('/cases/:caseId/safety-plans/:planId/versions/:planVersion', mayRead, async (request, reply) => {
    const page = await onPlan(services, request)
    const { data } = versionIn.safeParse(request.params)
    const found = data && (await itemsOfVersion(services, request.work, page.plan, Number(data.planVersion)))
    if (!found) throw new NotFound()
    const { position } = found.step
    const checked = page.plan.steps.find((step) => step.step === 'checked' && step.position < position)
    return reply.page(versionPage({ ...page, ...found, checked }))
  })
  collectionRoutes(web, services)
  visitsRoutes(web, services)
  partyRoutes(web, services)
  tellingRoutes(web, services)
  itemRoutes(web, services)
  sectionRoutes(web, services)
  offerRoutes(web, services)
  stepRoutes(web, services)
  paperRoutes(web, services)
}
