import { checkboxes } from '../../../design/components/checkboxes.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import { formatCount, formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { exemptionCodes, exemptions } from '../model/exemptions.ts'
import type { Line } from '../model/lines.ts'
import { askPage, type OnRequest } from './ask.ts'

const paragraphs = (text: string): Html =>
  html`${text.split('\n').map((part) => html`<p class="govuk-body">${part}</p>`)}`

export const redactPage = ({ screen, row, shown, lines }: OnRequest & { lines: readonly Line[] }): Html =>
  askPage({
    ...{ screen, row, shown, title: 'Take out what must not leave', submit: 'Make the answer' },
    about: html`${row.standing === 'limited' && warningText({ text: 'It is not known that this person is safe to others. Only what was done to them to their face is listed. Say nothing more, in any way.' })}
      <p class="govuk-body">${formatCount(lines.length, 'line')} of what your agency itself wrote. Plans, safe ways and addresses are never among them; names of others and sealed values are out. Read each line for what still tells who or where somebody is.</p>`,
    fields: ({ area, oneOf, chosen }) => html`
      ${lines.map(
        ({
          key,
          on,
          heading,
          text,
        }) => html`<h2 class="govuk-heading-s">${formatDay(on)}: ${heading}</h2>${paragraphs(text)}
          ${checkboxes({
            name: `out-${key}`,
            fieldset: { legend: { text: `${formatDay(on)}: ${heading}`, classes: 'govuk-visually-hidden' } },
            items: [{ value: 'yes', text: 'Leave this out', checked: shown.answers?.[`out-${key}`] === 'yes' }],
          })}`,
      )}
      ${area('words', 'More words to take out, one a line', { hint: 'Such as a workplace, a pet, a car: each is taken out wherever it stands' })}
      ${oneOf('answer', 'What is the answer?', [
        {
          value: 'give',
          text: 'Give what is left',
          hint: 'With nothing left, the letter says that there is nothing to give',
        },
        { value: 'refuse', text: 'Keep all of it back', hint: 'The letter is the same as where nothing is held' },
      ])}
      ${chosen(
        'exemption',
        'What lets you keep it back',
        exemptionCodes.map((value) => ({ value, text: `${exemptions[value].words} (${exemptions[value].source})` })),
      )}
      ${area('why', 'Why it applies', { hint: 'For the record here. It does not leave' })}`,
  })
