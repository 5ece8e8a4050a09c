import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { answersIn } from '../../../platform/forms.ts'
import { differencesIn, isBehind, oneAtATime } from '../../../platform/marks.ts'
import { NotFound, type Web } from '../../../platform/web.ts'
import { permissionsOf } from '../../staff/index.ts'
import { addItem, changeItem, menuNow, menusOf } from '../actions/menu.ts'
import { answersOf, itemForm, itemLabels } from '../model/menu.ts'
import { editPage, newItemPage } from '../views/edit.ts'
import { menuPage } from '../views/menu.ts'
import { versionPage } from '../views/version.ts'

const reads = { config: { access: 'intervention-menu:read' } } as const
const keeps = { config: { access: 'intervention-menu:write' } } as const
const lock = ({ work }: FastifyRequest) => oneAtATime(work.tx, 'intervention menu')

/** The area’s menu of interventions: what there is, what was changed, and by whom (RM-04). */
export const menuRoutes = (web: Web): void => {
  web.get('/interventions', reads, async ({ screen, work, actor }, reply) =>
    reply.page(
      menuPage({
        screen,
        menus: await menusOf(work),
        mayKeep: permissionsOf(actor.role).has('intervention-menu:write'),
      }),
    ),
  )
  web.get('/interventions/versions/:menuVersion', reads, async ({ screen, work, params }, reply) => {
    const { menuVersion } = z.object({ menuVersion: z.string() }).parse(params)
    const menu = (await menusOf(work)).find(({ number }) => String(number) === menuVersion)
    if (!menu) throw new NotFound()
    return reply.page(versionPage({ screen, menu }))
  })

  web.get('/interventions/new', keeps, async ({ screen }, reply) => reply.page(newItemPage({ screen, shown: {} })))
  web.post('/interventions/new', keeps, async (request, reply) => {
    const { screen, work, body } = request
    const form = itemForm.safeParse(answersIn(body))
    if (!form.success) return reply.code(422).page(newItemPage({ screen, shown: typedAgain(body, form.error) }))
    await lock(request)
    const { items } = await menuNow(work)
    if (items.some(({ name }) => name.toLowerCase() === form.data.item.name.toLowerCase()))
      return reply.code(422).page(
        newItemPage({
          screen,
          shown: wrongField(body, 'name', 'There is one of this name: change that one, or enter another name'),
        }),
      )
    if (items.length >= mostItems)
      return reply.code(422).page(
        newItemPage({
          screen,
          shown: wrongField(body, 'name', `There are ${mostItems} already: take one off first`),
        }),
      )
    await addItem(work, form.data)
    return reply.see('/interventions')
  })

  web.get('/interventions/items/:menuItem/edit', keeps, async (request, reply) => {
    const { menu, item } = await itemIn(request)
    const page = { screen: request.screen, item, basedOn: String(menu.number) }
    return reply.page(editPage({ ...page, shown: { answers: answersOf(item) } }))
  })
  web.post('/interventions/items/:menuItem/edit', keeps, async (request, reply) => {
    const { screen, work, body } = request
    await lock(request)
    const { menu, item } = await itemIn(request)
    const mark = String(menu.number)
    const form = itemForm.safeParse(answersIn(body))
    if (!form.success) {
      const basedOn = answersIn(body).basedOn ?? mark
      return reply.code(422).page(editPage({ screen, item, basedOn, shown: typedAgain(body, form.error) }))
    }
    const typed = answersOf({ ...form.data.item, code: item.code })
    const differences = differencesIn(itemLabels, answersOf(item), typed)
    // Another item that changed meanwhile is nothing to this one.
    if (isBehind(body, mark) && (await differsSince(request, item.code))) {
      const shown = wrongField(body, 'name', 'Somebody else changed this while you wrote')
      return reply.code(422).page(editPage({ screen, item, basedOn: mark, shown, differences }))
    }
    if (form.data.isRetired && menu.items.length === 1)
      return reply.code(422).page(
        editPage({
          screen,
          item,
          basedOn: mark,
          shown: wrongField(body, 'retire', 'It is the last one: add another first'),
        }),
      )
    if (!form.data.isRetired && differences.length === 0)
      return reply.code(422).page(
        editPage({
          screen,
          item,
          basedOn: mark,
          shown: wrongField(body, 'name', 'Nothing has changed yet: change something, or go back'),
        }),
      )
    await changeItem(work, menu, item.code, form.data)
    return reply.see('/interventions')
  })
}

const mostItems = 120

const itemIn = async ({ work, params }: FastifyRequest) => {
  const { menuItem } = z.object({ menuItem: z.string() }).parse(params)
  const menu = await menuNow(work)
  const item = menu.items.find(({ code }) => code === menuItem)
  if (!item) throw new NotFound()
  return { menu, item }
}

/** Whether this item says something else now than in the version from which the form was filled in. */
const differsSince = async ({ work, body }: FastifyRequest, code: string): Promise<boolean> => {
  const menus = await menusOf(work)
  const then = menus.find(({ number }) => String(number) === answersIn(body).basedOn)
  const of = (menu: (typeof menus)[number] | undefined) => {
    const item = menu?.items.find((each) => each.code === code)
    return item && JSON.stringify(answersOf(item))
  }
  return of(then) !== of(menus.at(-1))
}
