import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { form, type Screen } from '../../../design/form.ts'
import { formatTime, formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, fieldsOf } from '../../cases/index.ts'
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

const question = (screen: Screen, shown: ReviewPage['shown']): Html => {
  const { oneOf, area } = fieldsOf(shown)
  return form(
    screen,
    html`${oneOf('outcome', 'Was it justified?', [
      { value: 'justified', text: 'Yes: somebody was in danger, and there was no other way in time' },
      { value: 'not justified', text: 'No' },
    ])}
      ${area('follows', 'What follows from it', { hint: 'Needed where it was not justified: who deals with it now' })}
      ${button({ text: 'Save', preventDoubleClick: true })}`,
  )
}
