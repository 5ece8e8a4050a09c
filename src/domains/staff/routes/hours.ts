import type { FastifyRequest } from 'fastify'
import { answersIn, formErrors } from '../../../platform/forms.ts'
import { idOf, NotFound, type Web } from '../../../platform/web.ts'
import { addDays, londonDay } from '../../../rules/days.ts'
import { setPattern, takeLeave } from '../actions/hours.ts'
import { caseloadOf, hangingWords } from '../actions/people.ts'
import { fieldsOf, leaveForm, patternForm } from '../model/hours.ts'
import { mayPlanFor, type Person } from '../model/people.ts'
import { permissionsOf, rolesWithoutCases } from '../model/roles.ts'
import { cancelLeave, leaveOf, patternsOf } from '../store/hours.ts'
import { leavePage } from '../views/leave.ts'
import { patternPage } from '../views/pattern.ts'
import { choices, errorsOf, personIn } from './people.ts'

const own = { config: { access: 'signed-in' } } as const

/** One's own hours and leave; those of the people one supervises; an administrator's of the agency. */
export const hoursRoutes = (web: Web): void => {
  web.get('/staff/:practitionerId/pattern', own, async (request, reply) => {
    const person = await plannedIn(request)
    return reply.page(patternPage({ screen: request.screen, person, answers: await patternAnswers(request, person) }))
  })
  web.post('/staff/:practitionerId/pattern', own, async (request, reply) => {
    const person = await plannedIn(request)
    const form = patternForm(request.work.now).safeParse(request.body ?? {})
    if (!form.success) {
      const again = { answers: answersIn(request.body), errors: formErrors(form.error) }
      return reply.code(422).page(patternPage({ screen: request.screen, person, ...again }))
    }
    await setPattern(request.work, person, form.data)
    return reply.see(`/staff/${person.id}`)
  })

  web.get('/staff/:practitionerId/leave', own, async (request, reply) =>
    reply.page(leavePage(await shownLeave(request))),
  )
  web.post('/staff/:practitionerId/leave', own, async (request, reply) => {
    const shown = { ...(await shownLeave(request)), answers: answersIn(request.body) }
    const form = leaveForm(request.work.now).safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(leavePage({ ...shown, errors: formErrors(form.error) }))
    const done = await takeLeave(request.work, shown.person, form.data)
    if (done !== 'done') return reply.code(422).page(leavePage({ ...shown, errors: errorsOf(done) }))
    return reply.see(`/staff/${shown.person.id}/leave`)
  })
  web.post('/staff/:practitionerId/leave/:leaveId/cancel', own, async (request, reply) => {
    const person = await plannedIn(request)
    if (!(await cancelLeave(request.work, person.id, idOf(request, 'leaveId')))) throw new NotFound()
    return reply.see(`/staff/${person.id}/leave`)
  })
}

const plannedIn = async (request: FastifyRequest): Promise<Person> => {
  const person = await personIn(request)
  if (!mayPlanFor(request.actor, person)) throw new NotFound()
  return person
}

const shownLeave = async (request: FastifyRequest) => {
  const { work, screen } = request
  const person = await plannedIn(request)
  const covers = (await choices(request)).filter(
    ({ id, role }) => id !== person.id && !rolesWithoutCases.includes(role),
  )
  const leave = await leaveOf(work.tx, [person.id], londonDay(work.now))
  return {
    screen,
    person,
    covers,
    leave,
    hanging: hangingWords(await caseloadOf(work, person.id)),
    handOverHref: handOverHref(request, person),
  }
}

/** Where this reader can hand over what the person holds: their own, or that of somebody they supervise. */
const handOverHref = ({ actor }: FastifyRequest, { id, supervisorId }: Person): string | undefined => {
  if (!permissionsOf(actor.role).has('handovers:write')) return undefined
  if (actor.id === id) return '/handovers/all'
  return supervisorId === actor.id ? `/handovers/all?for=${id}` : undefined
}

/** The week as it stands, to be changed from tomorrow on. */
const patternAnswers = async ({ work }: FastifyRequest, person: Person): Promise<Record<string, string>> => {
  const tomorrow = addDays(londonDay(work.now), 1)
  const pattern = (await patternsOf(work.tx, [person.id], tomorrow)).filter(({ fromOn }) => fromOn <= tomorrow)
  const hours = pattern.flatMap(({ weekday, startsAt, endsAt }) => {
    const { starts, ends } = fieldsOf(weekday)
    return [
      [starts, startsAt.slice(0, 5)],
      [ends, endsAt.slice(0, 5)],
    ]
  })
  const isOpen = pattern.some(({ onBankHolidays }) => onBankHolidays)
  return { fromOn: tomorrow, ...Object.fromEntries(hours), ...(isOpen && { onBankHolidays: 'yes' }) }
}
