import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain } from '../../platform/fields.ts'
import { answersIn } from '../../platform/forms.ts'
import { caseIdOf, type Web } from '../../platform/web.ts'
import { policyIn } from '../../rules/policy-in.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop } from '../cases/index.ts'
import { roleLabel } from '../staff/index.ts'
import { giveReason, whyAddress } from './actions.ts'
import { linesAPage, looksByDay, mostLines, pageAfter, whyForm } from './model.ts'
import { looksOf } from './store.ts'
import { givenPage } from './views/given.ts'
import { looksPage } from './views/index.ts'
import { whyPage } from './views/why.ts'

const reading = { config: { access: 'cases:read' } } as const
const answering = { config: { access: 'cases:write' } } as const
const giving = { config: { access: 'cases:write', audit: 'disclose' } } as const
const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(1000).catch(1) })

export const looksRoutes = (web: Web, services: Services): void => {
  const base = async (request: FastifyRequest) => ({
    screen: request.screen,
    top: await caseTop(services, request.work, caseIdOf(request)),
  })

  web.get('/cases/:caseId/looks', reading, async (request, reply) => {
    const { page } = pageQuery.parse(request.query)
    const { tx, now } = request.work
    const caseId = caseIdOf(request)
    const lines = await looksOf(tx, caseId, linesAPage, (page - 1) * linesAPage)
    const days = looksByDay(await looksOf(tx, caseId, mostLines, 0), now, 28)
    return reply.page(looksPage({ ...(await base(request)), lines: lines.map(named), days, page }))
  })

  web.get('/cases/:caseId/looks/given', giving, async (request, reply) => {
    const { tx, now } = request.work
    const { lookListNames } = await policyIn(services, tx, now)
    const lines = await looksOf(tx, caseIdOf(request), mostLines, 0)
    return reply.page(givenPage({ ...(await base(request)), lines: lines.map(named), showsNames: lookListNames }))
  })

  web.post(whyAddress, answering, async (request, reply) => {
    const caseId = caseIdOf(request)
    const then = pageAfter(caseId, answersIn(request.body).goOn)
    const form = whyForm.safeParse(request.body ?? {})
    if (!form.success) {
      const shown = typedAgain(request.body, form.error)
      return reply.code(422).page(whyPage({ screen: request.screen, caseId, url: then, shown }))
    }
    await giveReason(request.work, caseId, form.data)
    return reply.see(then)
  })
}

const named = <Line extends { role: string }>(line: Line): Line => ({ ...line, role: roleLabel(line.role) })
