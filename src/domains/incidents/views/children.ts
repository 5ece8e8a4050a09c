import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import type { Screen } from '../../../design/form.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatDay, formatWhen, londonDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, type Fields, nothingOf, optionsOf } from '../../cases/index.ts'
import { knownAge } from '../../people/index.ts'
import { aboutField, effectWords, exposureField, exposures, harmWords } from '../model/children.ts'
import type { AnswerRow, ChildRow, EffectRow, ExposureRow, NoticeRow } from '../store/children.ts'

/** For each child of the case: were they there, and how. */
export const childFields = (
  people: readonly { id: string; name: string; role: string }[],
  { chosen }: Pick<Fields, 'chosen'>,
): Html => {
  const children = people.filter(({ role }) => role === 'child')
  return html`${children.map(({ id, name }) =>
    chosen(exposureField(id), `Was ${name} there?`, optionsOf(exposures), {
      hint: 'A child who sees, hears or feels it is a victim too. Leave it when the child was not there',
    }),
  )}`
}

/** Which children it is about; nothing where the case has none. */
export const aboutChildren = (
  people: readonly { id: string; name: string; role: string }[],
  { ticks }: Pick<Fields, 'ticks'>,
  hint?: string,
): Html | false => {
  const children = people.filter(({ role }) => role === 'child')
  return (
    children.length > 0 &&
    ticks(
      aboutField(children[0]?.id ?? ''),
      'Which children is it about?',
      children.map(({ id, name }) => ({ value: aboutField(id), text: name })),
      hint,
    )
  )
}

export type ChildrenPage = {
  screen: Screen
  top: CaseTop
  children: readonly ChildRow[]
  exposed: readonly ExposureRow[]
  notices: readonly NoticeRow[]
  answers: readonly AnswerRow[]
  effects: readonly EffectRow[]
  /** Exposures of the same child within so many months ask for another assessment. */
  months: number
  since: string
  mayWrite: boolean
}

/** Each child of the case: how they were part of it, who was told, whether anybody asked, and what is seen in them. */
export const childrenPage = (page: ChildrenPage): Html => {
  const { screen, top, children, mayWrite } = page
  const here = `/cases/${top.caseId}/incidents/children`
  return caseLayout({
    ...{ screen, top, part: 'incidents', title: 'Children' },
    trail: [{ text: 'Incidents', href: `/cases/${top.caseId}/incidents` }],
    titleActions:
      mayWrite && children.length > 0
        ? html`${button({ text: 'Children’s services were told', href: `${here}/told/services` })} ${button({ text: 'A school was told', href: `${here}/told/school`, classes: 'govuk-button--secondary' })}`
        : undefined,
    content: html`<p class="govuk-body">${formatCount(children.length, 'child', 'children')} in this case. A child who sees, hears or feels it is a victim too.</p>
      ${
        children.length === 0 &&
        insetText({
          text: html`No child is recorded on this case. Who told of a child, or saw one, <a class="govuk-link" href="/cases/${top.caseId}/people/new">adds the child first</a>, by what is known, such as "girl of about 4". ${mayWrite && html`<a class="govuk-link" href="${here}/none">There is no child</a>`}`,
        })
      }
      ${children.map((child) => card(page, child))}`,
  })
}

const card = (page: ChildrenPage, child: ChildRow): Html => {
  const { screen, top, months, since, mayWrite } = page
  const { id, name, school } = child
  const here = `/cases/${top.caseId}/incidents/children`
  const of = <Row extends { childId: string }>(rows: readonly Row[]): Row[] =>
    rows.filter(({ childId }) => childId === id)
  const [exposed, notices, answers, effects] = [of(page.exposed), of(page.notices), of(page.answers), of(page.effects)]
  const days = new Set(exposed.map(({ happenedFrom }) => londonDay(happenedFrom)).filter((day) => day >= since))
  const none = (words: string) => nothingOf(top, 'incidents', words)
  const last = exposed[0]?.happenedFrom
  const isAsked = notices.some(({ asksAgain, toldAt }) => asksAgain && last !== undefined && toldAt >= last)
  const row = (key: string, value: Html | string) => ({ key: { text: key }, value: { text: value } })
  const [latest] = answers
  const told = (kind: string) =>
    lines(
      top,
      notices.filter((notice) => notice.kind === kind).map((each) => noticeWords(page, each)),
    )
  return html`<section aria-labelledby="c-${id}">
    <h2 class="govuk-heading-m" id="c-${id}">${name}</h2>
    ${days.size > 1 && !isAsked && html`<p class="govuk-body">${stateTag('soon', `${days.size} times in ${months} months: ask for another assessment`)}</p>`}
    ${summaryList({
      rows: [
        row('Age', ageWords(child, londonDay(screen.now))),
        row('School', school ?? 'Not known'),
        row(
          'Was part of it',
          lines(
            top,
            exposed.map(
              (each) =>
                html`<a class="govuk-link" href="/cases/${top.caseId}/entries/${each.entryId}">${formatDay(each.happenedFrom, screen.now)}</a>: ${each.how}`,
            ),
          ) ?? none('Nothing is recorded.'),
        ),
        row('Harmed themselves?', latest ? html`${harmLine(latest, screen.now)}` : none('Nobody has answered yet.')),
        row('Children’s services', told('services') ?? none('Nobody is recorded as told.')),
        row('School told', told('school') ?? none('No school is recorded as told.')),
        row(
          'Seen since',
          lines(
            top,
            effects.map(
              ({ kind, seenOn, seenBy, what }) =>
                html`${formatDay(seenOn, screen.now)}, ${kindWord(kind)}: ${what ?? ''} (${seenBy})`,
            ),
          ) ?? none('Nothing is recorded.'),
        ),
      ],
    })}
    ${
      mayWrite &&
      html`<ul class="govuk-list">
      <li><a class="govuk-link" href="${here}/${id}/asked">${latest ? 'Ask again' : 'Answer'} whether they are harmed themselves<span class="govuk-visually-hidden">: ${name}</span></a></li>
      <li><a class="govuk-link" href="${here}/${id}/effect">Record what is seen in them<span class="govuk-visually-hidden">: ${name}</span></a></li>
    </ul>`
    }
  </section>`
}

const mostShown = 10
/** The latest of them; the others stand in the timeline, which has pages. */
const lines = ({ caseId }: CaseTop, all: readonly Html[]): Html | undefined =>
  all.length === 0
    ? undefined
    : html`<ul class="govuk-list">${all.slice(0, mostShown).map((one) => html`<li>${one}</li>`)}${
        all.length > mostShown &&
        html`<li><a class="govuk-link" href="/cases/${caseId}/entries">${formatCount(all.length - mostShown, 'earlier one', 'earlier ones')}, in the timeline</a></li>`
      }</ul>`

const kindWord = (kind: string): string =>
  (kind === 'inward' ? effectWords.inward : effectWords.outward).split(':')[0] ?? kind

const harmLine = ({ answer, what, recordedAt, recordedBy }: AnswerRow, now: Date): string => {
  const [word] = Object.entries(harmWords).flatMap(([code, text]) => (code === answer ? [text] : []))
  return `${word ?? answer}${what ? `: ${what}` : ''} (${recordedBy}, ${formatWhen(recordedAt, now)})`
}

const noticeWords = ({ screen, top, mayWrite }: ChildrenPage, notice: NoticeRow): Html => {
  const { id, toldWho, toldAt, reference, isHomeEducated, asksAgain, acknowledgedAt, type, what, voice } = notice
  const isReferral = type === 'referrals.sent'
  return html`${formatWhen(toldAt, screen.now)}: ${toldWho}${reference !== null && `, reference ${reference}`}${isReferral && ', by referral'}${isHomeEducated && ', home-educated: the council told'}${asksAgain && ', asked to assess again'}. ${
    acknowledgedAt
      ? `They said on ${formatWhen(acknowledgedAt, screen.now)} that they have it.`
      : 'Nobody has said yet that they have it.'
  } ${what !== null && !isReferral && html`Passed on: ${what}.`} ${voice !== null && html`In the child’s words: ${voice}.`}
    ${!acknowledgedAt && !isReferral && mayWrite && html`<a class="govuk-link" href="/cases/${top.caseId}/incidents/children/notices/${id}/acknowledged">They have it<span class="govuk-visually-hidden">: ${toldWho}</span></a>`}`
}

const ageWords = (child: ChildRow, today: string): string => {
  const age = knownAge(child, today)
  if (age === null) return 'Not known'
  return child.bornOn ? `${age}, born ${formatDay(child.bornOn)}` : `About ${age} when entered`
}
