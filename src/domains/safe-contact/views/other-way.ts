import { clock } from '../../../design/clock.ts'
import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { radios } from '../../../design/components/radios.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { textarea } from '../../../design/components/textarea.ts'
import { form } from '../../../design/form.ts'
import { formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Filled, otherWayChoices } from '../model/forms.ts'
import type { OtherWay } from '../store/log.ts'
import { type Page, safeContactPage } from './frame.ts'

type OtherWayPage = Page & Filled & { way: OtherWay; mayDecide: boolean; bookedFor: Date | null }

/** One question to a supervisor: how is this person told, when no safe time comes before the clock ends? */
export const otherWayPage = ({ screen, top, way, mayDecide, bookedFor, typed, errors }: OtherWayPage): Html => {
  const { now } = screen
  const shown = (at: Date | null, words: string) => ({ text: at ? formatWhen(at, now) : words })
  return safeContactPage(
    { screen, top },
    {
      title: `Another safe way to tell ${way.person}`,
      tab: 'Another safe way',
      errors,
      isThought: true,
      content: html`${summaryList({
        rows: [
          { key: { text: 'To be told' }, value: { text: way.task } },
          {
            key: { text: 'By' },
            value: { text: clock({ now, dueAt: way.safetyDueAt, lawDueAt: way.safetyDueAt ? undefined : way.dueAt }) },
          },
          { key: { text: 'Next safe time' }, value: shown(way.nextWindowAt, 'None is recorded') },
          { key: { text: 'Call booked for' }, value: shown(way.bookedFor ?? bookedFor, 'No call is booked') },
          { key: { text: 'Asked' }, value: { text: `${way.askedOfName}, ${formatWhen(way.askedAt, now)}` } },
          way.choice !== null && {
            key: { text: 'Chosen' },
            value: { text: `${way.choice}, by ${way.decidedBy ?? 'nobody'}` },
          },
          way.reason !== null && { key: { text: 'Why' }, value: { text: way.reason } },
          way.suspectWhereabouts !== null && {
            key: { text: 'Where the person reported was believed to be' },
            value: { text: way.suspectWhereabouts },
          },
        ],
      })}
    ${way.decidedAt === null && way.dutyState !== 'open' && html`<p class="govuk-body">They have been told, or it is not needed any more. Nothing is left to choose.</p>`}
    ${way.decidedAt === null && way.dutyState === 'open' && (mayDecide ? choosing({ screen, typed, errors }) : html`<p class="govuk-body">${way.askedOfName} has been asked to choose.</p>`)}`,
    },
  )
}

const choosing = ({ screen, typed, errors }: Filled & Pick<Page, 'screen'>): Html => {
  const at = errors?.byField
  return form(
    screen,
    html`${radios({ name: 'choice', fieldset: { legend: { text: 'Which way?', classes: 'govuk-fieldset__legend--m' } }, value: typed.text.choice, items: Object.entries(otherWayChoices).map(([value, text]) => ({ value, text })), errorMessage: at?.choice })}
    ${input({ name: 'suspectWhereabouts', label: { text: 'Where is the person reported believed to be, and who says so?' }, hint: { text: 'Needed for a visit' }, value: typed.text.suspectWhereabouts, errorMessage: at?.suspectWhereabouts })}
    ${textarea({ name: 'reason', label: { text: 'Why this way, and who does it' }, value: typed.text.reason, errorMessage: at?.reason })}
    ${button({ text: 'Choose this way', preventDoubleClick: true })}`,
  )
}
