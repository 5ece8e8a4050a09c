import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../platform/fields.ts'
import { isBehind } from '../../platform/marks.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { moved } from '../bundles/index.ts'
import { caseTop, isOnOtherSide } from '../cases/index.ts'
import { permissionsOf } from '../staff/index.ts'
import { askForBundle, bundlePaper, ownBundle } from './actions/bundle.ts'
import {
  approveIt,
  approversFor,
  askFor,
  choicesFor,
  copyOf,
  end,
  lockReleases,
  reviewIt,
  type Standing,
  sendIt,
  standingOf,
} from './actions/index.ts'
import { sayTakenBack } from './actions/late.ts'
import { answerForm, bundleForm, newForm, reviewForm, takenBackForm, whyForm } from './model/forms.ts'
import { takeBack } from './rules.ts'
import {
  countLates,
  countReleases,
  lateFileOf,
  lateOf,
  lateReleaseOf,
  latesOf,
  openingsOf,
  owedFor,
  releaseOf,
  releasesOf,
} from './store.ts'
import { answerPage } from './views/answer.ts'
import { bundlePage } from './views/bundle.ts'
import { indexPage } from './views/index.ts'
import { latePage } from './views/late.ts'
import { lateAnswerPage } from './views/late-answer.ts'
import { latesPage } from './views/lates.ts'
import { newPage } from './views/new.ts'
import { releasePage } from './views/release.ts'
import { reviewPage } from './views/review.ts'
import { sendPage } from './views/send.ts'
import { withdrawPage } from './views/withdraw.ts'

const mayRead = { config: { access: 'releases:read' } } as const
const mayWrite = { config: { access: 'releases:write' } } as const
const asks = { config: { access: 'releases:write', needsStrong: true } } as const
// Who sends and who is asked see what goes.
const sees = { config: { access: 'releases:write', needsStrong: true, audit: 'disclose' } } as const
const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })

export const releaseRoutes = (web: Web, services: Services): void => {
  // Whoever works for the other side is told of none, and may ask for none.
  const base = async (request: FastifyRequest) => {
    const { work, actor, screen } = request
    const top = await caseTop(services, work, caseIdOf(request))
    const mayAsk = permissionsOf(actor.role).has('releases:write') && !(await isOnOtherSide(work, top.caseId))
    return { screen, top, mayAsk }
  }
  web.get('/cases/:caseId/releases', mayRead, async (request, reply) => {
    const { tx } = request.work
    const page = await base(request)
    const { page: number } = pageQuery.parse(request.query)
    const shown = { releases: await releasesOf(tx, page.top.caseId, number), number }
    const lates = await countLates(tx, page.top.caseId)
    return reply.page(indexPage({ ...page, ...shown, lates, total: await countReleases(tx, page.top.caseId) }))
  })
  const asking = async (request: FastifyRequest) => {
    const page = await base(request)
    if (!page.mayAsk || page.top.state === 'closed') throw new NotFound()
    return { ...page, choices: await choicesFor(request.work, page.top) }
  }
  web.get('/cases/:caseId/releases/new', asks, async (request, reply) =>
    reply.page(newPage({ ...(await asking(request)), shown: {} })),
  )
  web.post('/cases/:caseId/releases/new', sees, async (request, reply) => {
    const { body, work } = request
    const page = await asking(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(newPage({ ...page, shown }))
    const form = newForm(work.now).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    const done = await askFor(services, work, page.top, { form: form.data, choices: page.choices })
    if ('problem' in done) return again(wrongField(body, done.field, done.problem))
    return reply.see(`/cases/${page.top.caseId}/releases/${done.id}`)
  })
  // A bundle that was looked through, and in which nothing was found: asked for by whoever made it.
  const askingForBundle = async (request: FastifyRequest) => {
    await lockReleases(request.work, caseIdOf(request))
    const page = await base(request)
    if (!page.mayAsk || page.top.state === 'closed') throw new NotFound()
    const bundle = await ownBundle(services, request.work, page.top.caseId, idOf(request, 'bundleId'))
    return { ...page, bundle, approvers: await approversFor(request.work, page.top.caseId) }
  }
  const backTo = ({ caseId, id }: { caseId: string; id: string }): string => `/cases/${caseId}/bundles/${id}`
  web.get('/cases/:caseId/releases/bundle/:bundleId', asks, async (request, reply) => {
    const page = await askingForBundle(request)
    if (!page.bundle.mayBeAsked) return reply.see(backTo(page.bundle.row))
    return reply.page(bundlePage({ ...page, bundle: page.bundle.row, shown: {} }))
  })
  web.post('/cases/:caseId/releases/bundle/:bundleId', sees, async (request, reply) => {
    const { body, work } = request
    const page = await askingForBundle(request)
    const { row, mayBeAsked } = page.bundle
    if (!mayBeAsked) return reply.see(backTo(row))
    const again = (shown: ReturnType<typeof typedAgain>) =>
      reply.code(422).page(bundlePage({ ...page, bundle: row, shown }))
    const form = bundleForm(work.now).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    const done = await askForBundle(services, work, row, { form: form.data, approvers: page.approvers })
    if ('problem' in done) return again(wrongField(body, done.field, done.problem))
    return reply.see(`/cases/${page.top.caseId}/releases/${done.id}`)
  })
  lateRoutes(web, services, base)
  stepRoutes(web, services, async (request) => {
    const page = await base(request)
    const row = await releaseOf(request.work.tx, page.top.caseId, idOf(request, 'releaseId'))
    if (!row) throw new NotFound()
    return { ...page, row, here: `/cases/${page.top.caseId}/releases/${row.id}` }
  })
}

type Base = (request: FastifyRequest) => Promise<{
  screen: FastifyRequest['screen']
  top: Awaited<ReturnType<typeof caseTop>>
  mayAsk: boolean
}>
/** The drill where a protected place was written down too late (S-14). */
const lateRoutes = (web: Web, services: Services, base: Base): void => {
  web.get('/cases/:caseId/releases/late', mayRead, async (request, reply) => {
    const { tx } = request.work
    const { screen, top } = await base(request)
    const { page: number } = pageQuery.parse(request.query)
    const shown = { lates: await latesOf(tx, top.caseId, number), total: await countLates(tx, top.caseId), number }
    return reply.page(latesPage({ screen, top, ...shown }))
  })
  const one = async (request: FastifyRequest) => {
    const { screen, top, mayAsk } = await base(request)
    const late = await lateOf(request.work.tx, top.caseId, idOf(request, 'entryId'))
    if (!late) throw new NotFound()
    const owed = await owedFor(request.work.tx, top.caseId, late.factId)
    const isOwed = owed.some(({ ruleId, state }) => ruleId === takeBack && state === 'open')
    const here = `/cases/${top.caseId}/releases/late/${late.id}`
    return { screen, top, late, owed, here, mayWrite: mayAsk, mayAnswer: mayAsk && isOwed }
  }
  const place = '/cases/:caseId/releases/late/:entryId'
  web.get(place, mayRead, async (request, reply) => {
    const { tx } = request.work
    const page = await one(request)
    const { page: number } = pageQuery.parse(request.query)
    const [caseId, entryId] = [page.top.caseId, page.late.id]
    const [file, release] = [await lateFileOf(tx, caseId, entryId), await lateReleaseOf(tx, caseId, entryId)]
    const openings = await openingsOf(tx, caseId, entryId, number)
    return reply.page(latePage({ ...page, file, release, openings, number }))
  })
  web.get(`${place}/answer`, mayWrite, async (request, reply) => {
    const page = await one(request)
    if (!page.mayWrite) throw new NotFound()
    // What was said already stands on the page itself.
    return page.mayAnswer ? reply.page(lateAnswerPage({ ...page, shown: {} })) : reply.see(page.here)
  })
  web.post(`${place}/answer`, mayWrite, async (request, reply) => {
    const { body, work } = request
    await lockReleases(work, caseIdOf(request))
    const page = await one(request)
    if (!page.mayWrite) throw new NotFound()
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(lateAnswerPage({ ...page, shown }))
    const form = takenBackForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (!page.mayAnswer)
      return again(
        wrongField(body, 'said', 'Somebody has said so already, or it is no longer asked for: read the page again'),
      )
    const { late, top, here } = page
    const refused = await sayTakenBack(services, work, top.caseId, { late, said: form.data.said })
    return refused ? again(wrongField(body, refused.field, refused.problem)) : reply.see(here)
  })
}

type One = (request: FastifyRequest) => Promise<{
  screen: FastifyRequest['screen']
  top: Awaited<ReturnType<typeof caseTop>>
  row: NonNullable<Awaited<ReturnType<typeof releaseOf>>>
  here: string
}>

const stepRoutes = (web: Web, services: Services, one: One): void => {
  const place = '/cases/:caseId/releases/:releaseId'
  web.get(place, mayRead, async (request, reply) => {
    const page = await one(request)
    const [isAsker, isSecond] = [page.row.askedBy, page.row.approverId].map((id) => id === request.actor.id)
    return reply.page(releasePage({ ...page, isAsker: isAsker === true, isSecond: isSecond === true }))
  })
  // What was sent, for the two: as a file that no browser opens here, under a name that says nothing (INV-07).
  web.get(
    `${place}/copy`,
    { config: { ...mayRead.config, needsStrong: true, audit: 'disclose' } },
    async (request, reply) => {
      const { row } = await one(request)
      const isBundle = row.kind === 'bundle'
      const copy = isBundle
        ? await bundlePaper(services, request.work, row)
        : row.state === 'released'
          ? await copyOf(services, request.work, row)
          : null
      if (copy === null) throw new NotFound()
      return reply
        .type(isBundle ? 'application/pdf' : 'application/octet-stream')
        .header('content-disposition', `attachment; filename="document.${isBundle ? 'pdf' : 'html'}"`)
        .header('content-security-policy', `${reply.getHeader('content-security-policy')};sandbox`)
        .header('cache-control', 'no-store')
        .send(copy)
    },
  )

  const fresh = async (request: FastifyRequest) => {
    await lockReleases(request.work, caseIdOf(request))
    return one(request)
  }
  const standing = (request: FastifyRequest, page: Awaited<ReturnType<One>>): Promise<Standing> =>
    standingOf(services, request.work, page.row)
  type Page = Awaited<ReturnType<One>>
  /** One’s own step of it. What has gone on meanwhile is no page that is not there: the release itself says how it stands. */
  const theirs =
    (who: 'askedBy' | 'approverId', isOpen: (row: Page['row']) => boolean) =>
    async (request: FastifyRequest): Promise<Page & { isOpen: boolean }> => {
      const page = await fresh(request)
      if (page.row[who] !== request.actor.id) throw new NotFound()
      return { ...page, isOpen: isOpen(page.row) }
    }
  const toAnswer = theirs('approverId', ({ state }) => state === 'asked')
  web.get(`${place}/answer`, sees, async (request, reply) => {
    const page = await toAnswer(request)
    if (!page.isOpen) return reply.see(page.here)
    return reply.page(answerPage({ ...page, standing: await standing(request, page), shown: {} }))
  })
  web.post(`${place}/answer`, sees, async (request, reply) => {
    const { body, work } = request
    const page = await toAnswer(request)
    if (!page.isOpen) return reply.see(page.here)
    const again = async (shown: ReturnType<typeof typedAgain>) =>
      reply.code(422).page(answerPage({ ...page, standing: await standing(request, page), shown }))
    const form = answerForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (isBehind(body, String(page.row.version))) return again(wrongField(body, 'answer', moved))
    if (form.data.answer === 'approve' && page.row.kind === 'bundle' && page.row.openedAt === null)
      return again(wrongField(body, 'answer', 'Save the bundle and read it before you approve it'))
    if (form.data.answer === 'approve') await approveIt(services, work, page.row)
    else await end(services, work, page.row, ['refused', form.data.why ?? ''])
    return reply.see(page.here)
  })

  const toSend = theirs('askedBy', ({ state }) => state === 'approved')
  web.get(`${place}/send`, sees, async (request, reply) => {
    const page = await toSend(request)
    if (!page.isOpen) return reply.see(page.here)
    return reply.page(sendPage({ ...page, standing: await standing(request, page), shown: {} }))
  })
  web.post(`${place}/send`, sees, async (request, reply) => {
    const page = await toSend(request)
    if (!page.isOpen) return reply.see(page.here)
    if (isBehind(request.body, String(page.row.version))) {
      const shown = wrongField(request.body, 'sent', moved)
      return reply.code(422).page(sendPage({ ...page, standing: await standing(request, page), shown }))
    }
    await sendIt(services, request.work, page.row)
    return reply.see(page.here)
  })

  const toWithdraw = theirs('askedBy', ({ state }) => state === 'asked' || state === 'approved')
  web.get(`${place}/withdraw`, mayWrite, async (request, reply) => {
    const page = await toWithdraw(request)
    return page.isOpen ? reply.page(withdrawPage({ ...page, shown: {} })) : reply.see(page.here)
  })
  web.post(`${place}/withdraw`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await toWithdraw(request)
    if (!page.isOpen) return reply.see(page.here)
    const form = whyForm.safeParse(body ?? {})
    if (!form.success) return reply.code(422).page(withdrawPage({ ...page, shown: typedAgain(body, form.error) }))
    await end(services, work, page.row, ['withdrawn', form.data.why])
    return reply.see(page.here)
  })

  const toReview = theirs(
    'approverId',
    ({ state, atOnceWhy, reviewedAt }) => state === 'released' && atOnceWhy !== null && reviewedAt === null,
  )
  web.get(`${place}/review`, mayWrite, async (request, reply) => {
    const page = await toReview(request)
    return page.isOpen ? reply.page(reviewPage({ ...page, shown: {} })) : reply.see(page.here)
  })
  web.post(`${place}/review`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await toReview(request)
    if (!page.isOpen) return reply.see(page.here)
    const form = reviewForm.safeParse(body ?? {})
    if (!form.success) return reply.code(422).page(reviewPage({ ...page, shown: typedAgain(body, form.error) }))
    await reviewIt(services, work, page.row, form.data)
    return reply.see(page.here)
  })
}
