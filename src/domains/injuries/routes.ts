import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../platform/fields.ts'
import { oneAtATime } from '../../platform/marks.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop, isOnOtherSide } from '../cases/index.ts'
import { permissionsOf } from '../staff/index.ts'
import { addMark, openInjury, openMarks, strikeOut, writeInjury } from './actions.ts'
import { regionOf } from './model/body.ts'
import { isKind, markForm, recordForm, strikeForm } from './model/forms.ts'
import { injuriesOf, injuryOf } from './store.ts'
import { indexPage } from './views/index.ts'
import { injuryPage } from './views/injury.ts'
import { markPage } from './views/mark.ts'
import { newPage } from './views/new.ts'
import { strikePage } from './views/strike.ts'

// What was done to a body, in the words of whom it was done to, is opened only to somebody who has proven lately who they are (MODEL 14).
const reading = { config: { access: 'injuries:read', needsStrong: true } } as const
const writing = { config: { access: 'injuries:write', needsStrong: true } } as const
const asked = z.object({ page: z.coerce.number().int().min(1).max(1000).catch(1), region: z.string().catch('') })

export const injuryRoutes = (web: Web, services: Services): void => {
  const onCase = async (request: FastifyRequest) => {
    const { work, actor, screen, query } = request
    const top = await caseTop(services, work, caseIdOf(request))
    if (await isOnOtherSide(work, top.caseId)) throw new NotFound()
    return { screen, top, mayWrite: permissionsOf(actor.role).has('injuries:write'), asked: asked.parse(query) }
  }
  web.get('/cases/:caseId/injuries', reading, async (request, reply) => {
    const page = await onCase(request)
    const rows = await injuriesOf(request.work.tx, page.top.caseId)
    return reply.page(indexPage({ ...page, rows, page: page.asked.page }))
  })

  const writingOne = async (request: FastifyRequest) => {
    const page = await onCase(request)
    const { injuryKind } = z.object({ injuryKind: z.string() }).parse(request.params)
    if (!isKind(injuryKind)) throw new NotFound()
    const people = page.top.people
      .filter(({ role }) => role !== 'perpetrator')
      .map(({ id, name }) => ({ value: id, text: name }))
    return { ...page, kind: injuryKind, people }
  }
  web.get('/cases/:caseId/injuries/new/:injuryKind', writing, async (request, reply) => {
    const page = await writingOne(request)
    const [only, ...others] = page.people
    const answers = { seenOn: 'today', ...(others.length === 0 && only && { personId: only.value }) }
    return reply.page(newPage({ ...page, shown: { answers } }))
  })
  web.post('/cases/:caseId/injuries/new/:injuryKind', writing, async (request, reply) => {
    const { body, work } = request
    const page = await writingOne(request)
    const form = recordForm(work.now, page.kind, page.people).safeParse(body ?? {})
    if (!form.success) return reply.code(422).page(newPage({ ...page, shown: typedAgain(body, form.error) }))
    const id = await writeInjury(services, work, page.top.caseId, { kind: page.kind, form: form.data })
    return reply.see(`/cases/${page.top.caseId}/injuries/${id}`)
  })

  const one = async (request: FastifyRequest) => {
    const page = await onCase(request)
    const row = await injuryOf(request.work.tx, page.top.caseId, idOf(request, 'injuryId'))
    if (!row || !isKind(row.kind)) throw new NotFound()
    const said = await openInjury(services, request.work, row)
    const marks = row.kind === 'body-map' ? await openMarks(services, request.work, row) : []
    return { ...page, row, kind: row.kind, said, marks, isOwn: page.mayWrite && row.writtenBy === request.actor.id }
  }
  web.get('/cases/:caseId/injuries/:injuryId', reading, async (request, reply) =>
    reply.page(injuryPage(await one(request))),
  )

  /** A map is one person’s look: only they add to it and strike out. */
  const ownMap = async (request: FastifyRequest) => {
    const page = await one(request)
    if (!page.isOwn || page.kind !== 'body-map') throw new NotFound()
    return page
  }
  web.get('/cases/:caseId/injuries/:injuryId/marks/new', writing, async (request, reply) => {
    const page = await ownMap(request)
    return reply.page(markPage({ ...page, shown: { answers: { region: regionOf(page.asked.region)?.code } } }))
  })
  web.post('/cases/:caseId/injuries/:injuryId/marks/new', writing, async (request, reply) => {
    const { body, work } = request
    const page = await ownMap(request)
    const form = markForm.safeParse(body ?? {})
    if (!form.success) return reply.code(422).page(markPage({ ...page, shown: typedAgain(body, form.error) }))
    await addMark(services, work, page.row, form.data)
    return reply.see(`/cases/${page.top.caseId}/injuries/${page.row.id}`)
  })
  const striking = async (request: FastifyRequest) => {
    const page = await ownMap(request)
    const id = idOf(request, 'bodyMarkId')
    const mark = page.marks.find((each) => each.id === id)
    if (!mark) throw new NotFound()
    return { ...page, mark }
  }
  web.get('/cases/:caseId/injuries/:injuryId/marks/:bodyMarkId/strike', writing, async (request, reply) => {
    const page = await striking(request)
    if (page.mark.struckAt !== null) throw new NotFound()
    return reply.page(strikePage({ ...page, shown: {} }))
  })
  web.post('/cases/:caseId/injuries/:injuryId/marks/:bodyMarkId/strike', writing, async (request, reply) => {
    const { body, work } = request
    await oneAtATime(work.tx, `mark ${idOf(request, 'bodyMarkId')}`)
    const page = await striking(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(strikePage({ ...page, shown }))
    const form = strikeForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (page.mark.struckAt !== null || !(await strikeOut(services, work, page.row, page.mark.id, form.data.why)))
      return again(wrongField(body, 'why', 'It was struck out already'))
    return reply.see(`/cases/${page.top.caseId}/injuries/${page.row.id}`)
  })
}
