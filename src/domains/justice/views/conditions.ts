import { button } from '../../../design/components/button.ts'
import { checkboxes } from '../../../design/components/checkboxes.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import {
  area,
  type Condition,
  choose,
  conditionLabel,
  type Filled,
  receivedFields,
  sourceFields,
  textInput,
  whenFields,
} from '../../entries/index.ts'
import type { Change } from '../actions/condition.ts'
import { endName, kindChoices } from '../model/condition.ts'

type ConditionPage = Filled & { screen: Screen; top: CaseTop; change: Change }

const titles = { new: 'Add a condition', vary: 'Change this condition', end: 'End this condition' }

/** One condition on its own: everything else that holds goes on, unless it is ticked as ending. */
export const conditionPage = ({ screen, top, change, answers, errors }: ConditionPage): Html => {
  const { way, about, order, condition } = change
  const filled = { answers, errors }
  const part = order ? ('orders' as const) : ('justice' as const)
  const [suspect] = about.suspects
  return caseLayout({
    ...{ screen, top, part, title: titles[way], errors: errors?.list },
    caption: order ? order.name : `Bail${suspect ? `: ${suspect.name}` : ''}`,
    trail: [{ text: order ? 'Orders' : 'Justice', href: `/cases/${top.caseId}/${part}` }],
    content: html`${condition !== null && standing(condition, way, screen.now)}
      ${form(
        screen,
        html`${suspect && html`<input type="hidden" name="suspect" value="${suspect.id}">`}
          ${way !== 'end' && term(change, filled)}
          ${ending(change, filled)}
          ${!order && choose('rank', 'Who decided it', ranksOf(about), filled)}
          ${whenFields(filled)}
          ${area('what', about.form.account?.label ?? 'Why', filled, about.form.account?.hint)}
          ${receivedFields(filled)}
          ${sourceFields(filled)}
          ${button({ text: way === 'end' ? 'Save: it has ended' : 'Save the condition', preventDoubleClick: true })}`,
      )}`,
  })
}

const ranksOf = ({ form: { fields } }: Change['about']) =>
  fields.flatMap((field) => (field.kind === 'choice' && field.name === 'rank' ? [...field.choices] : []))

export const conditionWords = ({ kind, who, place, plain, untilOn }: Condition, now: Date): Html =>
  html`<strong>${conditionLabel(kind)}</strong>${who || place ? html` (${who ?? place ?? ''})` : ''}: ${plain}${untilOn ? html` Until ${formatDay(untilOn, now)}.` : ''}`

const standing = (condition: Condition, way: Change['way'], now: Date): Html =>
  insetText({
    text: html`${way === 'end' ? 'This ends' : 'Now'}: ${conditionWords(condition, now)}`,
  })

const term = ({ way }: Change, filled: Filled): Html =>
  html`${way === 'new' && choose('kind', 'What kind', kindChoices, filled)}
    ${textInput('about', 'With whom, where, or between which hours', filled, { hint: 'No more of an address than the decision names' })}
    ${area('plain', 'What it means, in plain words', filled, undefined, '2')}
    ${textInput('untilOn', 'Last day, if it has one of its own', filled, { width: '10', hint: 'Leave empty if it lasts as long as the bail or the order' })}`

const ending = ({ beside, way }: Change, { answers }: Filled): Html | undefined =>
  beside.length === 0
    ? undefined
    : checkboxes({
        name: endName(beside[0]?.id ?? ''),
        fieldset: {
          legend: {
            text: way === 'end' ? 'Which other protections end with it?' : 'Which protections end with this?',
            classes: 'govuk-fieldset__legend--s',
          },
        },
        hint: { text: 'Leave all empty if the rest goes on as it is' },
        classes: 'govuk-checkboxes--small',
        items: beside.map((one) => ({
          name: endName(one.id),
          id: endName(one.id),
          value: 'yes',
          text: `${conditionLabel(one.kind)}: ${one.plain}`,
          checked: answers[endName(one.id)] === 'yes',
        })),
      })
