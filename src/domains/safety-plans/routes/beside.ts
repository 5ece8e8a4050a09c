import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { oneAtATime } from '../../../platform/marks.ts'
import { dayText } from '../../../platform/times.ts'
import { NotFound } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import type { CasePerson, CaseTop } from '../../cases/index.ts'
import { permissionsOf } from '../../staff/index.ts'
import { seesPlans } from '../store/index.ts'
import { onCase } from './page.ts'

const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })
export const pageOf = ({ query }: FastifyRequest): number => pageQuery.parse(query).page

/** Whoever may have a plan. */
export const helpedIn = ({ people }: CaseTop): CasePerson[] =>
  people.filter(({ role, diedOn }) => role !== 'perpetrator' && diedOn === null)

/**
 * What is kept beside plans, for whoever sees them whole; for everybody else there is nothing here, and no word of whether there might be.
 * Whoever changes one kind of it waits for whoever does so now, and then sees what they did (U9).
 */
export const besidePlansOf = async (services: Services, request: FastifyRequest, what: string) => {
  const page = await onCase(services, request)
  const { caseId, state } = page.top
  if (!(await seesPlans(request.work.tx, caseId))) throw new NotFound()
  if (request.method === 'POST') await oneAtATime(request.work.tx, `${what} ${caseId}`)
  const mayChange = permissionsOf(request.actor.role).has('safety-plans:write') && state !== 'closed'
  return { ...page, mayChange, today: dayText(request.work.now) }
}
