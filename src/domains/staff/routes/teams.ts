import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { answersIn, formErrors } from '../../../platform/forms.ts'
import { differencesIn, isBehind, markOf, oneAtATime } from '../../../platform/marks.ts'
import { idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Refused } from '../actions/people.ts'
import { joinTeam, leaveTeam, planShift, setTeam, startTeam } from '../actions/teams.ts'
import { gapsIn, isOnNow, shiftForm } from '../model/hours.ts'
import { mayPlanFor } from '../model/people.ts'
import { rolesWithoutCases } from '../model/roles.ts'
import { kindsOf, memberForm, type Team, teamForm } from '../model/teams.ts'
import { personOf } from '../store/people.ts'
import { cancelShift, membersOf, shiftsOf, teamOf, teamsOf } from '../store/teams.ts'
import { teamEditPage } from '../views/teams/edit.ts'
import { teamsPage } from '../views/teams/index.ts'
import { teamNewPage } from '../views/teams/new.ts'
import { type Shown, teamPage } from '../views/teams/team.ts'
import { choices, errorsOf, mayWrite } from './people.ts'

const reads = { config: { access: 'staff:read' } } as const
const writes = { config: { access: 'staff:write' } } as const
const own = { config: { access: 'signed-in' } } as const

export const teamRoutes = (web: Web): void => {
  web.get('/staff/teams', reads, async (request, reply) => {
    const { work, actor, screen } = request
    const [teams, members, shifts] = [
      await teamsOf(work.tx, actor.agencyId),
      await membersOf(work.tx, actor.agencyId),
      await shiftsOf(work.tx, actor.agencyId, work.now),
    ]
    const rows = teams.map((team) => ({
      team,
      members: members.filter(({ teamId }) => teamId === team.id).length,
      isOn: isOnNow(
        shifts.filter(({ teamId }) => teamId === team.id),
        work.now,
      ),
    }))
    return reply.page(teamsPage({ screen, rows, isAdministrator: mayWrite(request) }))
  })

  web.get('/staff/teams/new', writes, async (request, reply) => reply.page(teamNewPage({ screen: request.screen })))
  web.post('/staff/teams/new', writes, async (request, reply) => {
    const form = teamForm.safeParse(request.body ?? {})
    const again = { screen: request.screen, answers: answersIn(request.body), kinds: kindsIn(request.body) }
    if (!form.success) return reply.code(422).page(teamNewPage({ ...again, errors: formErrors(form.error) }))
    return reply.see(`/staff/teams/${await startTeam(request.work, form.data)}`)
  })

  web.get('/staff/teams/:teamId', reads, async (request, reply) => reply.page(teamPage(await shownTeam(request))))

  web.get('/staff/teams/:teamId/edit', writes, async (request, reply) => {
    const team = await teamIn(request)
    return reply.page(
      teamEditPage({
        ...{ screen: request.screen, team, answers: { name: team.name }, kinds: kindsOf(team) },
        basedOn: markOf(teamWords(team)),
      }),
    )
  })
  web.post('/staff/teams/:teamId/edit', writes, async (request, reply) => {
    await oneAtATime(request.work.tx, `team ${idOf(request, 'teamId')}`)
    const team = await teamIn(request)
    const form = teamForm.safeParse(request.body ?? {})
    const answers = answersIn(request.body)
    const mark = markOf(teamWords(team))
    const shown = { screen: request.screen, team, answers, kinds: kindsIn(request.body) }
    const again = { ...shown, basedOn: answers.basedOn }
    if (!form.success) return reply.code(422).page(teamEditPage({ ...again, errors: formErrors(form.error) }))
    if (isBehind(request.body, mark)) {
      const typed = { name: answers.name, kinds: kindsIn(request.body).toSorted().join(', ') }
      const differences = differencesIn({ name: 'Name', kinds: 'What it does' }, teamWords(team), typed)
      const errors = errorsOf({ field: 'name', problem: 'Somebody else changed this while you wrote' })
      return reply.code(422).page(teamEditPage({ ...shown, basedOn: mark, differences, errors }))
    }
    const done = await setTeam(request.work, team, form.data)
    if (done !== 'done') return reply.code(422).page(teamEditPage({ ...again, errors: errorsOf(done) }))
    return reply.see(`/staff/teams/${team.id}`)
  })

  web.post('/staff/teams/:teamId/join', writes, async (request, reply) =>
    answer(request, reply, memberForm, (team, { practitionerId }) => joinTeam(request.work, team, practitionerId)),
  )
  web.post('/staff/teams/:teamId/leave', writes, async (request, reply) =>
    answer(request, reply, memberForm, (team, { practitionerId }) => leaveTeam(request.work, team, practitionerId)),
  )
  web.post('/staff/teams/:teamId/shifts', own, async (request, reply) =>
    answer(request, reply, shiftForm(request.work.now), async (team, form) => {
      await mustPlan(request, form.practitionerId)
      return team.isDesk
        ? planShift(request.work, team, form)
        : { field: 'practitionerId', problem: 'Only a desk has shifts' }
    }),
  )
  web.post('/staff/teams/:teamId/shifts/:shiftId/cancel', own, async (request, reply) => {
    const { work, actor } = request
    const team = await teamIn(request)
    const shift = (await shiftsOf(work.tx, actor.agencyId, work.now)).find(({ id }) => id === idOf(request, 'shiftId'))
    if (!shift || shift.teamId !== team.id) throw new NotFound()
    await mustPlan(request, shift.practitionerId)
    await cancelShift(work, team.id, shift.id)
    return reply.see(`/staff/teams/${team.id}`)
  })
}

type Reply = Parameters<Parameters<Web['setErrorHandler']>[0]>[2]

/** Parses one of the forms on a team's page, acts, and shows the page again with what to put right. */
const answer = async <Form>(
  request: FastifyRequest,
  reply: Reply,
  schema: z.ZodType<Form>,
  act: (team: Team, form: Form) => Promise<'done' | Refused>,
): Promise<unknown> => {
  const shown = { ...(await shownTeam(request)), answers: answersIn(request.body) }
  const form = schema.safeParse(request.body ?? {})
  if (!form.success) return reply.code(422).page(teamPage({ ...shown, errors: formErrors(form.error) }))
  const done = await act(shown.team, form.data)
  if (done !== 'done') return reply.code(422).page(teamPage({ ...shown, errors: errorsOf(done) }))
  return reply.see(`/staff/teams/${shown.team.id}`)
}

const teamIn = async (request: FastifyRequest): Promise<Team> => {
  const team = await teamOf(request.work.tx, request.actor.agencyId, idOf(request, 'teamId'))
  if (!team) throw new NotFound()
  return team
}

/** Shifts are planned by an administrator, or by the supervisor of whoever is put on. */
const mustPlan = async ({ work, actor }: FastifyRequest, practitionerId: string): Promise<void> => {
  const person = await personOf(work.tx, actor.agencyId, practitionerId)
  if (!person || !mayPlanFor(actor, person)) throw new NotFound()
}

const kindsIn = (body: unknown): string[] => {
  const { kinds } = z
    .object({ kinds: z.union([z.string(), z.array(z.string())]).catch([]) })
    .catch({ kinds: [] })
    .parse(body)
  return [kinds].flat()
}

const aWeek = 7 * 24 * 3_600_000
const shownTeam = async (request: FastifyRequest): Promise<Shown> => {
  const { work, actor, screen } = request
  const team = await teamIn(request)
  const members = (await membersOf(work.tx, actor.agencyId)).filter(({ teamId }) => teamId === team.id)
  const shifts = (await shiftsOf(work.tx, actor.agencyId, work.now)).filter(({ teamId }) => teamId === team.id)
  const staff = await choices(request)
  const plannable = []
  for (const member of members) {
    const person = await personOf(work.tx, actor.agencyId, member.practitionerId)
    if (person && mayPlanFor(actor, person)) plannable.push(member)
  }
  return {
    ...{ screen, team, members, shifts, plannable },
    others: staff.filter(
      ({ id, role }) =>
        !rolesWithoutCases.includes(role) && !members.some(({ practitionerId }) => practitionerId === id),
    ),
    isOn: isOnNow(shifts, work.now),
    gaps: team.isDesk ? gapsIn(shifts, work.now, new Date(work.now.getTime() + aWeek)) : [],
    isAdministrator: mayWrite(request),
  }
}

/** What the form of a team says of it. */
const teamWords = (team: Team) => ({ name: team.name, kinds: kindsOf(team).toSorted().join(', ') })
