import type { Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { makeRecoveryCodes } from '../actions/recovery.ts'
import { ownRecoveryCodes } from '../store/recovery.ts'
import { recoveryCodesPage } from '../views/recovery-codes.ts'

const reads = { config: { access: 'signed-in' } } as const
const proven = { config: { access: 'signed-in', needsStrong: 'just now' } } as const

export const recoveryRoutes = (web: Web, services: Services): void => {
  web.get('/sign-in/recovery-codes', reads, async ({ screen, work }, reply) =>
    reply.page(recoveryCodesPage({ screen, own: await ownRecoveryCodes(work.tx) })),
  )
  // The codes are on this answer and nowhere else: sending the form again makes ten others and ends these.
  web.post('/sign-in/recovery-codes', proven, async ({ screen, work }, reply) => {
    const codes = await makeRecoveryCodes(services, work)
    return reply.page(recoveryCodesPage({ screen, own: await ownRecoveryCodes(work.tx), codes }))
  })
}
