import type { FastifyRequest } from 'fastify'
import { answersIn, formErrors } from '../../../platform/forms.ts'
import type { Web } from '../../../platform/web.ts'
import { permissionsOf } from '../../staff/index.ts'
import { changeChecklist, checklistHeld, checklistNow } from '../actions/checklist.ts'
import { type Checklist, checklistForm, placeName } from '../model/checklist.ts'
import { checklistPage } from '../views/release-checklist.ts'
import { confirmChecklistPage, setChecklistPage } from '../views/set-checklist.ts'

const reads = { config: { access: 'local-policy:read' } } as const
const writes = { config: { access: 'local-policy:write' } } as const

/** The list that is gone through before a release on bail: the area’s own (BL-16). */
export const checklistRoutes = (web: Web): void => {
  web.get('/local-policy/release-checklist', reads, async (request, reply) =>
    reply.page(
      checklistPage({
        screen: request.screen,
        checklist: await checklistNow(request.work),
        maySet: permissionsOf(request.actor.role).has('local-policy:write'),
      }),
    ),
  )
  web.get('/local-policy/release-checklist/set', writes, async (request, reply) => {
    const checklist = await checklistNow(request.work)
    return reply.page(setChecklistPage({ screen: request.screen, checklist, answers: startOf(checklist) }))
  })
  web.post('/local-policy/release-checklist/set', writes, async (request: FastifyRequest, reply) => {
    const checklist = await checklistHeld(request.work)
    const answers = answersIn(request.body)
    const shown = { screen: request.screen, checklist, answers }
    const form = checklistForm(checklist).safeParse(answers)
    if (!form.success) return reply.code(422).page(setChecklistPage({ ...shown, errors: formErrors(form.error) }))
    const done = await changeChecklist(request.work, checklist, form.data)
    if (done === 'done') return reply.see('/local-policy/release-checklist')
    return reply.page(confirmChecklistPage({ ...shown, change: form.data, retired: done.unconfirmed }))
  })
}

const startOf = ({ items }: Checklist): Record<string, string> =>
  Object.fromEntries(items.map((_item, index) => [placeName(index), String(index + 1)]))
