import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { answersIn, formErrors } from '../../platform/forms.ts'
import { NotFound, type Web } from '../../platform/web.ts'
import { londonDay } from '../../rules/days.ts'
import { policyIn } from '../../rules/policy-in.ts'
import type { Services } from '../../rules/services.ts'
import { permissionsOf } from '../staff/index.ts'
import { recordCheck } from './actions.ts'
import { bookOf, checkForm, chosenFrom, type Entry, filterForm, hrefOf, versionHref, wordLists } from './model/index.ts'
import { checks } from './store.ts'
import { checkPage } from './views/check.ts'
import { indexPage } from './views/index.ts'
import { rulePage } from './views/rule.ts'
import { wordsPage } from './views/words.ts'

const reads = { config: { access: 'rulebook:read' } } as const
const writes = { config: { access: 'rulebook:write' } } as const

export const rulebookRoutes = (web: Web, services: Services): void => {
  web.get('/rulebook', reads, async (request, reply) => {
    const filter = filterForm.parse(request.query)
    const book = await bookFor(services, request)
    return reply.page(indexPage({ screen: request.screen, book, found: chosenFrom(book, filter), filter }))
  })

  web.get('/rulebook/words', reads, async (request, reply) =>
    reply.page(wordsPage({ screen: request.screen, lists: wordLists })),
  )

  web.get('/rulebook/:domain/:duty', reads, async (request, reply) => {
    const entry = entryIn(await bookFor(services, request), request)
    const mayCheck = permissionsOf(request.actor.role).has('rulebook:write')
    return reply.page(rulePage({ screen: request.screen, entry, mayCheck }))
  })

  web.get('/rulebook/:domain/:duty/:version/check', writes, async (request, reply) => {
    const { entry, rule } = await versionIn(services, request)
    return reply.page(checkPage({ screen: request.screen, entry, version: rule.version }))
  })

  web.post('/rulebook/:domain/:duty/:version/check', writes, async (request, reply) => {
    const { entry, rule } = await versionIn(services, request)
    const form = checkForm(request.work.now).safeParse(request.body ?? {})
    if (!form.success) {
      const again = { answers: answersIn(request.body), errors: formErrors(form.error) }
      return reply.code(422).page(checkPage({ screen: request.screen, entry, version: rule.version, ...again }))
    }
    await recordCheck(request.work, rule, form.data)
    return reply.see(versionHref(rule.id, rule.version))
  })
}

const bookFor = async (services: Services, { work }: FastifyRequest): Promise<Entry[]> => {
  const policy = await policyIn(services, work.tx, work.now)
  return bookOf(services.rules, policy, londonDay(work.now), await checks(work))
}

const params = z.object({ domain: z.string(), duty: z.string(), version: z.string().optional() })
const entryIn = (book: readonly Entry[], request: FastifyRequest): Entry => {
  const { domain, duty } = params.parse(request.params)
  const entry = book.find(({ id }) => hrefOf(id) === `/rulebook/${domain}/${duty}`)
  if (!entry) throw new NotFound()
  return entry
}

const versionIn = async (services: Services, request: FastifyRequest) => {
  const entry = entryIn(await bookFor(services, request), request)
  const { version } = params.parse(request.params)
  const rule = services.rules.find((each) => each.id === entry.id && each.version === version)
  if (!rule) throw new NotFound()
  return { entry, rule }
}
