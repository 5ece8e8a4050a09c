import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { addressOf, type Kept, type Sent } from '../../platform/drafts.ts'
import { timeText } from '../../platform/times.ts'
import { NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { saveTyped, throwAway } from './actions.ts'
import { draftSaving } from './model.ts'
import { ownDrafts } from './store.ts'
import { draftsAPage, indexPage } from './views/index.ts'
import { savePage } from './views/save.ts'

const own = { config: { access: 'signed-in' } } as const
// One's own words that are put aside are no look at anything: typing for an hour is not a thousand rows in the record.
const saving = { config: { access: 'signed-in', audit: 'none' } } as const
const listQuery = z.object({ page: z.coerce.number().int().min(1).max(1000).catch(1) })

export const draftsRoutes = (web: Web, services: Services): void => {
  web.get('/drafts', own, async ({ work, screen, query }, reply) => {
    const { page } = listQuery.parse(query)
    const { rows, total } = await ownDrafts(work.tx, work.actor.id, { page, size: draftsAPage })
    return reply.page(indexPage({ screen, rows, total, page }))
  })

  web.post(draftSaving, saving, async ({ work, sent, screen, headers }, reply) => {
    const place = placeIn(sent)
    const isTyping = headers['waymark-form'] !== undefined
    const kept = await saveTyped(services, work, place, sent, isTyping)
    if (!kept) throw new NotFound()
    if (isTyping) return said(reply, kept, `Saved at ${timeText(work.now)}`)
    return kept === 'kept' ? reply.see(place.page) : reply.code(409).page(savePage({ screen, page: place.page }))
  })

  web.post('/drafts/start-again', own, async ({ work, sent }, reply) => {
    const { address, page } = placeIn(sent)
    if (!(await throwAway(work, address))) throw new NotFound()
    return reply.see(page)
  })

  web.post('/drafts/delete', own, async ({ work, sent }, reply) => {
    if (!(await throwAway(work, placeIn(sent).address))) throw new NotFound()
    return reply.see('/drafts')
  })
}

const placeIn = ({ formAddress = '', formPage = '' }: Sent): { address: string; page: string } => {
  const [address, page] = [addressOf(formAddress), addressOf(formPage)]
  if (!address || !page) throw new NotFound()
  return { address, page }
}

const words: Record<Exclude<Kept, 'kept' | 'older'>, string> = {
  elsewhere:
    'Not saved: this form is open in another window too, and was changed there. Go on in that one, or send it from here now',
  sent: 'Not saved: this form was sent before. Copy what you typed since, then open this page again',
}

/** The line under the form: words for a script to show, and no page. */
const said = (reply: FastifyReply, kept: Kept, saved: string): string => {
  reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store')
  if (kept === 'kept' || kept === 'older') return saved
  reply.code(409)
  return words[kept]
}
