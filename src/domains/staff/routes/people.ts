import type { FastifyRequest } from 'fastify'
import { answersIn, formErrors } from '../../../platform/forms.ts'
import { idOf, NotFound, type Web } from '../../../platform/web.ts'
import { londonDay } from '../../../rules/days.ts'
import type { Services } from '../../../rules/services.ts'
import { noticesOf } from '../../sign-in/index.ts'
import { dutyNow } from '../actions/hours.ts'
import {
  caseloadOf,
  change,
  disable,
  enable,
  hangingWords,
  invite,
  makeSignInLink,
  type Refused,
  stopAccess,
} from '../actions/people.ts'
import {
  type Filter,
  filterForm,
  mayPlanFor,
  newPersonForm,
  type Person,
  personForm,
  stateOf,
} from '../model/people.ts'
import { permissionsOf } from '../model/roles.ts'
import { leaveOf, patternsOf } from '../store/hours.ts'
import { caseloads, personOf, signInOf, staffOf } from '../store/people.ts'
import { membersOf, teamsOf } from '../store/teams.ts'
import { disablePage } from '../views/disable.ts'
import { editPage } from '../views/edit.ts'
import { indexPage, type Row } from '../views/index.ts'
import { linkPage } from '../views/link.ts'
import { newPage } from '../views/new.ts'
import { personPage } from '../views/person.ts'
import { stopPage } from '../views/stop.ts'

const reads = { config: { access: 'staff:read' } } as const
const writes = { config: { access: 'staff:write' } } as const

export const peopleRoutes = (web: Web, services: Services): void => {
  web.get('/staff', reads, async (request, reply) => {
    const filter = filterForm.parse(request.query)
    const { rows, teams } = await list(services, request, filter)
    return reply.page(indexPage({ screen: request.screen, rows, teams, filter, isAdministrator: mayWrite(request) }))
  })

  web.get('/staff/new', writes, async (request, reply) =>
    reply.page(newPage({ screen: request.screen, supervisors: await choices(request) })),
  )
  web.post('/staff/new', writes, async (request, reply) => {
    const again = { screen: request.screen, supervisors: await choices(request), answers: answersIn(request.body) }
    const form = newPersonForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(newPage({ ...again, errors: formErrors(form.error) }))
    const done = await invite(request.work, form.data)
    if ('problem' in done) return reply.code(422).page(newPage({ ...again, errors: errorsOf(done) }))
    return reply.see(`/staff/${done.id}/link`)
  })

  web.get('/staff/:practitionerId', reads, async (request, reply) => {
    const { work, screen, actor } = request
    const person = await personIn(request)
    const today = londonDay(work.now)
    const members = await membersOf(work.tx, actor.agencyId)
    const teams = (await teamsOf(work.tx, actor.agencyId)).filter(({ id }) =>
      members.some(({ teamId, practitionerId }) => teamId === id && practitionerId === person.id),
    )
    const { onDuty, awayUntil, withoutHours } = await dutyNow(services, work, [person.id])
    return reply.page(
      personPage({
        screen,
        person,
        teams,
        isOnDuty: onDuty.has(person.id),
        awayUntil: awayUntil.get(person.id),
        caseload: (await caseloads(work, [person.id]))[0],
        signIn: await signInOf(work.tx, person.id),
        notices: await noticesOf(work.tx, person.id),
        hasHours: !withoutHours.has(person.id),
        pattern: await patternsOf(work.tx, [person.id], today),
        leave: await leaveOf(work.tx, [person.id], today),
        isAdministrator: mayWrite(request),
        mayPlan: mayPlanFor(actor, person),
        isSelf: actor.id === person.id,
      }),
    )
  })

  web.get('/staff/:practitionerId/edit', writes, async (request, reply) => {
    const person = await personIn(request)
    return reply.page(
      editPage({ screen: request.screen, person, supervisors: await choices(request), answers: answersFrom(person) }),
    )
  })
  web.post('/staff/:practitionerId/edit', writes, async (request, reply) => {
    const person = await personIn(request)
    const again = {
      screen: request.screen,
      person,
      supervisors: await choices(request),
      answers: answersIn(request.body),
    }
    const form = personForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(editPage({ ...again, errors: formErrors(form.error) }))
    const done = await change(request.work, person, form.data)
    if (done === 'stale') return reply.code(422).page(editPage({ ...again, isStale: true }))
    if (done !== 'done') return reply.code(422).page(editPage({ ...again, errors: errorsOf(done) }))
    return reply.see(`/staff/${person.id}`)
  })

  web.get('/staff/:practitionerId/link', writes, async (request, reply) =>
    reply.page(linkPage({ screen: request.screen, person: await personIn(request) })),
  )
  // The link is on this answer and nowhere else: sending the form again makes another and ends this one.
  web.post('/staff/:practitionerId/link', writes, async (request, reply) => {
    const person = await personIn(request)
    const token = await makeSignInLink(request.work, person)
    if (!token) throw new NotFound()
    return reply.page(linkPage({ screen: request.screen, person, link: `${services.address}/sign-in/join/${token}` }))
  })

  web.get('/staff/:practitionerId/stop', writes, async (request, reply) => {
    const person = await otherIn(request)
    return reply.page(
      stopPage({ screen: request.screen, person, hanging: hangingWords(await caseloadOf(request.work, person.id)) }),
    )
  })
  web.post('/staff/:practitionerId/stop', writes, async (request, reply) => {
    const person = await otherIn(request)
    await stopAccess(request.work, person)
    return reply.see(`/staff/${person.id}`)
  })

  web.get('/staff/:practitionerId/disable', writes, async (request, reply) => reply.page(await shownDisable(request)))
  web.post('/staff/:practitionerId/disable', writes, async (request, reply) => {
    const person = await otherIn(request)
    if ((await disable(request.work, person)) !== 'done') return reply.code(422).page(await shownDisable(request, true))
    return reply.see(`/staff/${person.id}`)
  })
  web.post('/staff/:practitionerId/enable', writes, async (request, reply) => {
    const person = await otherIn(request)
    await enable(request.work, person)
    return reply.see(`/staff/${person.id}`)
  })
}

/** An administrator has no case, so no clock waits for their hours. */
const worksOnCases = ({ role }: Person): boolean => permissionsOf(role).has('cases:read')

/** A person of one's own agency; anybody else is not there. */
export const personIn = async (request: FastifyRequest): Promise<Person> => {
  const person = await personOf(request.work.tx, request.actor.agencyId, idOf(request, 'practitionerId'))
  if (!person) throw new NotFound()
  return person
}
/** Somebody else: nobody shuts themselves out. */
const otherIn = async (request: FastifyRequest): Promise<Person> => {
  const person = await personIn(request)
  if (person.id === request.actor.id) throw new NotFound()
  return person
}

export const mayWrite = ({ actor }: FastifyRequest): boolean => permissionsOf(actor.role).has('staff:write')

export const errorsOf = ({ field, problem }: Refused) => ({
  list: [{ text: problem, href: `#${field}` }],
  byField: { [field]: { text: problem } },
})

/** Who may be chosen: those who work here now. */
export const choices = async ({ work, actor }: FastifyRequest): Promise<{ id: string; name: string; role: string }[]> =>
  (await staffOf(work.tx, actor.agencyId)).filter(({ disabledAt }) => !disabledAt)

const answersFrom = ({ name, role, phone, supervisorId, version }: Person) => ({
  ...{ name, role, version: String(version) },
  phone: phone ?? undefined,
  supervisorId: supervisorId ?? undefined,
})

const shownDisable = async (request: FastifyRequest, isRefused = false) => {
  const person = await otherIn(request)
  const hanging = hangingWords(await caseloadOf(request.work, person.id))
  return disablePage({ screen: request.screen, person, hanging, isRefused })
}

const list = async (
  services: Services,
  { work, actor }: FastifyRequest,
  filter: Filter,
): Promise<{ rows: Row[]; teams: { id: string; name: string }[] }> => {
  const staff = await staffOf(work.tx, actor.agencyId)
  const members = Map.groupBy(await membersOf(work.tx, actor.agencyId), ({ practitionerId }) => practitionerId)
  const teams = await teamsOf(work.tx, actor.agencyId)
  const ids = staff.filter(({ disabledAt }) => !disabledAt).map(({ id }) => id)
  const { onDuty, awayUntil, withoutHours } = await dutyNow(services, work, ids)
  const inTeam = ({ id }: Person) => !filter.team || members.get(id)?.some(({ teamId }) => teamId === filter.team)
  const inState = (person: Person) => {
    if (filter.state === 'here') return !person.disabledAt
    if (filter.state === 'no hours') return withoutHours.has(person.id) && worksOnCases(person)
    return filter.state === 'on duty' ? onDuty.has(person.id) : stateOf(person) === filter.state
  }
  const found = staff.filter(
    (person) => inState(person) && inTeam(person) && (!filter.role || person.role === filter.role),
  )
  const loads = new Map(
    (
      await caseloads(
        work,
        found.map(({ id }) => id),
      )
    ).map((load) => [load.practitionerId, load]),
  )
  const rows = found.map((person) => ({
    person,
    teams: teams
      .filter(({ id }) => members.get(person.id)?.some(({ teamId }) => teamId === id))
      .map(({ name }) => name),
    isOnDuty: onDuty.has(person.id),
    awayUntil: awayUntil.get(person.id),
    hasHours: !withoutHours.has(person.id),
    mayPlan: mayPlanFor(actor, person),
    caseload: loads.get(person.id),
  }))
  return { rows, teams }
}
