import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../platform/fields.ts'
import { isBehind, oneAtATime } from '../../platform/marks.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop, isOnOtherSide } from '../cases/index.ts'
import { permissionsOf } from '../staff/index.ts'
import { choicesFor, mayStillHave, type Offered, offersFor } from './actions/choices.ts'
import { chosenOf, holdsNoShut, isAsItWas, makeBundle, paperOf, type Refused, remake } from './actions/index.ts'
import { fieldOf, itemsIn, lostIn, moved, newForm, orderIn, placeOf, shutText, tickedIn } from './model/bundle.ts'
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

/** Signs in what was chosen that cannot be put on paper. */
const undrawable = (chosen: readonly Offered[], said: Record<string, string> = {}): Refused | undefined => {
  const one = chosen.find(({ part }) => signsMissing(JSON.stringify(part)).length > 0)
  if (one)
    return {
      field: 'items',
      problem: `This has signs that cannot be put on paper: ${one.heading}. Leave it out, or put the entry right`,
    }
  const [field] = Object.entries(said).find(([, text]) => signsMissing(text).length > 0) ?? []
  return field === undefined ? undefined : { field, problem: 'Use letters, digits and ordinary signs' }
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
    const lost = lostIn(body, page.choices.offered)
    if (lost > 0 && chosen.length > 0) return again(wrongField(body, 'items', shutText(lost)))
    const done =
      undrawable(chosen, { outsideName: form.data.outsideName ?? '', why: form.data.why }) ??
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
  type Page = Awaited<ReturnType<typeof one>>
  /** What is in it, opened; nothing else of the case is. */
  const chosenNow = async ({ work }: FastifyRequest, { row, top }: Page): Promise<Offered[]> =>
    chosenOf(row, await offersFor(services, work, top, itemsIn(row.items)))
  web.get(place, mayRead, async (request, reply) => {
    const page = await one(request)
    const { work } = request
    const chosen = page.isOwn ? await chosenNow(request, page) : []
    const recipientMay = !page.isOwn || (await mayStillHave(work, page.row))
    return reply.page(bundlePage({ ...page, chosen, recipientMay, isAsItWas: await isAsItWas(work.tx, page.row) }))
  })
  // For whoever made it, to read before anybody is asked: as a file that no browser opens here, under a name that says nothing.
  web.get(
    `${place}/copy`,
    { config: { ...mayWrite.config, needsStrong: true, audit: 'disclose' } },
    async (request, reply) => {
      const { row, isOwn } = await one(request)
      // It may hold a file that was shut since.
      const isMade = isOwn && row.state === 'clear' && (await holdsNoShut(request.work.tx, row))
      const paper = isMade ? await paperOf(services, request.work.tx, row) : null
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
    const isUnderWay = page.row.state === 'waiting' || page.row.state === 'reading'
    return { ...page, isOpen: page.row.releaseId === null && !isUnderWay, isUnderWay }
  }
  const shutIn = ({ row }: Page, chosen: readonly Offered[]): number => itemsIn(row.items).length - chosen.length
  /** The page on which it is said what goes in, with what is ticked; or with why it could not be made as it is. */
  const items = async (request: FastifyRequest, page: Page, shown?: ReturnType<typeof wrongField>) => {
    const choices = await offersFor(services, request.work, page.top)
    const answers = Object.fromEntries(itemsIn(page.row.items).map((each) => [fieldOf(each), 'yes']))
    const shut = shutIn(page, chosenOf(page.row, choices))
    return itemsPage({ ...page, choices, shut, shown: { answers, ...shown } })
  }
  const cannot = async (request: FastifyRequest, page: Page, problem: string) => {
    const { errors } = wrongField({}, 'items', problem)
    return items(request, page, errors && { errors })
  }
  web.get(`${place}/items`, mayWrite, async (request, reply) => {
    const page = await changing(request)
    if (!page.isOpen) return reply.see(page.here)
    return reply.page(await items(request, page))
  })
  web.post(`${place}/items`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await changing(request)
    if (!page.isOpen) return reply.see(page.here)
    const again = async (field: string, problem: string) =>
      reply.code(422).page(await items(request, page, wrongField(body, field, problem)))
    if (isBehind(body, String(page.row.version))) return again('items', moved)
    const { offered, keptBack } = await offersFor(services, work, page.top)
    const lost = lostIn(body, offered)
    if (lost > 0) return again('items', shutText(lost))
    const [before, ticked] = [chosenOf(page.row, { offered, keptBack }), tickedIn(body, offered)]
    // What stays keeps its place; what is new comes after it.
    const chosen = [
      ...before.filter((each) => ticked.includes(each)),
      ...ticked.filter((each) => !before.includes(each)),
    ]
    const done = undrawable(chosen) ?? (await remake(services, work, page.top, { row: page.row, chosen }))
    return done === 'done' ? reply.see(page.here) : again(done.field, done.problem)
  })
  web.get(`${place}/order`, mayWrite, async (request, reply) => {
    const page = await changing(request)
    if (!page.isOpen) return reply.see(page.here)
    const chosen = await chosenNow(request, page)
    const answers = Object.fromEntries(chosen.map((each, index) => [placeOf(each), String(index + 1)]))
    return reply.page(orderPage({ ...page, chosen, shown: { answers } }))
  })
  web.post(`${place}/order`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await changing(request)
    if (!page.isOpen) return reply.see(page.here)
    const before = await chosenNow(request, page)
    const shut = shutIn(page, before)
    const [first] = before
    if (shut > 0 || !first) return reply.code(422).page(await cannot(request, page, shutText(shut)))
    const again = (field: string, problem: string) =>
      reply.code(422).page(orderPage({ ...page, chosen: before, shown: wrongField(body, field, problem) }))
    if (isBehind(body, String(page.row.version))) return again(placeOf(first), moved)
    const chosen = orderIn(body, before)
    if ('problem' in chosen) return again(chosen.field, chosen.problem)
    const done = undrawable(chosen) ?? (await remake(services, work, page.top, { row: page.row, chosen }))
    return done === 'done' ? reply.see(page.here) : again(placeOf(first), done.problem)
  })
  web.post(`${place}/make`, mayWrite, async (request, reply) => {
    const page = await changing(request)
    if (!page.isOpen) return reply.see(page.here)
    const { row, top } = page
    const chosen = await chosenNow(request, page)
    const shut = shutIn(page, chosen)
    const done: 'done' | Refused =
      shut > 0
        ? { field: 'items', problem: shutText(shut) }
        : (undrawable(chosen) ?? (await remake(services, request.work, top, { row, chosen })))
    if (done === 'done') return reply.see(page.here)
    return reply.code(422).page(await cannot(request, page, done.problem))
  })
  web.post(`${place}/stop`, mayWrite, async (request, reply) => {
    const page = await changing(request)
    if (page.isUnderWay) await stopBundle(request.work.tx, page.row)
    return reply.see(page.here)
  })
}
