import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { answersIn } from '../../../platform/forms.ts'
import { isBehind, markOf } from '../../../platform/marks.ts'
import { dayText } from '../../../platform/times.ts'
import { idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { frameworkNow } from '../../local-policy/index.ts'
import { levelNames, levelsOf } from '../../risk/index.ts'
import { permissionsOf } from '../../staff/index.ts'
import { type DecisionOption, decide } from '../actions/case.ts'
import { decisionForm, headingField, stateWords } from '../model/forms.ts'
import { decisionsOf, interventionsOf, notChosenOf } from '../store/case.ts'
import { decisionPage } from '../views/decision.ts'
import { decisionsPage } from '../views/decisions.ts'
import { newDecisionPage } from '../views/new-decision.ts'
import { onCase, reading, writing } from './base.ts'

const asked = z.object({ about: z.string().optional().catch(undefined) })

/** Decisions by the headings of the area’s framework, each about one thing of this case (RM-02). */
export const decisionRoutes = (web: Web, services: Services): void => {
  const open = async (request: FastifyRequest) => {
    const page = await onCase(services, request)
    // The words under the headings speak of the person harmed.
    if (page.isOnOtherSide) throw new NotFound()
    return page
  }
  web.get('/cases/:caseId/interventions/decisions', reading, async (request, reply) => {
    const page = await open(request)
    const decisions = await decisionsOf(request.work.tx, page.top.caseId)
    const mayWrite = permissionsOf(request.actor.role).has('interventions:write')
    return reply.page(decisionsPage({ ...page, decisions, mayWrite }))
  })
  const deciding = async (request: FastifyRequest) => {
    const page = await open(request)
    const framework = await frameworkNow(request.work.tx)
    return { ...page, framework, basedOn: markOf(framework), options: await optionsOn(request, page.top.caseId) }
  }
  web.get('/cases/:caseId/interventions/decisions/new', writing, async (request, reply) => {
    const page = await deciding(request)
    const { about } = asked.parse(request.query)
    return reply.page(newDecisionPage({ ...page, shown: { answers: { about } } }))
  })
  web.post('/cases/:caseId/interventions/decisions/new', writing, async (request, reply) => {
    const { body, work } = request
    const page = await deciding(request)
    const { framework, options } = page
    if (isBehind(body, page.basedOn)) {
      const problem = 'The headings were changed while you wrote: look at each again'
      return reply.code(422).page(newDecisionPage({ ...page, shown: wrongField(body, headingField(0), problem) }))
    }
    const form = decisionForm(framework.headings, options).safeParse(answersIn(body))
    if (!form.success) return reply.code(422).page(newDecisionPage({ ...page, shown: typedAgain(body, form.error) }))
    const { about, written } = form.data
    const text = options.find(({ value }) => value === about)?.text ?? ''
    const id = await decide(work, page.top.caseId, { about, text, framework: framework.name, written })
    return reply.see(`/cases/${page.top.caseId}/interventions/decisions/${id}`)
  })
  web.get('/cases/:caseId/interventions/decisions/:decisionId', reading, async (request, reply) => {
    const page = await open(request)
    const decisions = await decisionsOf(request.work.tx, page.top.caseId)
    const decision = decisions.find(({ id }) => id === idOf(request, 'decisionId'))
    if (!decision) throw new NotFound()
    return reply.page(decisionPage({ ...page, decision }))
  })
}

/** What can be decided about: what was chosen or stopped, what was set aside, and each level. */
const optionsOn = async ({ work: { tx } }: FastifyRequest, caseId: string): Promise<DecisionOption[]> => [
  ...(await interventionsOf(tx, caseId)).map(({ id, name, state }) => ({
    value: `intervention:${id}`,
    text: `${name} (${(stateWords[state] ?? state).toLowerCase()})`,
  })),
  ...(await notChosenOf(tx, caseId)).map(({ id, name }) => ({
    value: `aside:${id}`,
    text: `Not for this case: ${name}`,
  })),
  ...(await levelsOf(tx, caseId)).map(({ id, level, personName, agencyName, decidedAt }) => ({
    value: `level:${id}`,
    text: `${levelNames[level]} for ${personName}, by ${agencyName}, ${dayText(decidedAt)}`,
  })),
]
