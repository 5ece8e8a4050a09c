import { button } from '../../../design/components/button.ts'
import { form } from '../../../design/form.ts'
import { formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { caseLayout } from '../../cases/index.ts'
import { area, entryLabel } from '../../entries/index.ts'
import type { DutyEntry } from '../store.ts'
import { type AnswerPage, trailOf, whenDone } from './done.ts'

/** One review answers every change that it is named for. */
export const planReviewedPage = ({
  screen,
  top,
  duty,
  entries,
  answers,
  errors,
}: AnswerPage & { entries: readonly DutyEntry[] }): Html =>
  caseLayout({
    ...{ screen, top, part: 'duties', title: 'Safety plan reviewed', caption: duty.task, errors: errors?.list },
    trail: trailOf({ top, duty }),
    content: form(
      screen,
      html`<h2 class="govuk-heading-s">This review answers</h2>
        <ul class="govuk-list govuk-list--bullet">${entries
          .filter(({ id }) => duty.reasons.includes(id))
          .map(
            ({ type, happenedFrom }) => html`<li>${entryLabel(type)}, ${formatWhen(happenedFrom, screen.now)}</li>`,
          )}</ul>
        ${area('what', 'For each: what was looked at, and what changes in the plan', { answers, errors }, 'Write "no change" and why, where nothing changes', '6')}
        ${whenDone({ answers, errors })}
        ${button({ text: 'Save: plan reviewed', preventDoubleClick: true })}`,
    ),
  })
