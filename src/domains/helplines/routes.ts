import type { FastifyRequest } from 'fastify'
import { typedAgain, wrongField } from '../../platform/fields.ts'
import { answersIn } from '../../platform/forms.ts'
import { differencesIn, isBehind, oneAtATime } from '../../platform/marks.ts'
import { idOf, NotFound, type Web } from '../../platform/web.ts'
import { permissionsOf } from '../staff/index.ts'
import { addLine, changeLine, endLine, helplinesNow, lineOf, verifyLine } from './actions.ts'
import { checkForm, endForm, inOrder, lineForm, lineLabels } from './model.ts'
import { latestVersions } from './store.ts'
import { cardPage } from './views/card.ts'
import { checkPage } from './views/check.ts'
import { editPage } from './views/edit.ts'
import { endPage } from './views/end.ts'
import { indexPage } from './views/index.ts'
import { linePage } from './views/line.ts'
import { newPage } from './views/new.ts'

const reads = { config: { access: 'helplines:read' } } as const
const writes = { config: { access: 'helplines:write' } } as const

export const helplinesRoutes = (web: Web): void => {
  web.get('/helplines', reads, async (request, reply) => {
    const { screen, work } = request
    return reply.page(indexPage({ screen, lines: inOrder(await latestVersions(work.tx)), maySet: maySet(request) }))
  })
  web.get('/helplines/card', reads, async ({ screen, work }, reply) =>
    reply.page(cardPage({ screen, lines: await helplinesNow(work.tx) })),
  )

  web.get('/helplines/new', writes, async ({ screen }, reply) => reply.page(newPage({ screen, shown: {} })))
  web.post('/helplines/new', writes, async ({ screen, work, body }, reply) => {
    const form = lineForm.safeParse(body ?? {})
    if (!form.success) return reply.code(422).page(newPage({ screen, shown: typedAgain(body, form.error) }))
    return reply.see(`/helplines/${await addLine(work, form.data)}`)
  })

  web.get('/helplines/:line', reads, async (request, reply) =>
    reply.page(linePage({ ...(await held(request)), maySet: maySet(request) })),
  )

  web.get('/helplines/:line/edit', writes, async (request, reply) => {
    const { screen, now } = await held(request)
    const { place, name, number, about, line, id: basedOn } = now
    return reply.page(editPage({ screen, name, line, basedOn, shown: { answers: { place, name, number, about } } }))
  })
  web.post('/helplines/:line/edit', writes, async (request, reply) => {
    await oneAtATime(request.work.tx, `helpline ${idOf(request, 'line')}`)
    const { screen, now } = await held(request)
    const again = { screen, name: now.name, line: now.line, basedOn: now.id }
    const form = lineForm.safeParse(request.body ?? {})
    if (!form.success) {
      const shown = typedAgain(request.body, form.error)
      return reply.code(422).page(editPage({ ...again, shown, basedOn: answersIn(request.body).basedOn }))
    }
    if (isBehind(request.body, now.id)) {
      const { place, name, number, about, reason } = now
      const shown = wrongField(request.body, 'name', 'Somebody else changed this while you wrote')
      const saved = { place, name, number, about, reason: reason ?? '' }
      return reply
        .code(422)
        .page(editPage({ ...again, shown, differences: differencesIn(lineLabels, saved, shown.answers ?? {}) }))
    }
    await changeLine(request.work, now.line, form.data)
    return reply.see(`/helplines/${now.line}`)
  })

  web.get('/helplines/:line/check', writes, async (request, reply) => {
    const { screen, now } = await shownNow(request)
    return reply.page(checkPage({ screen, now, shown: { answers: { checkedOn: 'today' } } }))
  })
  web.post('/helplines/:line/check', writes, async (request, reply) => {
    const { screen, now } = await shownNow(request)
    const form = checkForm(request.work.now).safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(checkPage({ screen, now, shown: typedAgain(request.body, form.error) }))
    await verifyLine(request.work, now.line, form.data)
    return reply.see(`/helplines/${now.line}`)
  })

  web.get('/helplines/:line/end', writes, async (request, reply) => {
    const { screen, now } = await shownNow(request)
    return reply.page(endPage({ screen, now, shown: {} }))
  })
  web.post('/helplines/:line/end', writes, async (request, reply) => {
    const { screen, now } = await shownNow(request)
    const form = endForm.safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(endPage({ screen, now, shown: typedAgain(request.body, form.error) }))
    await endLine(request.work, now.line, form.data.reason)
    return reply.see(`/helplines/${now.line}`)
  })
}

const held = async (request: FastifyRequest) => ({
  screen: request.screen,
  ...(await lineOf(request.work, idOf(request, 'line'))),
})

/** A line that is shown: one that has ended is changed before it is verified or ended again. */
const shownNow = async (request: FastifyRequest) => {
  const found = await held(request)
  if (found.now.isEnded) throw new NotFound()
  return found
}

const maySet = ({ actor }: FastifyRequest): boolean => permissionsOf(actor.role).has('helplines:write')
