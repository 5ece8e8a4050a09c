import { z } from 'zod'
import { key } from '../../platform/secrets.ts'
import { NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { chooseDigest, endFeed, makeFeed } from './actions.ts'
import { calendarOf } from './model.ts'
import { chosenBy, readFeed } from './store.ts'
import { addressPage } from './views/address.ts'
import { indexPage } from './views/index.ts'

const mayRead = { config: { access: 'feeds:read' } } as const
const mayWrite = { config: { access: 'feeds:write' } } as const
const feedAddress = '/feeds/calendar/:file'

export const feedsRoutes = (web: Web, services: Services): void => {
  web.get('/feeds', mayRead, async ({ work, actor, screen }, reply) => {
    const canSend = services.hasMail === true
    return reply.page(indexPage({ screen, canSend, chosen: await chosenBy(work.tx, actor.id) }))
  })

  // Answered by a page and not sent on: the address stands on it once, and must be kept nowhere.
  web.post('/feeds/address', mayWrite, async ({ work, screen }, reply) =>
    reply.page(addressPage({ screen, address: await makeFeed(services, work) })),
  )

  web.post('/feeds/end', mayWrite, async ({ work }, reply) => {
    await endFeed(work)
    return reply.see('/feeds')
  })

  web.post('/feeds/digest', mayWrite, async ({ work, body }, reply) => {
    const sent = z.object({ wanted: z.enum(['yes', 'no']) }).safeParse(body)
    if (!sent.success) throw new NotFound()
    await chooseDigest(work, sent.data.wanted === 'yes')
    return reply.see('/feeds')
  })

  web.get(feedAddress, { config: { access: 'anyone' } }, async (request, reply) => {
    const { file } = z.object({ file: z.string() }).parse(request.params)
    const token = /^([\w-]{43})\.ics$/.exec(file)?.[1]
    const now = services.now()
    const duties = token && (await readFeed(services, token, now, { route: feedAddress, reference: request.id }))
    // A calendar program cannot sign in, so it is not sent there as a browser is.
    if (!duties) {
      void reply.code(404).type('text/plain; charset=utf-8').header('cache-control', 'no-store')
      return 'Not found'
    }
    void reply.type('text/calendar; charset=utf-8').header('cache-control', 'no-store')
    return calendarOf(duties, now, key(services.secret, 'feed'))
  })
}
