import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { dayText } from '../../../platform/times.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { firstHeld } from '../../files/index.ts'
import { permissionsOf } from '../../staff/index.ts'
import { caseTop } from '../actions/top.ts'
import { accountForm, adjustmentForm, barrierForm, endBarrierForm, involvedForm, settingForm } from '../model/panels.ts'
import * as store from '../store/panels.ts'
import { isOnOtherSide } from '../store/sides.ts'
import { accountPage } from '../views/account.ts'
import { barriersPage } from '../views/barriers.ts'
import { involvedPage } from '../views/involved.ts'
import { sharedPlacesPage } from '../views/shared-places.ts'

const mayRead = { config: { access: 'cases:read' } } as const
const mayWrite = { config: { access: 'cases:write' } } as const
type Props = { screen: FastifyRequest['screen']; top: Awaited<ReturnType<typeof caseTop>> }

export const panelRoutes = (web: Web, services: Services): void => {
  const base = async (request: FastifyRequest): Promise<Props> => ({
    screen: request.screen,
    top: await caseTop(services, request.work, caseIdOf(request)),
  })
  accountRoutes(web, services, base)
  barrierRoutes(web, base)
  settingRoutes(web, base)
  involvedRoutes(web, base)
}
type Base = (request: FastifyRequest) => Promise<Props>

const areHere = ({ top }: Props, ...ids: string[]): void => {
  if (!ids.every((id) => top.people.some((person) => person.id === id))) throw new NotFound()
}

const accountRoutes = (web: Web, services: Services, base: Base): void => {
  const props = async (request: FastifyRequest) => ({
    ...(await base(request)),
    accounts: await store.accountsOf(request.work.tx, caseIdOf(request)),
  })
  web.get('/cases/:caseId/account', mayWrite, async (request, reply) =>
    reply.page(accountPage({ ...(await props(request)), shown: {} })),
  )
  web.post('/cases/:caseId/account', mayWrite, async (request, reply) => {
    const { tx, now, actor } = request.work
    const form = accountForm(now).safeParse(request.body ?? {})
    const again = async (shown: ReturnType<typeof typedAgain>) =>
      reply.code(422).page(accountPage({ ...(await props(request)), shown }))
    if (!form.success) return again(typedAgain(request.body, form.error))
    const caseId = caseIdOf(request)
    const { text, agreedHow } = form.data
    // Everybody in the case reads it, and it is shared whole (INV-07).
    const held = await firstHeld(services, tx, caseId, { text, agreedHow })
    if (held) return again(wrongField(request.body, held.field, held.problem))
    await store.addAccount(tx, { ...form.data, caseId, writtenBy: actor.id, writtenAt: now })
    return reply.see(`/cases/${caseId}`)
  })
}

const barrierRoutes = (web: Web, base: Base): void => {
  const props = async (request: FastifyRequest) => ({
    ...(await base(request)),
    barriers: await store.barriersOf(request.work.tx, caseIdOf(request)),
  })
  web.get('/cases/:caseId/barriers', mayWrite, async (request, reply) =>
    reply.page(barriersPage({ ...(await props(request)), shown: {} })),
  )
  web.post('/cases/:caseId/barriers', mayWrite, async (request, reply) => {
    const { tx, now, actor } = request.work
    const page = await props(request)
    const form = barrierForm.safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(barriersPage({ ...page, shown: typedAgain(request.body, form.error) }))
    const { adjustment = null, ...about } = form.data
    areHere(page, about.personId)
    const row = {
      ...about,
      adjustment,
      id: randomUUID(),
      caseId: page.top.caseId,
      recordedBy: actor.id,
      recordedAt: now,
    }
    await store.addBarrier(tx, row)
    return reply.see(`/cases/${page.top.caseId}/barriers`)
  })
  /** The barrier that a form is of, while it stands: what was typed there is shown there again. */
  const standing = async (request: FastifyRequest) => {
    const page = await props(request)
    const of = idOf(request, 'barrierId')
    if (!page.barriers.some(({ id, endedAt }) => id === of && !endedAt)) throw new NotFound()
    return { ...page, of }
  }
  web.post('/cases/:caseId/barriers/:barrierId/agree', mayWrite, async (request, reply) => {
    const page = await standing(request)
    const form = adjustmentForm.safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(barriersPage({ ...page, shown: typedAgain(request.body, form.error) }))
    if (!(await store.changeBarrier(request.work.tx, caseIdOf(request), idOf(request, 'barrierId'), form.data)))
      throw new NotFound()
    return reply.see(`/cases/${caseIdOf(request)}/barriers`)
  })
  web.post('/cases/:caseId/barriers/:barrierId/end', mayWrite, async (request, reply) => {
    const { tx, now, actor } = request.work
    const page = await standing(request)
    const form = endBarrierForm.safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(barriersPage({ ...page, shown: typedAgain(request.body, form.error) }))
    const change = { endedAt: now, endedBy: actor.id, endedWhy: form.data.why }
    if (!(await store.changeBarrier(tx, caseIdOf(request), idOf(request, 'barrierId'), change))) throw new NotFound()
    return reply.see(`/cases/${caseIdOf(request)}/barriers`)
  })
}

const settingRoutes = (web: Web, base: Base): void => {
  const props = async (request: FastifyRequest) => ({
    ...(await base(request)),
    settings: await store.settingsOf(request.work.tx, caseIdOf(request)),
  })
  web.get('/cases/:caseId/shared-places', mayWrite, async (request, reply) =>
    reply.page(sharedPlacesPage({ ...(await props(request)), shown: {} })),
  )
  web.post('/cases/:caseId/shared-places', mayWrite, async (request, reply) => {
    const { tx, now, actor } = request.work
    const page = await props(request)
    const form = settingForm.safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(sharedPlacesPage({ ...page, shown: typedAgain(request.body, form.error) }))
    const { whatIsDone = null, ...about } = form.data
    areHere(page, about.personId, about.otherId)
    await store.addSetting(tx, { ...about, whatIsDone, caseId: page.top.caseId, recordedBy: actor.id, recordedAt: now })
    return reply.see(`/cases/${page.top.caseId}/shared-places`)
  })
  web.post('/cases/:caseId/shared-places/:settingId/end', mayWrite, async (request, reply) => {
    const { tx, now, actor } = request.work
    if (!(await store.endSetting(tx, caseIdOf(request), idOf(request, 'settingId'), actor.id, now)))
      throw new NotFound()
    return reply.see(`/cases/${caseIdOf(request)}/shared-places`)
  })
}

/** Of police, and not on the side of whoever is reported. */
const mayAdvise = async (request: FastifyRequest): Promise<boolean> =>
  request.actor.agencyKind === 'police' && !(await isOnOtherSide(request.work, caseIdOf(request)))

const involvedRoutes = (web: Web, base: Base): void => {
  const props = async (request: FastifyRequest) => ({
    ...(await base(request)),
    involved: await store.involvedIn(request.work.tx, caseIdOf(request)),
    actorId: request.actor.id,
    mayChange: permissionsOf(request.actor.role).has('cases:write'),
    mayAdvise: await mayAdvise(request),
  })
  web.get('/cases/:caseId/involved', mayRead, async (request, reply) =>
    reply.page(involvedPage({ ...(await props(request)), shown: {} })),
  )
  web.post('/cases/:caseId/involved', mayWrite, async (request, reply) => {
    const { tx, now, actor } = request.work
    const form = involvedForm(now).safeParse(request.body ?? {})
    if (!form.success)
      return reply
        .code(422)
        .page(involvedPage({ ...(await props(request)), shown: typedAgain(request.body, form.error) }))
    const { why, fromOn, untilOn = null, isPoliceAdviser } = form.data
    if (isPoliceAdviser && !(await mayAdvise(request))) throw new NotFound()
    const who = { agencyId: actor.agencyId, practitionerId: actor.id, recordedBy: actor.id }
    await store.addInvolvement(tx, { caseId: caseIdOf(request), why, fromOn, untilOn, isPoliceAdviser, ...who })
    return reply.see(`/cases/${caseIdOf(request)}/involved`)
  })
  web.post('/cases/:caseId/involved/:involvementId/end', mayWrite, async (request, reply) => {
    const { tx, now, actor } = request.work
    const id = idOf(request, 'involvementId')
    if (!(await store.endInvolvement(tx, caseIdOf(request), id, actor.id, dayText(now)))) throw new NotFound()
    return reply.see(`/cases/${caseIdOf(request)}/involved`)
  })
}
