import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../platform/fields.ts'
import { isBehind, oneAtATime } from '../../platform/marks.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop, isOnOtherSide } from '../cases/index.ts'
import { permissionsOf } from '../staff/index.ts'
import { choicesFor, type Offered } from './actions/choices.ts'
import { chosenOf, isAsItWas, makeBundle, paperOf, type Refused, remake } from './actions/index.ts'
import { fieldOf, itemsIn, newForm, orderIn, placeOf, tickedIn } from './model/bundle.ts'
import { bundleOf, bundlesOf, countBundles, stopBundle } from './store.ts'
import { bundlePage } from './views/bundle.ts'
import { indexPage } from './views/index.ts'
import { itemsPage } from './views/items.ts'
import { newPage } from './views/new.ts'
import { orderPage } from './views/order.ts'
import { signsMissing } from './views/paper.ts'

const mayRead = { config: { access: 'bundles:read' } } as const
const mayWrite = { config: { access: 'bundles:write' } } as const
const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })
const moved = 'It has changed since you opened this page. Look at it again before you go on'

/** Signs in what was chosen that cannot be put on paper. */
const undrawable = (chosen: readonly Offered[], why: string): Refused | undefined => {
  const one = chosen.find(({ part }) => signsMissing(JSON.stringify(part)).length > 0)
  if (one)
    return {
      field: 'items',
      problem: `This has signs that cannot be put on paper: ${one.heading}. Leave it out, or put the entry right`,
    }
  return signsMissing(why).length > 0 ? { field: 'why', problem: 'Use letters, digits and ordinary signs' } : undefined
}

export const bundleRoutes = (web: Web, services: Services): void => {
  // Whoever works for the other side has no such page.
  const base = async (request: FastifyRequest) => {
    const { work, actor, screen } = request
    const top = await caseTop(services, work, caseIdOf(request))
    if (await isOnOtherSide(work, top.caseId)) throw new NotFound()
    return { screen, top, mayMake: permissionsOf(actor.role).has('bundles:write') && top.state !== 'closed' }
  }
  web.get('/cases/:caseId/bundles', mayRead, async (request, reply) => {
    const { tx } = request.work
    const page = await base(request)
    const { page: number } = pageQuery.parse(request.query)
    const shown = { bundles: await bundlesOf(tx, page.top.caseId, number), number }
    return reply.page(indexPage({ ...page, ...shown, total: await countBundles(tx, page.top.caseId) }))
  })
  const making = async (request: FastifyRequest) => {
    const page = await base(request)
    if (!page.mayMake) throw new NotFound()
    return { ...page, choices: await choicesFor(services, request.work, page.top) }
  }
  web.get('/cases/:caseId/bundles/new', mayWrite, async (request, reply) =>
    reply.page(newPage({ ...(await making(request)), shown: { answers: { to: 'outside' } } })),
  )
  web.post('/cases/:caseId/bundles/new', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await making(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(newPage({ ...page, shown }))
    const form = newForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    const chosen = tickedIn(body, page.choices.offered)
    const done =
      undrawable(chosen, `${form.data.why}${form.data.outsideName ?? ''}`) ??
      (await makeBundle(services, work, page.top, { form: form.data, choices: page.choices, chosen }))
    if ('problem' in done) return again(wrongField(body, done.field, done.problem))
    return reply.see(`/cases/${page.top.caseId}/bundles/${done.id}`)
  })
  oneRoutes(web, services, base)
}

type Base = (request: FastifyRequest) => Promise<{
  screen: FastifyRequest['screen']
  top: Awaited<ReturnType<typeof caseTop>>
  mayMake: boolean
}>
const oneRoutes = (web: Web, services: Services, base: Base): void => {
  const place = '/cases/:caseId/bundles/:bundleId'
  const one = async (request: FastifyRequest) => {
    const page = await base(request)
    const row = await bundleOf(request.work.tx, page.top.caseId, idOf(request, 'bundleId'))
    if (!row) throw new NotFound()
    const isOwn = row.madeBy === request.actor.id && page.mayMake
    return { ...page, row, isOwn, here: `/cases/${page.top.caseId}/bundles/${row.id}` }
  }
  web.get(place, mayRead, async (request, reply) => {
    const page = await one(request)
    const { work } = request
    const chosen = page.isOwn ? chosenOf(page.row, await choicesFor(services, work, page.top)) : []
    return reply.page(bundlePage({ ...page, chosen, isAsItWas: await isAsItWas(work.tx, page.row) }))
  })
  // For whoever made it, to read before anybody is asked: as a file that no browser opens here, under a name that says nothing.
  web.get(
    `${place}/copy`,
    { config: { ...mayWrite.config, needsStrong: true, audit: 'disclose' } },
    async (request, reply) => {
      const { row, isOwn } = await one(request)
      const paper = isOwn && row.state === 'clear' ? await paperOf(services, request.work.tx, row) : null
      if (paper === null) throw new NotFound()
      return reply
        .type('application/pdf')
        .header('content-disposition', 'attachment; filename="document.pdf"')
        .header('content-security-policy', `${reply.getHeader('content-security-policy')};sandbox`)
        .header('cache-control', 'no-store')
        .send(paper)
    },
  )

  /** One’s own, that nobody was asked to approve: whoever changes it comes after whoever asks for its release. */
  const changing = async (request: FastifyRequest) => {
    await oneAtATime(request.work.tx, `releases ${caseIdOf(request)}`)
    const page = await one(request)
    if (!page.isOwn) throw new NotFound()
    const choices = await choicesFor(services, request.work, page.top)
    const isUnderWay = page.row.state === 'waiting' || page.row.state === 'reading'
    const isOpen = page.row.releaseId === null && !isUnderWay
    return { ...page, choices, chosen: chosenOf(page.row, choices), isOpen, isUnderWay }
  }
  web.get(`${place}/items`, mayWrite, async (request, reply) => {
    const page = await changing(request)
    if (!page.isOpen) return reply.see(page.here)
    const answers = Object.fromEntries(itemsIn(page.row.items).map((each) => [fieldOf(each), 'yes']))
    return reply.page(itemsPage({ ...page, shown: { answers } }))
  })
  web.post(`${place}/items`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await changing(request)
    if (!page.isOpen) return reply.see(page.here)
    const again = (field: string, problem: string) =>
      reply.code(422).page(itemsPage({ ...page, shown: wrongField(body, field, problem) }))
    if (isBehind(body, String(page.row.version))) return again('items', moved)
    const ticked = tickedIn(body, page.choices.offered)
    // What stays keeps its place; what is new comes after it.
    const chosen = [
      ...page.chosen.filter((each) => ticked.includes(each)),
      ...ticked.filter((each) => !page.chosen.includes(each)),
    ]
    const done = undrawable(chosen, '') ?? (await remake(services, work, page.top, { row: page.row, chosen }))
    return done === 'done' ? reply.see(page.here) : again(done.field, done.problem)
  })
  web.get(`${place}/order`, mayWrite, async (request, reply) => {
    const page = await changing(request)
    if (!page.isOpen) return reply.see(page.here)
    const answers = Object.fromEntries(page.chosen.map((each, index) => [placeOf(each), String(index + 1)]))
    return reply.page(orderPage({ ...page, shown: { answers } }))
  })
  web.post(`${place}/order`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await changing(request)
    if (!page.isOpen) return reply.see(page.here)
    const again = (field: string, problem: string) =>
      reply.code(422).page(orderPage({ ...page, shown: wrongField(body, field, problem) }))
    const [first] = page.chosen
    if (!first) return reply.see(page.here)
    if (isBehind(body, String(page.row.version))) return again(placeOf(first), moved)
    const chosen = orderIn(body, page.chosen)
    if ('problem' in chosen) return again(chosen.field, chosen.problem)
    const done = undrawable(chosen, '') ?? (await remake(services, work, page.top, { row: page.row, chosen }))
    return done === 'done' ? reply.see(page.here) : again(placeOf(first), done.problem)
  })
  web.post(`${place}/make`, mayWrite, async (request, reply) => {
    const page = await changing(request)
    const { row, chosen } = page
    if (!page.isOpen) return reply.see(page.here)
    const done = undrawable(chosen, '') ?? (await remake(services, request.work, page.top, { row, chosen }))
    // What cannot be made as it is has to be chosen anew.
    return reply.see(done === 'done' ? page.here : `${page.here}/items`)
  })
  web.post(`${place}/stop`, mayWrite, async (request, reply) => {
    const page = await changing(request)
    if (page.isUnderWay) await stopBundle(request.work.tx, page.row)
    return reply.see(page.here)
  })
}
