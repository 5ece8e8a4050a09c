import type { FastifyRequest } from 'fastify'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { isBehind, oneAtATime } from '../../../platform/marks.ts'
import { idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { takeStep } from '../actions.ts'
import { holdersIn, markForm, onceConfirmed, stepForm } from '../model/forms.ts'
import { isOver, takenFrom } from '../model/kinds.ts'
import { confirmMark } from '../store.ts'
import { markPage } from '../views/mark.ts'
import { stepPage } from '../views/step.ts'
import { aboutStep, heldBack, mayWrite, onMeasure, protectedOutside, stepIn } from './page.ts'

/** One measure: its next step, and what each partner confirms. */
export const stepRoutes = (web: Web, services: Services): void => {
  const stepping = async (request: FastifyRequest) => {
    const page = await onMeasure(services, request)
    const step = takenFrom(stepIn(request, page.kind), page.row.state)
    return { ...page, step, about: await aboutStep(services, request, { ...page, step }) }
  }
  const url = '/cases/:caseId/measures/:measureId/steps/:measureStep' as const
  web.get(url, mayWrite, async (request, reply) => {
    const page = await stepping(request)
    const { row, step, about } = page
    if (!step.from.includes(row.state) || heldBack(step, page, request.actor.id)) throw new NotFound()
    const owner = about.owners.find(({ id }) => id === row.nowOwnerId)?.id
    const kept = step.keepsDay && row.nextOn !== null ? { nextOn: row.nextOn } : {}
    const partners = step.asksPartners && holdersIn(page.marks).join('\n')
    const answers = { happenedOn: 'today', ownerId: owner, ...kept, ...(partners && { asked: partners }) }
    return reply.page(stepPage({ ...page, shown: { answers } }))
  })
  web.post(url, mayWrite, async (request, reply) => {
    const { body, work, actor } = request
    await oneAtATime(work.tx, `measure ${idOf(request, 'measureId')}`)
    const page = await stepping(request)
    const { row, step, kind, about } = page
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(stepPage({ ...page, shown }))
    const form = stepForm(about).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    const now = kind.states[row.state] ?? row.state
    if (!step.from.includes(row.state))
      return again(
        wrongField(body, 'happenedOn', `A colleague took a step meanwhile: it is “${now}” now. Nothing was saved`),
      )
    const held = heldBack(step, page, actor.id)
    if (held) return again(wrongField(body, 'happenedOn', `This cannot be done now: ${held}`))
    if (isBehind(body, String(row.version))) {
      const shown = wrongField(body, 'happenedOn', `A colleague took a step while you wrote. It is “${now}” now`)
      return again({ ...shown, answers: { ...shown.answers, basedOn: String(row.version) } })
    }
    const { answers } = form.data
    const told = await protectedOutside(services, request, { caseId: page.top.caseId, step, answers })
    if (told) return again(wrongField(body, told.name, told.says))
    await takeStep(services, work, row, { step, taken: form.data })
    return reply.see(`/cases/${page.top.caseId}/measures/${row.id}`)
  })

  const marking = async (request: FastifyRequest) => {
    const page = await onMeasure(services, request)
    const id = idOf(request, 'markId')
    const mark = page.marks.find((each) => each.id === id)
    if (!mark || mark.round !== page.row.round || isOver(page.kind, page.row.state)) throw new NotFound()
    return { ...page, mark }
  }
  const markUrl = '/cases/:caseId/measures/:measureId/marks/:markId' as const
  web.get(markUrl, mayWrite, async (request, reply) => {
    const page = await marking(request)
    if (page.mark.confirmedOn !== null) return reply.see(`/cases/${page.top.caseId}/measures/${page.row.id}`)
    return reply.page(markPage({ ...page, shown: { answers: { confirmedOn: 'today' } } }))
  })
  web.post(markUrl, mayWrite, async (request, reply) => {
    const { body, work, actor } = request
    const page = await marking(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(markPage({ ...page, shown }))
    const form = markForm(work.now).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    const { said, confirmedOn, how } = form.data
    const neverSet = said === 'never'
    if (confirmedOn < page.mark.askedOn)
      return again(wrongField(body, 'confirmedOn', 'They were asked after that day: enter a later one'))
    if (neverSet && onceConfirmed(page.mark.partner, page.marks))
      return again(wrongField(body, 'said', 'They once confirmed that it was set: have them take it off'))
    const change = { neverSet, confirmedOn, confirmedHow: how, confirmedBy: actor.id, confirmedAt: work.now }
    if (!(await confirmMark(work.tx, page.top.caseId, page.mark.id, change)))
      return again(wrongField(body, 'how', 'A colleague wrote this down meanwhile. Nothing of this was saved'))
    return reply.see(`/cases/${page.top.caseId}/measures/${page.row.id}`)
  })
}
