import type { FastifyRequest } from 'fastify'
import { answersIn, formErrors } from '../../../platform/forms.ts'
import type { Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { checkSingleSignOn, setSingleSignOn } from '../actions/single-sign-on.ts'
import { answersFrom, singleSignOnForm } from '../model/single-sign-on.ts'
import { staffOf } from '../store/people.ts'
import { singleSignOnOf } from '../store/single-sign-on.ts'
import { type Shown, singleSignOnPage } from '../views/single-sign-on.ts'
import { errorsOf } from './people.ts'

// It changes how a whole agency signs in.
const writes = { config: { access: 'staff:write', needsStrong: 'just now' } } as const

export const singleSignOnRoutes = (web: Web, services: Services): void => {
  const page = async ({ screen, work, actor }: FastifyRequest, shown: Shown = {}) => {
    const kept = await singleSignOnOf(work.tx, actor.agencyId)
    const staff = await staffOf(work.tx, actor.agencyId)
    return singleSignOnPage({
      ...{ screen, kept, address: services.address, agencyId: actor.agencyId },
      administrators: staff.filter(({ role, disabledAt }) => role === 'administrator' && !disabledAt),
      shown: { ...shown, answers: shown.answers ?? (kept ? answersFrom(kept) : {}) },
    })
  }

  web.get('/staff/single-sign-on', writes, async (request, reply) => reply.page(await page(request)))
  web.post('/staff/single-sign-on', writes, async (request, reply) => {
    const form = singleSignOnForm.safeParse(request.body ?? {})
    const { clientSecret: _, ...answers } = answersIn(request.body)
    if (!form.success) return reply.code(422).page(await page(request, { answers, errors: formErrors(form.error) }))
    const done = await setSingleSignOn(services, request.work, form.data)
    if (done !== 'done') return reply.code(422).page(await page(request, { answers, errors: errorsOf(done) }))
    return reply.see('/staff/single-sign-on')
  })
  web.post('/staff/single-sign-on/check', writes, async (request, reply) =>
    reply.page(await page(request, { found: await checkSingleSignOn(services, request.work) })),
  )
}
