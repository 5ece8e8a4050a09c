import type { FastifyRequest } from 'fastify'
import { markOf, oneAtATime } from '../../../platform/marks.ts'
import type { Work } from '../../../platform/request.ts'
import { dayText } from '../../../platform/times.ts'
import { caseIdOf, idOf, NotFound } from '../../../platform/web.ts'
import { isEntryType, labelOf } from '../../../rules/entry-types.ts'
import type { Services } from '../../../rules/services.ts'
import { caseTop } from '../../cases/index.ts'
import { type Plan, planFor } from '../actions/plan.ts'
import { childrenIn } from '../model/children.ts'
import { daysAhead } from '../store/index.ts'
import type { Ahead } from '../views/plan-form.ts'

export const mayRead = { config: { access: 'safety-plans:read', needsStrong: true } } as const
export const mayWrite = { config: { access: 'safety-plans:write', needsStrong: true } } as const

export const onCase = async (services: Services, request: FastifyRequest) => ({
  screen: request.screen,
  top: await caseTop(services, request.work, caseIdOf(request)),
})
/** The plan in the address, with the children of whom it speaks and whoever packs papers, for whoever sees it; for anybody else there is none. */
export const onPlan = async (services: Services, request: FastifyRequest) => {
  const page = await onCase(services, request)
  const planId = idOf(request, 'planId')
  // Whoever changes a plan waits for whoever does so now, and then sees what they did (U9).
  if (request.method === 'POST') await oneAtATime(request.work.tx, `safety plan ${planId}`)
  const plan = await planFor(services, request.work, page.top.caseId, planId)
  if (!plan) throw new NotFound()
  const children = childrenIn(page.top, dayText(request.work.now)).filter(({ id }) => id !== plan.personId)
  const isChilds = plan.circumstance === 'child'
  const whose = page.top.people.filter(({ id }) => id === plan.personId)
  return { ...page, plan, children: isChilds ? [] : children, packing: isChilds ? [] : [...whose, ...children] }
}
/** Days ahead that may change how things stand, the first one first. */
export const aheadOf = async ({ tx, now }: Work, caseId: string): Promise<Ahead[]> =>
  (await daysAhead(tx, caseId, dayText(now))).flatMap(({ type, on }) =>
    isEntryType(type) ? [{ label: labelOf(type), on }] : [],
  )
export const addressOf = ({ caseId, id }: Plan): string => `/cases/${caseId}/safety-plans/${id}`
/** What a form about the whole of a plan was filled in from. */
export const planMark = ({ state, items, sections, steps }: Plan): string =>
  markOf([state, [...items, ...sections].map(({ id }) => id), steps.length])
