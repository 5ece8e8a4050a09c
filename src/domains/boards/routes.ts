import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { answersIn, formErrors } from '../../platform/forms.ts'
import { NotFound, type Web } from '../../platform/web.ts'
import { londonDay } from '../../rules/days.ts'
import type { Services } from '../../rules/services.ts'
import { opinionsWaitingFor } from '../counter-allegations/index.ts'
import { proposalsWaitingFor } from '../risk/index.ts'
import { permissionsOf } from '../staff/index.ts'
import { acknowledgeAlarms, dropSaved, saveFilter } from './actions.ts'
import {
  addressOf,
  type BoardName,
  boardNames,
  caseFilter,
  dutyFilter,
  morningDays,
  pageBefore,
  savedFilterForm,
} from './model.ts'
import {
  casesGranted,
  dutiesOf,
  savedFilters,
  teamIdsOf,
  teamOf,
  unseenAlarms,
  waitingFor,
  withoutHours,
} from './store/index.ts'
import { morningOf, nobodys } from './store/morning.ts'
import { casesPage } from './views/cases.ts'
import { minePage } from './views/mine.ts'
import { morningPage } from './views/morning.ts'
import { nobodysPage } from './views/nobodys.ts'
import { savePage } from './views/save.ts'
import { teamPage } from './views/team.ts'

const mayRead = { config: { access: 'boards:read' } } as const
const mayWrite = { config: { access: 'boards:write' } } as const

/** What our own links and buttons send: anything else leads nowhere. */
const sent = <Sent>(shape: z.ZodType<Sent>, given: unknown): Sent => {
  const read = shape.safeParse(given)
  if (!read.success) throw new NotFound()
  return read.data
}

const mayTakeOut = ({ actor }: FastifyRequest): boolean => permissionsOf(actor.role).has('exports:write')
const mayOpen = ({ actor }: FastifyRequest): boolean => permissionsOf(actor.role).has('cases:write')

export const boardsRoutes = (web: Web, _services: Services): void => {
  const saved = (request: FastifyRequest, board: BoardName) => savedFilters(request.work.tx, request.actor.id, board)

  web.get('/boards', mayRead, async (_request, reply) => reply.see('/boards/mine'))

  web.get('/boards/mine', mayRead, async (request, reply) => {
    const { tx, actor, now } = request.work
    const filter = dutyFilter.parse(request.query)
    const duties = await dutiesOf(tx, [actor.id], filter, now)
    const back = pageBefore(filter.page, duties.total)
    if (back) return reply.see(addressOf('mine', { ...filter, page: back }))
    return reply.page(
      minePage({
        screen: request.screen,
        mayOpen: mayOpen(request),
        mayTakeOut: mayTakeOut(request),
        filter,
        duties,
        alarms: await unseenAlarms(tx, actor.id),
        waiting: await waitingFor(tx, actor),
        proposals: await proposalsWaitingFor(tx, actor.id),
        opinions: await opinionsWaitingFor(tx, actor.id),
        saved: await saved(request, 'mine'),
      }),
    )
  })

  web.post('/boards/mine/alarms', mayWrite, async (request, reply) => {
    const { ids } = sent(z.object({ ids: z.union([z.uuid(), z.array(z.uuid())]) }), request.body)
    await acknowledgeAlarms(request.work, [ids].flat())
    return reply.see('/boards/mine')
  })

  web.get('/boards/cases', mayRead, async (request, reply) => {
    const { tx, actor, now } = request.work
    const filter = caseFilter.parse(request.query)
    const cases = await casesGranted(tx, [actor.id], filter, now)
    const back = pageBefore(filter.page, cases.total)
    if (back) return reply.see(addressOf('cases', { ...filter, page: back }))
    return reply.page(
      casesPage({
        screen: request.screen,
        mayOpen: mayOpen(request),
        mayTakeOut: mayTakeOut(request),
        board: 'cases',
        filter,
        cases,
        saved: await saved(request, 'cases'),
      }),
    )
  })

  web.get('/boards/team', mayRead, async (request, reply) => {
    const { tx, actor, now } = request.work
    const filter = dutyFilter.parse(request.query)
    const team = await teamOf(tx, actor.id)
    const duties = await dutiesOf(
      tx,
      team.map(({ id }) => id),
      filter,
      now,
    )
    const back = pageBefore(filter.page, duties.total)
    if (back) return reply.see(addressOf('team', { ...filter, page: back }))
    return reply.page(
      teamPage({
        ...{ screen: request.screen, filter, team, duties, mayTakeOut: mayTakeOut(request) },
        withoutHours: await withoutHours(tx, actor.id, londonDay(now)),
        saved: await saved(request, 'team'),
      }),
    )
  })

  web.get('/boards/team-cases', mayRead, async (request, reply) => {
    const { tx, actor, now } = request.work
    const filter = caseFilter.parse(request.query)
    const cases = await casesGranted(tx, await teamIdsOf(tx, actor.id), filter, now)
    const back = pageBefore(filter.page, cases.total)
    if (back) return reply.see(addressOf('team-cases', { ...filter, page: back }))
    return reply.page(
      casesPage({
        screen: request.screen,
        mayOpen: mayOpen(request),
        mayTakeOut: mayTakeOut(request),
        board: 'team-cases',
        filter,
        cases,
        saved: await saved(request, 'team-cases'),
      }),
    )
  })

  web.get('/boards/morning', mayRead, async (request, reply) => {
    const { tx, now } = request.work
    const days = morningDays(now)
    return reply.page(
      morningPage({ screen: request.screen, since: days.since, morning: await morningOf(tx, { now, ...days }) }),
    )
  })

  web.get('/boards/nobodys', mayRead, async (request, reply) => {
    const { tx, now, actor } = request.work
    return reply.page(nobodysPage({ screen: request.screen, rows: await nobodys(tx, actor, now) }))
  })

  web.get('/boards/save', mayWrite, async (request, reply) => {
    const { board, query } = sent(savedFilterForm.pick({ board: true, query: true }), request.query)
    return reply.page(savePage({ screen: request.screen, board, query }))
  })

  web.post('/boards/save', mayWrite, async (request, reply) => {
    const form = savedFilterForm.safeParse(request.body)
    if (form.success) {
      await saveFilter(request.work, form.data)
      return reply.see(`/boards/${form.data.board}?${form.data.query}`)
    }
    const answers = answersIn(request.body)
    const board = z.enum(boardNames).catch('mine').parse(answers.board)
    const page = savePage({
      screen: request.screen,
      board,
      query: answers.query ?? '',
      answers,
      errors: formErrors(form.error),
    })
    return reply.code(422).page(page)
  })

  web.post('/boards/save/drop', mayWrite, async (request, reply) => {
    const { board, name } = sent(z.object({ board: z.enum(boardNames), name: z.string() }), request.body)
    await dropSaved(request.work, board, name)
    return reply.see(addressOf(board, {}))
  })
}
