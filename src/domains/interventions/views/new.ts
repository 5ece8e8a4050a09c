import { insetText } from '../../../design/components/inset-text.ts'
import { markField } from '../../../design/differences.ts'
import type { Screen } from '../../../design/form.ts'
import { formatDay } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm, type Owner, opensAgain } from '../../cases/index.ts'
import { toldQuestions } from '../../safe-contact/index.ts'
import { type Item, leadWords, type Side, sideWords } from '../model/menu.ts'
import type { Found } from '../model/suggest.ts'
import type { InterventionRow } from '../store/case.ts'
import { foundList } from './about.ts'

type Page = {
  screen: Screen
  top: CaseTop
  item: Item | undefined
  why: readonly Found[]
  open: readonly Item[]
  owners: readonly Owner[]
  sides: readonly Side[]
  /** The same one, under way already: chosen again only for another. */
  already: readonly InterventionRow[]
  shown: Shown<Record<string, string | undefined>>
}

export const choosePage = ({ screen, top, item, why, open, owners, sides, already, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'interventions', submit: 'Choose it' },
    title: item ? `Choose: ${item.name}` : 'Choose one of your own',
    trail: [{ text: 'Interventions', href: `/cases/${top.caseId}/interventions` }],
    about: html`${opensAgain(top)}${already.map(({ id, owner, dueOn }) =>
      insetText({
        text: html`Under way already: <a class="govuk-link" href="/cases/${top.caseId}/interventions/${id}">${owner} sees to it, by ${formatDay(dueOn, screen.now)}</a>. Choose it again only for another.`,
      }),
    )}${
      item
        ? html`<p class="govuk-body">${item.purpose} ${sideWords[item.side]}. Usually led by: ${leadWords(item.leads)}.</p>${why.length > 0 && insetText({ text: html`<p>It answers:</p>${foundList(why, screen.now)}` })}`
        : html`<p class="govuk-body">For what the menu does not have. Ask first whether it needs a word with the others who work on this case.</p>`
    }`,
    fields: ({ line, area, oneOf, chosen }) => html`${markField(shown.answers?.basedOn ?? String(already.length))}
      ${
        !item &&
        html`${line('name', 'Short name')}
        ${oneOf(
          'side',
          'Which side is it on?',
          sides.map((value) => ({ value, text: sideWords[value] })),
        )}`
      }
      ${area('what', 'What exactly is to be done', { hint: 'No address, no telephone number and nothing of a safety plan: those have places of their own' })}
      ${oneOf('lead', 'Who leads?', [
        { value: 'here', text: 'The agency of the person named below' },
        { value: 'outside', text: 'A body that is not here', hint: 'The person named below sees to it' },
      ])}
      ${line('outside', 'Which body outside, if one leads', { width: 20 })}
      ${chosen(
        'ownerId',
        'Who sees to it',
        owners.map(({ id, name, agency }) => ({ value: id, text: `${name}, ${agency}` })),
        { hint: 'One person, who can see this case. They have a duty from then on' },
      )}
      ${line('dueOn', 'Day by which it is done', { width: 10, hint: 'Such as tomorrow or 30/4/2027' })}
      ${line('reviewOn', 'Day on which somebody looks whether it still fits', { width: 10, hint: 'Such as tomorrow or 30/4/2027' })}
      ${
        open.length > 0 &&
        html`${chosen(
          'insteadOf',
          'Does it stand in for something that is expected?',
          open.map(({ code, name }) => ({ value: code, text: name })),
          { hint: 'Leave it where it stands in for nothing' },
        )}
        ${area('insteadWhy', 'Why it stands in for that', { hint: 'Only where it does' })}`
      }
      ${toldQuestions({ oneOf, area })}`,
  })
