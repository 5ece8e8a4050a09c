import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { BoardName, SavedFilterForm } from '../model.ts'

type Save = Shown<SavedFilterForm> & { screen: Screen; board: BoardName; query: string }

export const savePage = ({ screen, board, query, answers = {}, errors }: Save): Html =>
  layout({
    title: 'Save this choice',
    frame: screen.frame,
    shape: 'thought',
    backHref: `/boards/${board}?${query}`,
    errors: errors?.list,
    content: form(
      screen,
      html`<input type="hidden" name="board" value="${board}"><input type="hidden" name="query" value="${query}">
      ${input({
        name: 'name',
        label: { text: 'Name' },
        hint: { text: 'Only you see it. Write no name of a person in it' },
        value: answers.name,
        errorMessage: errors?.byField.name,
      })}
      ${button({ text: 'Save' })}`,
      { action: '/boards/save' },
    ),
  })
