import type { FastifyRequest } from 'fastify'
import { draftsOf } from '../../../platform/drafts.ts'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { answersIn, type Shown } from '../../../platform/forms.ts'
import type { Work } from '../../../platform/request.ts'
import { key } from '../../../platform/secrets.ts'
import type { Web } from '../../../platform/web.ts'
import { settleConflicts } from '../../../rules/conflicts.ts'
import type { Services } from '../../../rules/services.ts'
import { peopleLike } from '../../people/index.ts'
import { openCase, openingRefused } from '../actions/open.ts'
import { newCaseForm, searchForm } from '../model/new-case.ts'
import { teamsOf } from '../store/open.ts'
import { newPage, openPage } from '../views/new.ts'

const mayOpen = { config: { access: 'cases:write' } } as const
const looking = { config: { access: 'cases:write', audit: 'search' } } as const
type Answers = Record<string, string | undefined>

export const openRoutes = (web: Web, services: Services): void => {
  web.get('/cases/new', mayOpen, async ({ screen, work }, reply) => {
    const begun = await begunOf(services, work)
    return reply.page(newPage({ screen, shown: {}, begunAt: begun?.savedAt }))
  })

  // The second step is the answer to a look: it is a page of its own only for who comes back to it.
  web.get('/cases/new/open', looking, async (request, reply) => {
    const begun = await begunOf(services, request.work)
    if (!begun) return reply.see('/cases/new')
    return reply.page(await shownOpen(request, { answers: answersIn(begun.fields) }, false))
  })

  web.post('/cases/new', looking, async (request, reply) => {
    const form = searchForm(request.work.now).safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(newPage({ screen: request.screen, shown: typedAgain(request.body, form.error) }))
    return reply.page(await shownOpen(request, { answers: { ...answersIn(request.body), shareWithTeam: 'yes' } }, true))
  })

  web.post('/cases/new/open', mayOpen, async (request, reply) => {
    const { work, body } = request
    const form = newCaseForm(work.now).safeParse(body ?? {})
    if (!form.success) return reply.code(422).page(await shownOpen(request, typedAgain(body, form.error), false))
    const missing = await unansweredOf(request, form.data)
    if (missing.length > 0) {
      const list = missing.map((field) => ({
        text: 'Look whether it is one of these, then send it again',
        href: `#${field}`,
      }))
      const byField = Object.fromEntries(list.map(({ text }, index) => [missing[index] ?? '', { text }]))
      return reply
        .code(422)
        .page(await shownOpen(request, { answers: answersIn(body), errors: { list, byField } }, false))
    }
    const refused = await openingRefused(work, form.data)
    if (refused)
      return reply.code(422).page(await shownOpen(request, wrongField(body, refused.field, refused.problem), false))
    const { caseId } = await openCase(services, work, form.data)
    return reply.see((await settleConflicts(work, caseId)) ? '/conflicts/sent' : `/cases/${caseId}`)
  })
}

const begunOf = async ({ secret }: Services, work: Work) =>
  (await draftsOf(work, key(secret, 'drafts'), '/cases/new/open')).at(0)

/** Those found are shown with every look at the form, so the answer is about the names that stand in it. */
const shownOpen = async ({ work, screen }: FastifyRequest, shown: Shown<Answers>, isNew: boolean) => {
  const { victimName = '', perpetratorName = '' } = shown.answers ?? {}
  return openPage({
    ...{ screen, shown, isNew },
    victims: await peopleLike(work, victimName),
    perpetrators: await peopleLike(work, perpetratorName),
    teams: await teamsOf(work.tx, work.actor.id),
  })
}

/** Where somebody like this is known: it must be said of the very name that was looked for whether it is one of them. */
const unansweredOf = async (
  { work }: FastifyRequest,
  form: ReturnType<ReturnType<typeof newCaseForm>['parse']>,
): Promise<string[]> => {
  const questions = [
    { field: 'victimKnown', name: form.victimName, checked: form.checkedVictim, answer: form.victimKnown },
    {
      field: 'perpetratorKnown',
      name: form.perpetratorName ?? '',
      checked: form.checkedPerpetrator,
      answer: form.perpetratorKnown,
    },
  ]
  const unanswered: string[] = []
  for (const { field, name, checked, answer } of questions) {
    const isChecked = name === (checked ?? '').trim()
    if (isChecked && answer === 'none') continue
    const found = await peopleLike(work, name)
    if (found.length > 0 && !(isChecked && found.some(({ id }) => id === answer))) unanswered.push(field)
  }
  return unanswered
}
