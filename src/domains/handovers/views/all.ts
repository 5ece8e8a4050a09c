import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fieldsOf, type Option } from '../../cases/index.ts'
import type { Held } from '../model.ts'
import { leadsOf } from './index.ts'
import { blockFields } from './new.ts'

type Page = {
  screen: Screen
  shown: Shown<Record<string, string | undefined>>
  /** Whose work is handed over, and whether that is the reader's own. */
  who: { id: string; name: string; isYou: boolean }
  held: Held[]
  others: Option[]
  supervised: { id: string; name: string }[]
}

/** For who leaves or is away: everything held, each case to a named colleague, in one go (INV-24). */
export const allPage = ({ screen, shown, who, held, others, supervised }: Page): Html => {
  const fields = fieldsOf(shown)
  return layout({
    ...{
      title: who.isYou ? 'Hand over everything' : `Hand over what ${who.name} holds`,
      tab: 'Hand over everything',
      frame: screen.frame,
      errors: shown.errors?.list,
    },
    breadcrumbs: [
      { text: 'My cases', href: '/boards/mine' },
      { text: 'Handovers', href: '/handovers' },
      { text: 'Everything' },
    ],
    content: html`${supervised.length > 0 && whose(supervised)}
      <p class="govuk-body">${held.length === 0 ? `${who.isYou ? 'You hold' : `${who.name} holds`} no lead and no open duty.` : `${formatCount(held.length, 'case')} to place. A case without a name stays where it is.`}</p>
      ${
        held.length > 0 &&
        form(
          screen,
          html`<input type="hidden" name="for" value="${who.id}">
            ${held.map((each) => fields.chosen(`to_${each.caseId}`, `${each.reference}: ${leadsOf(each)}, ${formatCount(each.openDuties, 'open duty', 'open duties')}`, others))}
            <h2 class="govuk-heading-m">For all of them</h2>
            ${blockFields(fields)}
            ${button({ text: 'Offer them', preventDoubleClick: true })}`,
          { action: '/handovers/all' },
        )
      }`,
  })
}

const whose = (supervised: { id: string; name: string }[]): Html =>
  html`<p class="govuk-body">For a colleague who is away: ${supervised.map(({ id, name }, index) => html`${index > 0 && ', '}<a class="govuk-link" href="/handovers/all?for=${id}">${name}</a>`)}. <a class="govuk-link" href="/handovers/all">My own</a></p>`
