import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { isBehind } from '../../../platform/marks.ts'
import type { Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { helplinesNow, mayBePrinted } from '../../helplines/index.ts'
import { standings } from '../../languages/index.ts'
import { keepPaper, papersMade, toDraw, whyNoPaper } from '../actions/paper.ts'
import { documentsFor, fileNames, paperForm } from '../model/paper.ts'
import { cannotBeDrawn, paperDocument } from '../views/paper.ts'
import { toHoldPage } from '../views/to-hold.ts'
import { mayWrite, onPlan } from './page.ts'

const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })

export const paperRoutes = (web: Web, services: Services): void => {
  const holding = async (request: FastifyRequest) => {
    const page = await onPlan(services, request)
    const { page: number } = pageQuery.parse(request.query)
    return {
      ...{ ...page, why: whyNoPaper(page.plan), languages: await standings(request.work) },
      leftOff: (await helplinesNow(request.work.tx)).filter((line) => !mayBePrinted(line)),
      made: { ...(await papersMade(services, request.work, page.plan, number)), number },
    }
  }
  web.get('/cases/:caseId/safety-plans/:planId/to-hold', mayWrite, async (request, reply) => {
    const page = await holding(request)
    const answers = { edition: 'discreet', size: 'ordinary', language: 'en', written: 'en', forWhom: page.plan.person }
    return reply.page(toHoldPage({ ...page, shown: { answers } }))
  })
  web.post('/cases/:caseId/safety-plans/:planId/to-hold', mayWrite, async (request, reply) => {
    const { body, work, id } = request
    const page = await holding(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(toHoldPage({ ...page, shown }))
    if (page.why !== undefined) return again(wrongField(body, 'document', page.why))
    const form = paperForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (!documentsFor(page.plan.circumstance).includes(form.data.document))
      return again(wrongField(body, 'document', 'Select what to make'))
    if (isBehind(body, String(page.plan.version)))
      return again(
        wrongField(
          body,
          'document',
          'A colleague has agreed another version meanwhile. Read it with them, then make the paper',
        ),
      )
    const paper = await toDraw(services, work, page.plan, form.data)
    if ('problem' in paper) return again(wrongField(body, paper.field, paper.problem))
    const unknown = cannotBeDrawn(paper)
    if (unknown)
      return again(
        wrongField(
          body,
          'document',
          `“${unknown.title}” has signs that our paper cannot show: ${unknown.signs.slice(0, 10).join(' ')}. Change that thought, agree the plan again, and make the paper then`,
        ),
      )
    const drawn = await paperDocument(paper)
    await keepPaper(services, work, page.plan, form.data, id)
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="${fileNames[paper.document]}"`)
      .header('cache-control', 'no-store')
      .send(drawn)
  })
}
