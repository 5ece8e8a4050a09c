import type { FastifyRequest } from 'fastify'
import { typedAgain, wrongField } from '../../platform/fields.ts'
import { type Difference, differencesIn, isBehind } from '../../platform/marks.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop } from '../cases/index.ts'
import { sharedNow } from '../sharing/index.ts'
import { permissionsOf } from '../staff/index.ts'
import { answerRequest, checkTests, receive, recordNotice } from './actions.ts'
import { answerForm, newForm, noticeForm, testsForm, unmetOf } from './model.ts'
import { type RequestRow, requestOf, requestsOf } from './store.ts'
import { answerPage } from './views/answer.ts'
import { indexPage } from './views/index.ts'
import { newPage } from './views/new.ts'
import { noticePage } from './views/notice.ts'
import { requestPage } from './views/request.ts'
import { testsPage } from './views/tests.ts'

const mayRead = { config: { access: 'sharing:read' } } as const
const mayWrite = { config: { access: 'sharing:write' } } as const

export const informationRequestRoutes = (web: Web, services: Services): void => {
  const base = async (request: FastifyRequest) => ({
    screen: request.screen,
    top: await caseTop(services, request.work, caseIdOf(request)),
  })
  web.get('/cases/:caseId/information-requests', mayRead, async (request, reply) => {
    const { work, actor } = request
    const page = await base(request)
    const mayAdd = permissionsOf(actor.role).has('sharing:write')
    const requests = await requestsOf(work.tx, page.top.caseId)
    return reply.page(indexPage({ ...page, requests, mayAdd, agency: actor.agencyName }))
  })
  const starting = async (request: FastifyRequest) => {
    const page = await base(request)
    return { ...page, people: page.top.people.filter(({ role }) => role !== 'perpetrator') }
  }
  web.get('/cases/:caseId/information-requests/new', mayWrite, async (request, reply) => {
    const page = await starting(request)
    const [only, ...others] = page.people
    const answers = { receivedOn: 'today', ...(others.length === 0 && { personId: only?.id }) }
    return reply.page(newPage({ ...page, shown: { answers } }))
  })
  web.post('/cases/:caseId/information-requests/new', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await starting(request)
    const form = newForm(work.now).safeParse(body ?? {})
    if (!form.success) return reply.code(422).page(newPage({ ...page, shown: typedAgain(body, form.error) }))
    if (!page.people.some(({ id }) => id === form.data.personId)) throw new NotFound()
    const { caseId } = page.top
    return reply.see(`/cases/${caseId}/information-requests/${await receive(services, work, caseId, form.data)}`)
  })
  stepRoutes(web, services, base)
}

type Base = (
  request: FastifyRequest,
) => Promise<{ screen: FastifyRequest['screen']; top: Awaited<ReturnType<typeof caseTop>> }>

type Again = { shown: ReturnType<typeof typedAgain>; differences?: Difference[] }
/** A colleague was faster: what they saved stands beside what was typed, which may then be saved (U9). */
const behind = (body: unknown, row: RequestRow, field: string): Again => {
  const shown = wrongField(body, field, 'A colleague changed this request while you wrote')
  const differences = differencesIn(labels, savedOf(row), shown.answers ?? {}).filter(({ typed }) => typed !== '')
  return { shown: { ...shown, answers: { ...shown.answers, basedOn: String(row.version) } }, differences }
}
const labels = { words: 'What they say for each, and what is missing', how: 'How they were told, or why not yet' }
const savedOf = ({ testsWords, noticeHow }: RequestRow) => ({ words: testsWords ?? '', how: noticeHow ?? '' })
const isOld = (body: unknown, { version }: RequestRow): boolean => isBehind(body, String(version))
const isAnswered = 'A colleague has answered this request meanwhile. Nothing of this was saved'

const stepRoutes = (web: Web, services: Services, base: Base): void => {
  const one = async (request: FastifyRequest) => {
    const page = await base(request)
    const row = await requestOf(request.work.tx, page.top.caseId, idOf(request, 'informationRequestId'))
    if (!row) throw new NotFound()
    return { ...page, row }
  }
  const there = ({ top, row }: Awaited<ReturnType<typeof one>>) => `/cases/${top.caseId}/information-requests/${row.id}`
  web.get('/cases/:caseId/information-requests/:informationRequestId', mayRead, async (request, reply) => {
    const page = await one(request)
    return reply.page(requestPage({ ...page, mayWrite: permissionsOf(request.actor.role).has('sharing:write') }))
  })

  web.get('/cases/:caseId/information-requests/:informationRequestId/tests', mayWrite, async (request, reply) => {
    const page = await one(request)
    if (page.row.answeredAt) throw new NotFound()
    const met = Object.fromEntries((page.row.testsMet ?? []).map((code) => [code, 'yes']))
    return reply.page(testsPage({ ...page, shown: { answers: { ...met, words: page.row.testsWords ?? '' } } }))
  })
  web.post('/cases/:caseId/information-requests/:informationRequestId/tests', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await one(request)
    const again = (more: Again) => reply.code(422).page(testsPage({ ...page, ...more }))
    if (page.row.answeredAt) return again({ shown: wrongField(body, 'words', isAnswered) })
    const form = testsForm.safeParse(body ?? {})
    if (!form.success) return again({ shown: typedAgain(body, form.error) })
    if (isOld(body, page.row)) return again(behind(body, page.row, 'words'))
    const done = await checkTests(work, page.row, form.data)
    return done === 'stale' ? again(behind(body, page.row, 'words')) : reply.see(there(page))
  })

  const toAnswer = async (request: FastifyRequest) => {
    const page = await one(request)
    if (!page.row.testsAt) throw new NotFound()
    return { ...page, shared: await sharedNow(request.work, page.row) }
  }
  web.get('/cases/:caseId/information-requests/:informationRequestId/answer', mayWrite, async (request, reply) => {
    const page = await toAnswer(request)
    if (page.row.answeredAt) throw new NotFound()
    return reply.page(answerPage({ ...page, shown: {} }))
  })
  web.post('/cases/:caseId/information-requests/:informationRequestId/answer', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await toAnswer(request)
    const again = (more: Again) => reply.code(422).page(answerPage({ ...page, ...more }))
    if (page.row.answeredAt) return again({ shown: wrongField(body, 'outcome', isAnswered) })
    const form = answerForm.safeParse(body ?? {})
    if (!form.success) return again({ shown: typedAgain(body, form.error) })
    if (isOld(body, page.row)) return again(behind(body, page.row, 'outcome'))
    const { outcome, sharingId } = form.data
    const unmet = unmetOf(page.row)
    if (outcome === 'answered' && unmet.length > 0)
      return again({ shown: wrongField(body, 'outcome', 'Not all that the law asks is met: give a part, or nothing') })
    if (outcome === 'narrowed' && unmet.includes('written'))
      return again({ shown: wrongField(body, 'outcome', 'It did not come in writing: give nothing until it does') })
    if (outcome !== 'refused' && !page.shared.some(({ id }) => id === sharingId))
      return again({
        shown: wrongField(
          body,
          'sharingId',
          'That is not shared about this person now: choose another, or decide first',
        ),
      })
    const done = await answerRequest(services, work, page.row, form.data)
    return done === 'stale' ? again(behind(body, page.row, 'outcome')) : reply.see(there(page))
  })

  const isTold = ({ notice }: RequestRow) => notice !== null && notice !== 'put off'
  web.get('/cases/:caseId/information-requests/:informationRequestId/notice', mayWrite, async (request, reply) => {
    const page = await one(request)
    if (isTold(page.row)) throw new NotFound()
    return reply.page(noticePage({ ...page, shown: { answers: { noticeOn: 'today' } } }))
  })
  web.post('/cases/:caseId/information-requests/:informationRequestId/notice', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await one(request)
    const again = (more: Again) => reply.code(422).page(noticePage({ ...page, ...more }))
    if (isTold(page.row))
      return again({
        shown: wrongField(body, 'notice', 'A colleague has recorded that they know. Nothing of this was saved'),
      })
    const form = noticeForm(work.now).safeParse(body ?? {})
    if (!form.success) return again({ shown: typedAgain(body, form.error) })
    if (isOld(body, page.row)) return again(behind(body, page.row, 'notice'))
    const done = await recordNotice(services, work, page.row, form.data)
    return done === 'stale' ? again(behind(body, page.row, 'notice')) : reply.see(there(page))
  })
}
