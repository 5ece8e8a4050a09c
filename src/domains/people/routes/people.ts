import type { FastifyRequest } from 'fastify'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../../platform/web.ts'
import { entryTypes, isEntryType } from '../../../rules/entry-types.ts'
import type { Services } from '../../../rules/services.ts'
import { caseTop } from '../../cases/index.ts'
import { isBothWays } from '../../counter-allegations/index.ts'
import { permissionsOf } from '../../staff/index.ts'
import { addName, addToCase, changePerson, columnsOf, peopleLike, recordDeath, sayAge } from '../actions.ts'
import { diedForm, editForm, leaveForm, nameForm, newPersonForm } from '../model.ts'
import * as store from '../store.ts'
import type { Direction } from '../views/connections.ts'
import { diedPage } from '../views/died.ts'
import { type Difference, editPage } from '../views/edit.ts'
import { peoplePage } from '../views/index.ts'
import { leavePage } from '../views/leave.ts'
import { namePage } from '../views/name.ts'
import { newPage } from '../views/new.ts'

// Whoever may search for people need not work on cases: an administrator searches, and sees no case.
const ofCase = { config: { access: 'cases:read' } } as const
const mayWrite = { config: { access: 'people:write' } } as const

export const peopleRoutesOfCase = (web: Web, services: Services): void => {
  const base = async (request: FastifyRequest) => ({
    screen: request.screen,
    top: await caseTop(services, request.work, caseIdOf(request)),
  })
  const person = async (request: FastifyRequest) => {
    const found = await store.personOf(request.work.tx, caseIdOf(request), idOf(request, 'personId'))
    if (!found) throw new NotFound()
    return found
  }

  web.get('/cases/:caseId/people', ofCase, async (request, reply) => {
    const { tx, actor } = request.work
    const caseId = caseIdOf(request)
    const [people, relationships] = [await store.peopleOf(tx, caseId), await store.relationshipsOf(tx, caseId)]
    return reply.page(
      peoplePage({
        ...(await base(request)),
        ...{ people, relationships },
        directions: directionsOf(people, relationships, await store.reportsOf(tx, caseId)),
        isBothWays: await isBothWays(request.work, caseId),
        workers: await store.workersOf(tx, caseId),
        names: await store.identitiesOf(tx, caseId),
        counted: await store.countedIn(tx, caseId),
        households: await store.householdsOf(tx, caseId),
        members: await store.membersOf(tx, caseId),
        mayChange: permissionsOf(actor.role).has('people:write'),
      }),
    )
  })

  web.get('/cases/:caseId/people/new', mayWrite, async (request, reply) =>
    reply.page(newPage({ ...(await base(request)), shown: {}, found: [] })),
  )
  web.post('/cases/:caseId/people/new', mayWrite, async (request, reply) => {
    const { work, body } = request
    const page = await base(request)
    const form = newPersonForm(work.now).safeParse(body ?? {})
    const isLookedUp = form.success && form.data.checkedName === form.data.name
    const found = form.success ? await peopleLike(work, form.data.name, form.data.bornOn) : []
    const others = found.filter(({ id }) => !page.top.people.some((one) => one.id === id))
    if (!form.success) return reply.code(422).page(newPage({ ...page, shown: typedAgain(body, form.error), found: [] }))
    if (others.length > 0 && !(isLookedUp && form.data.known)) {
      const shown = wrongField(body, 'known', 'Look whether it is one of these, then add the person')
      return reply.code(422).page(newPage({ ...page, shown, found: others }))
    }
    const victim = page.top.people.find(({ role, isMain }) => role === 'victim' && isMain)
    await addToCase(services, work, page.top.caseId, form.data, victim?.id)
    return reply.see(`/cases/${page.top.caseId}/people`)
  })

  web.get('/cases/:caseId/people/:personId/edit', mayWrite, async (request, reply) => {
    const { name, version, ...row } = await person(request)
    return reply.page(
      editPage({ ...(await base(request)), name, version, shown: { answers: answersFrom({ name, ...row }) } }),
    )
  })
  web.post('/cases/:caseId/people/:personId/edit', mayWrite, async (request, reply) => {
    const { work, body } = request
    const [page, now] = [await base(request), await person(request)]
    const form = editForm(work.now).safeParse(body ?? {})
    const shownAs = { ...page, name: now.name, version: now.version }
    if (!form.success) return reply.code(422).page(editPage({ ...shownAs, shown: typedAgain(body, form.error) }))
    const { version, ...about } = form.data
    if (
      version !== now.version ||
      !(await changePerson(services, work, { personId: now.id, version }, columnsOf(about)))
    ) {
      const shown = wrongField(body, 'name', 'Somebody else changed this while you wrote')
      const fresh = await person(request)
      const differences = differencesOf(answersFrom(fresh), shown.answers ?? {})
      return reply.code(422).page(editPage({ ...shownAs, version: fresh.version, shown, differences }))
    }
    await sayAge(services, work, page.top.caseId, now.id, now)
    return reply.see(`/cases/${page.top.caseId}/people`)
  })

  web.get('/cases/:caseId/people/:personId/name', mayWrite, async (request, reply) =>
    reply.page(namePage({ ...(await base(request)), shown: {}, name: (await person(request)).name })),
  )
  web.post('/cases/:caseId/people/:personId/name', mayWrite, async (request, reply) => {
    const [page, { id, name, bornOn }] = [await base(request), await person(request)]
    const form = nameForm(request.work.now).safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(namePage({ ...page, name, shown: typedAgain(request.body, form.error) }))
    const whose = { caseId: page.top.caseId, personId: id, knownBornOn: bornOn }
    await addName(services, request.work, whose, form.data)
    return reply.see(`/cases/${page.top.caseId}/people`)
  })

  const diedProps = async (request: FastifyRequest) => {
    const { id, name, role, isMain, bornOn } = await person(request)
    return { ...(await base(request)), id, name, bornOn, endsDuties: role === 'victim' && isMain }
  }
  web.get('/cases/:caseId/people/:personId/died', mayWrite, async (request, reply) =>
    reply.page(diedPage({ ...(await diedProps(request)), shown: {} })),
  )
  web.post('/cases/:caseId/people/:personId/died', mayWrite, async (request, reply) => {
    const page = await diedProps(request)
    const form = diedForm(request.work.now).safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(diedPage({ ...page, shown: typedAgain(request.body, form.error) }))
    await recordDeath(services, request.work, page.top.caseId, page.id, form.data)
    return reply.see(`/cases/${page.top.caseId}/people`)
  })

  web.get('/cases/:caseId/people/:personId/leave', mayWrite, async (request, reply) =>
    reply.page(leavePage({ ...(await base(request)), shown: {}, name: (await person(request)).name })),
  )
  web.post('/cases/:caseId/people/:personId/leave', mayWrite, async (request, reply) => {
    const [page, { id, name, isMain }] = [await base(request), await person(request)]
    if (isMain) throw new NotFound()
    const form = leaveForm.safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(leavePage({ ...page, name, shown: typedAgain(request.body, form.error) }))
    await store.endParty(request.work.tx, page.top.caseId, id, form.data.why, request.work.now)
    return reply.see(`/cases/${page.top.caseId}/people`)
  })
}

const labels = {
  name: 'Name',
  nameIsBelieved: 'Name is believed',
  called: 'Uses the name',
  bornOn: 'Date of birth',
  ageAbout: 'Age',
  gender: 'Gender',
  language: 'Language',
  communicationNeeds: 'To understand each other',
  school: 'School or college',
} as const
type Answers = Record<string, string | undefined>

const answersFrom = (row: Record<keyof typeof labels, string | number | boolean | null>): Answers =>
  Object.fromEntries(
    Object.keys(labels).flatMap((field) => {
      const value = Object.entries(row).find(([name]) => name === field)?.[1]
      if (value === null || value === undefined || value === false) return []
      return [[field, value === true ? 'yes' : String(value)]]
    }),
  )

const differencesOf = (now: Answers, typed: Answers): Difference[] =>
  Object.entries(labels).flatMap(([field, label]) =>
    (now[field] ?? '') === (typed[field] ?? '')
      ? []
      : [{ field: label, now: now[field] ?? '', typed: typed[field] ?? '' }],
  )

/** Where harm is reported both ways, each direction with its own reports; where it is one way, that one. */
const directionsOf = (
  people: store.PersonInCase[],
  relationships: store.RelationshipRow[],
  reports: store.ReportRow[],
): Direction[] => {
  const nameOf = (id: string) => people.find((each) => each.id === id)?.name ?? 'somebody'
  const main = (role: string) => people.find((each) => each.role === role && each.isMain)?.id
  const doneBy = ({ type, suspectId }: store.ReportRow) =>
    type === 'incidents.counter-allegation-made' ? main('victim') : (suspectId ?? main('perpetrator'))
  const pairs = new Map(
    relationships
      .filter(({ otherRole }) => otherRole === 'perpetrator')
      .map(({ personId, otherId }) => [`${otherId} ${personId}`, { by: otherId, to: personId }]),
  )
  return [...pairs.values()].map(({ by, to }) => ({
    fromName: nameOf(by),
    toName: nameOf(to),
    reports: reports
      .filter((report) => doneBy(report) === by)
      .map(({ type, happenedFrom, toldBy }) => ({
        label: isEntryType(type) ? entryTypes[type].label : type,
        at: happenedFrom,
        toldBy,
      })),
  }))
}
