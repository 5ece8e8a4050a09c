import type { FastifyRequest } from 'fastify'
import { answersIn, formErrors, type Shown } from '../../../platform/forms.ts'
import { idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { agencyTeams } from '../../staff/index.ts'
import { makeKey } from '../actions/keys.ts'
import { giveGroup, giveWord, takeWord } from '../actions/meanings.ts'
import { endWordForm, groupForm, keyForm, wordForm } from '../model/forms.ts'
import { endKey, groupsOf, keysOf, peopleOf, waitingIn, wordsOf } from '../store/meanings.ts'
import { groupPage } from '../views/group.ts'
import { indexPage } from '../views/index.ts'
import { baseOf } from './api.ts'

const writes = { config: { access: 'staff:write' } } as const
type Typed = Shown<Record<string, string | undefined>>

/** An administrator connects the directory of their agency, and says what its words and groups mean. */
export const screenRoutes = (web: Web, services: Services): void => {
  const about = async ({ screen, work, actor }: FastifyRequest) => ({
    ...{ screen, base: baseOf(services) },
    keys: await keysOf(work.tx, actor.agencyId),
    words: await wordsOf(work.tx, actor.agencyId),
    groups: await groupsOf(work.tx, actor.agencyId),
    people: await peopleOf(work.tx, actor.agencyId),
    waiting: await waitingIn(work.tx, actor.agencyId),
  })
  const again = async (request: FastifyRequest, shown: Typed) => indexPage({ ...(await about(request)), shown })

  web.get('/scim', writes, async (request, reply) => reply.page(await again(request, {})))

  // The key is on this answer and nowhere else.
  web.post('/scim/keys', writes, async (request, reply) => {
    const form = keyForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(await again(request, typedAgain(request, form.error)))
    const token = await makeKey(services, request.work, form.data.name, request.formKey)
    return reply.page(indexPage({ ...(await about(request)), shown: {}, token }))
  })
  web.post('/scim/keys/:directoryKeyId/end', writes, async (request, reply) => {
    if (!(await endKey(request.work, idOf(request, 'directoryKeyId')))) throw new NotFound()
    return reply.see('/scim')
  })

  web.post('/scim/words', writes, async (request, reply) => {
    const form = wordForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(await again(request, typedAgain(request, form.error)))
    await giveWord(request.work, form.data)
    return reply.see('/scim')
  })
  web.post('/scim/words/end', writes, async (request, reply) => {
    if (!(await takeWord(request.work, endWordForm.parse(request.body ?? {}).word))) throw new NotFound()
    return reply.see('/scim')
  })

  web.get('/scim/groups/:groupId', writes, async (request, reply) => reply.page(await shownGroup(request, {})))
  web.post('/scim/groups/:groupId', writes, async (request, reply) => {
    const form = groupForm.safeParse(request.body ?? {})
    const teams = await agencyTeams(request.work)
    const isTheirs = form.success && (form.data.teamId === null || teams.some(({ id }) => id === form.data.teamId))
    if (!form.success || !isTheirs) {
      const text = 'Select a team of your agency, or none'
      const errors = form.success
        ? { list: [{ text, href: '#teamId' }], byField: { teamId: { text } } }
        : formErrors(form.error)
      return reply.code(422).page(await shownGroup(request, { answers: answersIn(request.body), errors }))
    }
    if (!(await giveGroup(request.work, idOf(request, 'groupId'), form.data))) throw new NotFound()
    return reply.see('/scim')
  })
}

const typedAgain = (request: FastifyRequest, error: Parameters<typeof formErrors>[0]): Typed => ({
  answers: answersIn(request.body),
  errors: formErrors(error),
})

const shownGroup = async (request: FastifyRequest, shown: Typed) => {
  const { work, actor, screen } = request
  const group = (await groupsOf(work.tx, actor.agencyId)).find(({ id }) => id === idOf(request, 'groupId'))
  if (!group) throw new NotFound()
  const answers = shown.answers ?? { teamId: group.teamId ?? undefined, role: group.role ?? undefined }
  return groupPage({ screen, group, teams: await agencyTeams(work), shown: { ...shown, answers } })
}
