import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../platform/fields.ts'
import { isBehind } from '../../platform/marks.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop } from '../cases/index.ts'
import { permissionsOf } from '../staff/index.ts'
import { addFile, copyOf, coverFound, isSecond, release, shut } from './actions/add.ts'
import { makeCopy, sayPeople } from './actions/split.ts'
import { coverFirst, decideForm, foundIn, isHeld, isOpen, newForm, shutForm, ticked } from './model/file.ts'
import {
  apartFrom,
  chosenOf,
  mayBeOpened,
  mayBeSpokenOf,
  maySplit,
  namesLeft,
  othersIn,
  peopleIn,
  splitForm,
  waitsForPeople,
  whyForm,
  withField,
} from './model/people.ts'
import { copiesOf, countFiles, fileOf, filesOf, incidentsToChoose, isShownEntry } from './store.ts'
import { coverPage } from './views/cover.ts'
import { filePage } from './views/file.ts'
import { indexPage } from './views/index.ts'
import { newPage } from './views/new.ts'
import { openPage } from './views/open.ts'
import { peoplePage } from './views/people.ts'
import { shutPage } from './views/shut.ts'
import { splitPage } from './views/split.ts'

const mayRead = { config: { access: 'files:read' } } as const
const mayWrite = { config: { access: 'files:write' } } as const
const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })

export const fileRoutes = (web: Web, services: Services): void => {
  const base = async (request: FastifyRequest) => ({
    screen: request.screen,
    top: await caseTop(services, request.work, caseIdOf(request)),
  })
  web.get('/cases/:caseId/files', mayRead, async (request, reply) => {
    const { work, actor } = request
    const page = await base(request)
    const { page: number } = pageQuery.parse(request.query)
    const shown = { files: await filesOf(work.tx, page.top.caseId, number), number }
    const total = await countFiles(work.tx, page.top.caseId)
    return reply.page(indexPage({ ...page, ...shown, total, mayAdd: permissionsOf(actor.role).has('files:write') }))
  })
  const adding = async (request: FastifyRequest) => {
    const page = await base(request)
    return { ...page, incidents: await incidentsToChoose(request.work.tx, page.top.caseId) }
  }
  web.get('/cases/:caseId/files/new', mayWrite, async (request, reply) => {
    const page = await adding(request)
    const [only, ...others] = page.top.people.filter(({ role }) => role === 'victim')
    const answers = { class: 'C3', ...(others.length === 0 && { personId: only?.id }) }
    return reply.page(newPage({ ...page, shown: { answers } }))
  })
  web.post('/cases/:caseId/files/new', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await adding(request)
    const form = newForm(work.now).safeParse(body ?? {})
    if (!form.success) return reply.code(422).page(newPage({ ...page, shown: typedAgain(body, form.error) }))
    const { personId, entryId } = form.data
    if (!page.top.people.some(({ id }) => id === personId)) throw new NotFound()
    if (entryId && !page.incidents.some(({ id }) => id === entryId)) throw new NotFound()
    const others = othersIn(body, page.top.people, personId)
    if ('problem' in others)
      return reply
        .code(422)
        .page(newPage({ ...page, shown: wrongField(body, withField(page.top.people[0]?.id ?? ''), others.problem) }))
    const { caseId } = page.top
    const mustSplit = apartFrom(personId, others, page.top.people).length > 0
    return reply.see(
      `/cases/${caseId}/files/${await addFile(services, work, caseId, { ...form.data, others, mustSplit })}`,
    )
  })
  const one = async (request: FastifyRequest) => {
    const page = await base(request)
    const row = await fileOf(request.work.tx, page.top.caseId, idOf(request, 'fileId'))
    if (!row) throw new NotFound()
    return { ...page, row, here: `/cases/${page.top.caseId}/files/${row.id}` }
  }
  web.get('/cases/:caseId/files/:fileId', mayRead, async (request, reply) => {
    const { actor } = request
    const page = await one(request)
    const mayChange = permissionsOf(actor.role).has('files:write')
    const { lateEntryId } = page.row
    const seesLate =
      lateEntryId !== null &&
      permissionsOf(actor.role).has('releases:read') &&
      (await isShownEntry(request.work.tx, page.top.caseId, lateEntryId))
    const copies = await copiesOf(request.work.tx, page.top.caseId, page.row.id)
    const shown = { mayChange, seesLate, copies, agencyId: actor.agencyId, isSecond: isSecond(page.row, actor.id) }
    return reply.page(filePage({ ...page, ...shown }))
  })
  // The copy leaves as a file of its own, under a name that says nothing, and may do nothing in a browser (INV-07).
  web.get('/cases/:caseId/files/:fileId/copy', mayRead, async (request, reply) => {
    const { row } = await one(request)
    const copy = isOpen(row) ? await copyOf(services, request.work, row) : null
    if (!copy) throw new NotFound()
    const [type, name] = copyTypes[row.type ?? ''] ?? copyTypes.other
    // A browser that may run nothing opens no PDF: it is saved, and opened outside.
    const how = type === 'application/pdf' ? 'attachment' : 'inline'
    return reply
      .type(type)
      .header('content-disposition', `${how}; filename="${name}"`)
      .header('content-security-policy', `${reply.getHeader('content-security-policy')};sandbox`)
      .header('cache-control', 'no-store')
      .send(copy)
  })
  stepRoutes(web, one)
  splitRoutes(web, services, one)
}

const copyTypes: Record<string, [string, string]> & { other: [string, string] } = {
  'image/png': ['image/png', 'picture.png'],
  'application/pdf': ['application/pdf', 'document.pdf'],
  'text/plain': ['text/plain; charset=utf-8', 'text.txt'],
  other: ['image/jpeg', 'picture.jpg'],
}

type One = (request: FastifyRequest) => Promise<{
  screen: FastifyRequest['screen']
  top: Awaited<ReturnType<typeof caseTop>>
  row: NonNullable<Awaited<ReturnType<typeof fileOf>>>
  here: string
}>
const changed = 'This file has changed since you opened the page. Look at it again before you go on'

const stepRoutes = (web: Web, one: One): void => {
  web.get('/cases/:caseId/files/:fileId/cover', mayWrite, async (request, reply) => {
    const page = await one(request)
    if (page.row.state !== 'held') throw new NotFound()
    return reply.page(coverPage({ ...page, shown: {} }))
  })
  web.post('/cases/:caseId/files/:fileId/cover', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await one(request)
    const wrong = (problem: string) =>
      reply.code(422).page(coverPage({ ...page, shown: wrongField(body, 'cover-0', problem) }))
    if (page.row.state !== 'held' || isBehind(body, String(page.row.version))) return wrong(changed)
    const chosen = ticked(body, foundIn(page.row.found).length)
    if (chosen.length === 0) return wrong('Select what to cover')
    return (await coverFound(work, page.row, chosen)) === 'stale' ? wrong(changed) : reply.see(page.here)
  })

  web.get('/cases/:caseId/files/:fileId/open', mayWrite, async (request, reply) => {
    const page = await one(request)
    if (!mayBeOpened(page.row) || !isSecond(page.row, request.actor.id)) throw new NotFound()
    return reply.page(openPage({ ...page, shown: {} }))
  })
  web.post('/cases/:caseId/files/:fileId/open', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await one(request)
    if (!isSecond(page.row, request.actor.id)) throw new NotFound()
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(openPage({ ...page, shown }))
    const form = decideForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    // What somebody decides on is what they were shown.
    if (!isHeld(page.row) || isBehind(body, String(page.row.version))) return again(wrongField(body, 'why', changed))
    if (waitsForPeople(page.row))
      return again(wrongField(body, 'why', 'It is not opened: say first who is in it, and make a copy for each'))
    if (!mayBeOpened(page.row)) return again(wrongField(body, 'why', `It is not opened: ${coverFirst}`))
    const done = await release(work, page.row, form.data.why)
    return done === 'stale' ? again(wrongField(body, 'why', changed)) : reply.see(page.here)
  })

  web.get('/cases/:caseId/files/:fileId/shut', mayWrite, async (request, reply) => {
    const page = await one(request)
    if (!isOpen(page.row)) throw new NotFound()
    return reply.page(shutPage({ ...page, shown: {} }))
  })
  web.post('/cases/:caseId/files/:fileId/shut', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await one(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(shutPage({ ...page, shown }))
    const form = shutForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (!isOpen(page.row)) return again(wrongField(body, 'why', changed))
    const done = await shut(work, page.row, form.data.why)
    return done === 'stale' ? again(wrongField(body, 'why', changed)) : reply.see(page.here)
  })
}

/** Who is in a file, and a copy for each where it is about more than one person (INV-10). */
const splitRoutes = (web: Web, services: Services, one: One): void => {
  const spokenOf = async (request: FastifyRequest) => {
    const page = await one(request)
    const copies = await copiesOf(request.work.tx, page.top.caseId, page.row.id)
    return { ...page, copies }
  }
  web.get('/cases/:caseId/files/:fileId/people', mayWrite, async (request, reply) => {
    const page = await spokenOf(request)
    if (!mayBeSpokenOf(page.row, page.copies.length)) throw new NotFound()
    return reply.page(peoplePage({ ...page, shown: {} }))
  })
  web.post('/cases/:caseId/files/:fileId/people', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await spokenOf(request)
    const { row, top } = page
    const people = top.people.filter(({ id }) => id !== row.personId)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(peoplePage({ ...page, shown }))
    const wrong = (problem: string) => again(wrongField(body, withField(people[0]?.id ?? ''), problem))
    if (!mayBeSpokenOf(row, page.copies.length) || isBehind(body, String(row.version))) return wrong(changed)
    const others = othersIn(body, top.people, row.personId)
    if ('problem' in others) return wrong(others.problem)
    if (row.splitOf !== null && others.length > 0)
      return wrong('A copy is about one person. Make another of the file it was made from, without them')
    const form = whyForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    const why = form.data.why || null
    if (!why && namesLeft({ ...row, others }).length > 0)
      return again(wrongField(body, 'why', 'Enter why it is not about those whose name was read in it'))
    const done = await sayPeople(services, work, row, { others, why, people: top.people })
    return done === 'stale' ? wrong(changed) : reply.see(page.here)
  })

  web.get('/cases/:caseId/files/:fileId/split', mayWrite, async (request, reply) => {
    const page = await spokenOf(request)
    if (!maySplit(page.row, request.actor.agencyId)) throw new NotFound()
    return reply.page(splitPage({ ...page, shown: {} }))
  })
  web.post('/cases/:caseId/files/:fileId/split', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await spokenOf(request)
    const { row } = page
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(splitPage({ ...page, shown }))
    if (row.agencyId !== request.actor.agencyId) throw new NotFound()
    const form = splitForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (!maySplit(row, request.actor.agencyId)) return again(wrongField(body, 'personId', changed))
    if (!peopleIn(row).includes(form.data.personId))
      return again(wrongField(body, 'personId', 'They are not in this file. Select whom this copy is about'))
    const { keeps, covers } = chosenOf(body, row)
    if (keeps.length === 0) return again(wrongField(body, 'keep-1', 'Select which pages stay in it'))
    if (keeps.length === (row.pages ?? 1) && covers.length === 0)
      return again(wrongField(body, 'hide-1-top', 'Select what is left out or covered: it would be the whole file'))
    const made = await makeCopy(services, work, row, { form: form.data, keeps, covers, people: page.top.people })
    return reply.see(`/cases/${row.caseId}/files/${made}`)
  })
}
