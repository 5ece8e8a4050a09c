import type { Screen } from '../../../design/form.ts'
import { formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import type { OpinionRow } from '../store.ts'
import { opinionTitle, weighedIn } from './parts.ts'

type Page = {
  screen: Screen
  top: CaseTop
  opinion: OpinionRow
  shown: Shown<Record<string, string | undefined>>
}

/** A specialist's own look at an opinion: agree or not, with reasons. */
export const opinionPage = ({ screen, top, opinion, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'people', title: 'Do you agree with this opinion?', submit: 'Save' },
    trail: [
      { text: 'People', href: `/cases/${top.caseId}/people` },
      { text: 'Both ways', href: `/cases/${top.caseId}/counter-allegations` },
    ],
    about: html`<p class="govuk-body">${opinionTitle(opinion)}: the opinion of ${opinion.writtenByName}, ${opinion.agencyName}, ${formatWhen(opinion.writtenAt, screen.now)}.</p>
      ${weighedIn(opinion)}`,
    fields: ({ oneOf, area }) => html`
      ${oneOf('agrees', 'Do you agree?', [
        { value: 'yes', text: 'I agree' },
        { value: 'no', text: 'I do not agree' },
      ])}
      ${area('reasons', 'Your reasons', { rows: '5' })}`,
  })
