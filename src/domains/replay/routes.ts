import { answersIn, formErrors } from '../../platform/forms.ts'
import type { Web } from '../../platform/web.ts'
import { calendarIn } from '../../rules/calendar-in.ts'
import type { Services } from '../../rules/services.ts'
import { replayForm, shownReplay } from './model/page.ts'
import { indexPage } from './views/index.ts'
import { resultPage } from './views/result.ts'

const reads = { config: { access: 'replay:read' } } as const
/** A replay alters nothing here: it is a look at what the person brought. */
const looks = { config: { access: 'replay:read', audit: 'consult' } } as const

export const replayRoutes = (web: Web, services: Services): void => {
  web.get('/replay', reads, async (request, reply) => reply.page(indexPage({ screen: request.screen })))

  web.post('/replay', looks, async (request, reply) => {
    const { work, screen } = request
    const { text, day0 } = answersIn(request.body)
    const again = { screen, answers: { text, day0 } }
    const form = replayForm(work.now).safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(indexPage({ ...again, errors: formErrors(form.error) }))
    const { rules, defaultPolicy: policy } = services
    const terms = { rules, policy, calendar: await calendarIn(services, work.tx) }
    const shown = shownReplay(form.data, () => form.data.day0, terms)
    if ('problem' in shown) {
      const errors = { list: [{ text: shown.problem, href: '#text' }], byField: { text: { text: shown.problem } } }
      return reply.code(422).page(indexPage({ ...again, errors }))
    }
    return reply.page(resultPage({ screen, result: shown.result }))
  })
}
