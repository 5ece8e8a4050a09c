import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { table } from '../../../design/components/table.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatDay, londonDay } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { AddedHoliday, HolidayForm } from '../model/values.ts'

type Page = Shown<HolidayForm> & {
  screen: Screen
  published: readonly { date: string; title: string }[]
  lastDay: string
  added: readonly AddedHoliday[]
  mayAdd: boolean
}

export const bankHolidaysPage = ({ screen, published, lastDay, added, mayAdd, answers = {}, errors }: Page): Html => {
  const today = londonDay(screen.now)
  const coming = published.filter(({ date }) => date >= today)
  return layout({
    title: 'Bank holidays',
    frame: screen.frame,
    breadcrumbs: [{ text: 'Local policy', href: '/local-policy' }, { text: 'Bank holidays' }],
    errors: errors?.list,
    content: html`<p class="govuk-body">Working days and court hours are counted with the published list for England and Wales, which runs until ${formatDay(lastDay)}, and with the days
        added here. A clock that would pass the end of the list shows no time rather than a wrong one.</p>
      <h2 class="govuk-heading-m">Added here</h2>
      ${board({
        caption: 'Days added here',
        isCaptionHidden: true,
        says: `${formatCount(added.length, 'day')} added here.`,
        empty: 'No day is added.',
        rows: added,
        columns: [
          { head: 'Day', cell: ({ day }) => formatDay(day) },
          { head: 'Name', cell: ({ name }) => name },
          { head: 'Where announced', cell: ({ source }) => source },
          { head: 'Added', cell: ({ by, addedAt }) => `${by}, ${formatDay(addedAt)}` },
        ],
      })}
      ${
        mayAdd &&
        html`<h2 class="govuk-heading-m">Add a day off</h2>
        <p class="govuk-body">Such as a day of national mourning. It cannot be taken away again. A deadline that is met or late already does not move.</p>
        ${form(
          screen,
          html`${input({ name: 'day', label: { text: 'Day' }, hint: { text: 'Such as 30/4/2027' }, classes: 'govuk-input--width-10', value: answers.day, errorMessage: errors?.byField.day })}
          ${input({ name: 'name', label: { text: 'Name' }, value: answers.name, errorMessage: errors?.byField.name })}
          ${input({ name: 'source', label: { text: 'Where it was announced' }, value: answers.source, errorMessage: errors?.byField.source })}
          ${button({ text: 'Add the day', preventDoubleClick: true })}`,
        )}`
      }
      <h2 class="govuk-heading-m">Published, still to come</h2>
      <p class="govuk-body">${formatCount(coming.length, 'day')} of the published list.</p>
      ${table({ head: [{ text: 'Day' }, { text: 'Name' }], rows: coming.map(({ date, title }) => [{ text: formatDay(date) }, { text: title }]) })}`,
  })
}
