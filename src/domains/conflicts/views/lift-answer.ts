import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fieldsOf } from '../../cases/index.ts'
import type { ToLift } from '../store.ts'

type Page = { screen: Screen; lift: ToLift; isOwn: boolean; shown: Shown<Record<string, string | undefined>> }

/** One seal that somebody proposes to lift, and another person's answer. */
export const liftAnswerPage = ({ screen, lift, isOwn, shown }: Page): Html => {
  const { id, reference, caseId, because, proposedBy, proposedAt } = lift
  return layout({
    title: 'Lift a seal?',
    frame: screen.frame,
    breadcrumbs: [{ text: 'People you know', href: '/conflicts' }, { text: 'Lift a seal?' }],
    errors: shown.errors?.list,
    content: html`${summaryList({
      rows: [
        {
          key: { text: 'Case' },
          value: {
            text: caseId ? html`<a class="govuk-link" href="/cases/${caseId}/conflicts">${reference}</a>` : reference,
          },
        },
        { key: { text: 'Proposed by' }, value: { text: `${proposedBy}, ${formatWhen(proposedAt, screen.now)}` } },
        { key: { text: 'Why' }, value: { text: because } },
      ],
    })}
    ${
      isOwn
        ? html`<p class="govuk-body">Somebody else must answer this. Until then the case stays sealed.</p>`
        : form(
            screen,
            html`${fieldsOf(shown).oneOf('answer', 'Is the seal lifted?', [
              { value: 'agree', text: 'Yes: lift it', hint: 'From then on the case is like any other' },
              { value: 'stays', text: 'No: it stays sealed' },
            ])}
            ${button({ text: 'Answer', preventDoubleClick: true })}`,
            { action: `/conflicts/lifts/${id}` },
          )
    }`,
  })
}
