import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { formErrors } from '../../../platform/forms.ts'
import { dayText, timeText } from '../../../platform/times.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { helplinesNow } from '../../helplines/index.ts'
import { bookedFor, messagesOf } from '../../messages/index.ts'
import { chooseOtherWay, mayDecide } from '../actions/decide.ts'
import { type Looked, lookFully } from '../actions/look.ts'
import { recordCall } from '../actions/record-call.ts'
import { callSheetOf } from '../actions/sheet.ts'
import { callFormAt } from '../model/call-forms.ts'
import { type Filled, filled, otherWayForm, typedIn } from '../model/forms.ts'
import { askedOf, type OtherWay, otherWayOf } from '../store/log.ts'
import { callSheetPage } from '../views/call-sheet.ts'
import { otherWayPage } from '../views/other-way.ts'
import { otherWaysPage } from '../views/other-ways.ts'
import { backTo, pageOf, reads, wholeOf, writes } from './page.ts'

const perPage = 25
const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })

export const callRoutes = (web: Web, services: Services): void => {
  web.get('/cases/:caseId/safe-contact/call-sheet', reads, async (request, reply) => {
    const looked = await wholeOf(request)
    const sheet = await callSheetOf(services, request.work, looked)
    const { now } = request.work
    const typed = filled({ day: dayText(now), time: timeText(now) }, { duties: sheet.duties.map(({ id }) => id) })
    const helplines = await helplinesNow(request.work.tx)
    return reply.page(callSheetPage({ ...(await pageOf(services, request)), looked, sheet, typed, helplines }))
  })
  web.post('/cases/:caseId/safe-contact/call-sheet', writes, async (request, reply) => {
    const looked = await wholeOf(request)
    const form = callFormAt(request.work.now).safeParse(request.body ?? {})
    const problem = form.success ? await recordCall(services, request.work, looked, form.data) : null
    if (form.success && !problem) return reply.see(backTo(looked, '/call-sheet'))
    const errors = form.success ? problem && asErrors(problem) : formErrors(form.error)
    return reply
      .code(422)
      .page(await sheetAgain(services, request, looked, { typed: typedIn(request.body), errors: errors ?? undefined }))
  })

  web.get('/safe-contact/other-ways', reads, async (request, reply) => {
    const { page } = pageQuery.parse(request.query)
    const { tx, actor } = request.work
    const asked = await askedOf(tx, actor.id, { rows: perPage, from: (page - 1) * perPage })
    return reply.page(otherWaysPage({ screen: request.screen, page, ...asked }))
  })
  web.get('/cases/:caseId/safe-contact/other-ways/:otherWayId', reads, async (request, reply) => {
    const way = await wayOf(request)
    return reply.page(await decidePage(services, request, way, { typed: filled({}) }))
  })
  web.post('/cases/:caseId/safe-contact/other-ways/:otherWayId', writes, async (request, reply) => {
    const way = await wayOf(request)
    if (!mayDecide(request.work, way)) throw new NotFound()
    const form = otherWayForm.safeParse(request.body ?? {})
    if (!form.success) {
      const shown = { typed: typedIn(request.body), errors: formErrors(form.error) }
      return reply.code(422).page(await decidePage(services, request, way, shown))
    }
    if (!(await chooseOtherWay(services, request.work, way, form.data))) {
      const errors = asErrors({
        field: 'choice',
        text: 'Somebody else has just chosen. What they chose is shown below',
      })
      const shown = { typed: typedIn(request.body), errors }
      return reply.code(422).page(await decidePage(services, request, await wayOf(request), shown))
    }
    return reply.see(`/cases/${way.caseId}/safe-contact/other-ways/${way.id}`)
  })
}

const asErrors = ({ field, text }: { field: string; text: string }): NonNullable<Filled['errors']> => ({
  list: [{ text, href: `#${field}` }],
  byField: { [field]: { text } },
})

const sheetAgain = async (services: Services, request: FastifyRequest, looked: Looked, form: Filled) => {
  const sheet = await callSheetOf(services, request.work, looked)
  const helplines = await helplinesNow(request.work.tx)
  return callSheetPage({ ...(await pageOf(services, request)), looked, sheet, helplines, ...form })
}

/** Seen by those who see all of safe contact, and by the one who was asked. */
const wayOf = async (request: FastifyRequest): Promise<OtherWay> => {
  const caseId = caseIdOf(request)
  const way = await otherWayOf(request.work.tx, caseId, idOf(request, 'otherWayId'))
  if (!way) throw new NotFound()
  if (way.askedOf !== request.actor.id) await lookFully(request.work, caseId, way.personId)
  return way
}

const decidePage = async (services: Services, request: FastifyRequest, way: OtherWay, form: Filled) => {
  const booked = bookedFor(await messagesOf(request.work.tx, way), way.dutyId)
  const shown = { way, mayDecide: mayDecide(request.work, way), bookedFor: booked, ...form }
  return otherWayPage({ ...(await pageOf(services, request)), ...shown })
}
