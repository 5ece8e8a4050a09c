import type { FastifyRequest } from 'fastify'
import { caseIdOf } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { type CaseTop, caseTop, isOnOtherSide } from '../../cases/index.ts'

export const reading = { config: { access: 'interventions:read' } } as const
export const writing = { config: { access: 'interventions:write' } } as const

export type OnCase = {
  screen: FastifyRequest['screen']
  top: CaseTop
  /** Works with the person reported, or for the other of two: shown nothing that is done with the person harmed. */
  isOnOtherSide: boolean
  /** Shown the whole: by the role or by leading the case, and on no other side. */
  isWhole: boolean
}
export const onCase = async (services: Services, request: FastifyRequest): Promise<OnCase> => {
  const { screen, work } = request
  const top = await caseTop(services, work, caseIdOf(request))
  const { partial, existing } = top.sights
  const isOther = await isOnOtherSide(work, top.caseId)
  const isWhole = !isOther && !partial.includes('risk') && !existing.includes('risk')
  return { screen, top, isOnOtherSide: isOther, isWhole }
}
