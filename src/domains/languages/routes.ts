import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../platform/fields.ts'
import { isBehind } from '../../platform/marks.ts'
import { NotFound, type Web } from '../../platform/web.ts'
import { permissionsOf } from '../staff/index.ts'
import { signLanguage, standings } from './actions.ts'
import { hashOf, isSource, signForm } from './model.ts'
import { indexPage } from './views/index.ts'
import { languagePage } from './views/language.ts'
import { signPage } from './views/sign.ts'

// Numbers and words that leave on paper are answered for by the same people.
const reads = { config: { access: 'helplines:read' } } as const
const signs = { config: { access: 'helplines:write' } } as const

export const languageRoutes = (web: Web): void => {
  web.get('/languages', reads, async ({ screen, work }, reply) =>
    reply.page(indexPage({ screen, all: await standings(work) })),
  )
  web.get('/languages/:language', reads, async (request, reply) => {
    const maySign = permissionsOf(request.actor.role).has('helplines:write')
    return reply.page(languagePage({ screen: request.screen, standing: await one(request), maySign }))
  })
  web.get('/languages/:language/sign', signs, async (request, reply) =>
    reply.page(signPage({ screen: request.screen, standing: await translated(request), shown: {} })),
  )
  web.post('/languages/:language/sign', signs, async (request, reply) => {
    const { screen, body, work } = request
    const standing = await translated(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(signPage({ screen, standing, shown }))
    const form = signForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    // What somebody signs is what they were shown.
    if (isBehind(body, hashOf(standing.language)))
      return again(wrongField(body, 'readBy', 'The words have changed since you opened this page. Read them again'))
    await signLanguage(work, standing.language, form.data)
    return reply.see(`/languages/${standing.language.code}`)
  })
}

const named = z.object({ language: z.string() })
const one = async (request: FastifyRequest) => {
  const { language: code } = named.parse(request.params)
  const found = (await standings(request.work)).find(({ language }) => language.code === code)
  if (!found) throw new NotFound()
  return found
}
const translated = async (request: FastifyRequest) => {
  const found = await one(request)
  if (isSource(found.language)) throw new NotFound()
  return found
}
