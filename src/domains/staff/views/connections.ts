import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { radios } from '../../../design/components/radios.ts'
import { select } from '../../../design/components/select.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Connection, relations, relationWords } from '../model/connections.ts'

type Answers = Record<string, string | undefined>
type Page = {
  screen: Screen
  connections: readonly Connection[]
  /** Oneself, then those whom one supervises. */
  people: readonly { id: string; name: string }[]
  own: Shown<Answers>
  other: Shown<Answers>
}

/** What somebody says of themselves and their people. What was typed is never shown again: it is not there any more. */
export const connectionsPage = ({ screen, connections, people, own, other }: Page): Html =>
  layout({
    title: 'What we check so that you never meet your own people in a case',
    frame: screen.frame,
    breadcrumbs: [{ text: 'People you know', href: '/conflicts' }, { text: 'What we check' }],
    errors: own.errors?.list ?? other.errors?.list,
    content: html`<p class="govuk-body">A case about you, your family or your home does not exist for you here. For that we compare. What you type below is turned into
        marks that cannot be read back, by you, by an administrator or by anyone who runs the database; the words themselves are not kept.</p>
      <p class="govuk-body">You are never told whether anything was found. Giving this is your choice. Taking it away does not open a case that is closed to you already.</p>
      ${given(screen, connections)}
      <h2 class="govuk-heading-m">About yourself</h2>
      <p class="govuk-body">Given again, it takes the place of what you gave before.</p>
      ${form(
        screen,
        html`${fields('own', own, 'Your name')} ${home(own)} ${button({ text: 'Keep this about me', preventDoubleClick: true })}`,
        { action: '/staff/connections/own' },
      )}
      <h2 class="govuk-heading-m">Somebody close to you</h2>
      ${form(
        screen,
        html`${whose(people, other)}
        ${radios({
          name: 'relation',
          fieldset: { legend: { text: 'How do they stand to you?', classes: 'govuk-fieldset__legend--s' } },
          value: other.answers?.relation,
          errorMessage: other.errors?.byField.relation,
          items: Object.entries(relations).map(([value, text]) => ({ value, text })),
        })}
        ${fields('other', other, 'Their name')} ${button({ text: 'Keep this about them', preventDoubleClick: true })}`,
        { action: '/staff/connections/other' },
      )}`,
  })

const given = (screen: Screen, connections: readonly Connection[]): Html =>
  board({
    caption: 'What you have given',
    says: `You have given facts about ${formatCount(connections.length, 'person', 'people')}. Only how many, and when, can be shown.`,
    empty: 'You have given nothing yet.',
    rows: connections,
    columns: [
      { head: 'About', cell: ({ relation }) => relationWords(relation) },
      { head: 'Marks kept', cell: marks },
      {
        head: 'Given',
        cell: ({ givenAt, source }) =>
          `${formatWhen(givenAt, screen.now)}${source === 'employer' ? ', by your employer' : ''}`,
      },
      {
        head: 'Remove',
        cell: ({ id, relation, source }) =>
          source === 'own'
            ? form(
                screen,
                button({
                  text: html`Remove<span class="govuk-visually-hidden"> ${relationWords(relation)}</span>`,
                  classes: 'govuk-button--secondary',
                }),
                { action: `/staff/connections/${id}/end` },
              )
            : 'Ask your employer',
      },
    ],
  })

const marks = ({ names, phones, emails, addresses }: Connection): string =>
  [
    names > 0 && `${names} of name and birth`,
    phones > 0 && `${phones} of telephone`,
    emails > 0 && `${emails} of e-mail`,
    addresses > 0 && `${addresses} of home`,
  ]
    .filter(Boolean)
    .join(', ')

const whose = (people: Page['people'], { answers = {}, errors }: Shown<Answers>): Html => {
  const [me] = people
  return people.length === 1
    ? html`<input type="hidden" name="practitionerId" value="${me?.id ?? ''}">`
    : select({
        name: 'practitionerId',
        label: { text: 'Whose person is it? Yours, or of somebody whom you supervise' },
        value: answers.practitionerId ?? me?.id,
        errorMessage: errors?.byField.practitionerId,
        items: people.map(({ id, name }) => ({ value: id, text: name })),
      })
}

const fields = (form: 'own' | 'other', { answers = {}, errors }: Shown<Answers>, whoseName: string): Html => {
  const line = (name: string, text: string, hint?: string, width?: 10 | 20) =>
    input({
      ...{
        name,
        id: form === 'own' ? name : `their-${name}`,
        label: { text },
        value: answers[name],
        autocomplete: 'off',
      },
      ...(hint && { hint: { text: hint } }),
      ...(width && { classes: `govuk-input--width-${width}` }),
      errorMessage: errors?.byField[name],
    })
  return html`${line('name', whoseName)}
    ${line('otherNames', 'Other names', 'Before a marriage, or as people call them; a comma between two')}
    ${line('bornOn', 'Date of birth', 'Such as 27/3/1990. A name counts only with it', 10)}
    ${line('phone', 'Private telephone number', undefined, 20)}
    ${line('otherPhone', 'Another private number', undefined, 20)}
    ${line('email', 'Private e-mail address')}`
}

const home = ({ answers = {}, errors }: Shown<Answers>): Html =>
  html`${input({ name: 'house', label: { text: 'Number or name of your home' }, value: answers.house, autocomplete: 'off', classes: 'govuk-input--width-20', errorMessage: errors?.byField.house })}
    ${input({ name: 'postcode', label: { text: 'Its postcode' }, value: answers.postcode, autocomplete: 'off', classes: 'govuk-input--width-10', errorMessage: errors?.byField.postcode })}`
