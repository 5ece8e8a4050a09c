import { z } from 'zod'
import { answersIn, formErrors } from '../../platform/forms.ts'
import { inTurns } from '../../platform/turns.ts'
import { idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { keepBatch, nextStep, preview, stopBatch, takeStep } from './actions/batch.ts'
import { readInSteps, textOf } from './model/file.ts'
import { newBatchForm, tallySchema } from './model/forms.ts'
import { apiRoutes } from './routes/api.ts'
import { itemRoutes } from './routes/items.ts'
import { keyRoutes } from './routes/keys.ts'
import { batchOf, itemCount, itemPage, openBatches, pageSize } from './store/index.ts'
import { batchPage } from './views/batch.ts'
import { indexPage } from './views/index.ts'
import { newPage } from './views/new.ts'

const mayRead = { config: { access: 'inbox:read' } } as const
const mayWrite = { config: { access: 'inbox:write' } } as const
const listQuery = z.object({
  show: z.enum(['tray', 'recorded', 'set aside']).catch('tray'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

export const inboxRoutes = (web: Web, services: Services): void => {
  web.get('/inbox', mayRead, async (request, reply) => {
    const { screen, actor, work } = request
    const { show, page } = listQuery.parse(request.query)
    const rows = await itemPage(work.tx, actor.agencyId, show, page)
    const total = await itemCount(work.tx, actor.agencyId, show)
    const inTray = await itemCount(work.tx, actor.agencyId, 'tray')
    const batches = await openBatches(work.tx, actor.id)
    return reply.page(indexPage({ screen, show, inTray, batches, page: { number: page, size: pageSize, total, rows } }))
  })
  newRoutes(web)
  batchRoutes(web, services)
  itemRoutes(web, services)
  keyRoutes(web, services)
  apiRoutes(web, services)
}

const newRoutes = (web: Web): void => {
  web.get('/inbox/new', mayWrite, async ({ screen }, reply) => reply.page(newPage({ screen, shown: {}, problems: [] })))
  web.post('/inbox/new', mayWrite, async (request, reply) => {
    const { screen, work } = request
    const answers = answersIn(request.body)
    const form = newBatchForm.safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(newPage({ screen, shown: { answers, errors: formErrors(form.error) }, problems: [] }))
    const { format, source, file, text: pasted } = form.data
    const read =
      file && file.length > 0
        ? textOf(file)
        : pasted.trim()
          ? textOf(Buffer.from(pasted))
          : { problem: 'Choose a file, or paste the rows' }
    const rows = 'text' in read ? await inTurns(readInSteps(format, read.text, work.now)) : undefined
    if (!('text' in read) || !rows || rows.rows.length === 0) {
      const text =
        'problem' in read ? read.problem : 'Nothing in it can be taken. Each problem is listed below with its line'
      const errors = { list: [{ text, href: '#file' }], byField: { file: { text } } }
      return reply.code(422).page(newPage({ screen, shown: { answers, errors }, problems: rows?.problems ?? [] }))
    }
    const id = await keepBatch(work, { format, source, file: rows })
    return reply.see(`/inbox/batches/${id}`)
  })
}

const batchRoutes = (web: Web, services: Services): void => {
  web.get('/inbox/batches/:batchId', mayWrite, async (request, reply) => {
    const { screen, work } = request
    const batch = await batchOf(work.tx, idOf(request, 'batchId'))
    if (!batch) throw new NotFound()
    const step = nextStep(batch)
    const next = await preview(work, batch, step.rows)
    return reply.page(batchPage({ screen, batch, tally: tallySchema.parse(batch.tally), step, next }))
  })
  web.post('/inbox/batches/:batchId', mayWrite, async (request, reply) => {
    const batch = await batchOf(request.work.tx, idOf(request, 'batchId'), true)
    if (!batch) throw new NotFound()
    // Another press took this step already: its page shows what comes next.
    if (!batch.endedAt && answersIn(request.body).from === String(batch.takenCount))
      await takeStep(services, request.work, batch)
    return reply.see(`/inbox/batches/${batch.id}`)
  })
  web.post('/inbox/batches/:batchId/stop', mayWrite, async (request, reply) => {
    const batch = await batchOf(request.work.tx, idOf(request, 'batchId'), true)
    if (!batch) throw new NotFound()
    if (!batch.endedAt) await stopBatch(request.work, batch)
    return reply.see(`/inbox/batches/${batch.id}`)
  })
}
