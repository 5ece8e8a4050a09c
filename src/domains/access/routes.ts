import type { FastifyRequest } from 'fastify'
import { typedAgain } from '../../platform/fields.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop } from '../cases/index.ts'
import { permissionsOf, roleLabel, whoWorksHere } from '../staff/index.ts'
import { endEmergency, letUseAgain, review, useEmergency } from './actions/emergency.ts'
import { emergencyForm, reviewForm } from './model/emergency.ts'
import { lookOn, looksOn, useOf, whomToRing } from './store/emergency.ts'
import { colleague, peopleOfCase, sightOfPerson, teamsOfPerson } from './store/sight.ts'
import { emergencyPage, notOpenedPage } from './views/emergency.ts'
import { accessPage } from './views/index.ts'
import { peoplePage } from './views/people.ts'
import { personPage } from './views/person.ts'
import { reviewPage } from './views/review.ts'
import { rolesPage } from './views/roles.ts'

const everybody = { config: { access: 'access:read' } } as const
const inDanger = { config: { access: 'access:write' } } as const
const onCase = { config: { access: 'cases:read' } } as const
const supervises = { config: { access: 'supervision:read' } } as const
const onCaseWrites = { config: { access: 'cases:write' } } as const
const givesWord = { config: { access: 'supervision:write' } } as const

export const accessRoutes = (web: Web, services: Services): void => {
  web.get('/access/roles', everybody, async ({ screen, actor }, reply) => {
    const isSupervisor = permissionsOf(actor.role).has('supervision:read')
    return reply.page(rolesPage({ screen, nameOf: roleLabel, isSupervisor }))
  })
  peopleRoutes(web)
  emergencyRoutes(web, services)
  caseRoutes(web, services)
}

/** For supervisors: what each of their agency's people sees. */
const peopleRoutes = (web: Web): void => {
  const personIn = async ({ work, actor }: FastifyRequest, id: string) => {
    const person = await colleague(work.tx, actor.agencyId, id)
    if (!person) throw new NotFound()
    return { ...person, role: roleLabel(person.role) }
  }

  web.get('/access/people', supervises, async ({ work, screen }, reply) => {
    const people = await whoWorksHere(work)
    return reply.page(peoplePage({ screen, people: people.map((each) => ({ ...each, role: roleLabel(each.role) })) }))
  })

  web.get('/access/people/:practitionerId', supervises, async (request, reply) => {
    const { tx } = request.work
    const person = await personIn(request, idOf(request, 'practitionerId'))
    return reply.page(
      personPage({
        ...{ screen: request.screen, person, isSelf: person.id === request.actor.id },
        teams: (await teamsOfPerson(tx, person.id)).map(({ name }) => name),
        cases: await sightOfPerson(tx, person.id),
        use: await useOf(tx, person.id),
      }),
    )
  })

  web.post('/access/people/:practitionerId/once-more', givesWord, async (request, reply) => {
    const { id } = await personIn(request, idOf(request, 'practitionerId'))
    await letUseAgain(request.work, id)
    return reply.see(`/access/people/${id}`)
  })
}

const emergencyRoutes = (web: Web, services: Services): void => {
  const ringFor = ({ work, actor }: FastifyRequest) => whomToRing(work.tx, actor.id)

  web.get('/access/emergency', inDanger, async (request, reply) =>
    reply.page(emergencyPage({ screen: request.screen, shown: {} })),
  )
  web.post('/access/emergency', inDanger, async (request, reply) => {
    const { screen, work } = request
    const form = emergencyForm(work.now).safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(emergencyPage({ screen, shown: typedAgain(request.body, form.error) }))
    const done = await useEmergency(services, work, form.data)
    if (typeof done === 'string')
      return reply.page(notOpenedPage({ screen, ring: await ringFor(request), isTooMany: done === 'too many' }))
    return reply.see(`/cases/${done.caseId}`)
  })
}

const caseRoutes = (web: Web, services: Services): void => {
  const base = async (request: FastifyRequest) => ({
    screen: request.screen,
    top: await caseTop(services, request.work, caseIdOf(request)),
  })
  const lookIn = async (request: FastifyRequest) => {
    const look = await lookOn(request.work.tx, caseIdOf(request), idOf(request, 'lookId'))
    if (!look) throw new NotFound()
    return { ...look, role: roleLabel(look.role) }
  }

  web.get('/cases/:caseId/access', onCase, async (request, reply) => {
    const { tx, actor } = request.work
    const caseId = caseIdOf(request)
    const people = (await peopleOfCase(tx, caseId)).map((each) => ({ ...each, role: roleLabel(each.role) }))
    const looks = await looksOn(tx, caseId)
    return reply.page(
      accessPage({
        ...(await base(request)),
        ...{ people, actorId: actor.id, isEmergency: request.work.look?.purpose === 'emergency' },
        mayReview: permissionsOf(actor.role).has('supervision:read'),
        looks: looks.map((each) => ({ ...each, role: roleLabel(each.role) })),
      }),
    )
  })

  web.get('/cases/:caseId/access/emergency/:lookId', onCase, async (request, reply) =>
    reply.page(reviewPage({ ...(await base(request)), ...(await reviewing(request)), shown: {} })),
  )
  web.post('/cases/:caseId/access/emergency/:lookId', onCaseWrites, async (request, reply) => {
    const page = await reviewing(request)
    if (!page.mayReview) throw new NotFound()
    const form = reviewForm.safeParse(request.body ?? {})
    if (!form.success)
      return reply
        .code(422)
        .page(reviewPage({ ...(await base(request)), ...page, shown: typedAgain(request.body, form.error) }))
    const ids = { caseId: caseIdOf(request), lookId: page.look.id }
    await review(services, request.work, ids, form.data)
    return reply.see(`/cases/${ids.caseId}/access/emergency/${ids.lookId}`)
  })
  web.post('/cases/:caseId/access/emergency/:lookId/end', onCaseWrites, async (request, reply) => {
    const look = await lookIn(request)
    await endEmergency(request.work, look.id)
    return reply.see(look.practitionerId === request.actor.id ? '/boards/mine' : `/cases/${caseIdOf(request)}/access`)
  })

  /** Whoever owns the duty or answers for others may say it, and never whoever looked. */
  const reviewing = async (request: FastifyRequest) => {
    const look = await lookIn(request)
    const { actor, work } = request
    const isSupervisor = permissionsOf(actor.role).has('supervision:read')
    // A look at this moment through emergency access decides on none.
    const isOther = look.practitionerId !== actor.id && work.look?.purpose !== 'emergency'
    const mayReview =
      isOther && look.outcome === null && (isSupervisor || [look.reviewerId, look.ownerId].includes(actor.id))
    return { look, mayReview }
  }
}
