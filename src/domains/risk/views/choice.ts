import type { Screen } from '../../../design/form.ts'
import { formatCount } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { type Instrument, isAboutNeeds, itemsOf } from '../model/instrument.ts'

type Page = { screen: Screen; top: CaseTop; instruments: readonly Instrument[] }

/** With which questions to ask: the page that stands before them, where there is more than one set. */
export const choicePage = ({ screen, top, instruments }: Page): Html => {
  const here = `/cases/${top.caseId}/risk`
  return caseLayout({
    ...{ screen, top, part: 'risk', title: 'Ask with questions' },
    trail: [{ text: 'Risk', href: here }],
    content: html`${[false, true].map(
      (isNeeds) =>
        html`<h2 class="govuk-heading-m">${isNeeds ? 'What they need' : 'How great the danger is'}</h2><ul class="govuk-list govuk-list--spaced">${instruments
          .filter((each) => isAboutNeeds(each) === isNeeds)
          .map(
            (each) =>
              html`<li><a class="govuk-link" href="${here}/${isNeeds ? 'needs' : 'assess'}/${each.code}">${each.title}</a>, edition ${each.edition}: ${formatCount(itemsOf(each).length, 'question')}<br><span class="govuk-hint">${each.owner}</span></li>`,
          )}</ul>`,
    )}
    <p class="govuk-body">You know the level without them? <a class="govuk-link" href="${here}/new">Assess or review without questions</a></p>
    <p class="govuk-body"><a class="govuk-link" href="/risk/instruments">Where these questions come from</a></p>`,
  })
}
