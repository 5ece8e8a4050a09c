import { insetText } from '../../../design/components/inset-text.ts'
import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { introduction, type Pack } from '../model/lines.ts'
import { askPage, type OnRequest } from './ask.ts'

/** The second reader sees what the person would see, and nothing else of the case. */
export const checkPage = ({ screen, row, shown, answer }: OnRequest & { answer: Pack }): Html =>
  askPage({
    ...{ screen, row, shown, title: 'Second check', submit: 'Save' },
    about: html`<p class="govuk-body">Made by ${row.redactedByName ?? 'a colleague'}. This is all that ${row.askerName} would read.</p>
      ${insetText({
        text: html`${introduction(answer).map((text) => html`<p class="govuk-body">${text}</p>`)}
          ${answer.lines.map(({ on, heading, text }) => html`<h2 class="govuk-heading-s">${formatDay(on)}: ${heading}</h2>${text.split('\n').map((part) => html`<p class="govuk-body">${part}</p>`)}`)}`,
      })}`,
    fields: ({ oneOf, ticks, area }) => html`
      ${ticks('addresses', 'I read it for each of these, and found none', [
        {
          value: 'addresses',
          text: 'A place where somebody is: address, school, work, area, or words that lead there',
        },
        { value: 'plans', text: 'A plan, or that there is one' },
        { value: 'thirdParties', text: 'Somebody else, by name or so that they can be known' },
      ])}
      ${oneOf('answer', 'What did you find?', [
        { value: 'good', text: 'It may leave' },
        { value: 'back', text: 'It goes back', hint: 'Whoever made it searches again' },
      ])}
      ${area('note', 'What must change', { hint: 'Where it goes back' })}`,
  })
