import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { textarea } from '../../../design/components/textarea.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CheckForm, type Entry, hrefOf } from '../model/index.ts'

type CheckPage = Shown<CheckForm> & { screen: Screen; entry: Entry; version: string }

export const checkPage = ({ screen, entry, version, answers = {}, errors }: CheckPage): Html =>
  layout({
    title: 'Record a check',
    caption: `${entry.id}, version ${version}`,
    frame: screen.frame,
    shape: 'thought',
    backHref: hrefOf(entry.id),
    errors: errors?.list,
    content: html`<p class="govuk-body">You say with your name that you have read the document and that this rule says what it says:
      “${entry.versions.find((each) => each.version === version)?.task ?? entry.shown.task}”.</p>
      ${form(
        screen,
        html`${input({
          name: 'on',
          label: { text: 'Day on which you checked' },
          hint: { text: 'Such as today, or 30/4/2027' },
          classes: 'govuk-input--width-10',
          value: answers.on,
          errorMessage: errors?.byField.on,
        })}
        ${textarea({
          name: 'evidence',
          label: { text: 'What you read' },
          hint: { text: 'The document, its date, the section, and what it says about who and by when' },
          value: answers.evidence,
          errorMessage: errors?.byField.evidence,
        })}
        ${button({ text: 'Record the check', preventDoubleClick: true })}`,
      )}`,
  })
