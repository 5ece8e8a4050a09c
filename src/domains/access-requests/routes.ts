import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../platform/fields.ts'
import { dayText } from '../../platform/times.ts'
import { idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { answerOf, check, extend, knowWhoAsks, linesFor, receive, redact, release, search, seesAll } from './actions.ts'
import { earliestOn } from './model/clock.ts'
import {
  checkForm,
  extendForm,
  identityForm,
  isState,
  newForm,
  redactForm,
  releaseForm,
  type State,
  searchForm,
} from './model/forms.ts'
import { candidatesFor, requestOf, requestsOf, stepsOf } from './store/requests.ts'
import { checkPage } from './views/check.ts'
import { extendPage } from './views/extend.ts'
import { identityPage } from './views/identity.ts'
import { indexPage } from './views/index.ts'
import { newPage } from './views/new.ts'
import { packDocument } from './views/pack.ts'
import { redactPage } from './views/redact.ts'
import { releasePage } from './views/release.ts'
import { requestPage } from './views/request.ts'
import { searchPage } from './views/search.ts'

const mayRead = { config: { access: 'access-requests:read' } } as const
const mayWrite = { config: { access: 'access-requests:write' } } as const
const searches = { config: { access: 'access-requests:write', audit: 'search' } } as const
const discloses = { config: { access: 'access-requests:write', audit: 'disclose' } } as const
const takesOut = { config: { access: 'access-requests:write', audit: 'export' } } as const

export const accessRequestRoutes = (web: Web, services: Services): void => {
  web.get('/access-requests', mayRead, async ({ screen, work, actor }, reply) =>
    reply.page(indexPage({ screen, agency: actor.agencyName, requests: await requestsOf(work.tx, actor.agencyId) })),
  )
  web.get('/access-requests/new', mayWrite, async ({ screen }, reply) =>
    reply.page(newPage({ screen, shown: { answers: { receivedOn: 'today' } } })),
  )
  web.post('/access-requests/new', mayWrite, async ({ screen, work, body }, reply) => {
    const form = newForm(work.now).safeParse(body ?? {})
    if (!form.success) return reply.code(422).page(newPage({ screen, shown: typedAgain(body, form.error) }))
    return reply.see(`/access-requests/${await receive(work, form.data)}`)
  })
  web.get('/access-requests/:requestId', mayRead, async (request, reply) => {
    const page = await one(request)
    return reply.page(
      requestPage({
        ...page,
        steps: await stepsOf(request.work.tx, page.row.id),
        isChecker: page.row.redactedBy !== request.actor.id,
      }),
    )
  })
  untilSearched(web, services)
  untilAnswered(web, services)
  packRoutes(web, services)
}

const one = async (request: FastifyRequest, ...states: readonly State[]) => {
  const { screen, work, actor } = request
  const row = await requestOf(work.tx, actor.agencyId, idOf(request, 'requestId'))
  if (!row || !isState(row.state) || (states.length > 0 && !states.includes(row.state))) throw new NotFound()
  return { screen, row, state: row.state }
}
const there = ({ row }: Awaited<ReturnType<typeof one>>) => `/access-requests/${row.id}`
const isStale = 'Somebody else took this step first: look at the request again'
const isChanged = 'What is known of this person has changed since the search. Send it back, and search again'

const untilSearched = (web: Web, services: Services): void => {
  web.get('/access-requests/:requestId/identity', mayWrite, async (request, reply) =>
    reply.page(identityPage({ ...(await one(request, 'received')), shown: { answers: { identityOn: 'today' } } })),
  )
  web.post('/access-requests/:requestId/identity', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await one(request, 'received')
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(identityPage({ ...page, shown }))
    const form = identityForm(work.now).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (form.data.identityOn < page.row.receivedOn)
      return again(wrongField(body, 'identityOn', 'It cannot be before the day on which the request came'))
    const done = await knowWhoAsks(work, page.row, form.data)
    return done === 'stale' ? again(wrongField(body, 'identityHow', isStale)) : reply.see(there(page))
  })
  const toExtend = async (request: FastifyRequest) => {
    const page = await one(request, 'identity checked', 'searched', 'redacted', 'checked')
    if (page.row.extendedWhy) throw new NotFound()
    return page
  }
  web.get('/access-requests/:requestId/extend', mayWrite, async (request, reply) =>
    reply.page(extendPage({ ...(await toExtend(request)), shown: {} })),
  )
  web.post('/access-requests/:requestId/extend', mayWrite, async (request, reply) => {
    const page = await toExtend(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(extendPage({ ...page, shown }))
    const form = extendForm.safeParse(request.body ?? {})
    if (!form.success) return again(typedAgain(request.body, form.error))
    if (dayText(request.work.now) > (page.row.dueOn ?? ''))
      return again(wrongField(request.body, 'why', 'The month is over: it can be made longer only within it'))
    const done = await extend(request.work, page.row, form.data.why)
    return done === 'stale' ? again(wrongField(request.body, 'why', isStale)) : reply.see(there(page))
  })
  const searching = async (request: FastifyRequest) => {
    const page = await one(request, 'identity checked', 'searched')
    return { ...page, candidates: await candidatesFor(request.work.tx, page.row.id) }
  }
  web.get('/access-requests/:requestId/search', searches, async (request, reply) =>
    reply.page(searchPage({ ...(await searching(request)), shown: {} })),
  )
  web.post('/access-requests/:requestId/search', searches, async (request, reply) => {
    const page = await searching(request)
    const form = searchForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(searchPage({ ...page, shown: typedAgain(request.body, form.error) }))
    await search(services, request.work, page.row, form.data.people, request.id)
    return reply.see(`${there(page)}/redact`)
  })
}

const keptBackIn = (body: unknown): string[] =>
  Object.entries(z.record(z.string(), z.unknown()).catch({}).parse(body)).flatMap(([name, value]) =>
    name.startsWith('out-') && value === 'yes' ? [name.slice(4)] : [],
  )

const untilAnswered = (web: Web, services: Services): void => {
  web.get('/access-requests/:requestId/redact', mayWrite, async (request, reply) => {
    const page = await one(request, 'searched')
    if (!(await seesAll(request.work, page.row))) return reply.see(`${there(page)}/search`)
    const { lines } = await linesFor(services, request.work, page.row, { words: [], request: request.id })
    return reply.page(redactPage({ ...page, lines, shown: {} }))
  })
  web.post('/access-requests/:requestId/redact', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await one(request, 'searched')
    const again = async (shown: ReturnType<typeof typedAgain>) => {
      const { lines } = await linesFor(services, work, page.row, { words: [], request: request.id })
      return reply.code(422).page(redactPage({ ...page, lines, shown }))
    }
    if (!(await seesAll(work, page.row))) throw new NotFound()
    const form = redactForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    const done = await redact(services, work, page.row, {
      form: form.data,
      keptBack: keptBackIn(body),
      request: request.id,
    })
    return done === 'stale' ? again(wrongField(body, 'answer', isStale)) : reply.see(there(page))
  })

  const toCheck = async (request: FastifyRequest) => {
    const page = await one(request, 'redacted')
    const answer = await answerOf(services, request.work, page.row)
    if (page.row.redactedBy === request.actor.id || !answer) throw new NotFound()
    return { ...page, answer }
  }
  web.get('/access-requests/:requestId/check', mayWrite, async (request, reply) =>
    reply.page(checkPage({ ...(await toCheck(request)), shown: {} })),
  )
  web.post('/access-requests/:requestId/check', mayWrite, async (request, reply) => {
    const page = await toCheck(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(checkPage({ ...page, shown }))
    const form = checkForm.safeParse(request.body ?? {})
    if (!form.success) return again(typedAgain(request.body, form.error))
    const done = await check(request.work, page.row, form.data.answer === 'good', form.data.note)
    if (done === 'done') return reply.see(there(page))
    return again(wrongField(request.body, 'answer', done === 'stale' ? isStale : isChanged))
  })

  const toRelease = async (request: FastifyRequest) => {
    const page = await one(request, 'checked')
    return { ...page, earliest: earliestOn(page.row.identityOn ?? '', page.row) }
  }
  web.get('/access-requests/:requestId/release', mayWrite, async (request, reply) =>
    reply.page(releasePage({ ...(await toRelease(request)), shown: {} })),
  )
  web.post('/access-requests/:requestId/release', discloses, async (request, reply) => {
    const page = await toRelease(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(releasePage({ ...page, shown }))
    const form = releaseForm.safeParse(request.body ?? {})
    if (!form.success) return again(typedAgain(request.body, form.error))
    if (dayText(request.work.now) < page.earliest)
      return again(wrongField(request.body, 'how', 'It is too early: the day must not tell what was found'))
    const done = await release(request.work, page.row, form.data.how)
    if (done === 'done') return reply.see(there(page))
    return again(wrongField(request.body, 'how', done === 'stale' ? isStale : isChanged))
  })
}

/** The answer as a file, from when it was checked until its time is over. */
const packRoutes = (web: Web, services: Services): void => {
  const pack = async (request: FastifyRequest, reply: FastifyReply, kind: 'pdf' | 'json') => {
    const { row } = await one(request, 'checked', 'released', 'refused')
    const answer = await answerOf(services, request.work, row)
    if (!answer) throw new NotFound()
    reply.header('cache-control', 'no-store')
    reply.header('content-disposition', `attachment; filename="${row.reference}.${kind}"`)
    return answer
  }
  web.get('/access-requests/:requestId/pack/pdf', takesOut, async (request, reply) => {
    const document = await packDocument(await pack(request, reply, 'pdf'))
    reply.type('application/pdf')
    return document
  })
  web.get('/access-requests/:requestId/pack/json', takesOut, async (request, reply) => {
    const { lines, ...about } = await pack(request, reply, 'json')
    reply.type('application/json; charset=utf-8')
    return `${JSON.stringify({ format: 'waymark-access', version: 1, ...about, lines }, null, 2)}\n`
  })
}
