import type { FastifyRequest } from 'fastify'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import type { Shown } from '../../../platform/forms.ts'
import { differencesIn, isBehind } from '../../../platform/marks.ts'
import { idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { touchingOn } from '../../orders/index.ts'
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
import { collectionForm as collectionFormPage } from '../views/collection-form.ts'
import { collectionListPage, listAddress } from '../views/collection-list.ts'
import { collectionListsPage } from '../views/collection-lists.ts'
import { collectionPaper, signsLeftOut } from '../views/collection-paper.ts'
import { givenPage } from '../views/given.ts'
import { besideAddress } from '../views/kept-beside.ts'
import { overPage } from '../views/over.ts'
import { besidePlansOf, childrenIn, pageOf } from './beside.ts'
import { mayRead, mayWrite } from './page.ts'

const home = '/cases/:caseId/safety-plans/collection-lists'

export const collectionRoutes = (web: Web, services: Services): void => {
  const onLists = async (request: FastifyRequest) => {
    const page = await besidePlansOf(services, request, 'collection lists')
    return { ...page, children: childrenIn(page.top, page.today) }
  }
  const onList = async (request: FastifyRequest) => {
    const page = await onLists(request)
    const list = await listOf(services, request.work, page.top.caseId, idOf(request, 'listId'))
    if (!list) throw new NotFound()
    const child = page.top.people.find(({ id }) => id === list.personId)
    return { ...page, list, child }
  }
  /** Only where it may still be changed: a case that is closed keeps it as it is. Whoever holds a page is told also where the child has left the case. */
  const changing = async (request: FastifyRequest) => {
    const page = await onList(request)
    const { says } = page.list
    if (!page.mayChange || says === null) throw new NotFound()
    return { ...page, list: { ...page.list, says } }
  }
  const writing = async (request: FastifyRequest) => {
    const { child, ...page } = await changing(request)
    if (!child) throw new NotFound()
    return { ...page, child }
  }

  web.get(home, mayRead, async (request, reply) => {
    const page = await onLists(request)
    const number = pageOf(request)
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
    const number = pageOf(request)
    return collectionListPage({
      ...{ ...page, shown, mayWrite: page.mayChange },
      copies: { ...(await copiesMade(services, request.work, page.list, number)), number },
      touching: await touchingOn(request.work, page.top.caseId),
    })
  }
  web.get(`${home}/:listId`, mayRead, async (request, reply) =>
    reply.page(await showing(request, { answers: { edition: 'discreet', size: 'ordinary' } })),
  )
  web.post(`${home}/:listId/paper`, mayWrite, async (request, reply) => {
    const { body, work, id } = request
    const { list, child, top } = await writing(request)
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

  const formOf = ({ list, ...page }: Awaited<ReturnType<typeof writing>>) => ({
    ...{ ...page, list: { person: list.person, href: listAddress(list) }, mark: String(list.version) },
  })
  web.get(`${home}/:listId/edit`, mayWrite, async (request, reply) => {
    const page = await writing(request)
    const answers = { ...collectionFields(page.list.says), on: 'today' }
    return reply.page(collectionFormPage({ ...formOf(page), shown: { answers } }))
  })
  web.post(`${home}/:listId/edit`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await writing(request)
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

  const ending = ({ list, ...page }: Awaited<ReturnType<typeof changing>>) => ({
    ...{ ...page, here: besideAddress(list.caseId, 'collection-lists'), mark: String(list.version) },
    ...{ title: 'The list no longer holds', trail: 'Who may fetch a child' },
    hint: 'Such as: the child goes to another nursery',
    about:
      list.held.given > 0 ? 'Somebody holds a page of it: telling them becomes a duty.' : 'Nobody holds a page of it.',
  })
  web.get(`${home}/:listId/end`, mayWrite, async (request, reply) => {
    const page = await changing(request)
    if (page.list.isOver) return reply.see(listAddress(page.list))
    return reply.page(overPage({ ...ending(page), shown: {} }))
  })
  web.post(`${home}/:listId/end`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await changing(request)
    const { list } = page
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(overPage({ ...ending(page), shown }))
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
