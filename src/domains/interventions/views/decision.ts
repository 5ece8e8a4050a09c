import { summaryList } from '../../../design/components/summary-list.ts'
import type { Screen } from '../../../design/form.ts'
import { formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { headingsStored } from '../model/forms.ts'
import type { DecisionRow } from '../store/case.ts'

type Page = { screen: Screen; top: CaseTop; decision: DecisionRow }

export const decisionPage = ({ screen, top, decision }: Page): Html => {
  const base = `/cases/${top.caseId}/interventions`
  return caseLayout({
    ...{ screen, top, part: 'interventions', title: `Decision: ${decision.about}` },
    trail: [
      { text: 'Interventions', href: base },
      { text: 'Decisions by headings', href: `${base}/decisions` },
    ],
    content: html`<p class="govuk-body">By ${decision.decidedByName}, ${decision.agencyName}, ${formatWhen(decision.decidedAt, screen.now)}. Framework: ${decision.framework}.</p>
      ${summaryList({
        rows: headingsStored(decision.headings).map(({ heading, words }) => ({
          key: { text: heading },
          value: { text: words },
        })),
      })}
      ${decision.interventionId !== null && html`<p class="govuk-body"><a class="govuk-link" href="${base}/${decision.interventionId}">What it is about</a></p>`}`,
  })
}
