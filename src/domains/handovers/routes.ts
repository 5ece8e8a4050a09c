import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../platform/fields.ts'
import { answersIn } from '../../platform/forms.ts'
import type { Work } from '../../platform/request.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop, colleagues, type Option } from '../cases/index.ts'
import { accept, decline, offer, offerEverything, refusedOf, withdraw } from './actions.ts'
import { chosenLeads, declineForm, everythingForm, leads, offerForm } from './model.ts'
import * as store from './store.ts'
import { allPage } from './views/all.ts'
import { casePage } from './views/case.ts'
import { handoverPage } from './views/handover.ts'
import { handoversPage } from './views/index.ts'
import { newPage } from './views/new.ts'

const mayRead = { config: { access: 'handovers:read' } } as const
const mayWrite = { config: { access: 'handovers:write' } } as const

const othersFor = async ({ tx, actor }: Work, without: string): Promise<Option[]> =>
  (await colleagues(tx, actor.agencyId))
    .filter(({ id }) => id !== without)
    .map(({ id, name, agency }) => ({ value: id, text: `${name}, ${agency}` }))

export const handoversRoutes = (web: Web, services: Services): void => {
  const base = async (request: FastifyRequest) => ({
    screen: request.screen,
    top: await caseTop(services, request.work, caseIdOf(request)),
  })
  everythingRoutes(web)

  web.get('/handovers', mayRead, async (request, reply) => {
    const { tx, actor } = request.work
    const waiting = await store.waitingFor(tx, actor.id)
    return reply.page(
      handoversPage({
        screen: request.screen,
        toMe: waiting.filter(({ toId }) => toId === actor.id),
        fromMe: waiting.filter(({ toId }) => toId !== actor.id),
        mayPlaceOthers: (await store.supervised(tx, actor.id, actor.agencyId)).length > 0,
      }),
    )
  })

  web.get('/cases/:caseId/handovers', mayRead, async (request, reply) => {
    const { tx, actor } = request.work
    const page = await base(request)
    const mine = await heldHere(request.work, page)
    return reply.page(
      casePage({
        ...page,
        handovers: await store.offersOf(tx, page.top.caseId),
        periods: await store.leadPeriodsOf(tx, page.top.caseId),
        mayOffer: page.top.owners.some(({ id }) => id === actor.id) || mine.duties.length > 0,
      }),
    )
  })

  web.get('/cases/:caseId/handovers/new', mayWrite, async (request, reply) => {
    const page = await base(request)
    const held = await heldHere(request.work, page)
    const answers = Object.fromEntries(held.held.map((lead) => [`lead_${lead}`, 'yes']))
    return reply.page(newPage({ ...page, ...held, shown: { answers } }))
  })
  web.post('/cases/:caseId/handovers/new', mayWrite, async (request, reply) => {
    const { work, body } = request
    const page = await base(request)
    const props = { ...page, ...(await heldHere(work, page)) }
    const form = offerForm.safeParse(body ?? {})
    if (!form.success) return reply.code(422).page(newPage({ ...props, shown: typedAgain(body, form.error) }))
    if (!props.others.some(({ value }) => value === form.data.toId)) throw new NotFound()
    const refused = await offer(work, page.top.caseId, {
      ...form.data,
      fromId: work.actor.id,
      leads: chosenLeads(form.data),
    })
    if (refused)
      return reply.code(422).page(newPage({ ...props, shown: wrongField(body, refused.field, refused.problem) }))
    return reply.see(`/cases/${page.top.caseId}/handovers`)
  })

  const one = async (request: FastifyRequest) => {
    const handover = await store.offerOf(request.work.tx, caseIdOf(request), idOf(request, 'handoverId'))
    if (!handover) throw new NotFound()
    return { ...(await base(request)), handover, actorId: request.actor.id }
  }
  web.get('/cases/:caseId/handovers/:handoverId', mayRead, async (request, reply) =>
    reply.page(handoverPage({ ...(await one(request)), shown: {} })),
  )
  web.post('/cases/:caseId/handovers/:handoverId/accept', mayWrite, async (request, reply) => {
    const page = await one(request)
    const refused = await accept(services, request.work, page.top.caseId, page.handover.id)
    if (refused)
      return reply
        .code(422)
        .page(handoverPage({ ...page, shown: wrongField(request.body, refused.field, refused.problem) }))
    return reply.see(`/cases/${page.top.caseId}`)
  })
  web.post('/cases/:caseId/handovers/:handoverId/decline', mayWrite, async (request, reply) => {
    const page = await one(request)
    const form = declineForm.safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(handoverPage({ ...page, shown: typedAgain(request.body, form.error) }))
    await decline(request.work, page.top.caseId, page.handover.id, form.data.reason)
    return reply.see('/handovers')
  })
  web.post('/cases/:caseId/handovers/:handoverId/withdraw', mayWrite, async (request, reply) => {
    const { top, handover } = await one(request)
    await withdraw(request.work, top.caseId, handover.id)
    return reply.see('/handovers')
  })
}

const heldHere = async (work: Work, { top }: { top: Awaited<ReturnType<typeof caseTop>> }) => ({
  held: leads.filter((lead) => top.owners.some((owner) => owner.lead === lead && owner.id === work.actor.id)),
  duties: await store.openDutiesOf(work.tx, top.caseId, work.actor.id),
  others: await othersFor(work, work.actor.id),
})

const forWhom = z.object({ for: z.uuid().optional().catch(undefined) }).catch({})

const everythingRoutes = (web: Web): void => {
  const props = async (request: FastifyRequest, asked: string | undefined) => {
    const { work, screen } = request
    const { tx, actor } = work
    const supervised = await store.supervised(tx, actor.id, actor.agencyId)
    const forOther = asked && asked !== actor.id ? supervised.find(({ id }) => id === asked) : undefined
    if (asked && asked !== actor.id && !forOther) throw new NotFound()
    const who = forOther ? { ...forOther, isYou: false } : { id: actor.id, name: actor.name, isYou: true }
    return { screen, who, supervised, held: await store.heldBy(tx, who.id), others: await othersFor(work, who.id) }
  }
  web.get('/handovers/all', mayWrite, async (request, reply) =>
    reply.page(allPage({ ...(await props(request, forWhom.parse(request.query).for)), shown: {} })),
  )
  web.post('/handovers/all', mayWrite, async (request, reply) => {
    const page = await props(request, forWhom.parse(request.body).for)
    const form = everythingForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(allPage({ ...page, shown: typedAgain(request.body, form.error) }))
    const typed = answersIn(request.body)
    const receivers = new Map(
      page.held.flatMap(({ caseId }): [string, string][] => {
        const to = page.others.find(({ value }) => value === typed[`to_${caseId}`])
        return to ? [[caseId, to.value]] : []
      }),
    )
    const first = page.held[0]
    if (receivers.size === 0) {
      const shown = wrongField(
        request.body,
        first ? `to_${first.caseId}` : 'main-content',
        'Select who takes at least one case',
      )
      return reply.code(422).page(allPage({ ...page, shown }))
    }
    const refused = await refusedOf(request.work, page.who.id, receivers)
    if (refused)
      return reply.code(422).page(allPage({ ...page, shown: wrongField(request.body, refused.field, refused.problem) }))
    await offerEverything(request.work, page.who.id, receivers, form.data)
    return reply.see('/handovers')
  })
}
