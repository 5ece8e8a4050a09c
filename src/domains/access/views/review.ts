import { button } from '../../../design/components/button.ts'
import { radios } from '../../../design/components/radios.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { textarea } from '../../../design/components/textarea.ts'
import { form, type Screen } from '../../../design/form.ts'
import { formatTime, formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { dangerWords } from '../model/emergency.ts'
import type { EmergencyLook } from '../store/emergency.ts'

type ReviewPage = {
  screen: Screen
  top: CaseTop
  look: EmergencyLook
  mayReview: boolean
  shown: Shown<Record<string, string | undefined>>
}

/** One use of emergency access: what was said for it, and whether somebody else found it justified. */
export const reviewPage = ({ screen, top, look, mayReview, shown }: ReviewPage): Html =>
  caseLayout({
    ...{ screen, top, part: 'team', title: 'Emergency access', errors: shown.errors?.list },
    trail: [{ text: 'Who can see this case, and why', href: `/cases/${top.caseId}/access` }],
    content: html`${summaryList({
      rows: [
        row('Who', `${look.name}, ${look.role}, ${look.agency}`),
        row(
          'When',
          `${formatWhen(look.openedAt, screen.now)} to ${formatTime(look.endedAt ?? look.untilAt ?? look.openedAt)}`,
        ),
        row('Why', `${dangerWords(look.pick)}. ${look.said}`),
        row('Looked at by', look.reviewedByName ?? `${look.reviewer ?? 'a supervisor'}: not yet`),
        look.outcome ? row('Found', look.outcome === 'justified' ? 'Justified' : 'Not justified') : undefined,
        look.follows ? row('What follows', look.follows) : undefined,
      ],
    })}
      <p class="govuk-body"><a class="govuk-link" href="/cases/${top.caseId}/looks">What was looked at</a></p>
      ${mayReview && question(screen, shown)}`,
  })

const row = (key: string, text: string) => ({ key: { text: key }, value: { text } })

const question = (screen: Screen, { answers = {}, errors }: ReviewPage['shown']): Html =>
  form(
    screen,
    html`${radios({
      name: 'outcome',
      fieldset: { legend: { text: 'Was it justified?', classes: 'govuk-fieldset__legend--m' } },
      value: answers.outcome,
      items: [
        { value: 'justified', text: 'Yes: somebody was in danger, and there was no other way in time' },
        { value: 'not justified', text: 'No' },
      ],
      errorMessage: errors?.byField.outcome,
    })}
      ${textarea({
        name: 'follows',
        label: { text: 'What follows from it' },
        hint: { text: 'Needed where it was not justified: who deals with it now' },
        value: answers.follows,
        rows: '3',
        errorMessage: errors?.byField.follows,
      })}
      ${button({ text: 'Save', preventDoubleClick: true })}`,
  )
