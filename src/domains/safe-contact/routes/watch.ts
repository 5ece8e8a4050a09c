import type { FastifyRequest } from 'fastify'
import { formErrors } from '../../../platform/forms.ts'
import { dayText, timeText } from '../../../platform/times.ts'
import { caseIdOf, idOf, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { lookFully } from '../actions/look.ts'
import { answerWatch, type Watch, watchOf } from '../actions/watch.ts'
import { type Filled, filled, typedIn } from '../model/forms.ts'
import { watchFormAt } from '../model/watch.ts'
import { watchPage } from '../views/watch.ts'
import { pageOf, reads, writes } from './page.ts'

const place = '/cases/:caseId/safe-contact/watch/:dutyId'

export const watchRoutes = (web: Web, services: Services): void => {
  /** Seen by those who see all of safe contact, and by whoever owns the duty. */
  const found = async (request: FastifyRequest): Promise<Watch> => {
    const caseId = caseIdOf(request)
    const watch = await watchOf(request.work, caseId, idOf(request, 'dutyId'))
    if (watch.duty.ownerId !== request.actor.id) await lookFully(request.work, caseId, watch.chosen?.personId)
    return watch
  }
  const show = async (request: FastifyRequest, watch: Watch, form: Filled) =>
    watchPage({ ...(await pageOf(services, request)), watch, ...form })

  web.get(place, reads, async (request, reply) => {
    const watch = await found(request)
    const { now } = request.work
    const until = watch.chosen?.bookedFor
    const typed = { day: dayText(now), time: timeText(now), untilOn: until ? dayText(until) : undefined }
    const [only] = watch.outcomes.length === 1 ? watch.outcomes : []
    return reply.page(await show(request, watch, { typed: filled({ ...typed, outcome: only }) }))
  })
  web.post(place, writes, async (request, reply) => {
    const watch = await found(request)
    const again = async (errors: Filled['errors']) =>
      reply.code(422).page(await show(request, watch, { typed: typedIn(request.body), errors }))
    if (watch.duty.state !== 'open') return again(undefined)
    const form = watchFormAt(request.work.now).safeParse(request.body ?? {})
    if (!form.success) return again(formErrors(form.error))
    if (!watch.outcomes.includes(form.data.outcome)) {
      const text = 'Select what came of it'
      return again({ list: [{ text, href: '#outcome' }], byField: { outcome: { text } } })
    }
    await answerWatch(services, request.work, { caseId: caseIdOf(request), duty: watch.duty }, form.data)
    return reply.see(`/cases/${caseIdOf(request)}/duties/${watch.duty.id}`)
  })
}
