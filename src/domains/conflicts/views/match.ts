import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fieldsOf } from '../../cases/index.ts'
import { groundOf } from '../model.ts'
import type { Conflict } from '../store.ts'

type Page = {
  screen: Screen
  conflict: Conflict
  isOwnProposal: boolean
  shown: Shown<Record<string, string | undefined>>
}

/** One person kept out of one case: one proposes that it is a false match, another agrees. */
export const matchPage = ({ screen, conflict, isOwnProposal, shown }: Page): Html => {
  const { area, oneOf } = fieldsOf(shown)
  const { id, practitioner, ground, source, at, said, reference, caseId, proposedBy, releaseBecause, releaseAt } =
    conflict
  return layout({
    title: practitioner,
    caption: 'Kept out of a case',
    frame: screen.frame,
    breadcrumbs: [{ text: 'People you know', href: '/conflicts' }, { text: practitioner }],
    errors: shown.errors?.list,
    content: html`${summaryList({
      rows: [
        {
          key: { text: 'Case' },
          value: { text: caseId ? html`<a class="govuk-link" href="/cases/${caseId}">${reference}</a>` : reference },
        },
        { key: { text: 'Why' }, value: { text: groundOf(ground) } },
        {
          key: { text: 'Found' },
          value: {
            text: `${source === 'computed' ? 'By a match' : 'By their own word'}, ${formatWhen(at, screen.now)}`,
          },
        },
        said !== null && { key: { text: 'In their words' }, value: { text: said } },
        proposedBy !== null && {
          key: { text: 'A false match?' },
          value: {
            text: `${proposedBy}, ${releaseAt ? formatWhen(releaseAt, screen.now) : ''}: ${releaseBecause ?? ''}`,
          },
        },
      ],
    })}
    ${
      proposedBy === null
        ? form(
            screen,
            html`${area('why', 'How do you know that it is a false match?', { hint: 'A colleague at the desk reads this and must agree' })}
            ${button({ text: 'Propose to end it', preventDoubleClick: true })}`,
            { action: `/conflicts/matches/${id}/propose` },
          )
        : isOwnProposal
          ? html`<p class="govuk-body">A colleague at the desk must agree.</p>`
          : form(
              screen,
              html`${oneOf('answer', 'Is it a false match?', [
                { value: 'agree', text: 'Yes: it ends, and they may be let in again' },
                { value: 'keep', text: 'No: they stay kept out' },
              ])}
              ${button({ text: 'Answer', preventDoubleClick: true })}`,
              { action: `/conflicts/matches/${id}/answer` },
            )
    }`,
  })
}
