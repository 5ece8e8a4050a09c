import { button } from '../../../design/components/button.ts'
import { details } from '../../../design/components/details.ts'
import { fileUpload } from '../../../design/components/file-upload.ts'
import { input } from '../../../design/components/input.ts'
import { textarea } from '../../../design/components/textarea.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'

type Index = Shown<{ text: string; file: string; day0: string }> & { screen: Screen }

export const indexPage = ({ screen, answers = {}, errors }: Index): Html =>
  layout({
    title: 'Replay a chronology',
    frame: screen.frame,
    errors: errors?.list,
    content: html`<p class="govuk-body">Bring the dated chronology of a review or of an agency’s records. The rules of each day are run over it, and you see what would have been
        due, to whom, why, and where no record was found. Nothing that you bring is kept.</p>
      <p class="govuk-body"><strong>This is no finding of law.</strong> A chronology tells a part only. The result never says that a law was broken or that a death would have
        been prevented: people who know the whole decide that.</p>
      ${form(
        screen,
        html`${fileUpload({ name: 'file', label: { text: 'File' }, hint: { text: 'A .json file of at most 8 MB' }, errorMessage: errors?.byField.file })}
        ${textarea({ name: 'text', label: { text: 'Or its text' }, rows: 8, spellcheck: false, value: answers.text, errorMessage: errors?.byField.text })}
        ${input({
          name: 'day0',
          label: { text: 'Day 0 (optional)' },
          hint: {
            text: 'Where the file counts days from a day that it calls D0, and somebody knows that day. Such as 4/6/2016',
          },
          classes: 'govuk-input--width-10',
          value: answers.day0,
          errorMessage: errors?.byField.day0,
        })}
        ${button({ text: 'Replay', preventDoubleClick: true })}`,
        { isUpload: true },
      )}
      ${details({ summaryText: 'What the file looks like', text: shape })}`,
  })

const shape = html`<p class="govuk-body">One object with a list <code>events</code>. Each event has a <code>date</code>, its <code>precision</code> (day, month, year, approx, relative), a <code>type</code>,
  and, where known, <code>by</code> whom and <code>what</code> happened:</p>
  <pre class="govuk-body"><code>{ "title": "An invented case",
  "events": [
    { "date": "2026-12-24", "precision": "day",
      "type": "arrest", "by": "police",
      "what": "arrested for assault" } ] }</code></pre>`
