import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../platform/fields.ts'
import { seesCase } from '../../platform/request.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop } from '../cases/index.ts'
import { permissionsOf } from '../staff/index.ts'
import { declareConflict, finish, tellTheDesk } from './actions.ts'
import {
  answerForm,
  declareForm,
  doneForm,
  liftAnswerForm,
  liftForm,
  maySeal,
  messageForm,
  releaseForm,
  sealForm,
} from './model.ts'
import * as store from './store.ts'
import { casePage } from './views/case.ts'
import { declaredPage } from './views/declared.ts'
import { indexPage } from './views/index.ts'
import { liftPage } from './views/lift.ts'
import { liftAnswerPage } from './views/lift-answer.ts'
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
    const [messages, lifts] = [await store.messagesFor(work.tx), await store.sealsToLift(work.tx)]
    return reply.page(indexPage({ screen, isAtDesk, conflicts, messages, lifts }))
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
  liftRoutes(web, services)
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
    const { colleagueId, standardsId } = form.data
    if (colleagueId && !page.staff.some(({ value }) => value === colleagueId))
      return again('colleagueId', 'Select somebody who works here now')
    if (standardsId && !page.standards.some(({ value }) => value === standardsId))
      return again('standardsId', 'Select somebody of professional standards who works here now')
    if (strangers.length > 0 || !(await store.seal(work, page.top.caseId, form.data)))
      return again('named', 'Name only people who see this case now')
    return reply.see(`/cases/${page.top.caseId}/conflicts`)
  })
}

/** A seal is lifted by two: one who is named proposes, another who is named or professional standards agrees (S-03). */
const liftRoutes = (web: Web, services: Services): void => {
  const sealed = async (request: FastifyRequest) => {
    const { screen, top, seal, lifts } = await shownCase(services, request)
    if (!seal || lifts.some(({ answer }) => answer === null)) throw new NotFound()
    return { screen, top }
  }
  web.get('/cases/:caseId/conflicts/lift', writes, async (request, reply) =>
    reply.page(liftPage({ ...(await sealed(request)), shown: {} })),
  )
  web.post('/cases/:caseId/conflicts/lift', writes, async (request, reply) => {
    const page = await sealed(request)
    const form = liftForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(liftPage({ ...page, shown: typedAgain(request.body, form.error) }))
    if (!(await store.proposeLift(request.work, page.top.caseId, form.data.because))) throw new NotFound()
    return reply.see(`/cases/${page.top.caseId}/conflicts`)
  })
  const one = async (request: FastifyRequest) => {
    const { screen, work, actor } = request
    const id = idOf(request, 'liftId')
    const lift = (await store.sealsToLift(work.tx)).find((each) => each.id === id)
    if (!lift) throw new NotFound()
    return { screen, lift, isOwn: lift.byId === actor.id }
  }
  web.get('/conflicts/lifts/:liftId', anybody, async (request, reply) =>
    reply.page(liftAnswerPage({ ...(await one(request)), shown: {} })),
  )
  web.post('/conflicts/lifts/:liftId', anybody, async (request, reply) => {
    const page = await one(request)
    if (page.isOwn) throw new NotFound()
    const form = liftAnswerForm.safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(liftAnswerPage({ ...page, shown: typedAgain(request.body, form.error) }))
    if (!(await store.answerLift(request.work, page.lift.id, form.data.answer === 'agree'))) throw new NotFound()
    return reply.see(page.lift.caseId ? `/cases/${page.lift.caseId}/conflicts` : '/conflicts')
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
  const lifts = await store.liftsOf(work.tx, top.caseId)
  return { screen, top, people, seal, lifts, maySeal: top.state !== 'closed' && maySeal(top.owners, actor, may) }
}

const shownSeal = async (services: Services, request: FastifyRequest) => {
  const { top, maySeal: may, screen } = await shownCase(services, request)
  if (!may) throw new NotFound()
  const { tx } = request.work
  const staff = await store.staff(tx)
  const option = ({ id, name, agency }: store.Person) => ({ value: id, text: `${name}, ${agency}` })
  return {
    ...{ screen, top },
    people: (await store.peopleWhoSee(tx, top.caseId)).map(option),
    units: (await store.units(tx)).map(({ id, name }) => ({ value: id, text: name })),
    staff: staff.map(option),
    standards: staff.filter(({ role }) => role === 'professional-standards').map(option),
  }
}
