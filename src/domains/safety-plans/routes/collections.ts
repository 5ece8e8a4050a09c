import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import type { Shown } from '../../../platform/forms.ts'
import { differencesIn, isBehind, oneAtATime } from '../../../platform/marks.ts'
import { dayText } from '../../../platform/times.ts'
import { idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import type { CasePerson, CaseTop } from '../../cases/index.ts'
import { touchingOn } from '../../orders/index.ts'
import { knownAge } from '../../people/index.ts'
import { permissionsOf } from '../../staff/index.ts'
import {
  changeList,
  copiesMade,
  endList,
  keepGiven,
  keepMade,
  listOf,
  listsOf,
  listToDraw,
  startList,
  versionsToGive,
} from '../actions/collections.ts'
import { collectionFields, collectionForm, endForm, givenForm, makeForm } from '../model/collection.ts'
import { seesPlans } from '../store/index.ts'
import { collectionForm as collectionFormPage } from '../views/collection-form.ts'
import { collectionListPage, listAddress } from '../views/collection-list.ts'
import { collectionListsPage } from '../views/collection-lists.ts'
import { collectionPaper, signsLeftOut } from '../views/collection-paper.ts'
import { endPage } from '../views/end.ts'
import { givenPage } from '../views/given.ts'
import { mayRead, mayWrite, onCase } from './page.ts'

const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })
const home = '/cases/:caseId/safety-plans/collection-lists'

/** Children of the case, and whoever was harmed and is known to be under 18 (INV-40). */
const childrenIn = ({ people }: CaseTop, today: string): CasePerson[] =>
  people.filter((person) => {
    const age = knownAge(person, today)
    return person.diedOn === null && (person.role === 'child' || (person.role === 'victim' && age !== null && age < 18))
  })

export const collectionRoutes = (web: Web, services: Services): void => {
  /** For whoever sees plans whole; for everybody else there is nothing here, and no word of whether there might be. */
  const onLists = async (request: FastifyRequest) => {
    const page = await onCase(services, request)
    const { caseId, state } = page.top
    if (!(await seesPlans(request.work.tx, caseId))) throw new NotFound()
    if (request.method === 'POST') await oneAtATime(request.work.tx, `collection lists ${caseId}`)
    const mayChange = permissionsOf(request.actor.role).has('safety-plans:write') && state !== 'closed'
    return { ...page, mayChange, children: childrenIn(page.top, dayText(request.work.now)) }
  }
  const onList = async (request: FastifyRequest) => {
    const page = await onLists(request)
    const list = await listOf(services, request.work, page.top.caseId, idOf(request, 'listId'))
    if (!list) throw new NotFound()
    const child = page.top.people.find(({ id }) => id === list.personId)
    return { ...page, list, child }
  }
  /** Only where it may still be changed: a case that is closed keeps it as it is. */
  const changing = async (request: FastifyRequest) => {
    const page = await onList(request)
    const { says } = page.list
    if (!page.mayChange || !page.child || says === null) throw new NotFound()
    return { ...page, child: page.child, list: { ...page.list, says } }
  }

  web.get(home, mayRead, async (request, reply) => {
    const page = await onLists(request)
    const { page: number } = pageQuery.parse(request.query)
    const found = await listsOf(services, request.work, page.top.caseId, number)
    const start = page.mayChange ? { isSomebody: page.children.length > 0 } : undefined
    return reply.page(collectionListsPage({ ...page, ...found, number, start }))
  })

  const starting = async (request: FastifyRequest) => {
    const page = await onLists(request)
    if (!page.mayChange) throw new NotFound()
    return { ...page, mark: 'new' }
  }
  web.get(`${home}/new`, mayWrite, async (request, reply) => {
    const page = await starting(request)
    const [first, ...others] = page.children
    if (!first) return reply.see(`/cases/${page.top.caseId}/safety-plans/collection-lists`)
    const answers = { on: 'today', ...(others.length === 0 && { childId: first.id }) }
    return reply.page(collectionFormPage({ ...page, shown: { answers } }))
  })
  web.post(`${home}/new`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await starting(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(collectionFormPage({ ...page, shown }))
    const form = collectionForm(work.now).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    const child = page.children.find(({ id }) => id === form.data.childId)
    if (!child) return again(wrongField(body, 'childId', 'Select which child it is about: one who is in this case now'))
    const { caseId, people } = page.top
    const done = await startList(services, work, caseId, form.data, { child, people })
    if ('problem' in done) return again(wrongField(body, done.field, done.problem))
    return reply.see(`/cases/${caseId}/safety-plans/collection-lists/${done.recordId}`)
  })

  const showing = async (request: FastifyRequest, shown: Shown<Record<string, string | undefined>>) => {
    const page = await onList(request)
    const { page: number } = pageQuery.parse(request.query)
    return collectionListPage({
      ...{ ...page, shown, mayWrite: page.mayChange && page.child !== undefined },
      copies: { ...(await copiesMade(services, request.work, page.list, number)), number },
      touching: await touchingOn(request.work, page.top.caseId),
    })
  }
  web.get(`${home}/:listId`, mayRead, async (request, reply) =>
    reply.page(await showing(request, { answers: { edition: 'discreet', size: 'ordinary' } })),
  )
  web.post(`${home}/:listId/paper`, mayWrite, async (request, reply) => {
    const { body, work, id } = request
    const { list, child, top } = await changing(request)
    const again = async (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(await showing(request, shown))
    const form = makeForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    const paper = await listToDraw(services, work, list, form.data, { child, people: top.people })
    if ('problem' in paper) return again(wrongField(body, paper.field, paper.problem))
    const signs = signsLeftOut(paper)
    if (signs.length > 0)
      return again(
        wrongField(
          body,
          'edition',
          `The list has signs that our paper cannot show: ${signs.slice(0, 10).join(' ')}. Change the list first`,
        ),
      )
    const drawn = await collectionPaper(paper)
    await keepMade(services, work, list, form.data, id)
    return reply
      .type('application/pdf')
      .header('content-disposition', 'attachment; filename="notes.pdf"')
      .header('cache-control', 'no-store')
      .send(drawn)
  })

  const formOf = ({ list, ...page }: Awaited<ReturnType<typeof changing>>) => ({
    ...{ ...page, list: { person: list.person, href: listAddress(list) }, mark: String(list.version) },
  })
  web.get(`${home}/:listId/edit`, mayWrite, async (request, reply) => {
    const page = await changing(request)
    const answers = { ...collectionFields(page.list.says), on: 'today' }
    return reply.page(collectionFormPage({ ...formOf(page), shown: { answers } }))
  })
  web.post(`${home}/:listId/edit`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await changing(request)
    const { list, child, top } = page
    const again = (shown: ReturnType<typeof typedAgain>) =>
      reply.code(422).page(collectionFormPage({ ...formOf(page), shown }))
    const form = collectionForm(work.now).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (isBehind(body, String(list.version))) {
      const shown = wrongField(body, 'setting', 'A colleague has changed this list meanwhile')
      const differences = differencesIn(labels, collectionFields(list.says), shown.answers ?? {})
      return reply.code(422).page(collectionFormPage({ ...formOf(page), shown, differences }))
    }
    const refused = await changeList(services, work, list, form.data, { child, people: top.people })
    if (refused) return again(wrongField(body, refused.field, refused.problem))
    return reply.see(listAddress(list))
  })

  web.get(`${home}/:listId/given`, mayWrite, async (request, reply) => {
    const page = await changing(request)
    const [newest] = versionsToGive(page.list)
    if (newest === undefined) throw new NotFound()
    const answers = { version: String(newest), to: page.list.says.contact ?? undefined, givenOn: 'today' }
    return reply.page(givenPage({ ...page, shown: { answers } }))
  })
  web.post(`${home}/:listId/given`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await changing(request)
    const { list } = page
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(givenPage({ ...page, shown }))
    const form = givenForm(work.now).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (!versionsToGive(list).includes(form.data.version))
      return again(wrongField(body, 'version', 'Select which version they were given: one that was made'))
    await keepGiven(services, work, list, form.data)
    return reply.see(listAddress(list))
  })

  web.get(`${home}/:listId/end`, mayWrite, async (request, reply) => {
    const page = await changing(request)
    if (page.list.isOver) return reply.see(listAddress(page.list))
    return reply.page(endPage({ ...page, shown: {} }))
  })
  web.post(`${home}/:listId/end`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await changing(request)
    const { list } = page
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(endPage({ ...page, shown }))
    if (list.isOver) return again(wrongField(body, 'over', 'A colleague has ended this list meanwhile'))
    const form = endForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (isBehind(body, String(list.version)))
      return again(
        wrongField(body, 'over', 'A colleague has changed this list meanwhile. Read it, then send this again'),
      )
    await endList(services, work, list, form.data)
    return reply.see(listAddress(list))
  })
}

const labels = {
  ...Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => index + 1).flatMap((number) => [
      [`name${number}`, `Person ${number}: full name`],
      [`relation${number}`, `Person ${number}: who they are to the child`],
      [`from${number}`, `Person ${number}: first day`],
      [`until${number}`, `Person ${number}: last day`],
    ]),
  ),
  ...{ setting: 'School, nursery or carer', contact: 'Who is spoken to there', ifOther: 'If anybody else comes' },
  ...{ never: 'Who must not fetch', question: 'Question', agreedBy: 'Who said so?' },
}
