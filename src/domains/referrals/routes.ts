import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { wrongField } from '../../platform/fields.ts'
import { answersIn, formErrors, type Shown } from '../../platform/forms.ts'
import type { Html } from '../../platform/html.ts'
import { seesCase, type Work } from '../../platform/request.ts'
import { dayText } from '../../platform/times.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import { calendarIn } from '../../rules/calendar-in.ts'
import { whoMayTake } from '../../rules/conflicts.ts'
import type { Services } from '../../rules/services.ts'
import { type CaseTop, caseTop } from '../cases/index.ts'
import { firstHeld } from '../files/index.ts'
import { aboutField } from '../incidents/index.ts'
import { leastNeeded } from '../safe-contact/index.ts'
import { permissionsOf, whoWorksHere } from '../staff/index.ts'
import {
  accept,
  acceptingRefused,
  acknowledge,
  complete,
  decline,
  type Outcome,
  openLines,
  recordOffer,
  sendReferral,
  start,
  withdraw,
} from './actions.ts'
import {
  acceptForm,
  buttonForm,
  completeForm,
  declineForm,
  newReferralForm,
  offerForm,
  withdrawForm,
} from './model/forms.ts'
import { type Move, movesOf, openingOf, type Referral, views } from './model/referral.ts'
import { caseFacts, otherAgencies } from './store/case.ts'
import { offersOnCase } from './store/offers.ts'
import { countsOf, inboxPage, pageSize, referralOf, referralsOnCase } from './store/referrals.ts'
import { acceptPage } from './views/accept.ts'
import type { Answer } from './views/answer.ts'
import { casePage } from './views/case.ts'
import { completePage } from './views/complete.ts'
import { declinePage } from './views/decline.ts'
import { indexPage } from './views/index.ts'
import { type Choices, newPage } from './views/new.ts'
import { offerPage } from './views/offer.ts'
import { referralPage } from './views/referral.ts'
import { withdrawPage } from './views/withdraw.ts'

const mayRead = { config: { access: 'referrals:read' } } as const
const mayWrite = { config: { access: 'referrals:write' } } as const
const discloses = { config: { access: 'referrals:write', audit: 'disclose' } } as const
const listQuery = z.object({
  show: z.enum(views).catch('new'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

export const referralRoutes = (web: Web, services: Services): void => {
  web.get('/referrals', mayRead, async (request, reply) => {
    const { screen, actor, work } = request
    const { show, page } = listQuery.parse(request.query)
    const calendar = await calendarIn(services, work.tx)
    const { total, rows } = await inboxPage(work.tx, actor.agencyId, show, page)
    const counts = { new: await countsOf(work.tx, actor.agencyId, 'new'), open: 0, closed: 0, sent: 0 }
    const shown = {
      number: page,
      size: pageSize,
      total,
      rows: rows.map((row) => ({ ...row, opening: openingOf(row, work.now, calendar) })),
    }
    return reply.page(indexPage({ screen, agency: actor.agencyName, view: show, page: shown, counts }))
  })
  onCase(web, services)
  onReferral(web, services)
}

const onCase = (web: Web, services: Services): void => {
  web.get('/cases/:caseId/referrals', mayRead, async (request, reply) => {
    const { screen, work, actor } = request
    const caseId = caseIdOf(request)
    const [top, referrals, offers] = [
      await caseTop(services, work, caseId),
      await referralsOnCase(work.tx, caseId),
      await offersOnCase(work.tx, caseId),
    ]
    const mayWrite = permissionsOf(actor.role).has('referrals:write') && top.state !== 'closed'
    return reply.page(casePage({ screen, top, referrals, offers, mayWrite }))
  })

  const start = async (request: FastifyRequest, withNumber: boolean): Promise<Html> => {
    const { top, choices } = await startOf(services, request)
    const least = await leastNeeded(services, request.work, top.caseId, { withNumber })
    const first = choices.people.find(({ id }) => id === least?.personId) ?? choices.people[0]
    const only = first ? { personId: first.id, personCalled: first.called ?? first.name } : {}
    const safely = least && {
      ...{ contactRoute: least.route, contactWindows: least.windows.join('\n') },
      contactNever: least.never.length > 0 ? `Never: ${least.never.join(', ')}` : '',
    }
    return newPage({
      ...{ screen: request.screen, top, choices },
      shown: { answers: { ...only, ...safely, urgency: 'this week', agreementOn: 'today', toldOn: 'today' } },
      recorded: !least ? 'nothing' : least.hasNumber && !withNumber ? 'all but the number' : 'all',
    })
  }
  web.get('/cases/:caseId/referrals/new', mayWrite, async (request, reply) => reply.page(await start(request, false)))
  web.get('/cases/:caseId/referrals/new/number', discloses, async (request, reply) =>
    reply.page(await start(request, true)),
  )
  web.post('/cases/:caseId/referrals/new/number', mayWrite, async (request, reply) => send(request, reply))
  web.post('/cases/:caseId/referrals/new', mayWrite, async (request, reply) => send(request, reply))
  const send = async (request: FastifyRequest, reply: FastifyReply) => {
    const { top, choices } = await startOf(services, request)
    const answers = answersIn(request.body)
    const children = choices.people.filter(({ role }) => role === 'child').map(({ id }) => id)
    const form = among(newReferralForm(request.work.now, children), {
      ...{ personId: choices.people, toAgencyId: choices.agencies, approverId: [...choices.approvers, { id: '' }] },
    }).safeParse({ ...answers, children: children.filter((id) => answers[aboutField(id)] === 'yes') })
    const again = (shown: Shown<Record<string, string | undefined>>) =>
      reply.code(422).page(newPage({ screen: request.screen, top, choices, shown, recorded: 'typed' }))
    if (!form.success) return again({ answers, errors: formErrors(form.error) })
    // What the other agency reads in the open; the way to reach them goes sealed (INV-07).
    const { service, reason, sharingBasis, agreementHow, toldHow } = form.data
    const open = { service, reason, sharingBasis, agreementHow, toldHow }
    const held = await firstHeld(services, request.work.tx, top.caseId, open)
    if (held) return again(wrongField(request.body, held.field, held.problem))
    return reply.see(`/referrals/${await sendReferral(services, request.work, top.caseId, form.data)}`)
  }

  web.get('/cases/:caseId/referrals/offer', mayWrite, async (request, reply) => {
    const { top, choices } = await startOf(services, request)
    const answers = { personId: choices.people[0]?.id, offeredOn: dayText(request.work.now) }
    return reply.page(offerPage({ screen: request.screen, top, people: choices.people, shown: { answers } }))
  })
  web.post('/cases/:caseId/referrals/offer', mayWrite, async (request, reply) => {
    const { top, choices } = await startOf(services, request)
    const answers = answersIn(request.body)
    const form = among(offerForm, { personId: choices.people }).safeParse({ ...answers, now: request.work.now })
    if (!form.success) {
      const shown = { answers, errors: formErrors(form.error) }
      return reply.code(422).page(offerPage({ screen: request.screen, top, people: choices.people, shown }))
    }
    await recordOffer(services, request.work, top.caseId, form.data)
    return reply.see(`/cases/${top.caseId}/referrals`)
  })
}

/** What was chosen must be one of the choices that the page gave: an id of somewhere else is as good as none. */
const among = <Form extends Record<string, unknown>>(
  schema: z.ZodType<Form>,
  choices: { [field in keyof Form]?: readonly { id: string }[] },
): z.ZodType<Form> =>
  schema.superRefine((form, context) => {
    for (const [field, list] of Object.entries(choices))
      if (Array.isArray(list) && !list.some(({ id }) => id === form[field]))
        context.addIssue({ code: 'custom', path: [field], message: 'Select one of the list' })
  })

const startOf = async (services: Services, request: FastifyRequest): Promise<{ top: CaseTop; choices: Choices }> => {
  const { work, actor } = request
  const top = await caseTop(services, work, caseIdOf(request))
  if (top.state === 'closed') throw new NotFound()
  const colleagues = await whoMayTake(work, top.caseId, await whoWorksHere(work))
  const approvers = colleagues.filter(({ id, role }) => id !== actor.id && permissionsOf(role).has('supervision:write'))
  const { people } = await caseFacts(work.tx, top.caseId)
  return { top, choices: { people, agencies: await otherAgencies(work.tx, actor.agencyId), approvers } }
}

type Step = { referral: Referral; moves: readonly Move[]; seesCase: boolean }

const stepOf = async (request: FastifyRequest): Promise<Step> => {
  const { work, actor } = request
  const referral = await referralOf(work.tx, idOf(request, 'referralId'))
  if (!referral) throw new NotFound()
  const sees = await seesCase(work, referral.caseId)
  return { referral, moves: movesOf(referral, { agencyId: actor.agencyId, seesCase: sees }), seesCase: sees }
}

const onReferral = (web: Web, services: Services): void => {
  const show = async (request: FastifyRequest, isStale: boolean): Promise<Html> => {
    const step = await stepOf(request)
    const isOurs = step.referral.answer === null || step.referral.answer === 'accepted'
    const lines = isOurs ? await openLines(services, request.work, step.referral) : undefined
    const opening = openingOf(step.referral, request.work.now, await calendarIn(services, request.work.tx))
    return referralPage({ screen: request.screen, opening, ...step, lines, isStale })
  }
  web.get('/referrals/:referralId', mayRead, async (request, reply) => reply.page(await show(request, false)))

  const press = (
    move: Move,
    act: (request: FastifyRequest, referral: Referral, version: number) => Promise<Outcome>,
  ): void => {
    web.post(`/referrals/:referralId/${move}`, mayWrite, async (request, reply) => {
      const { referral, moves } = await stepOf(request)
      const { version } = buttonForm.catch({ version: 0 }).parse(request.body)
      const outcome = moves.includes(move) ? await act(request, referral, version) : 'stale'
      return outcome === 'done'
        ? reply.see(`/referrals/${referral.id}`)
        : reply.code(422).page(await show(request, true))
    })
  }
  press('acknowledge', ({ work }, referral, version) => acknowledge(services, work, referral, version))
  press('start', ({ work }, referral, version) => start(work, referral, version))

  const answer = <Form>(
    move: Move,
    page: (answer: Answer) => Html,
    schema: z.ZodType<Form>,
    act: (work: Work, referral: Referral, form: Form) => Promise<Outcome>,
    refusedBy?: (work: Work, referral: Referral, form: Form) => Promise<{ field: string; problem: string } | null>,
  ): void => {
    const address = `/referrals/:referralId/${move}`
    web.get(address, mayWrite, async (request, reply) => {
      const { referral, moves } = await stepOf(request)
      if (!moves.includes(move)) return reply.see(`/referrals/${referral.id}`)
      return reply.page(
        page({
          ...(await aboutAnswer(request, referral)),
          shown: { answers: { workerId: request.actor.id } },
          isStale: false,
        }),
      )
    })
    web.post(address, mayWrite, async (request, reply) => {
      const { referral, moves } = await stepOf(request)
      const answers = answersIn(request.body)
      const about = await aboutAnswer(request, referral)
      const form = schema.safeParse({ ...answers, now: request.work.now })
      if (!form.success)
        return reply
          .code(422)
          .page(page({ ...about, shown: { answers, errors: formErrors(form.error) }, isStale: false }))
      const refused = moves.includes(move) && (await refusedBy?.(request.work, referral, form.data))
      if (refused) {
        const shown = wrongField(request.body, refused.field, refused.problem)
        return reply.code(422).page(page({ ...about, shown, isStale: false }))
      }
      const isMine = !answers.workerId || about.colleagues.some(({ id }) => id === answers.workerId)
      const outcome = moves.includes(move) && isMine ? await act(request.work, referral, form.data) : 'stale'
      if (outcome === 'done') return reply.see(`/referrals/${referral.id}`)
      const now = (await stepOf(request)).referral
      return reply.code(422).page(page({ ...about, referral: now, shown: { answers }, isStale: true }))
    })
  }
  answer(
    'accept',
    acceptPage,
    acceptForm,
    (work, referral, form) => accept(services, work, referral, form),
    acceptingRefused,
  )
  answer('decline', declinePage, declineForm, (work, referral, form) => decline(services, work, referral, form))
  answer('complete', completePage, completeForm, (work, referral, form) => complete(services, work, referral, form))
  answer('withdraw', withdrawPage, withdrawForm, (work, referral, form) => withdraw(services, work, referral, form))
}

/** Those who may take a referral on: colleagues who work on cases. */
const aboutAnswer = async ({ screen, work }: FastifyRequest, referral: Referral) => {
  const colleagues = await whoWorksHere(work)
  return { screen, referral, colleagues: colleagues.filter(({ role }) => permissionsOf(role).has('cases:read')) }
}
