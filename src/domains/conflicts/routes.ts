import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../platform/fields.ts'
import { seesCase } from '../../platform/request.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop } from '../cases/index.ts'
import { permissionsOf } from '../staff/index.ts'
import { declareConflict, finish, tellTheDesk } from './actions.ts'
import { answerForm, declareForm, doneForm, maySeal, messageForm, releaseForm, sealForm } from './model.ts'
import * as store from './store.ts'
import { casePage } from './views/case.ts'
import { declaredPage } from './views/declared.ts'
import { indexPage } from './views/index.ts'
import { matchPage } from './views/match.ts'
import { messagePage } from './views/message.ts'
import { newPage } from './views/new.ts'
import { sealPage } from './views/seal.ts'
import { sentPage } from './views/sent.ts'

const anybody = { config: { access: 'signed-in' } } as const
const writes = { config: { access: 'conflicts:write' } } as const

export const conflictsRoutes = (web: Web, services: Services): void => {
  web.get('/conflicts', anybody, async ({ screen, work }, reply) => {
    const isAtDesk = await store.isAtDesk(work.tx)
    const conflicts = isAtDesk ? await store.conflictsToSettle(work.tx) : []
    return reply.page(indexPage({ screen, isAtDesk, conflicts, messages: await store.messagesFor(work.tx) }))
  })
  web.get('/conflicts/new', anybody, async ({ screen }, reply) => reply.page(newPage({ screen, shown: {} })))
  web.post('/conflicts/new', anybody, async ({ screen, work, body }, reply) => {
    const form = messageForm(work.now).safeParse(body ?? {})
    if (!form.success) return reply.code(422).page(newPage({ screen, shown: typedAgain(body, form.error) }))
    await tellTheDesk(services, work, form.data)
    return reply.see('/conflicts/sent')
  })
  web.get('/conflicts/sent', anybody, async ({ screen }, reply) => reply.page(sentPage({ screen })))
  web.get('/conflicts/declared', anybody, async ({ screen }, reply) => reply.page(declaredPage({ screen })))

  web.get('/conflicts/messages/:deskMessageId', anybody, async (request, reply) =>
    reply.page(messagePage({ screen: request.screen, message: await messageIn(request), shown: {} })),
  )
  web.post('/conflicts/messages/:deskMessageId/done', anybody, async (request, reply) => {
    const { screen, work, body } = request
    const message = await messageIn(request)
    const form = doneForm.safeParse(body ?? {})
    if (!form.success)
      return reply.code(422).page(messagePage({ screen, message, shown: typedAgain(body, form.error) }))
    const refused = await finish(work, message.id, form.data)
    if (refused) {
      const shown = wrongField(body, refused.field, refused.problem)
      return reply.code(422).page(messagePage({ screen, message: await messageIn(request), shown }))
    }
    return reply.see('/conflicts')
  })

  matchRoutes(web)
  caseRoutes(web, services)
}

const matchRoutes = (web: Web): void => {
  web.get('/conflicts/matches/:matchId', anybody, async (request, reply) =>
    reply.page(matchPage({ ...(await matchIn(request)), shown: {} })),
  )
  web.post('/conflicts/matches/:matchId/propose', anybody, async (request, reply) => {
    const page = await matchIn(request)
    const form = releaseForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(matchPage({ ...page, shown: typedAgain(request.body, form.error) }))
    if (!(await store.proposeRelease(request.work, page.conflict.id, form.data.why))) throw new NotFound()
    return reply.see(`/conflicts/matches/${page.conflict.id}`)
  })
  web.post('/conflicts/matches/:matchId/answer', anybody, async (request, reply) => {
    const page = await matchIn(request)
    const form = answerForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(matchPage({ ...page, shown: typedAgain(request.body, form.error) }))
    if (!(await store.answerRelease(request.work, page.conflict.id, form.data.answer === 'agree'))) throw new NotFound()
    return reply.see('/conflicts')
  })
}

const caseRoutes = (web: Web, services: Services): void => {
  web.get('/cases/:caseId/conflicts', writes, async (request, reply) =>
    reply.page(
      casePage({ ...(await shownCase(services, request)), shown: { answers: { practitionerId: request.actor.id } } }),
    ),
  )
  web.post('/cases/:caseId/conflicts', writes, async (request, reply) => {
    const { work, body } = request
    const form = declareForm.safeParse(body ?? {})
    if (!form.success) {
      const page = await shownCase(services, request)
      return reply.code(422).page(casePage({ ...page, shown: typedAgain(body, form.error) }))
    }
    const caseId = caseIdOf(request)
    await declareConflict(work, caseId, form.data)
    // Said of a colleague, it may close the case to whoever says it too: they may be of one team.
    return reply.see((await seesCase(work, caseId)) ? `/cases/${caseId}/conflicts` : '/conflicts/declared')
  })

  web.get('/cases/:caseId/conflicts/seal', writes, async (request, reply) => {
    const page = await shownSeal(services, request)
    const named = page.top.owners.map(({ id }) => id)
    return reply.page(sealPage({ ...page, shown: {}, named: [...named, request.actor.id], keptOut: [] }))
  })
  web.post('/cases/:caseId/conflicts/seal', writes, async (request, reply) => {
    const { work, body, actor } = request
    const page = await shownSeal(services, request)
    const form = sealForm.safeParse(body ?? {})
    const ticked = { named: severalIn(body, 'named'), keptOut: severalIn(body, 'units') }
    if (!form.success)
      return reply.code(422).page(sealPage({ ...page, ...ticked, shown: typedAgain(body, form.error) }))
    const again = (field: string, problem: string) =>
      reply.code(422).page(sealPage({ ...page, ...ticked, shown: wrongField(body, field, problem) }))
    const sees = page.people.map(({ value }) => value)
    const strangers = form.data.named.filter((id) => !sees.includes(id))
    if (!form.data.named.includes(actor.id))
      return again('named', 'Name yourself too: somebody who sees it must answer for the seal')
    const works = new Set(page.staff.map(({ value }) => value))
    for (const field of ['colleagueId', 'standardsId'] as const)
      if (form.data[field] && !works.has(form.data[field])) return again(field, 'Select somebody who works here now')
    if (strangers.length > 0 || !(await store.seal(work, page.top.caseId, form.data)))
      return again('named', 'Name only people who see this case now')
    return reply.see(`/cases/${page.top.caseId}/conflicts`)
  })
}

const severalIn = (body: unknown, field: string): string[] => {
  const several = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([])
  return several.parse(z.record(z.string(), z.unknown()).catch({}).parse(body)[field])
}

const messageIn = async (request: FastifyRequest) => {
  const message = await store.messageOf(request.work.tx, idOf(request, 'deskMessageId'))
  if (!message) throw new NotFound()
  return message
}
const matchIn = async (request: FastifyRequest) => {
  const { work, screen, actor } = request
  const conflict = (await store.conflictsToSettle(work.tx)).find(({ id }) => id === idOf(request, 'matchId'))
  if (!conflict) throw new NotFound()
  return { screen, conflict, isOwnProposal: conflict.releaseBy === actor.id }
}

const shownCase = async (services: Services, request: FastifyRequest) => {
  const { work, screen, actor } = request
  const top = await caseTop(services, work, caseIdOf(request))
  const people = [{ id: actor.id, name: `${actor.name} (you)` }, ...(await store.supervisedBy(work))]
  const may = permissionsOf(actor.role)
  const seal = await store.sealOf(work.tx, top.caseId)
  return { screen, top, people, seal, maySeal: top.state !== 'closed' && maySeal(top.owners, actor, may) }
}

const shownSeal = async (services: Services, request: FastifyRequest) => {
  const { top, maySeal: may, screen } = await shownCase(services, request)
  if (!may) throw new NotFound()
  const { tx } = request.work
  const option = ({ id, name, agency }: store.Person) => ({ value: id, text: `${name}, ${agency}` })
  return {
    ...{ screen, top },
    people: (await store.peopleWhoSee(tx, top.caseId)).map(option),
    units: (await store.units(tx)).map(({ id, name }) => ({ value: id, text: name })),
    staff: (await store.staff(tx)).map(option),
  }
}
