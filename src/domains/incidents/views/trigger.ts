import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, opensAgain } from '../../cases/index.ts'
import { area, choose, type Filled } from '../../entries/index.ts'
import { changes } from '../model/incident.ts'

export const triggerPage = ({ screen, top, answers, errors }: Filled & { screen: Screen; top: CaseTop }): Html =>
  caseLayout({
    ...{ screen, top, part: 'incidents', title: 'Something has changed', errors: errors?.list },
    trail: [{ text: 'Incidents', href: `/cases/${top.caseId}/incidents` }],
    content: html`${opensAgain(top)}${form(
      screen,
      html`<p class="govuk-body">This asks the risk lead and the plan lead for a review. Anyone on the case may raise it.</p>
        ${choose(
          'reason',
          'What has changed',
          changes.map((text) => ({ value: text, text })),
          { answers, errors },
        )}
        ${area('what', 'What you know', { answers, errors })}
        ${button({ text: 'Ask for the reviews', preventDoubleClick: true })}`,
    )}`,
  })
