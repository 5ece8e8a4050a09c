import type { FastifyRequest } from 'fastify'
import { typedAgain } from '../../../platform/fields.ts'
import { dayText, timeText } from '../../../platform/times.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../../platform/web.ts'
import { addMonths, londonDay } from '../../../rules/days.ts'
import { policyIn } from '../../../rules/policy-in.ts'
import type { Services } from '../../../rules/services.ts'
import { caseTop } from '../../cases/index.ts'
import { permissionsOf } from '../../staff/index.ts'
import {
  acknowledgeTelling,
  childrenInTurn,
  recordAnswer,
  recordEffect,
  recordNone,
  recordTelling,
} from '../actions/children.ts'
import { acknowledgedForm, effectForm, harmForm, noneForm, tellingForm } from '../model/children.ts'
import * as store from '../store/children.ts'
import { acknowledgedPage } from '../views/acknowledged.ts'
import { askedPage } from '../views/asked.ts'
import { childrenPage } from '../views/children.ts'
import { effectPage } from '../views/effect.ts'
import { nonePage } from '../views/none.ts'
import { toldPage } from '../views/told.ts'

const reading = { config: { access: 'incidents:read' } } as const
const writing = { config: { access: 'entries:write' } } as const

export const childrenRoutes = (web: Web, services: Services): void => {
  const base = async (request: FastifyRequest) => ({
    screen: request.screen,
    top: await caseTop(services, request.work, caseIdOf(request)),
  })
  const listOf = (caseId: string) => `/cases/${caseId}/incidents/children`
  const nowTyped = ({ now }: FastifyRequest['work']) => ({ day: dayText(now), time: timeText(now) })

  web.get('/cases/:caseId/incidents/children', reading, async (request, reply) => {
    const { tx, now, actor } = request.work
    const caseId = caseIdOf(request)
    const { repeatMonths: months } = await policyIn(services, tx, now)
    const page = {
      ...{ children: await store.childrenOf(tx, caseId), exposed: await store.exposuresOf(tx, [caseId]) },
      ...{ notices: await store.noticesOf(tx, caseId), answers: await store.answersOf(tx, caseId) },
      ...{ effects: await store.effectsOf(tx, caseId), months, since: addMonths(londonDay(now), -months) },
      mayWrite: permissionsOf(actor.role).has('entries:write'),
    }
    return reply.page(childrenPage({ ...(await base(request)), ...page }))
  })

  for (const kind of ['services', 'school'] as const) {
    const address = `/cases/:caseId/incidents/children/told/${kind}`
    web.get(address, writing, async (request, reply) =>
      reply.page(toldPage({ ...(await base(request)), kind, shown: { answers: nowTyped(request.work) } })),
    )
    web.post(address, writing, async (request, reply) => {
      const page = await base(request)
      const { caseId } = page.top
      const children = (await store.childrenOf(request.work.tx, caseId)).map(({ id }) => id)
      const form = tellingForm(request.work.now, children).safeParse(request.body ?? {})
      if (!form.success)
        return reply.code(422).page(toldPage({ ...page, kind, shown: typedAgain(request.body, form.error) }))
      await recordTelling(services, request.work, caseId, kind, form.data)
      return reply.see(listOf(caseId))
    })
  }

  const noChild = async (request: FastifyRequest) => {
    const page = await base(request)
    if (request.method === 'POST') await childrenInTurn(request.work.tx, page.top.caseId)
    if ((await store.childrenOf(request.work.tx, page.top.caseId)).length > 0) throw new NotFound()
    return page
  }
  web.get('/cases/:caseId/incidents/children/none', writing, async (request, reply) =>
    reply.page(nonePage({ ...(await noChild(request)), shown: {} })),
  )
  web.post('/cases/:caseId/incidents/children/none', writing, async (request, reply) => {
    const page = await noChild(request)
    const form = noneForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(nonePage({ ...page, shown: typedAgain(request.body, form.error) }))
    await recordNone(services, request.work, page.top.caseId, form.data.what)
    return reply.see(listOf(page.top.caseId))
  })

  const noticeOf = async (request: FastifyRequest) => {
    const id = idOf(request, 'childNoticeId')
    const notice = (await store.noticesOf(request.work.tx, caseIdOf(request))).find((each) => each.id === id)
    if (!notice || notice.type === 'referrals.sent') throw new NotFound()
    return { ...(await base(request)), notice }
  }
  web.get('/cases/:caseId/incidents/children/notices/:childNoticeId/acknowledged', writing, async (request, reply) =>
    reply.page(acknowledgedPage({ ...(await noticeOf(request)), shown: { answers: nowTyped(request.work) } })),
  )
  web.post('/cases/:caseId/incidents/children/notices/:childNoticeId/acknowledged', writing, async (request, reply) => {
    const page = await noticeOf(request)
    const form = acknowledgedForm(request.work.now).safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(acknowledgedPage({ ...page, shown: typedAgain(request.body, form.error) }))
    await acknowledgeTelling(services, request.work, page.top.caseId, page.notice, form.data)
    return reply.see(listOf(page.top.caseId))
  })

  const childOf = async (request: FastifyRequest) => {
    const childId = idOf(request, 'childId')
    const child = (await store.childrenOf(request.work.tx, caseIdOf(request))).find(({ id }) => id === childId)
    if (!child) throw new NotFound()
    return { ...(await base(request)), childId, name: child.name }
  }
  web.get('/cases/:caseId/incidents/children/:childId/asked', writing, async (request, reply) =>
    reply.page(askedPage({ ...(await childOf(request)), shown: {} })),
  )
  web.post('/cases/:caseId/incidents/children/:childId/asked', writing, async (request, reply) => {
    const page = await childOf(request)
    const form = harmForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(askedPage({ ...page, shown: typedAgain(request.body, form.error) }))
    await recordAnswer(services, request.work, page.top.caseId, page.childId, form.data)
    return reply.see(listOf(page.top.caseId))
  })
  web.get('/cases/:caseId/incidents/children/:childId/effect', writing, async (request, reply) =>
    reply.page(effectPage({ ...(await childOf(request)), shown: { answers: { seenOn: dayText(request.work.now) } } })),
  )
  web.post('/cases/:caseId/incidents/children/:childId/effect', writing, async (request, reply) => {
    const page = await childOf(request)
    const form = effectForm(request.work.now).safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(effectPage({ ...page, shown: typedAgain(request.body, form.error) }))
    await recordEffect(services, request.work, page.top.caseId, page.childId, form.data)
    return reply.see(listOf(page.top.caseId))
  })
}
