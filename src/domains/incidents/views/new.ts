import { button } from '../../../design/components/button.ts'
import { checkboxes } from '../../../design/components/checkboxes.ts'
import { form, type Screen } from '../../../design/form.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, fieldsOf, opensAgain } from '../../cases/index.ts'
import { area, choose, type Filled, grades, marks, textInput } from '../../entries/index.ts'
import { behaviours, tickNames, tickWords } from '../model/incident.ts'
import { childFields } from './children.ts'

const reportedBy = [
  { value: 'victim', text: 'The victim' },
  { value: 'third party', text: 'Somebody else' },
  { value: 'agency', text: 'An agency' },
  { value: 'suspect', text: 'The person reported' },
  { value: 'not known', text: 'Not known' },
]

export const newPage = ({ screen, top, answers, errors }: Filled & { screen: Screen; top: CaseTop }): Html => {
  const filled = { answers, errors }
  return caseLayout({
    ...{ screen, top, part: 'incidents', title: 'Record an incident', errors: errors?.list },
    trail: [{ text: 'Incidents', href: `/cases/${top.caseId}/incidents` }],
    content: html`${opensAgain(top)}${form(
      screen,
      html`${area('what', 'What happened', filled, 'What was said and done, by whom', '5')}
        ${textInput('day', 'Day it happened', filled, { width: '10' })}
        ${textInput('time', 'Time', filled, { width: '5', hint: 'Leave empty if only the day is known' })}
        ${choose('reportedBy', 'Who reported it', reportedBy, filled)}
        ${ticks(
          'Tick what there was',
          tickNames.map((name) => ({ name, text: tickWords[name] })),
          filled,
        )}
        ${childFields(top.people, fieldsOf({ answers, ...(errors && { errors }) }))}
        ${[...Map.groupBy(behaviours, ({ group }) => group)].map(([group, all]) =>
          ticks(
            group,
            all.map(({ code, text }) => ({ name: `act-${code}`, text })),
            filled,
          ),
        )}
        ${choose('mark', 'What this is worth', marks, filled)}
        ${grades.map(({ name, label, choices, hint }) => choose(name, label, choices, filled, hint))}
        ${textInput('sourceAgency', 'Which agency it comes from', filled)}
        ${textInput('toldBy', 'Who told you', filled, { hint: 'Leave empty if you saw it yourself' })}
        ${textInput('seenBy', 'Who saw it', filled)}
        ${button({ text: 'Save', preventDoubleClick: true })}`,
    )}`,
  })
}

const ticks = (legend: string, items: readonly { name: string; text: string }[], { answers }: Filled): Html =>
  checkboxes({
    name: items[0]?.name ?? '',
    classes: 'govuk-checkboxes--small',
    fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--s' } },
    items: items.map(({ name, text }) => ({ name, id: name, value: 'yes', text, checked: answers[name] === 'yes' })),
  })
