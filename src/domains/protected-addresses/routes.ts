import { z } from 'zod'
import { typedAgain, wrongField } from '../../platform/fields.ts'
import { answersIn } from '../../platform/forms.ts'
import { idOf, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { addPlace, onePlace, opened, takeOff } from './actions.ts'
import { lookedFor, placeForm, shownAs, shownForm } from './model.ts'
import { countFound, countPlaces, foundOf, placesById, placesOf } from './store.ts'
import { foundPage } from './views/found.ts'
import { indexPage } from './views/index.ts'
import { newPage } from './views/new.ts'
import { removePage } from './views/remove.ts'

// Who reads the list has proven who they are: it is where people are hidden.
const reads = { config: { access: 'protected-addresses:read', needsStrong: true, audit: 'disclose' } } as const
const writes = { config: { access: 'protected-addresses:write', needsStrong: true } } as const
const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })

export const protectedAddressRoutes = (web: Web, services: Services): void => {
  web.get('/protected-addresses', reads, async ({ screen, work, actor, query }, reply) => {
    const { page: number } = pageQuery.parse(query)
    const places = await opened(services, await placesOf(work.tx, actor.agencyId, number))
    const [total, found] = [await countPlaces(work.tx, actor.agencyId), await countFound(work.tx, actor.agencyId)]
    return reply.page(indexPage({ screen, places, number, total, found }))
  })
  web.get('/protected-addresses/found', reads, async ({ screen, work, actor, query }, reply) => {
    const { page: number } = pageQuery.parse(query)
    const found = await foundOf(work.tx, actor.agencyId, number)
    const ids = [...new Set(found.flatMap(({ placeIds }) => placeIds))]
    const places = await opened(services, await placesById(work.tx, actor.agencyId, ids))
    return reply.page(foundPage({ screen, found, places, number, total: await countFound(work.tx, actor.agencyId) }))
  })
  web.get('/protected-addresses/new', writes, async ({ screen }, reply) => reply.page(newPage({ screen, shown: {} })))
  web.post('/protected-addresses/new', writes, async ({ screen, work, body }, reply) => {
    const form = placeForm.safeParse(body ?? {})
    if (!form.success) return reply.code(422).page(newPage({ screen, shown: typedAgain(body, form.error) }))
    const words = lookedFor(form.data)
    const seen = shownForm.parse(body).shown === shownAs(words)
    if (!seen) return reply.code(422).page(newPage({ screen, shown: { answers: answersIn(body) }, words }))
    const onList = wrongField(body, 'place', 'It is on the list already, and is looked for')
    return (await addPlace(services, work, form.data))
      ? reply.see('/protected-addresses')
      : reply.code(422).page(newPage({ screen, shown: onList }))
  })
  const remove = '/protected-addresses/:placeId/remove'
  web.get(remove, { config: { ...writes.config, audit: 'disclose' } }, async (request, reply) =>
    reply.page(
      removePage({
        screen: request.screen,
        place: await onePlace(services, request.work, idOf(request, 'placeId')),
      }),
    ),
  )
  web.post(remove, writes, async (request, reply) => {
    const { id } = await onePlace(services, request.work, idOf(request, 'placeId'))
    await takeOff(request.work, id)
    return reply.see('/protected-addresses')
  })
}
