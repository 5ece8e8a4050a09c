import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { answersIn, formErrors } from '../../../platform/forms.ts'
import { NotFound, type Web } from '../../../platform/web.ts'
import { calendarIn } from '../../../rules/calendar-in.ts'
import type { Services } from '../../../rules/services.ts'
import { permissionsOf } from '../../staff/index.ts'
import { addBankHoliday, setValue } from '../actions/values.ts'
import { holidayForm, nameFrom, type Value, valueForm, valuesAt } from '../model/values.ts'
import { addedHolidays, setValues } from '../store.ts'
import { bankHolidaysPage } from '../views/bank-holidays.ts'
import { confirmPage } from '../views/confirm.ts'
import { indexPage } from '../views/index.ts'
import { setPage } from '../views/set.ts'
import { valuePage } from '../views/value.ts'
import { checklistRoutes } from './checklist.ts'
import { frameworkRoutes } from './framework.ts'

const reads = { config: { access: 'local-policy:read' } } as const
const writes = { config: { access: 'local-policy:write' } } as const

export const localPolicyRoutes = (web: Web, services: Services): void => {
  checklistRoutes(web)
  frameworkRoutes(web)
  web.get('/local-policy', reads, async (request, reply) => {
    const { work, screen } = request
    return reply.page(indexPage({ screen, values: valuesAt(await setValues(work.tx), work.now) }))
  })

  web.get('/local-policy/bank-holidays', reads, async (request, reply) =>
    reply.page(bankHolidaysPage(await shownDays(services, request))),
  )
  web.post('/local-policy/bank-holidays', writes, async (request, reply) => {
    const calendar = await calendarIn(services, request.work.tx)
    const form = holidayForm(request.work.now, calendar).safeParse(request.body ?? {})
    if (!form.success) {
      const again = {
        ...(await shownDays(services, request)),
        answers: answersIn(request.body),
        errors: formErrors(form.error),
      }
      return reply.code(422).page(bankHolidaysPage(again))
    }
    await addBankHoliday(request.work, form.data)
    return reply.see('/local-policy/bank-holidays')
  })

  web.get('/local-policy/:value', reads, async (request, reply) =>
    reply.page(valuePage({ screen: request.screen, value: await valueIn(request), maySet: mayWrite(request) })),
  )

  web.get('/local-policy/:value/set', writes, async (request, reply) =>
    reply.page(setPage({ screen: request.screen, value: await valueIn(request) })),
  )
  web.post('/local-policy/:value/set', writes, async (request, reply) => {
    const value = await valueIn(request)
    const again = { screen: request.screen, value, answers: answersIn(request.body) }
    const form = valueForm(value.name, request.work.now).safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(setPage({ ...again, errors: formErrors(form.error) }))
    const done = await setValue(services, request.work, value.name, form.data)
    if (done === 'done') return reply.see(`/local-policy/${value.slug}`)
    if ('unconfirmed' in done)
      return reply.page(confirmPage({ ...again, form: form.data, weakening: done.unconfirmed }))
    const errors = { list: [{ text: done.refused, href: '#value' }], byField: { value: { text: done.refused } } }
    return reply.code(422).page(setPage({ ...again, errors }))
  })
}

const mayWrite = ({ actor }: FastifyRequest): boolean => permissionsOf(actor.role).has('local-policy:write')

const valueIn = async ({ work, params }: FastifyRequest): Promise<Value> => {
  const name = nameFrom(z.object({ value: z.string() }).parse(params).value)
  const value = valuesAt(await setValues(work.tx), work.now).find((each) => each.name === name)
  if (!value) throw new NotFound()
  return value
}

const shownDays = async ({ calendar }: Services, request: FastifyRequest) => ({
  screen: request.screen,
  published: [...calendar.holidays.values()],
  lastDay: calendar.lastDay,
  added: await addedHolidays(request.work.tx),
  mayAdd: mayWrite(request),
})
