import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { settingWords, type Value, type ValueForm } from '../model/values.ts'
import type { Fields } from './set.ts'

type Confirm = {
  screen: Screen
  value: Value
  answers: { [field in keyof Fields]?: string | undefined }
  form: ValueForm
  weakening: string | null
}

export const confirmPage = ({ screen, value, answers, form: typed, weakening }: Confirm): Html =>
  layout({
    title: weakening ? 'This protects less. Is that agreed?' : 'Set this value?',
    caption: value.words,
    frame: screen.frame,
    shape: 'thought',
    backHref: `/local-policy/${value.slug}/set`,
    content: html`${weakening !== null && warningText({ text: weakening })}
      ${summaryList({
        rows: [
          { key: { text: 'Now' }, value: { text: settingWords(value.now) } },
          { key: { text: 'New' }, value: { text: settingWords(typed.value) } },
          { key: { text: 'From' }, value: { text: formatWhen(typed.fromAt, screen.now) } },
          { key: { text: 'Reason' }, value: { text: typed.reason } },
        ],
      })}
      <p class="govuk-body">What is met or late already does not move.</p>
      ${form(
        screen,
        html`${Object.entries(answers).map(([name, text]) => fields.has(name) && html`<input type="hidden" name="${name}" value="${text}">`)}
        <input type="hidden" name="confirmed" value="yes">
        ${button({ text: weakening ? 'Set it all the same' : 'Set it', classes: weakening ? 'govuk-button--warning' : '', preventDoubleClick: true })}`,
      )}`,
  })

const fields = new Set<string>(['value', 'from', 'fromDay', 'fromTime', 'reason'])
