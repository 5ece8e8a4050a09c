import type { FastifyRequest } from 'fastify'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { differencesIn, isBehind } from '../../../platform/marks.ts'
import { dayText } from '../../../platform/times.ts'
import { idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { saveChild, savePapers } from '../actions/sections.ts'
import { papersForm } from '../model/papers.ts'
import { isUsed } from '../model/plan.ts'
import { childForm, childIn, papersOf } from '../model/sections.ts'
import { childFields, childLabels, childPage } from '../views/child.ts'
import { papersFields, papersLabels, papersPage } from '../views/papers.ts'
import { addressOf, mayWrite, onPlan } from './page.ts'

const child = '/cases/:caseId/safety-plans/:planId/children/:childId'
const papers = '/cases/:caseId/safety-plans/:planId/papers/:personId'

/** What a plan says of one person beside its thoughts. */
export const sectionRoutes = (web: Web, services: Services): void => {
  const onChild = async (request: FastifyRequest) => {
    const page = await onPlan(services, request)
    const childId = idOf(request, 'childId')
    const child = page.children.find(({ id }) => id === childId)
    if (!child) throw new NotFound()
    const was = childIn(page.plan.sections, childId)
    const today = dayText(request.work.now)
    return { ...page, child, was, today, mark: String(was?.version ?? 0), isUsed: isUsed(page.plan) }
  }
  web.get(child, mayWrite, async (request, reply) => {
    const page = await onChild(request)
    if (!page.isUsed) throw new NotFound()
    const answers = { decidedBy: page.plan.person, ...(page.was && childFields(page.was)), on: 'today' }
    return reply.page(childPage({ ...page, shown: { answers } }))
  })
  web.post(child, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await onChild(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(childPage({ ...page, shown }))
    if (!page.isUsed)
      return again(
        wrongField(body, 'included', 'A colleague has put this plan away meanwhile. Nothing of this was saved'),
      )
    const form = childForm(work.now, page.plan.circumstance === 'leaving').safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (isBehind(body, page.mark)) {
      const shown = wrongField(body, 'included', 'A colleague has decided about this child meanwhile')
      const differences = differencesIn(childLabels, page.was ? childFields(page.was) : {}, shown.answers ?? {})
      return reply.code(422).page(childPage({ ...page, shown, differences }))
    }
    await saveChild(services, work, page.plan, page.child, form.data)
    return reply.see(addressOf(page.plan))
  })

  const onPapers = async (request: FastifyRequest) => {
    const page = await onPlan(services, request)
    const personId = idOf(request, 'personId')
    const person = page.packing.find(({ id }) => id === personId)
    if (!person) throw new NotFound()
    const was = papersOf(page.plan.sections, personId)
    return { ...page, person, was, mark: String(was?.version ?? 0), isUsed: isUsed(page.plan) }
  }
  web.get(papers, mayWrite, async (request, reply) => {
    const page = await onPapers(request)
    if (!page.isUsed) throw new NotFound()
    const answers = { agreedBy: page.plan.person, ...(page.was && papersFields(page.was)), on: 'today' }
    return reply.page(papersPage({ ...page, shown: { answers } }))
  })
  web.post(papers, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await onPapers(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(papersPage({ ...page, shown }))
    if (!page.isUsed)
      return again(
        wrongField(body, 'agreedBy', 'A colleague has put this plan away meanwhile. Nothing of this was saved'),
      )
    const form = papersForm(work.now).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (isBehind(body, page.mark)) {
      const shown = wrongField(body, 'agreedBy', 'A colleague has changed this list meanwhile')
      const differences = differencesIn(papersLabels, page.was ? papersFields(page.was) : {}, shown.answers ?? {})
      return reply.code(422).page(papersPage({ ...page, shown, differences }))
    }
    const refused = await savePapers(services, work, page.plan, page.person, form.data)
    if (refused) return again(wrongField(body, refused.field, refused.problem))
    return reply.see(addressOf(page.plan))
  })
}
