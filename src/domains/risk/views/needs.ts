import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import type { Filled } from '../../entries/index.ts'
import type { Instrument } from '../model/instrument.ts'
import { talk } from './assess.ts'
import { type Whose, whose } from './judgement.ts'

export type AskingNeeds = Filled & { screen: Screen; top: CaseTop; instrument: Instrument; people: Whose['people'] }

/** What somebody needs, beside the risk and apart from it: no level is asked for here (RM-15). */
export const needsPage = ({ screen, top, instrument, people, answers, errors }: AskingNeeds): Html => {
  const filled = { answers, errors }
  return caseLayout({
    ...{ screen, top, part: 'risk', title: instrument.title, errors: errors?.list },
    trail: [{ text: 'Risk', href: `/cases/${top.caseId}/risk` }],
    content: html`<p class="govuk-body">In any order, as they talk. What you leave empty is kept as “not asked”.</p>
      ${instrument.caveat && insetText({ text: instrument.caveat })}
      ${form(screen, html`${whose({ people }, filled, 'Whose needs')}${talk(instrument, filled)}${button({ text: 'Save', preventDoubleClick: true })}`)}`,
  })
}
