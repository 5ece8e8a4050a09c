import type { FastifyRequest } from 'fastify'
import { answersIn, formErrors } from '../../platform/forms.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop, clashOf } from '../cases/index.ts'
import { answerTo, apartFor, levelAbout, proposalOf, riskOf, setLevel } from './actions/levels.ts'
import { needsFound } from './actions/signs.ts'
import { assessRoutes } from './assess-routes.ts'
import { instrumentRoutes } from './instrument-routes.ts'
import { answerForm, levelInput } from './model/level.ts'
import { assessmentsOf } from './store/instruments.ts'
import { riskPage } from './views/index.ts'
import { newPage } from './views/new.ts'
import { proposalPage } from './views/proposals.ts'

const reading = { config: { access: 'risk:read' } } as const
const writing = { config: { access: 'risk:write' } } as const

export const riskRoutes = (web: Web, services: Services): void => {
  const topOf = (request: FastifyRequest) => caseTop(services, request.work, caseIdOf(request))

  web.get('/cases/:caseId/risk', reading, async (request, reply) => {
    const { work, screen, actor } = request
    return reply.page(
      riskPage({
        ...{ screen, top: await topOf(request), actorId: actor.id },
        ...(await riskOf(work, caseIdOf(request))),
        apart: await apartFor(services, work, caseIdOf(request)),
        assessments: await assessmentsOf(work.tx, caseIdOf(request)),
        needs: await needsFound(work, caseIdOf(request)),
      }),
    )
  })

  web.get('/cases/:caseId/risk/new', writing, async (request, reply) => {
    const top = await topOf(request)
    const about = await levelAbout(services, request.work, top)
    if (about.people.length === 0) throw new NotFound()
    const { reviews } = await riskOf(request.work, top.caseId)
    const [only] = about.people
    const answers = { personId: only?.id, level: (only && about.before(only.id)) ?? undefined }
    return reply.page(newPage({ screen: request.screen, top, about, reviews, answers }))
  })

  web.post('/cases/:caseId/risk/new', writing, async (request, reply) => {
    const top = await topOf(request)
    const about = await levelAbout(services, request.work, top)
    const answers = answersIn(request.body)
    const form = levelInput(about).safeParse(answers)
    const again = async (errors: ReturnType<typeof formErrors>) => {
      const { reviews } = await riskOf(request.work, top.caseId)
      return reply.code(422).page(newPage({ screen: request.screen, top, about, reviews, answers, errors }))
    }
    if (!form.success) return again(formErrors(form.error))
    const { secondId } = form.data
    const clash = secondId && (await clashOf(request.work, top.caseId, secondId, { asContact: false }))
    if (clash) return again({ list: [{ text: clash, href: '#secondId' }], byField: { secondId: { text: clash } } })
    await setLevel(services, request.work, top.caseId, about.before(form.data.personId), form.data)
    return reply.see(`/cases/${top.caseId}/risk`)
  })

  web.get('/cases/:caseId/risk/proposals/:levelId', writing, async (request, reply) => {
    const proposal = await proposalOf(request.work, caseIdOf(request), idOf(request, 'levelId'))
    return reply.page(proposalPage({ screen: request.screen, top: await topOf(request), proposal }))
  })

  web.post('/cases/:caseId/risk/proposals/:levelId', writing, async (request, reply) => {
    const proposal = await proposalOf(request.work, caseIdOf(request), idOf(request, 'levelId'))
    const form = answerForm.safeParse(request.body ?? {})
    if (!form.success)
      return reply
        .code(422)
        .page(
          proposalPage({ screen: request.screen, top: await topOf(request), proposal, errors: formErrors(form.error) }),
        )
    await answerTo(services, request.work, proposal, form.data.answer)
    return reply.see(`/cases/${proposal.caseId}/risk`)
  })
  assessRoutes(web, services)
  instrumentRoutes(web)
}
