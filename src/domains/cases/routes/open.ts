import type { FastifyRequest } from 'fastify'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { answersIn, type Shown } from '../../../platform/forms.ts'
import type { Web } from '../../../platform/web.ts'
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
  web.get('/cases/new', mayOpen, async (request, reply) => reply.page(newPage({ screen: request.screen, shown: {} })))

  web.post('/cases/new', looking, async (request, reply) => {
    const form = searchForm(request.work.now).safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(newPage({ screen: request.screen, shown: typedAgain(request.body, form.error) }))
    return reply.page(await shownOpen(request, { answers: { ...answersIn(request.body), shareWithTeam: 'yes' } }))
  })

  web.post('/cases/new/open', mayOpen, async (request, reply) => {
    const { work, body } = request
    const form = newCaseForm(work.now).safeParse(body ?? {})
    if (!form.success) return reply.code(422).page(await shownOpen(request, typedAgain(body, form.error)))
    const missing = await unansweredOf(request, form.data)
    if (missing.length > 0) {
      const list = missing.map((field) => ({
        text: 'Look whether it is one of these, then send it again',
        href: `#${field}`,
      }))
      const byField = Object.fromEntries(list.map(({ text }, index) => [missing[index] ?? '', { text }]))
      return reply.code(422).page(await shownOpen(request, { answers: answersIn(body), errors: { list, byField } }))
    }
    const refused = await openingRefused(work, form.data)
    if (refused) return reply.code(422).page(await shownOpen(request, wrongField(body, refused.field, refused.problem)))
    const { caseId } = await openCase(services, work, form.data)
    return reply.see(`/cases/${caseId}`)
  })
}

/** Those found are shown with every look at the form, so the answer is about the names that stand in it. */
const shownOpen = async ({ work, screen }: FastifyRequest, shown: Shown<Answers>) => {
  const { victimName = '', perpetratorName = '' } = shown.answers ?? {}
  return openPage({
    ...{ screen, shown },
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
