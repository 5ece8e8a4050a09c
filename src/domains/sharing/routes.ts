import type { FastifyRequest } from 'fastify'
import { typedAgain, wrongField } from '../../platform/fields.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop, clashOf } from '../cases/index.ts'
import { permissionsOf } from '../staff/index.ts'
import {
  answerSharing,
  choicesFor,
  decideToShare,
  endSharing,
  endSight,
  sayAgreement,
  sayTold,
  sharingRefused,
} from './actions.ts'
import { agreementForm, answerForm, sharingForm, stateOf, tickedOf, toldForm, whyForm } from './model.ts'
import { notesForPolice, otherWaysOf, seesStill, sharingOf, sharingsOf, waitingFor, wordsOf } from './store.ts'
import { agreementPage } from './views/agreement.ts'
import { answerPage } from './views/answer.ts'
import { decisionPage } from './views/decision.ts'
import { indexPage } from './views/index.ts'
import { newPage } from './views/new.ts'
import { schedulePage } from './views/schedule.ts'
import { stopPage } from './views/stop.ts'
import { toldPage } from './views/told.ts'
import { waitingPage } from './views/waiting.ts'

const mayRead = { config: { access: 'sharing:read' } } as const
const mayWrite = { config: { access: 'sharing:write' } } as const
// What may be chosen names thoughts of a plan to whoever sees it.
const chooses = { config: { access: 'sharing:write', needsStrong: true } } as const
const shares = { config: { access: 'sharing:write', needsStrong: true, audit: 'disclose' } } as const
const supervises = { config: { access: 'supervision:write' } } as const
const agrees = { config: { access: 'supervision:write', audit: 'disclose' } } as const

export const sharingRoutes = (web: Web, services: Services): void => {
  const base = async (request: FastifyRequest) => ({
    screen: request.screen,
    top: await caseTop(services, request.work, caseIdOf(request)),
  })
  web.get('/sharing', { config: { access: 'supervision:read' } }, async ({ screen, work, actor }, reply) =>
    reply.page(waitingPage({ screen, waiting: await waitingFor(work.tx, actor.id) })),
  )
  web.get('/cases/:caseId/sharing', mayRead, async (request, reply) => {
    const { tx, actor } = request.work
    const page = await base(request)
    const [decisions, others] = [await sharingsOf(tx, page.top.caseId), await otherWaysOf(tx, page.top.caseId)]
    const mayAdd = permissionsOf(actor.role).has('sharing:write') && page.top.state !== 'closed'
    return reply.page(indexPage({ ...page, decisions, others, mayAdd }))
  })
  web.get('/cases/:caseId/sharing/schedule', mayRead, async (request, reply) => {
    const page = await base(request)
    const decisions = (await sharingsOf(request.work.tx, page.top.caseId)).filter(
      ({ toKind, outsideKind, sharedAt }) => sharedAt && (toKind === 'police' || outsideKind === 'police'),
    )
    return reply.page(
      schedulePage({ ...page, decisions, notes: await notesForPolice(request.work.tx, page.top.caseId) }),
    )
  })
  newRoutes(web, services, base)
  oneRoutes(web, base)
}
type Base = (
  request: FastifyRequest,
) => Promise<{ screen: FastifyRequest['screen']; top: Awaited<ReturnType<typeof caseTop>> }>

const newRoutes = (web: Web, services: Services, base: Base): void => {
  const starting = async (request: FastifyRequest) => {
    const page = await base(request)
    if (page.top.state === 'closed') throw new NotFound()
    return { ...page, choices: await choicesFor(services, request.work, page.top.caseId) }
  }
  web.get('/cases/:caseId/sharing/new', chooses, async (request, reply) => {
    const page = await starting(request)
    const [only] = page.choices.people.filter(({ role }) => role === 'victim')
    const answers = { personId: only?.id, agreementOn: 'today', toldOn: 'today' }
    return reply.page(newPage({ ...page, shown: { answers } }))
  })
  web.post('/cases/:caseId/sharing/new', shares, async (request, reply) => {
    const { body, work } = request
    const page = await starting(request)
    const form = sharingForm(work.now).safeParse(body ?? {})
    if (!form.success) return reply.code(422).page(newPage({ ...page, shown: typedAgain(body, form.error) }))
    const items = tickedOf(body, page.choices.items)
    const refused = await sharingRefused(services, work, page.top.caseId, form.data, { items, choices: page.choices })
    if (refused)
      return reply.code(422).page(newPage({ ...page, shown: wrongField(body, refused.field, refused.problem) }))
    return reply.see(
      `/cases/${page.top.caseId}/sharing/${await decideToShare(work, page.top.caseId, form.data, items)}`,
    )
  })
}

const oneRoutes = (web: Web, base: Base): void => {
  const one = async (request: FastifyRequest) => {
    const page = await base(request)
    const row = await sharingOf(request.work.tx, page.top.caseId, idOf(request, 'sharingId'))
    if (!row) throw new NotFound()
    return { ...page, row, state: stateOf(row, request.work.now), isOwn: row.fromAgencyId === request.actor.agencyId }
  }
  const own = async (request: FastifyRequest) => {
    const page = await one(request)
    if (!page.isOwn || page.state === 'declined') throw new NotFound()
    return page
  }
  const live = async (request: FastifyRequest) => {
    const page = await own(request)
    if (page.state === 'stopped') throw new NotFound()
    return page
  }
  const toAnswer = async (request: FastifyRequest) => {
    const page = await live(request)
    if (page.state !== 'waiting' || page.row.approverId !== request.actor.id) throw new NotFound()
    return page
  }
  const there = ({ top, row }: Awaited<ReturnType<typeof one>>) => `/cases/${top.caseId}/sharing/${row.id}`

  web.get('/cases/:caseId/sharing/:sharingId', mayRead, async (request, reply) => {
    const page = await one(request)
    const maySay = page.isOwn && permissionsOf(request.actor.role).has('sharing:write')
    const mayAnswer = page.state === 'waiting' && page.row.approverId === request.actor.id
    const { tx } = request.work
    const stillSees = page.state === 'stopped' && (await seesStill(tx, page.row))
    const words = await wordsOf(tx, page.row.id)
    return reply.page(decisionPage({ ...page, words, maySay, mayAnswer, stillSees }))
  })
  web.get('/cases/:caseId/sharing/:sharingId/answer', supervises, async (request, reply) =>
    reply.page(answerPage({ ...(await toAnswer(request)), shown: {} })),
  )
  web.post('/cases/:caseId/sharing/:sharingId/answer', agrees, async (request, reply) => {
    const page = await toAnswer(request)
    const form = answerForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(answerPage({ ...page, shown: typedAgain(request.body, form.error) }))
    const { granteeId } = page.row
    const isAgreed = form.data.answer === 'agree'
    const clash =
      isAgreed && granteeId && (await clashOf(request.work, page.top.caseId, granteeId, { asContact: false }))
    if (clash) return reply.code(422).page(answerPage({ ...page, shown: wrongField(request.body, 'answer', clash) }))
    await answerSharing(request.work, page.row, isAgreed, form.data.why ?? '')
    return reply.see(there(page))
  })
  web.get('/cases/:caseId/sharing/:sharingId/agreement', mayWrite, async (request, reply) =>
    reply.page(agreementPage({ ...(await live(request)), shown: { answers: { agreementOn: 'today' } } })),
  )
  web.post('/cases/:caseId/sharing/:sharingId/agreement', mayWrite, async (request, reply) => {
    const page = await live(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(agreementPage({ ...page, shown }))
    const form = agreementForm(request.work.now).safeParse(request.body ?? {})
    if (!form.success) return again(typedAgain(request.body, form.error))
    if (form.data.agreement === 'withdrawn' && page.row.agreement !== 'agreed')
      return again(wrongField(request.body, 'agreement', 'They had not agreed: to end it, stop the sharing'))
    await sayAgreement(request.work, page.top.caseId, page.row.id, form.data)
    if (form.data.agreement === 'withdrawn') await endSight(request.work, page.row)
    return reply.see(there(page))
  })
  web.get('/cases/:caseId/sharing/:sharingId/told', mayWrite, async (request, reply) =>
    reply.page(toldPage({ ...(await own(request)), shown: { answers: { toldOn: 'today' } } })),
  )
  web.post('/cases/:caseId/sharing/:sharingId/told', mayWrite, async (request, reply) => {
    const page = await own(request)
    const form = toldForm(request.work.now).safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(toldPage({ ...page, shown: typedAgain(request.body, form.error) }))
    await sayTold(request.work, page.top.caseId, page.row.id, form.data)
    return reply.see(there(page))
  })
  web.get('/cases/:caseId/sharing/:sharingId/stop', mayWrite, async (request, reply) =>
    reply.page(stopPage({ ...(await live(request)), shown: {} })),
  )
  web.post('/cases/:caseId/sharing/:sharingId/stop', mayWrite, async (request, reply) => {
    const page = await live(request)
    const form = whyForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(stopPage({ ...page, shown: typedAgain(request.body, form.error) }))
    await endSharing(request.work, page.row, form.data.why)
    return reply.see(there(page))
  })
}
