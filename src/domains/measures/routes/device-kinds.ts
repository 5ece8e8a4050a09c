import type { FastifyRequest } from 'fastify'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { idOf, NotFound, type Web } from '../../../platform/web.ts'
import { permissionsOf } from '../../staff/index.ts'
import { deviceKindForm } from '../model/forms.ts'
import { deviceKinds, insertDeviceKind, retireDeviceKind } from '../store.ts'
import { deviceKindsPage, newDeviceKindPage, retireDeviceKindPage } from '../views/device-kinds.ts'

const reading = { config: { access: 'device-kinds:read' } } as const
const writing = { config: { access: 'device-kinds:write' } } as const

/** The kinds of safety device that the area gives out (TD-15). */
export const deviceKindRoutes = (web: Web): void => {
  web.get('/measures/device-kinds', reading, async ({ work, screen, actor }, reply) =>
    reply.page(
      deviceKindsPage({
        ...{ screen, rows: await deviceKinds(work.tx) },
        mayWrite: permissionsOf(actor.role).has('device-kinds:write'),
      }),
    ),
  )
  web.get('/measures/device-kinds/new', writing, async ({ screen }, reply) =>
    reply.page(newDeviceKindPage({ screen, shown: {} })),
  )
  web.post('/measures/device-kinds/new', writing, async ({ body, work, screen, actor }, reply) => {
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(newDeviceKindPage({ screen, shown }))
    const form = deviceKindForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (!(await insertDeviceKind(work.tx, { ...form.data, addedBy: actor.id, addedAt: work.now })))
      return again(wrongField(body, 'name', 'There is one of this name: choose another name, or retire that one first'))
    return reply.see('/measures/device-kinds')
  })
  const one = async (request: FastifyRequest) => {
    const id = idOf(request, 'deviceKindId')
    const row = (await deviceKinds(request.work.tx)).find((each) => each.id === id)
    if (!row || row.retiredAt !== null) throw new NotFound()
    return { screen: request.screen, row }
  }
  web.get('/measures/device-kinds/:deviceKindId/retire', writing, async (request, reply) =>
    reply.page(retireDeviceKindPage(await one(request))),
  )
  web.post('/measures/device-kinds/:deviceKindId/retire', writing, async (request, reply) => {
    const { row } = await one(request)
    await retireDeviceKind(request.work.tx, row.id, request.actor.id, request.work.now)
    return reply.see('/measures/device-kinds')
  })
}
