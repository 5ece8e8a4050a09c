import type { FastifyRequest } from 'fastify'
import { typedAgain } from '../../../platform/fields.ts'
import { answersIn } from '../../../platform/forms.ts'
import { dayText } from '../../../platform/times.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { caseTop } from '../../cases/index.ts'
import { exposuresIn } from '../../incidents/index.ts'
import { addHousehold, addMember, connect, endConnection, recordCounterAllegation } from '../actions.ts'
import { connectForm, counterForm, endForm, householdForm, memberForm } from '../model.ts'
import { endMember, householdsOf, membersOf, peopleOf, relationshipsOf } from '../store.ts'
import { connectPage } from '../views/connect.ts'
import { counterAllegationPage } from '../views/counter-allegation.ts'
import { endPage } from '../views/end.ts'
import { householdPage } from '../views/household.ts'
import { memberPage } from '../views/member.ts'

const mayWrite = { config: { access: 'people:write' } } as const

export const connectionRoutes = (web: Web, services: Services): void => {
  const base = async (request: FastifyRequest) => ({
    screen: request.screen,
    top: await caseTop(services, request.work, caseIdOf(request)),
  })
  const listOf = (caseId: string) => `/cases/${caseId}/people`

  web.get('/cases/:caseId/people/connect', mayWrite, async (request, reply) =>
    reply.page(connectPage({ ...(await base(request)), shown: {} })),
  )
  web.post('/cases/:caseId/people/connect', mayWrite, async (request, reply) => {
    const page = await base(request)
    const form = connectForm(request.work.now).safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(connectPage({ ...page, shown: typedAgain(request.body, form.error) }))
    const people = await peopleOf(request.work.tx, page.top.caseId)
    const areHere = [form.data.personId, form.data.otherId].every((id) => people.some((each) => each.id === id))
    if (!areHere) throw new NotFound()
    await connect(request.work, page.top.caseId, form.data, people)
    return reply.see(listOf(page.top.caseId))
  })

  const harmful = async (request: FastifyRequest) =>
    (await relationshipsOf(request.work.tx, caseIdOf(request))).filter(
      ({ otherRole, endedAt }) => otherRole === 'perpetrator' && !endedAt,
    )
  web.get('/cases/:caseId/people/counter-allegation', mayWrite, async (request, reply) =>
    reply.page(counterAllegationPage({ ...(await base(request)), shown: {}, relationships: await harmful(request) })),
  )
  web.post('/cases/:caseId/people/counter-allegation', mayWrite, async (request, reply) => {
    const page = { ...(await base(request)), relationships: await harmful(request) }
    const form = counterForm(request.work.now).safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(counterAllegationPage({ ...page, shown: typedAgain(request.body, form.error) }))
    const children = exposuresIn(answersIn(request.body), page.top.people)
    await recordCounterAllegation(services, request.work, page.top.caseId, form.data, children)
    return reply.see(listOf(page.top.caseId))
  })

  const ending = async (request: FastifyRequest) => {
    const page = await base(request)
    const id = idOf(request, 'relationshipId')
    const found = (await relationshipsOf(request.work.tx, page.top.caseId)).find((each) => each.id === id)
    if (!found || found.endedAt) throw new NotFound()
    const people = await peopleOf(request.work.tx, page.top.caseId)
    const names = [found.personId, found.otherId].map(
      (who) => people.find((each) => each.id === who)?.name ?? 'somebody',
    )
    return { ...page, id, names: `${names.join(' and ')}: ${found.kind}` }
  }
  web.get('/cases/:caseId/people/connections/:relationshipId/end', mayWrite, async (request, reply) =>
    reply.page(endPage({ ...(await ending(request)), shown: {} })),
  )
  web.post('/cases/:caseId/people/connections/:relationshipId/end', mayWrite, async (request, reply) => {
    const page = await ending(request)
    const form = endForm(request.work.now).safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(endPage({ ...page, shown: typedAgain(request.body, form.error) }))
    await endConnection(request.work, page.top.caseId, page.id, form.data.untilOn)
    return reply.see(listOf(page.top.caseId))
  })

  web.get('/cases/:caseId/people/household', mayWrite, async (request, reply) =>
    reply.page(householdPage({ ...(await base(request)), shown: {} })),
  )
  web.post('/cases/:caseId/people/household', mayWrite, async (request, reply) => {
    const page = await base(request)
    const form = householdForm.safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(householdPage({ ...page, shown: typedAgain(request.body, form.error) }))
    const id = await addHousehold(request.work, page.top.caseId, form.data)
    return reply.see(`${listOf(page.top.caseId)}/households/${id}/member`)
  })

  const household = async (request: FastifyRequest) => {
    const page = await base(request)
    const id = idOf(request, 'householdId')
    const found = (await householdsOf(request.work.tx, page.top.caseId)).find((each) => each.id === id)
    if (!found) throw new NotFound()
    return { ...page, id, label: found.label }
  }
  web.get('/cases/:caseId/people/households/:householdId/member', mayWrite, async (request, reply) =>
    reply.page(memberPage({ ...(await household(request)), shown: {} })),
  )
  web.post('/cases/:caseId/people/households/:householdId/member', mayWrite, async (request, reply) => {
    const page = await household(request)
    const form = memberForm(request.work.now).safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(memberPage({ ...page, shown: typedAgain(request.body, form.error) }))
    const { caseId, people } = page.top
    const person = people.find(({ id }) => id === form.data.personId)
    if (!person) throw new NotFound()
    const where = { caseId, householdId: page.id, isChild: person.role === 'child' }
    await addMember(services, request.work, where, form.data)
    return reply.see(listOf(caseId))
  })
  web.post('/cases/:caseId/people/households/:householdId/left/:personId', mayWrite, async (request, reply) => {
    const { top, id } = await household(request)
    const personId = idOf(request, 'personId')
    const { tx, now } = request.work
    const members = await membersOf(tx, top.caseId)
    if (!members.some((each) => each.householdId === id && each.personId === personId)) throw new NotFound()
    await endMember(tx, top.caseId, id, personId, dayText(now))
    return reply.see(listOf(top.caseId))
  })
}
