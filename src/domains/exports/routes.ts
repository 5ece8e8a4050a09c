import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { audit } from '../../platform/audit/write.ts'
import { typeOf } from '../../platform/exports.ts'
import { typedAgain, wrongField } from '../../platform/fields.ts'
import { answersIn } from '../../platform/forms.ts'
import { isBehind } from '../../platform/marks.ts'
import { idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { approveIt, askFor, askingFor, end, keptOf, lockExport, takeIt } from './actions.ts'
import { answerForm, isFormat, listQuery, mostRows, newForm } from './model.ts'
import { countExports, exportOf, exportsOf } from './store.ts'
import { answerPage } from './views/answer.ts'
import { exportPage } from './views/export.ts'
import { indexPage } from './views/index.ts'
import { newPage } from './views/new.ts'

const mayRead = { config: { access: 'exports:read' } } as const
const mayWrite = { config: { access: 'exports:write' } } as const
const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })
const leaves = { config: { access: 'exports:write', needsStrong: true, audit: 'export' } } as const

/** Lists that people take out of their boards: by the columns named for each, logged, and by two where they are about many (U8, S10). */
export const exportRoutes = (web: Web, services: Services): void => {
  web.get('/exports', mayRead, async ({ screen, work, actor, query }, reply) => {
    const { page: number } = pageQuery.parse(query)
    const shown = { exports: await exportsOf(work.tx, number), total: await countExports(work.tx), number }
    return reply.page(indexPage({ ...shown, screen, actorId: actor.id }))
  })
  const asking = async (request: FastifyRequest) => {
    const asked = listQuery.safeParse(request.query)
    if (!asked.success) throw new NotFound()
    const { list, query } = asked.data
    const found = await askingFor(request.work, list, query)
    const { total } = found.list
    if (total === 0) throw new NotFound()
    return { screen: request.screen, name: list, query, asking: found, isTooLong: total > mostRows }
  }
  web.get('/exports/new', mayWrite, async (request, reply) =>
    reply.page(newPage({ ...(await asking(request)), shown: { answers: { format: 'csv' } } })),
  )
  web.post('/exports/new', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await asking(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(newPage({ ...page, shown }))
    if (page.isTooLong) return again({ answers: answersIn(body) })
    const form = newForm(page.asking.isForTwo).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    const id = await askFor(services, work, [page.name, page.query], { form: form.data, asking: page.asking })
    return reply.see(`/exports/${id}`)
  })

  const one = async (request: FastifyRequest) => {
    const id = idOf(request, 'exportId')
    await lockExport(request.work, id)
    const row = await exportOf(request.work.tx, id)
    if (!row) throw new NotFound()
    const isOpen = row.state === 'asked' || row.state === 'approved'
    const kept = isOpen ? await keptOf(services, request.work, row) : null
    const isAsker = row.askedBy === request.actor.id
    const mayTake = isAsker && (row.state === 'approved' || (row.state === 'asked' && row.approverId === null))
    return { screen: request.screen, row, kept, isOpen, isAsker, mayTake }
  }
  const toAnswer = async (request: FastifyRequest) => {
    const { kept, ...page } = await one(request)
    if (page.row.state !== 'asked' || page.row.approverId !== request.actor.id || !kept) throw new NotFound()
    return { ...page, kept }
  }
  web.get('/exports/:exportId', mayRead, async (request, reply) => {
    const page = await one(request)
    const mayAnswer = page.row.state === 'asked' && page.row.approverId === request.actor.id
    return reply.page(exportPage({ ...page, mayAnswer }))
  })
  web.get('/exports/:exportId/answer', mayWrite, async (request, reply) =>
    reply.page(answerPage({ ...(await toAnswer(request)), shown: {} })),
  )
  web.post('/exports/:exportId/answer', mayWrite, async (request, reply) => {
    const { body, work } = request
    const { row, kept, ...page } = await toAnswer(request)
    const again = (shown: ReturnType<typeof typedAgain>) =>
      reply.code(422).page(answerPage({ ...page, row, kept, shown }))
    const form = answerForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (isBehind(body, String(row.version)))
      return again(wrongField(body, 'answer', 'It has changed since you opened this page. Look at it again'))
    if (form.data.answer === 'refuse') await end(work, row, ['refused', form.data.why ?? ''])
    else if ('why' in kept) await end(work, row, ['void', kept.why])
    else await approveIt(services, work, row, kept)
    return reply.see(`/exports/${row.id}`)
  })
  web.post('/exports/:exportId/withdraw', mayWrite, async (request, reply) => {
    const { row, isAsker, isOpen } = await one(request)
    if (!isAsker || !isOpen) throw new NotFound()
    await end(request.work, row, ['withdrawn', 'Not needed'])
    return reply.see(`/exports/${row.id}`)
  })
  // Once, by whoever asked: the file leaves, and the log says of how many people it is.
  web.post('/exports/:exportId/take', leaves, async (request, reply) => {
    const { work, id: reference } = request
    const { row, kept, mayTake } = await one(request)
    if (!mayTake || !kept || !isFormat(row.format)) throw new NotFound()
    if ('why' in kept) {
      await end(work, row, ['void', kept.why])
      return reply.see(`/exports/${row.id}`)
    }
    await takeIt(work, row)
    const detail = `${row.list}: ${row.rowCount} rows, ${row.people} people, for ${row.forWhom}: ${row.why}`
    await audit(services, work, {
      kind: 'export',
      route: '/exports/:exportId/take',
      objectId: row.id,
      detail,
      reference,
    })
    return reply
      .type(typeOf[row.format])
      .header('content-disposition', `attachment; filename="list.${row.format}"`)
      .header('cache-control', 'no-store')
      .send(kept.file)
  })
}
