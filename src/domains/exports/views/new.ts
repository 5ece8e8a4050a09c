import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount } from '../../../design/words.ts'
import { formats } from '../../../platform/exports.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { addressOf, type BoardName } from '../../boards/index.ts'
import { fieldsOf } from '../../cases/index.ts'
import type { Asking } from '../actions.ts'
import { formatWords, listWords, mostRows } from '../model.ts'
import { sheetShown } from './sheet.ts'

type Page = {
  screen: Screen
  name: BoardName
  query: string
  asking: Asking
  /** More than leaves in one list. */
  isTooLong: boolean
  shown: Shown<Record<string, string | undefined>>
}

export const newPage = ({ screen, name, query, asking, isTooLong, shown }: Page): Html => {
  const { list, isForTwo, approvers } = asking
  const { area, line, oneOf, chosen } = fieldsOf(shown)
  const people = formatCount(list.caseIds.length, 'person', 'people')
  const back = addressOf(name, Object.fromEntries(new URLSearchParams(query)))
  return layout({
    title: 'Take a list out',
    frame: screen.frame,
    breadcrumbs: [
      { text: 'Work', href: '/boards/mine' },
      { text: listWords[name], href: back },
      { text: 'Take a list out' },
    ],
    errors: shown.errors?.list,
    content: isTooLong
      ? html`<p class="govuk-body">${formatCount(list.total, 'row')} are more than leave in one list: ${formatCount(mostRows, 'row')} at most. <a class="govuk-link" href="${back}">Go back and narrow it</a>, or use a report, which counts.</p>`
      : html`<p class="govuk-body">${listWords[name]}, as you narrowed it: ${formatCount(list.sheet.rows.length, 'row')}, about ${people}. It names no person in a case and no way to reach anybody. It is recorded that you took it, for what and for whom.</p>
      ${isForTwo && insetText({ text: 'A list about more than 25 people, also when it is taken out in parts within a day, leaves by two. A second person sees every row before it does.' })}
      ${
        isForTwo && approvers.length === 0
          ? html`<p class="govuk-body">Nobody else of your agency could approve it: a supervisor who has no other part in any of these cases. Narrow the list.</p>`
          : form(
              screen,
              html`${oneOf(
                'format',
                'What kind of file?',
                formats.map((value) => ({ value, text: formatWords[value] })),
              )}
              ${area('why', 'What is it for?', { hint: 'Name nobody who is in a case' })}
              ${line('forWhom', 'Who will have it?')}
              ${
                approvers.length > 0 &&
                chosen(
                  'approverId',
                  isForTwo ? 'Second person' : 'Second person, if you want one to look at it first',
                  approvers.map(({ id, name: text }) => ({ value: id, text })),
                )
              }
              ${button({ text: isForTwo ? 'Ask for it' : 'Go on', preventDoubleClick: true })}`,
            )
      }
      ${sheetShown(list.sheet, false)}`,
  })
}
