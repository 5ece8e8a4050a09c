import { checkboxes } from '../../../design/components/checkboxes.ts'
import { details } from '../../../design/components/details.ts'
import { input } from '../../../design/components/input.ts'
import { radios } from '../../../design/components/radios.ts'
import { select } from '../../../design/components/select.ts'
import { textarea } from '../../../design/components/textarea.ts'
import { type Html, html } from '../../../platform/html.ts'
import { conditionKinds, conditionSlug } from '../model/conditions.ts'
import { isAboutSuspect } from '../model/entry-forms.ts'
import { type FormAbout, pointName } from '../model/entry-input.ts'
import type { Field } from '../model/fields.ts'
import { bodyChoices } from '../model/words.ts'

export type Answers = Record<string, string | undefined>
export type Errors =
  | { list: { text: string; href: string }[]; byField: Record<string, { text: string } | undefined> }
  | undefined
export type Filled = { answers: Answers; errors?: Errors }

export const textInput = (
  name: string,
  label: string,
  { answers, errors }: Filled,
  more: { hint?: string; width?: string; id?: string } = {},
): Html =>
  input({
    name,
    label: { text: label },
    hint: more.hint ? { text: more.hint } : undefined,
    classes: more.width ? `govuk-input--width-${more.width}` : undefined,
    value: answers[name],
    errorMessage: errors?.byField[name],
    spellcheck: false,
    autocomplete: 'off',
  })

export const area = (name: string, label: string, { answers, errors }: Filled, hint?: string, rows = '4'): Html =>
  textarea({
    name,
    label: { text: label },
    hint: hint ? { text: hint } : undefined,
    rows: Number(rows),
    value: answers[name],
    errorMessage: errors?.byField[name],
  })

export const choose = (
  name: string,
  legend: string,
  items: readonly { value: string; text: string }[],
  { answers, errors }: Filled,
  hint?: string,
): Html =>
  radios({
    name,
    classes: items.length <= 3 ? 'govuk-radios--inline' : undefined,
    fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--s' } },
    hint: hint ? { text: hint } : undefined,
    items: [...items],
    value: answers[name],
    errorMessage: errors?.byField[name],
  })

export const tickBox = (name: string, label: string, { answers }: Filled, hint?: string): Html =>
  checkboxes({
    name,
    items: [{ value: 'yes', text: label, hint: hint ? { text: hint } : undefined }],
    values: answers[name] === 'yes' ? ['yes'] : [],
  })

/** When it happened: filled in with now, so that nothing needs typing on a doorstep. */
export const whenFields = (filled: Filled): Html =>
  html`${textInput('day', 'Day it happened', filled, { width: '10', hint: 'Such as 30/4/2027, today or yesterday' })}
    ${textInput('time', 'Time', filled, { width: '5', hint: 'Such as 16:35 or 4.35pm. Leave empty if only the day is known' })}
    ${details({
      summaryText: 'Only the month or the year is known',
      open: filled.answers.exact === 'month' || filled.answers.exact === 'year',
      text: select({
        name: 'exact',
        label: { text: 'How exact is it' },
        items: [
          { value: 'as written', text: 'As written above' },
          { value: 'month', text: 'Only the month is known' },
          { value: 'year', text: 'Only the year is known' },
        ],
        value: filled.answers.exact,
      }),
    })}`

/** Who says so, and when we heard. */
export const sourceFields = (filled: Filled): Html =>
  html`${select({
    name: 'body',
    label: { text: 'Which body says so' },
    items: bodyChoices,
    value: filled.answers.body,
    errorMessage: filled.errors?.byField.body,
  })}
    ${textInput('toldBy', 'Who told you', filled, { hint: 'Leave empty if you did or saw it yourself' })}
    ${details({
      summaryText: 'You heard of it before now',
      open: Boolean(filled.answers.knownDay ?? filled.answers.knownTime),
      text: html`${textInput('knownDay', 'Day you heard', filled, { width: '10' })}${textInput('knownTime', 'Time you heard', filled, { width: '5' })}`,
    })}`

export const receivedFields = (filled: Filled): Html =>
  html`<h2 class="govuk-heading-s">When the court or the CPS told the body that must tell the victim</h2>
    <p class="govuk-hint">Leave empty if you only heard it from somebody else. The law’s clock starts here; safety does not wait for it.</p>
    ${textInput('receivedDay', 'Day received', filled, { width: '10' })}
    ${textInput('receivedTime', 'Time received', filled, { width: '5' })}`

/** Each question of a form, in its order. */
export const formFields = (about: FormAbout, filled: Filled): Html =>
  html`${suspectField(about, filled)}${about.form.fields.map((field) => fieldOf(field, about, filled))}`

const suspectField = ({ suspects, type }: FormAbout, filled: Filled): Html | undefined => {
  if (!isAboutSuspect(type) || suspects.length === 0) return undefined
  const [only] = suspects
  if (suspects.length === 1 && only)
    return html`<input type="hidden" name="suspect" value="${only.id}"><p class="govuk-body">About <strong>${only.name}</strong></p>`
  return choose(
    'suspect',
    'About whom',
    suspects.map(({ id, name }) => ({ value: id, text: name })),
    filled,
  )
}

const fieldOf = (field: Field, { orders }: FormAbout, filled: Filled): Html | undefined => {
  switch (field.kind) {
    case 'day':
      return textInput(field.name, field.label, filled, { width: '10', ...(field.hint && { hint: field.hint }) })
    case 'number':
      return textInput(field.name, field.label, filled, { width: '5' })
    case 'text':
      return textInput(field.name, field.label, filled, field.hint ? { hint: field.hint } : {})
    case 'tick':
      return tickBox(field.name, field.label, filled)
    case 'yes-no':
      return choose(
        field.name,
        field.label,
        [
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
        ],
        filled,
      )
    case 'choice':
      return choose(field.name, field.label, field.choices, filled)
    case 'order':
      return orders.length > 0
        ? choose(
            'order',
            field.label,
            orders.map(({ id, name }) => ({ value: id, text: name })),
            filled,
          )
        : undefined
    case 'points':
      return pointsField(field, filled)
    case 'conditions':
      return conditionsField(field, filled)
  }
}

const pointsField = (field: Field & { kind: 'points' }, { answers }: Filled): Html =>
  checkboxes({
    name: pointName(field, 0),
    fieldset: { legend: { text: field.label, classes: 'govuk-fieldset__legend--s' } },
    hint: field.hint ? { text: field.hint } : undefined,
    classes: 'govuk-checkboxes--small',
    items: field.points.map((text, index) => {
      const name = pointName(field, index)
      return { name, id: name, value: 'yes', text, checked: answers[name] === 'yes' }
    }),
  })

/** One box a condition; its plain words stand ready and can be written better. */
const conditionsField = ({ label, hint }: Field, filled: Filled): Html =>
  checkboxes({
    name: 'condition-no-contact',
    fieldset: { legend: { text: label, classes: 'govuk-fieldset__legend--s' } },
    hint: hint ? { text: hint } : undefined,
    items: conditionKinds.map(({ kind, label: text, ask, plain }) => {
      const slug = conditionSlug(kind)
      const name = `condition-${slug}`
      const withPlain = {
        ...filled,
        answers: { ...filled.answers, [`plain-${slug}`]: filled.answers[`plain-${slug}`] ?? plain },
      }
      const inside = html`${textInput(`about-${slug}`, ask, filled)}${area(`plain-${slug}`, 'What it means, in plain words', withPlain, undefined, '2')}`
      return {
        name,
        id: name,
        value: 'yes',
        text,
        checked: filled.answers[name] === 'yes',
        conditional: { text: inside },
      }
    }),
  })
