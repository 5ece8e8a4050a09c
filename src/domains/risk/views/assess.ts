import { button } from '../../../design/components/button.ts'
import { details } from '../../../design/components/details.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { radios } from '../../../design/components/radios.ts'
import { textarea } from '../../../design/components/textarea.ts'
import { form, type Screen } from '../../../design/form.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, optionsOf } from '../../cases/index.ts'
import { choose, type Filled, textInput } from '../../entries/index.ts'
import { alones, answerField, askedOf, commentField } from '../model/answers.ts'
import { answerKinds, answerWords, type Instrument, type Item, type Question } from '../model/instrument.ts'
import { type About, judgement, whose } from './judgement.ts'

export type Assessing = Filled & { screen: Screen; top: CaseTop; about: About; instrument: Instrument }

/** The questions of an instrument and the judgement under them: one page, so that it can be filled in as people talk. */
export const assessPage = ({ screen, top, about, instrument, answers, errors }: Assessing): Html => {
  const filled = { answers, errors }
  const here = `/cases/${top.caseId}/risk`
  return caseLayout({
    ...{ screen, top, part: 'risk', title: instrument.title, errors: errors?.list },
    trail: [
      { text: 'Risk', href: here },
      { text: 'Ask with questions', href: `${here}/assess` },
    ],
    content: html`<p class="govuk-body">In any order, as they talk. What you leave empty is kept as “not asked”.</p>
      ${instrument.caveat && insetText({ text: instrument.caveat })}
      ${form(
        screen,
        html`${whose(about, filled)}
          ${talk(instrument, filled)}
          <h2 class="govuk-heading-m">Your judgement</h2>
          ${judgement(about, filled, { caseId: top.caseId })}
          ${button({ text: 'Save', preventDoubleClick: true })}`,
      )}`,
  })
}

/** Who was asked, how, and what: the same whatever is asked about. */
export const talk = (instrument: Instrument, filled: Filled): Html => html`
  ${choose('asked', 'Who is asked?', optionsOf(askedOf), filled)}
  ${choose('alone', 'Are they alone with you?', optionsOf(alones), filled, 'Where they are not, ask nothing that somebody may repeat')}
  ${textInput('interpreter', 'Interpreter, if there is one', filled, { hint: 'Never a relative, a friend or a child' })}
  ${instrument.sections.map(({ title, items }) => html`<h2 class="govuk-heading-m">${title}</h2>${items.map((item) => asked(item, filled))}`)}`

const asked = ({ opens, ...item }: Item, filled: Filled): Html => html`${question(item, filled)}
  ${
    opens &&
    details({
      summaryText: `If they say ${opens.on.map((on) => `“${answerWords[on] ?? on}”`).join(' or ')}: ask on`,
      open:
        opens.on.includes(filled.answers[answerField(item.id)] ?? '') ||
        opens.items.some(({ id }) => filled.errors?.byField[answerField(id)]),
      text: html`${opens.items.map((each) => question(each, filled))}`,
    })
  }`

const question = ({ id, text, hint, kind }: Question, { answers, errors }: Filled): Html => html`${radios({
  name: answerField(id),
  classes: 'govuk-radios--inline',
  fieldset: { legend: { text, classes: 'govuk-fieldset__legend--s' } },
  hint: hint ? { text: hint } : undefined,
  items: answerKinds[kind].map((value) => ({ value, text: answerWords[value] ?? value })),
  value: answers[answerField(id)],
  errorMessage: errors?.byField[answerField(id)],
})}
  ${details({
    summaryText: html`In their words<span class="govuk-visually-hidden">: ${text}</span>`,
    open: Boolean(answers[commentField(id)]) || errors?.byField[commentField(id)] !== undefined,
    text: textarea({
      name: commentField(id),
      label: { text: 'What they said, or what you saw' },
      rows: 2,
      value: answers[commentField(id)],
      errorMessage: errors?.byField[commentField(id)],
    }),
  })}`
