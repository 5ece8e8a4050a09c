import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain } from '../../platform/fields.ts'
import { dayText, timeText } from '../../platform/times.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop, countWhoSee } from '../cases/index.ts'
import { share, writeNote } from './actions.ts'
import { noteForm, pageSize, shareForm } from './model.ts'
import * as store from './store.ts'
import { notesPage } from './views/index.ts'
import { newPage } from './views/new.ts'
import { sharePage } from './views/share.ts'

const mayRead = { config: { access: 'notes:read' } } as const
const mayWrite = { config: { access: 'notes:write' } } as const
const shares = { config: { access: 'notes:write', audit: 'disclose' } } as const
const listQuery = z.object({ page: z.coerce.number().int().min(1).catch(1) })
const newQuery = z.object({ corrects: z.uuid().optional().catch(undefined) })

export const notesRoutes = (web: Web, services: Services): void => {
  const base = async (request: FastifyRequest) => ({
    screen: request.screen,
    top: await caseTop(services, request.work, caseIdOf(request)),
  })
  const ownNote = async ({ work, actor }: FastifyRequest, caseId: string, id: string) => {
    const note = await store.noteOf(work.tx, caseId, id)
    if (note?.agencyId !== actor.agencyId) throw new NotFound()
    return note
  }

  web.get('/cases/:caseId/notes', mayRead, async (request, reply) => {
    const { tx, actor } = request.work
    const caseId = caseIdOf(request)
    const { page } = listQuery.parse(request.query)
    const count = await store.countNotes(tx, caseId)
    return reply.page(
      notesPage({
        ...(await base(request)),
        notes: await store.notesOf(tx, caseId, { limit: pageSize, offset: (page - 1) * pageSize }),
        corrected: await store.correctedIn(tx, caseId),
        ...{ count, page, pages: Math.ceil(count / pageSize), agencyId: actor.agencyId },
      }),
    )
  })

  web.get('/cases/:caseId/notes/new', mayWrite, async (request, reply) => {
    const { now, actor } = request.work
    const { corrects } = newQuery.parse(request.query)
    const before = corrects ? await ownNote(request, caseIdOf(request), corrects) : undefined
    const at = before?.happenedAt ?? now
    const answers = { corrects, how: before?.how, day: dayText(at), time: timeText(at) }
    const written = before && textsOf(before)
    return reply.page(
      newPage({ ...(await base(request)), agency: actor.agencyName, shown: { answers: { ...answers, ...written } } }),
    )
  })
  web.post('/cases/:caseId/notes/new', mayWrite, async (request, reply) => {
    const { now, actor } = request.work
    const form = noteForm(now).safeParse(request.body ?? {})
    if (!form.success) {
      const shown = typedAgain(request.body, form.error)
      return reply.code(422).page(newPage({ ...(await base(request)), agency: actor.agencyName, shown }))
    }
    await writeNote(request.work, caseIdOf(request), form.data)
    return reply.see(`/cases/${caseIdOf(request)}/notes`)
  })

  const sharing = async (request: FastifyRequest) => {
    const page = await base(request)
    const note = await ownNote(request, page.top.caseId, idOf(request, 'noteId'))
    if (note.sharedAt) throw new NotFound()
    return { ...page, note, sees: await countWhoSee(request.work, page.top.caseId) }
  }
  web.get('/cases/:caseId/notes/:noteId/share', mayWrite, async (request, reply) =>
    reply.page(sharePage({ ...(await sharing(request)), shown: {} })),
  )
  web.post('/cases/:caseId/notes/:noteId/share', shares, async (request, reply) => {
    const page = await sharing(request)
    const form = shareForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(sharePage({ ...page, shown: typedAgain(request.body, form.error) }))
    await share(request.work, page.top.caseId, page.note.id, form.data.why)
    return reply.see(`/cases/${page.top.caseId}/notes`)
  })
}

const textsOf = ({ said, noticed, agreed, next }: store.NoteRow) => ({
  said: said ?? undefined,
  noticed: noticed ?? undefined,
  agreed: agreed ?? undefined,
  next: next ?? undefined,
})
