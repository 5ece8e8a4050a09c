import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { isBehind } from '../../../platform/marks.ts'
import { caseIdOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { ownersFor } from '../../cases/index.ts'
import { permissionsOf } from '../../staff/index.ts'
import { choose, foundOn, lockInterventions, setAside } from '../actions/case.ts'
import { menuNow } from '../actions/menu.ts'
import { chooseForm, notChosenForm } from '../model/forms.ts'
import { sides } from '../model/menu.ts'
import { isAnswered, isSetAside, suggestionsFor } from '../model/suggest.ts'
import { complexMarks, interventionsOf, notChosenOf } from '../store/case.ts'
import { indexPage } from '../views/index.ts'
import { choosePage } from '../views/new.ts'
import { notChosenPage } from '../views/not-chosen.ts'
import { onCase, reading, writing } from './base.ts'

const asked = z.object({ item: z.string().optional().catch(undefined) })

export const caseRoutes = (web: Web, services: Services): void => {
  const held = async (request: FastifyRequest) => {
    const page = await onCase(services, request)
    const { work } = request
    const { caseId, level } = page.top
    const whole = await menuNow(work)
    // What is done with the person harmed is neither shown to the other side nor theirs to choose.
    const items = whole.items.filter(({ side }) => side === 'reported' || !page.isOnOtherSide)
    const menu = { ...whole, items }
    const chosen = await interventionsOf(work.tx, caseId)
    const asides = await notChosenOf(work.tx, caseId)
    const found = await foundOn(work, caseId)
    // Nobody has set a level yet: it is treated as high.
    return { ...page, menu, chosen, asides, found, level: level ?? ('high' as const) }
  }

  web.get('/cases/:caseId/interventions', reading, async (request, reply) => {
    const page = await held(request)
    const { tx } = request.work
    return reply.page(
      indexPage({
        ...page,
        suggestions: suggestionsFor(page.menu.items, page),
        marks: await complexMarks(tx, page.top.caseId),
        mayWrite: permissionsOf(request.actor.role).has('interventions:write'),
      }),
    )
  })

  const choosing = async (request: FastifyRequest) => {
    const page = await held(request)
    const code = asked.parse(request.query).item
    const item = code ? page.menu.items.find((each) => each.code === code) : undefined
    if (code && !item) throw new NotFound()
    const open = page.menu.items.filter(
      (each) =>
        each.code !== code &&
        each.least.includes(page.level) &&
        !isAnswered(each.code, page.chosen) &&
        !isSetAside(each.code, page.asides, page.level),
    )
    const why = item ? page.found.filter(({ factor }) => item.answers.includes(factor)) : []
    const everybody = await ownersFor(request.work, page.top.caseId, 'interventions:write')
    const owners = everybody.filter(({ isOnOtherSide }) => item?.side !== 'harmed' || !isOnOtherSide)
    const already = page.chosen.filter((each) => code && each.item === code && each.state === 'chosen')
    const offered = page.isOnOtherSide ? sides.filter((side) => side === 'reported') : sides
    return { ...page, item, open, why, owners, already, sides: offered }
  }
  web.get('/cases/:caseId/interventions/new', writing, async (request, reply) => {
    const page = await choosing(request)
    const mine = page.owners.find(({ id }) => id === request.actor.id)?.id
    return reply.page(choosePage({ ...page, shown: { answers: { lead: 'here', ownerId: mine } } }))
  })
  web.post('/cases/:caseId/interventions/new', writing, async (request, reply) => {
    const { body, work } = request
    await lockInterventions(work, caseIdOf(request))
    const page = await choosing(request)
    const { owners, item, menu, top, found, already } = page
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(choosePage({ ...page, shown }))
    const about = { now: work.now, owners, sides: page.sides, open: page.open.map(({ code }) => code) }
    const form = chooseForm(about, item === undefined).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (isBehind(body, String(already.length))) {
      const shown = wrongField(body, 'what', 'A colleague has chosen it meanwhile: choose it again only for another')
      return again({ ...shown, answers: { ...shown.answers, basedOn: String(already.length) } })
    }
    const owner = owners.find(({ id }) => id === form.data.ownerId)
    if (!owner) throw new NotFound()
    const chosen = { form: form.data, owner, menu, item, level: top.level, found }
    return reply.see(`/cases/${top.caseId}/interventions/${await choose(services, work, top.caseId, chosen)}`)
  })

  const settingAside = async (request: FastifyRequest) => {
    const page = await held(request)
    return { ...page, items: page.menu.items.filter(({ code }) => !isAnswered(code, page.chosen)) }
  }
  web.get('/cases/:caseId/interventions/not-chosen', writing, async (request, reply) => {
    const page = await settingAside(request)
    const { item } = asked.parse(request.query)
    if (item && !page.items.some(({ code }) => code === item)) throw new NotFound()
    return reply.page(notChosenPage({ ...page, shown: { answers: { item } } }))
  })
  web.post('/cases/:caseId/interventions/not-chosen', writing, async (request, reply) => {
    const { body, work } = request
    await lockInterventions(work, caseIdOf(request))
    const page = await settingAside(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(notChosenPage({ ...page, shown }))
    const form = notChosenForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    const { menu, level, top } = page
    const item = page.items.find(({ code }) => code === form.data.item)
    if (!item)
      return again(wrongField(body, 'item', 'A colleague has chosen it, or it is off the menu: select another'))
    if (isSetAside(item.code, page.asides, page.level))
      return again(wrongField(body, 'reason', 'A colleague has set it aside meanwhile. Nothing of this was saved'))
    await setAside(work, top.caseId, { menu, item, level, reason: form.data.reason })
    return reply.see(`/cases/${top.caseId}/interventions`)
  })
}
