import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { differencesIn, isBehind } from '../../../platform/marks.ts'
import { idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { touchingOn } from '../../orders/index.ts'
import { itemAt, saveItem, walk } from '../actions/plan.ts'
import { fieldOf, itemForm, walkForm } from '../model/forms.ts'
import { type Item, isUsed } from '../model/plan.ts'
import { isHeading, promptOf, promptsFor } from '../model/templates.ts'
import { itemPage } from '../views/item.ts'
import { walkPage } from '../views/walk.ts'
import { addressOf, mayWrite, onPlan, planMark } from './page.ts'

const isClosed = 'A colleague has put this plan away meanwhile. Nothing of this was saved'

export const itemRoutes = (web: Web, services: Services): void => {
  const inUse = async (request: FastifyRequest) => {
    const page = await onPlan(services, request)
    return { ...page, mark: planMark(page.plan), isUsed: isUsed(page.plan) }
  }
  const walking = async (request: FastifyRequest) => {
    const page = await inUse(request)
    const { heading } = z.object({ heading: z.string() }).parse(request.params)
    if (!isHeading(heading)) throw new NotFound()
    const prompts = promptsFor(page.plan.circumstance, page.plan.settings).filter(
      (prompt) => prompt.heading === heading,
    )
    if (prompts.length === 0) throw new NotFound()
    const touching = heading === 'contact' || heading === 'child' ? await touchingOn(request.work, page.top.caseId) : []
    return { ...page, heading, prompts, touching }
  }
  web.get('/cases/:caseId/safety-plans/:planId/walk/:heading', mayWrite, async (request, reply) => {
    const page = await walking(request)
    if (!page.isUsed) throw new NotFound()
    return reply.page(walkPage({ ...page, shown: { answers: { on: 'today', agreedBy: page.plan.person } } }))
  })
  web.post('/cases/:caseId/safety-plans/:planId/walk/:heading', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await walking(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(walkPage({ ...page, shown }))
    if (!page.isUsed) return again(wrongField(body, 'agreedBy', isClosed))
    const form = walkForm(work.now, page.prompts).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (isBehind(body, page.mark)) {
      const shown = wrongField(body, 'agreedBy', 'A colleague has changed the plan meanwhile')
      const labels = Object.fromEntries(page.prompts.map(({ code, title }) => [fieldOf(code), title]))
      const saved = Object.fromEntries(
        page.prompts.map((prompt) => [fieldOf(prompt.code), itemAt(page.plan, prompt)?.standing]),
      )
      const differences = differencesIn(labels, saved, shown.answers ?? {}).filter(({ typed }) => typed !== '')
      return reply.code(422).page(walkPage({ ...page, shown, differences }))
    }
    await walk(services, work, page.plan, form.data)
    return reply.see(addressOf(page.plan))
  })

  web.get('/cases/:caseId/safety-plans/:planId/items/new', mayWrite, async (request, reply) => {
    const page = await inUse(request)
    if (!page.isUsed) throw new NotFound()
    const answers = { on: 'today', agreedBy: page.plan.person, standing: 'adopted' }
    return reply.page(itemPage({ ...page, mark: 'new', shown: { answers } }))
  })
  web.post('/cases/:caseId/safety-plans/:planId/items/new', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await inUse(request)
    const again = (shown: ReturnType<typeof typedAgain>) =>
      reply.code(422).page(itemPage({ ...page, mark: 'new', shown }))
    if (!page.isUsed) return again(wrongField(body, 'title', isClosed))
    const form = itemForm(work.now).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    await saveItem(services, work, page.plan, form.data)
    return reply.see(addressOf(page.plan))
  })

  const onItem = async (request: FastifyRequest) => {
    const page = await inUse(request)
    const itemId = idOf(request, 'thoughtId')
    const item = page.plan.items.find((each) => each.itemId === itemId)
    if (!item) throw new NotFound()
    return { ...page, item, prompt: item.code === null ? undefined : promptOf(item.code), mark: String(item.version) }
  }
  web.get('/cases/:caseId/safety-plans/:planId/items/:thoughtId', mayWrite, async (request, reply) => {
    const page = await onItem(request)
    if (!page.isUsed) throw new NotFound()
    return reply.page(itemPage({ ...page, shown: { answers: { ...wordsOf(page.item), on: 'today' } } }))
  })
  web.post('/cases/:caseId/safety-plans/:planId/items/:thoughtId', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await onItem(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(itemPage({ ...page, shown }))
    if (!page.isUsed) return again(wrongField(body, 'standing', isClosed))
    const form = itemForm(work.now).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (isBehind(body, page.mark)) {
      const shown = wrongField(body, 'standing', 'A colleague has changed this thought meanwhile')
      const differences = differencesIn(labels, wordsOf(page.item), shown.answers ?? {})
      return reply.code(422).page(itemPage({ ...page, shown, differences }))
    }
    await saveItem(services, work, page.plan, form.data, page.item)
    return reply.see(addressOf(page.plan))
  })
}

const labels = {
  ...{ title: 'What is it', standing: 'What do they want?', words: 'What exactly', keep: 'Do they do it already?' },
  ...{ keepWhy: 'Why it has to change', warning: 'Would it take away a warning sign?', decision: 'What they decided' },
  ...{ whoKnows: 'Who knows of it', agreedBy: 'Who said so?' },
}
const wordsOf = ({ heading, title, standing, words, keep, keepWhy, warning, decision, whoKnows, agreedBy }: Item) => ({
  ...{ heading, title, standing, agreedBy, words: words ?? undefined, keep: keep ?? undefined },
  ...{ keepWhy: keepWhy ?? undefined, warning: warning ?? undefined, decision: decision ?? undefined },
  whoKnows: whoKnows ?? undefined,
})
