import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { caseIdOf, NotFound } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { caseTop } from '../../cases/index.ts'
import { type Looked, lookFully } from '../actions/look.ts'
import type { Page } from '../views/frame.ts'

// All of this is in the vault: whoever opens it has proven lately who they are (MODEL 4, C4).
export const reads = { config: { access: 'safe-contact:read', needsStrong: true } } as const
export const writes = { config: { access: 'safe-contact:write', needsStrong: true } } as const
export const discloses = { config: { access: 'safe-contact:read', needsStrong: true, audit: 'disclose' } } as const

const query = z.object({ person: z.uuid().optional() })
/** Whose it is, where the case has more than one who is harmed. */
export const personIn = (request: FastifyRequest): string | undefined => {
  const read = query.safeParse(request.query)
  if (!read.success) throw new NotFound()
  return read.data.person
}

export const pageOf = async (services: Services, request: FastifyRequest): Promise<Page> => ({
  screen: request.screen,
  top: await caseTop(services, request.work, caseIdOf(request)),
})
export const wholeOf = (request: FastifyRequest): Promise<Looked> =>
  lookFully(request.work, caseIdOf(request), personIn(request))
/** An action goes back to the page of the person whom it was about. */
export const backTo = ({ whose, others }: Looked, page = ''): string =>
  `/cases/${whose.caseId}/safe-contact${page}${others.length > 0 ? `?person=${whose.personId}` : ''}`
