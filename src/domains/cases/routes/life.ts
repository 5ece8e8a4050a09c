import type { FastifyReply, FastifyRequest } from 'fastify'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { answersIn } from '../../../platform/forms.ts'
import { dayEnds, dayText } from '../../../platform/times.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { approversFor, besideForm, besideRefused, letInOtherAgency, waitToBeLetIn } from '../../sharing/index.ts'
import { permissionsOf } from '../../staff/index.ts'
import {
  agreeToClose,
  askPlanLead,
  keepOpen,
  proposeToClose,
  reopenCase,
  reopeningRefused,
  sayOfClosing,
  stopsOf,
  takeBackOfClosing,
} from '../actions/close.ts'
import { caseFile } from '../actions/export.ts'
import { clashOf } from '../actions/sides.ts'
import { caseTop } from '../actions/top.ts'
import { agreeForm, closeForm, exportForm, type GrantForm, grantForm, reopenForm, sayForm } from '../model/panels.ts'
import {
  askedAt,
  contactUnknown,
  isCopyOut,
  isToldOut,
  plansUnsaid,
  referenceOf,
  speaksForPlan,
} from '../store/close.ts'
import { colleagues, grantCase, grantsOf, openTeams, revokeCase } from '../store/team.ts'
import { caseRow, staffNamed } from '../store/top.ts'
import { closePage } from '../views/close.ts'
import { exportPage } from '../views/export.ts'
import { reopenPage } from '../views/reopen.ts'
import { sayPage } from '../views/say.ts'
import { teamPage } from '../views/team.ts'

const mayRead = { config: { access: 'cases:read' } } as const
const mayWrite = { config: { access: 'cases:write' } } as const
// Whether there is a plan shows here: as on the pages of plans, whoever it is proves again that it is them.
const maySay = { config: { access: 'cases:write', needsStrong: true } } as const
const maySeeExport = { config: { access: 'cases:write', needsStrong: true } } as const
const takesOut = { config: { access: 'cases:write', needsStrong: true, audit: 'export' } } as const

export const lifeRoutes = (web: Web, services: Services): void => {
  const base = async (request: FastifyRequest) => ({
    screen: request.screen,
    top: await caseTop(services, request.work, caseIdOf(request)),
  })
  closingRoutes(web, services, base)
  teamRoutes(web, base)

  web.get('/cases/:caseId/reopen', mayWrite, async (request, reply) => {
    const page = await base(request)
    if (page.top.state !== 'closed') throw new NotFound()
    return reply.page(reopenPage({ ...page, shown: {} }))
  })
  web.post('/cases/:caseId/reopen', mayWrite, async (request, reply) => {
    const form = reopenForm.safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(reopenPage({ ...(await base(request)), shown: typedAgain(request.body, form.error) }))
    const refused = await reopeningRefused(request.work, caseIdOf(request))
    if (refused)
      return reply
        .code(422)
        .page(reopenPage({ ...(await base(request)), shown: wrongField(request.body, 'why', refused) }))
    await reopenCase(services, request.work, caseIdOf(request), form.data.why)
    return reply.see(`/cases/${caseIdOf(request)}`)
  })

  web.get('/cases/:caseId/export', maySeeExport, async (request, reply) =>
    reply.page(exportPage({ ...(await base(request)), shown: {} })),
  )
  web.post('/cases/:caseId/export', takesOut, async (request, reply) => {
    const page = await base(request)
    const form = exportForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(exportPage({ ...page, shown: typedAgain(request.body, form.error) }))
    const why = { reason: form.data.reason, request: request.id }
    const { name, body } = await caseFile(services, request.work, page.top, why)
    reply.type('application/json; charset=utf-8').header('cache-control', 'no-store')
    reply.header('content-disposition', `attachment; filename="${name}"`)
    return body
  })
}
type Base = (
  request: FastifyRequest,
) => Promise<{ screen: FastifyRequest['screen']; top: Awaited<ReturnType<typeof caseTop>> }>

const closingRoutes = (web: Web, services: Services, base: Base): void => {
  const props = async (request: FastifyRequest) => {
    const { tx, actor } = request.work
    const page = await base(request)
    if (page.top.state === 'closed') throw new NotFound()
    const row = await caseRow(tx, page.top.caseId)
    const [by] = row?.closingBy ? await staffNamed(tx, [row.closingBy]) : []
    const doubleOf = row?.doubleOf ? ((await referenceOf(tx, row.doubleOf)) ?? 'a case that you cannot see') : null
    const proposal =
      row?.state === 'closing'
        ? {
            ...{ by: by?.name ?? 'A colleague', isYours: by?.id === actor.id, at: row.closingAt, doubleOf },
            ...{ closedAs: row.closedAs ?? '', reason: row.closingReason ?? '' },
          }
        : null
    const stops = await stopsOf(request.work, page.top.caseId)
    const closing = {
      speaks: await speaksForPlan(tx, page.top.caseId, dayText(request.work.now)),
      askedAt: await askedAt(tx, page.top.caseId),
    }
    return { ...page, proposal, stops, closing, contactUnknown: await contactUnknown(tx, page.top.caseId) }
  }
  web.get('/cases/:caseId/close', mayWrite, async (request, reply) =>
    reply.page(closePage({ ...(await props(request)), shown: {} })),
  )
  web.post('/cases/:caseId/close', mayWrite, async (request, reply) => {
    const page = await props(request)
    const form = closeForm(page.contactUnknown.length > 0).safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(closePage({ ...page, shown: typedAgain(request.body, form.error) }))
    const refused = await proposeToClose(request.work, page.top.caseId, form.data)
    if (refused)
      return reply
        .code(422)
        .page(closePage({ ...page, shown: wrongField(request.body, refused.field, refused.problem) }))
    return reply.see(`/cases/${page.top.caseId}/close`)
  })
  web.post('/cases/:caseId/close/agree', mayWrite, async (request, reply) => {
    const page = await props(request)
    const form = agreeForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(closePage({ ...page, shown: typedAgain(request.body, form.error) }))
    const refused = await agreeToClose(services, request.work, page.top.caseId, form.data.against)
    if (refused)
      return reply
        .code(422)
        .page(closePage({ ...page, shown: wrongField(request.body, refused.field, refused.problem) }))
    return reply.see(`/cases/${page.top.caseId}`)
  })
  planLeadRoutes(web, services, base)
  web.post('/cases/:caseId/close/keep-open', mayWrite, async (request, reply) => {
    await keepOpen(request.work, caseIdOf(request))
    return reply.see(`/cases/${caseIdOf(request)}`)
  })
}

/** What the plan lead says of closing: asked by anybody who may close, said by them or whoever stands in. */
const planLeadRoutes = (web: Web, services: Services, base: Base): void => {
  web.post('/cases/:caseId/close/ask', mayWrite, async (request, reply) => {
    await askPlanLead(services, request.work, caseIdOf(request))
    return reply.see(`/cases/${caseIdOf(request)}/close`)
  })
  const saying = async (request: FastifyRequest) => {
    const { tx, now } = request.work
    const page = await base(request)
    const speaks = await speaksForPlan(tx, page.top.caseId, dayText(now))
    if (speaks === null) throw new NotFound()
    const mayOpenPlans = permissionsOf(request.actor.role).has('safety-plans:write')
    const unsaid = await plansUnsaid(tx, page.top.caseId)
    const left = { isCopyOut: await isCopyOut(tx, page.top.caseId), isToldOut: await isToldOut(tx, page.top.caseId) }
    return { ...page, speaks, mayOpenPlans, unsaid, ...left }
  }
  web.get('/cases/:caseId/close/say', maySay, async (request, reply) =>
    reply.page(sayPage({ ...(await saying(request)), shown: {} })),
  )
  web.post('/cases/:caseId/close/say', maySay, async (request, reply) => {
    const { body, work } = request
    const page = await saying(request)
    const form = sayForm.safeParse(body ?? {})
    if (!form.success) return reply.code(422).page(sayPage({ ...page, shown: typedAgain(body, form.error) }))
    const left = await sayOfClosing(services, work, page.top.caseId, form.data)
    if (left) {
      const problem = page.mayOpenPlans ? 'See first to what stands above' : 'Hand over the plan first: see above'
      return reply.code(422).page(sayPage({ ...page, ...left, shown: wrongField(body, 'outcome', problem) }))
    }
    return reply.see(`/cases/${page.top.caseId}/close`)
  })
  // It only keeps a case open longer: whoever may close it may do so, as whoever changes what was spoken of does.
  web.post('/cases/:caseId/close/say/take-back', mayWrite, async (request, reply) => {
    const { top } = await base(request)
    await takeBackOfClosing(services, request.work, top.caseId)
    return reply.see(`/cases/${top.caseId}/close`)
  })
}

const teamRoutes = (web: Web, base: Base): void => {
  const props = async (request: FastifyRequest) => {
    const { tx, actor } = request.work
    const page = await base(request)
    const [staff, teams] = [await colleagues(tx, actor.agencyId), await openTeams(tx, actor.agencyId)]
    const named = [...staff, ...teams.map((team) => ({ ...team, name: `Team ${team.name}` }))]
    return {
      ...page,
      grants: await grantsOf(tx, caseIdOf(request)),
      waiting: await waitToBeLetIn(tx, page.top.caseId),
      others: named.map(({ id, name, agency, agencyId }) => ({ value: id, text: `${name}, ${agency}`, agencyId })),
      mayChange: permissionsOf(actor.role).has('cases:write'),
    }
  }
  web.get('/cases/:caseId/team', mayRead, async (request, reply) =>
    reply.page(teamPage({ ...(await props(request)), shown: {} })),
  )
  web.post('/cases/:caseId/team', mayWrite, async (request, reply) => {
    const page = await props(request)
    const form = grantForm(request.work.now).safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(teamPage({ ...page, shown: typedAgain(request.body, form.error) }))
    const { granteeId, reason, untilOn } = form.data
    const chosen = page.others.find(({ value }) => value === granteeId)
    if (!chosen) throw new NotFound()
    const until = untilOn ? dayEnds(untilOn).until : null
    if (until && until < request.work.now) {
      const shown = wrongField(request.body, 'untilOn', 'The last day cannot be in the past')
      return reply.code(422).page(teamPage({ ...page, shown }))
    }
    const clash = await clashOf(request.work, page.top.caseId, granteeId, { asContact: false })
    if (clash) return reply.code(422).page(teamPage({ ...page, shown: wrongField(request.body, 'granteeId', clash) }))
    if (![request.actor.agencyId, page.top.agencyId].includes(chosen.agencyId))
      return letIn(request, reply, page, { ...form.data, chosen })
    await grantCase(request.work, page.top.caseId, granteeId, reason, until)
    return reply.see(`/cases/${page.top.caseId}/team`)
  })
  /** Another agency is let in with a decision to share, asked on the same page once it is known who is meant (INV-19). */
  const letIn = async (request: FastifyRequest, reply: FastifyReply, page: Props, asked: Asked): Promise<string> => {
    const { body, work } = request
    const approvers = await approversFor(work)
    const again = (shown: ReturnType<typeof typedAgain>) =>
      reply.code(422).page(teamPage({ ...page, approvers, shown }))
    if (answersIn(body).agreementOn === undefined) {
      const shown = wrongField(body, 'basis', `${asked.chosen.text} is another agency: ${sayFirst}`)
      return again({ ...shown, answers: { ...shown.answers, agreementOn: 'today', toldOn: 'today' } })
    }
    const form = besideForm(work.now).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    const refused = await besideRefused(work, page.top.caseId, form.data, approvers)
    if (refused) return again(wrongField(body, refused.field, refused.problem))
    const { granteeId, reason, untilOn = null, chosen } = asked
    const who = { granteeId, reason, untilOn, name: chosen.text, agencyId: chosen.agencyId }
    await letInOtherAgency(work, page.top.caseId, who, form.data)
    return reply.see(`/cases/${page.top.caseId}/team`)
  }
  type Props = Awaited<ReturnType<typeof props>>
  type Asked = GrantForm & { chosen: Props['others'][number] }
  const sayFirst = 'say what in law allows it and what the person said, then let them in'

  web.post('/cases/:caseId/team/:granteeId/end', mayWrite, async (request, reply) => {
    const page = await props(request)
    const granteeId = idOf(request, 'granteeId')
    if (!page.grants.some((grant) => grant.granteeId === granteeId && !grant.revokedAt)) throw new NotFound()
    if (await revokeCase(request.work, page.top.caseId, granteeId))
      return reply.see(granteeId === request.actor.id ? '/boards/mine' : `/cases/${page.top.caseId}/team`)
    const problem = 'A lead or an open duty of this case rests with them. Hand it over first'
    return reply.code(422).page(teamPage({ ...page, shown: {}, problem }))
  })
}
