import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fieldsOf } from '../../cases/index.ts'
import type { Desk } from '../store/alerts.ts'

type DeskPage = {
  screen: Screen
  now: Desk | undefined
  teams: readonly { id: string; name: string }[]
  shown: Shown<Record<string, string | undefined>>
}

export const deskPage = ({ screen, now: named, teams, shown }: DeskPage): Html =>
  layout({
    title: 'Desk for misuse',
    frame: screen.frame,
    shape: 'thought',
    errors: shown.errors?.list,
    breadcrumbs: [{ text: 'Desk for misuse' }],
    content: html`<p class="govuk-body">When looks are worth a question, professional standards or an auditor answers: of the person’s own agency, else of another. Where none may, because they are in the person’s line or there is none, the question goes to this desk of the whole partnership.</p>
      <p class="govuk-body">${nowWords(named, screen.now)}</p>
      ${
        teams.length === 0
          ? html`<p class="govuk-body">Your agency has no open team that could be named.</p>`
          : form(
              screen,
              html`${fieldsOf(shown).chosen(
                'teamId',
                'A team of your agency',
                teams.map(({ id, name }) => ({ value: id, text: name })),
              )}${button({ text: 'Name this desk', preventDoubleClick: true })}`,
            )
      }`,
  })

const nowWords = (named: Desk | undefined, now: Date): string => {
  if (!named) return 'No desk is named. Name one: without it some questions reach nobody.'
  const since = `named by ${named.namedBy} ${formatWhen(named.namedAt, now)}`
  return named.closedAt === null
    ? `The desk is ${named.name}, ${named.agency}, ${since}.`
    : `${named.name}, ${named.agency}, ${since}, has closed: name another.`
}
