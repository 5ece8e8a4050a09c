import { daysInWords } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Fields, Option } from '../../cases/index.ts'
import { toldQuestions } from '../../safe-contact/index.ts'
import { type About, hasChoice, isAsked, mostDaysOf } from '../model/forms.ts'
import { isOver } from '../model/kinds.ts'
import type { Field } from '../model/machine.ts'

export type Asked = Pick<About, 'kind' | 'step' | 'longest' | 'testDays' | 'also' | 'given'> & {
  owners: readonly { id: string; name: string; agency: string }[]
  choices: Readonly<Record<string, readonly Option[]>>
}

/** The questions of a step, the day, and who sees to what comes next by when. */
export const questions = (about: Asked, fields: Fields): Html => {
  const { kind, step, owners, choices, also, given } = about
  const next = kind.next[step.to]
  const asked = step.fields.filter(
    (field) => isAsked(field) && hasChoice(field, choices) && (field.name !== 'exception' || also?.exception),
  )
  return html`${step.fields.filter(({ isGiven }) => isGiven).map((field) => html`<p class="govuk-body">${field.label}: <strong>${textOf(field, given?.[field.name] ?? '')}</strong>. It is kept with this step.</p>`)}
    ${asked.map((field) => question(field, fields, choices))}
    ${fields.line('happenedOn', 'Day on which this was so', { width: 10, hint: 'Such as today or 30/4/2027' })}
    ${toldQuestions(fields)}
    ${
      !isOver(kind, step.to) &&
      html`<h2 class="govuk-heading-m">What comes next</h2>
        <p class="govuk-body">${next}. It is a duty from then on.</p>
        ${fields.chosen(
          'ownerId',
          'Who sees to it',
          owners.map(({ id, name, agency }) => ({ value: id, text: `${name}, ${agency}` })),
          { hint: 'One person, who can see this case' },
        )}
        ${fields.line('nextOn', 'By which day', { width: 10, hint: `${withinWords(mostDaysOf(about))} Such as tomorrow or 30/4/2027` })}`
    }`
}

const withinWords = (days: number): string =>
  days === 1 ? 'By the day after, as local policy says.' : `Within ${days} days, as local policy says.`

/** An answer as it is read. */
export const textOf = ({ kind, options }: Field, answer: string): string => {
  if (kind === 'day') return daysInWords(answer)
  return options?.find(({ value }) => value === answer)?.text ?? answer
}

const question = (
  { name, label, hint, kind, options, ask }: Field,
  fields: Fields,
  choices: Asked['choices'],
): Html => {
  const more = hint ? { hint } : {}
  if (kind === 'area') return fields.area(name, label, more)
  if (kind === 'lines') return fields.area(name, label, { ...more, rows: '5' })
  if (kind === 'tick') return fields.ticks(`${name}-tick`, label, [{ value: name, text: 'Yes' }], hint)
  if (kind === 'pounds') return fields.line(name, label, { ...more, width: 10 })
  if (kind === 'day') return fields.line(name, label, { ...more, width: 10 })
  if (kind === 'line') return fields.line(name, label, { ...more, width: 20 })
  const among = (options ?? choices[name] ?? []).map((each) => ({ ...each, text: daysInWords(each.text) }))
  return among.length > 6 || !ask ? fields.chosen(name, label, among, more) : fields.oneOf(name, label, among, hint)
}
