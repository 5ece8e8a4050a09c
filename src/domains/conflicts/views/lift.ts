import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'

type Page = { screen: Screen; top: CaseTop; shown: Shown<Record<string, string | undefined>> }

/** Proposes to lift the seal: somebody else decides. */
export const liftPage = ({ screen, top, shown }: Page) =>
  caseForm({
    ...{ screen, top, shown, part: 'conflicts', title: 'Propose to lift the seal', submit: 'Propose it' },
    trail: [{ text: 'Conflicts and seal', href: `/cases/${top.caseId}/conflicts` }],
    isWarning: true,
    about: html`<p class="govuk-body">Somebody else must agree: another who is named here, or the person in professional standards who was told of the seal.
      Until then nothing changes.</p>
      <p class="govuk-body">Once it is lifted, this case is like any other: it can be found and counted, and teams can be let in. Nobody is let in by it,
      and whoever is close to somebody here stays kept out.</p>`,
    fields: ({ area }) =>
      area('because', 'Why is the seal not needed any more?', {
        hint: 'Whoever agrees reads this, also who does not see the case. Name nobody',
      }),
  })
