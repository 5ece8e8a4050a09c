import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../platform/fields.ts'
import { oneAtATime } from '../../platform/marks.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop } from '../cases/index.ts'
import { heldWords } from '../files/index.ts'
import { seesPlans } from '../safety-plans/index.ts'
import { permissionsOf } from '../staff/index.ts'
import { agreeCard, cardsToday, openCards, protectedOn, withdrawCard } from './actions.ts'
import { cardForm } from './model.ts'
import { cardOf, cardsOf, countCards } from './store.ts'
import { indexPage } from './views/index.ts'
import { newPage } from './views/new.ts'

const mayRead = { config: { access: 'police-cards:read' } } as const
const mayWrite = { config: { access: 'police-cards:write' } } as const
const agrees = { config: { access: 'police-cards:write', needsStrong: true } } as const
const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })

export const policeCardRoutes = (web: Web, services: Services): void => {
  const onCase = async (request: FastifyRequest) => {
    const { work, screen } = request
    // Whoever changes what police see waits for whoever does so now (U9).
    if (request.method === 'POST') await oneAtATime(work.tx, `police cards ${caseIdOf(request)}`)
    const top = await caseTop(services, work, caseIdOf(request))
    return { screen, top, isWhole: await seesPlans(work.tx, top.caseId) }
  }
  web.get('/cases/:caseId/police-cards', mayRead, async (request, reply) => {
    const { work, actor } = request
    const { isWhole, ...page } = await onCase(request)
    const { caseId, state } = page.top
    const { page: number } = pageQuery.parse(request.query)
    const isLook = work.look?.purpose === 'emergency'
    const mayDo = permissionsOf(actor.role).has('police-cards:write') && state !== 'closed' && !isLook
    const all = isWhole && {
      cards: await openCards(services, work, await cardsOf(work.tx, caseId, number)),
      ...{ number, total: await countCards(work.tx, caseId) },
    }
    const today = await cardsToday(services, work, caseId)
    return reply.page(
      indexPage({ ...page, today, all: all || undefined, mayWithdraw: mayDo, mayAgree: isWhole && mayDo }),
    )
  })

  const agreeing = async (request: FastifyRequest) => {
    const { isWhole, ...page } = await onCase(request)
    if (!isWhole || page.top.state === 'closed') throw new NotFound()
    return { ...page, people: page.top.people.filter(({ role }) => role === 'victim') }
  }
  web.get('/cases/:caseId/police-cards/new', agrees, async (request, reply) => {
    const page = await agreeing(request)
    const [first, ...others] = page.people
    const answers = { agreedOn: 'today', ...(first && others.length === 0 && { personId: first.id }) }
    return reply.page(newPage({ ...page, shown: { answers } }))
  })
  web.post('/cases/:caseId/police-cards/new', agrees, async (request, reply) => {
    const { body, work } = request
    const page = await agreeing(request)
    const { caseId } = page.top
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(newPage({ ...page, shown }))
    const form = cardForm(work.now).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (!page.people.some(({ id }) => id === form.data.personId))
      return again(wrongField(body, 'personId', 'They are not harmed in this case now: choose somebody else'))
    const held = await protectedOn(services, work, caseId, form.data)
    if (held.length > 0) {
      return again(wrongField(body, 'alone', `A line holds ${heldWords(held)}. Say it without that`))
    }
    await agreeCard(services, work, caseId, form.data)
    return reply.see(`/cases/${caseId}/police-cards`)
  })
  web.post('/cases/:caseId/police-cards/:cardId/withdraw', mayWrite, async (request, reply) => {
    const { top } = await onCase(request)
    const row = await cardOf(request.work.tx, top.caseId, idOf(request, 'cardId'))
    if (!row) throw new NotFound()
    await withdrawCard(services, request.work, row)
    return reply.see(`/cases/${top.caseId}/police-cards`)
  })
}
