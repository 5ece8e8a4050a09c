import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatTime, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { dangerWords } from '../model/emergency.ts'
import { kindWords } from '../model/sight.ts'
import type { EmergencyLook } from '../store/emergency.ts'
import type { SeenThrough } from '../store/sight.ts'

type AccessPage = {
  screen: Screen
  top: CaseTop
  people: readonly SeenThrough[]
  looks: readonly EmergencyLook[]
  actorId: string
  isEmergency: boolean
  mayReview: boolean
}

/** Each person who can see this case, through which grant; why the reader can; and every use of emergency access. */
export const accessPage = ({ screen, top, people, looks, actorId, isEmergency }: AccessPage): Html => {
  const mine = people.filter(({ id }) => id === actorId)
  const everybody = [...Map.groupBy(people, ({ id }) => id).values()]
  return caseLayout({
    ...{ screen, top, part: 'team', title: 'Who can see this case, and why', shape: 'board' },
    trail: [{ text: 'Who can see it', href: `/cases/${top.caseId}/team` }],
    content: html`<h2 class="govuk-heading-m">Why you can see it</h2>
      ${insetText({ text: html`${mine.map((each) => html`<p class="govuk-body">${whyWords(each, screen.now)}</p>`)}` })}
      ${board({
        caption: 'Who can see this case',
        says: `${formatCount(everybody.length, 'person', 'people')} can see this case now. A team is shown as the people in it.`,
        empty: 'Nobody can see this case.',
        rows: everybody,
        columns: [
          {
            head: 'Who',
            cell: ([first]) => first && html`${first.name}<br><span class="wm-quiet">${first.role}</span>`,
          },
          { head: 'Agency', cell: ([first]) => first?.agency },
          {
            head: 'How, and why',
            cell: (ways) => html`<ul>${ways.map((each) => html`<li>${wayOf(each, screen.now)}</li>`)}</ul>`,
          },
        ],
      })}
      ${!isEmergency && html`<p class="govuk-body"><a class="govuk-link" href="/cases/${top.caseId}/team">Let somebody see it, or end it</a></p>`}
      ${looks.length > 0 && emergencies(screen, top, looks, actorId)}`,
  })
}

/** One way in: through what, why, who let them in, and for how long. */
const wayOf = (way: SeenThrough, now: Date): Html => {
  const { kind, team, reason, grantedBy, grantedAt, untilAt } = way
  const named = kind === 'emergency' ? stateTag('late', kindWords(kind)) : kindWords(kind)
  return html`${named}${team ? `: ${team}` : ''}. ${reason}<br><span class="wm-quiet">Let in by ${grantedBy}, ${formatWhen(grantedAt, now)}${untilAt ? `, until ${formatWhen(untilAt, now)}` : ', no end set'}</span>`
}

const whyWords = ({ kind, team, reason, grantedBy, grantedAt, untilAt }: SeenThrough, now: Date): string =>
  `${kindWords(kind)}${team ? ` (${team})` : ''}: ${reason}. Let in by ${grantedBy}, ${formatWhen(grantedAt, now)}${untilAt ? `, until ${formatWhen(untilAt, now)}` : ''}.`

const emergencies = (screen: Screen, top: CaseTop, looks: readonly EmergencyLook[], actorId: string): Html =>
  html`<h2 class="govuk-heading-m">Emergency access</h2>
    <ul class="govuk-list govuk-list--spaced">${looks.map(
      (
        look,
      ) => html`<li>${stateOf(look)} ${look.name}, ${look.agency}, ${formatWhen(look.openedAt, screen.now)}: ${dangerWords(look.pick)}. ${look.said}
        <a class="govuk-link" href="/cases/${top.caseId}/access/emergency/${look.id}">${look.outcome ? 'What was found' : 'Look at it'}<span class="govuk-visually-hidden"> (${look.name}, ${formatWhen(look.openedAt, screen.now)})</span></a>
        ${isRunning(look) && mayEnd(look, top, actorId) && form(screen, button({ text: html`End it now<span class="govuk-visually-hidden"> (${look.name})</span>`, classes: 'govuk-button--warning' }), { action: `/cases/${top.caseId}/access/emergency/${look.id}/end` })}</li>`,
    )}</ul>`

const isRunning = ({ endedAt, isRunning: isOpen }: EmergencyLook): boolean => endedAt === null && isOpen
const mayEnd = ({ practitionerId, reviewerId }: EmergencyLook, { owners }: CaseTop, actorId: string): boolean =>
  [practitionerId, reviewerId, ...owners.map(({ id }) => id)].includes(actorId)

const stateOf = (look: EmergencyLook): Html => {
  if (look.outcome === 'justified') return stateTag('done', 'Justified')
  if (look.outcome) return stateTag('stopped', 'Not justified')
  return isRunning(look)
    ? stateTag('late', `Open until ${look.untilAt ? formatTime(look.untilAt) : ''}`)
    : stateTag('waiting', 'Waits to be looked at')
}
