import { board } from '../../../design/board.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import type { Screen } from '../../../design/form.ts'
import { riskTag } from '../../../design/tags.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { type AnswersTo, answersStored, atRisk, dangers, needsIn, riskStored } from '../model/answers.ts'
import {
  answerWords,
  type Instrument,
  isAboutNeeds,
  itemsOf,
  type Question,
  questionsOf,
  readInstrument,
  saysSo,
} from '../model/instrument.ts'
import { type Need, needs } from '../model/needs.ts'
import type { AssessmentShown } from '../store/instruments.ts'

type Page = AssessmentShown & { screen: Screen; top: CaseTop; doorAt: number }

const line = (key: string, text: Html | string) => ({ key: { text: key }, value: { text } })

/** What was asked and answered, beside the times before: as it was said, and without a number that decides. */
export const assessmentPage = ({ screen, top, doorAt, own, before }: Page): Html => {
  const here = `/cases/${top.caseId}/risk`
  const instrument = instrumentOf(own.questions)
  const times = [own, ...before].map((each) => ({ at: each.doneAt, answers: answersStored(each.answers) }))
  const [{ answers } = { answers: {} }] = times
  const riskTo = riskStored(own.riskTo)
  const isNeeds = isAboutNeeds(instrument)
  return caseLayout({
    ...{ screen, top, part: 'risk', title: `${own.title}, ${formatDay(own.doneAt, screen.now)}` },
    trail: [{ text: 'Risk', href: here }],
    content: html`<p class="govuk-body">${saidInWords(instrument, answers)}</p>
      ${own.count !== null && own.count >= doorAt && warningText({ text: `${own.count} “yes” answers of 24: the conference is to be asked, whatever the level (local threshold ${doorAt}).` })}
      ${own.count !== null && html`<p class="govuk-body">${own.count} of 24 answered “yes”. A number informs and never decides: people of whom few were answered so have been killed.</p>`}
      ${isNeeds ? leadsTo(needsIn(instrument, answers), top) : isSo(instrument, answers)}
      ${summaryList({
        rows: [
          line('For', own.personName),
          line('By', `${own.doneByName}, ${own.agencyName}, ${formatWhen(own.doneAt, screen.now)}`),
          line('Asked', own.asked),
          line('Alone with whoever asked', own.alone),
          line('Interpreter', own.interpreter ?? 'None'),
          own.level !== null &&
            line(
              'Level decided',
              html`${riskTag(own.level)} ${own.proposal === 'waiting' ? 'proposed, waits for a second person' : ''}`,
            ),
          own.reasons !== null && line('Reasons', own.reasons),
          own.reasons !== null &&
            line('Their own view', own.victimView ?? `Not asked: ${own.victimViewNotAsked ?? ''}`),
        ],
      })}
      ${
        !isNeeds &&
        html`<h2 class="govuk-heading-m">Who may come to harm</h2>
      ${summaryList({ rows: Object.entries(atRisk).map(([who, name]) => line(name, dangerWords(riskTo[who]))) })}`
      }
      <h2 class="govuk-heading-m">Answers</h2>
      ${before.length > 0 && html`<p class="govuk-body">Beside ${formatCount(before.length, 'time')} before, with the same questions for the same person.</p>`}
      ${instrument.sections.map(({ title, items }) =>
        table(
          title,
          items.flatMap(({ opens, ...item }) => [
            { item, isFollowUp: false },
            ...(opens?.items ?? [])
              .filter(({ id }) => times.some((time) => id in time.answers))
              .map((each) => ({ item: each, isFollowUp: true })),
          ]),
          { times, now: screen.now },
        ),
      )}
      <p class="govuk-body">${instrument.owner}.</p>`,
  })
}

/** What each need leads to; a part that the reader may not open is named and not linked. */
const leadsTo = (found: readonly Need[], { caseId, pages }: CaseTop): Html => {
  const page = (part: string) => pages.find((each) => each.part === part)
  const linked = (part: string) =>
    page(part) && html`<a class="govuk-link" href="/cases/${caseId}/${part}">${page(part)?.text}</a>`
  if (found.length === 0) return html`<p class="govuk-body">No need was named.</p>`
  return html`<h2 class="govuk-heading-m">What they need, and what it leads to</h2>
    <ul class="govuk-list govuk-list--bullet">${found.map((code) => html`<li><strong>${needs[code].name}</strong>: ${needs[code].leads}. ${linked(needs[code].part)}</li>`)}</ul>
    <p class="govuk-body">None of it raises or lowers a level. The menu of interventions names what answers each need${page('interventions') ? html`: ${linked('interventions')}` : '.'}</p>`
}

/** What weighs comes first: each answer that says that it is so, with the words. */
const isSo = (instrument: Instrument, answers: AnswersTo): Html | undefined => {
  const so = questionsOf(instrument).filter(({ id }) => saysSo.has(answers[id]?.answer ?? ''))
  if (so.length === 0) return undefined
  return html`<h2 class="govuk-heading-m">What is so</h2>
    <ul class="govuk-list govuk-list--bullet">${so.map(({ id, text }) => html`<li>${text} ${answered(answers[id])}</li>`)}</ul>`
}

/** Kept as it was asked, so that it can always be read again. */
const instrumentOf = (questions: unknown): Instrument => {
  const read = readInstrument(JSON.stringify(questions))
  if ('problems' in read) throw new Error(`An assessment holds no instrument: ${read.problems.join('; ')}`)
  return read.instrument
}

const dangerWords = (danger: string | undefined): string =>
  Object.entries(dangers).find(([code]) => code === danger)?.[1] ?? 'Not known'

const saidInWords = (instrument: Instrument, answers: AnswersTo): string => {
  const items = itemsOf(instrument)
  const given = (which: (answer: string) => boolean) =>
    items.filter(({ id }) => which(answers[id]?.answer ?? 'not asked')).length
  const asked = items.length - given((answer) => answer === 'not asked')
  return `Of ${formatCount(items.length, 'question')}, ${asked} asked: ${given((answer) => saysSo.has(answer))} answered that it is so, ${given((answer) => answer === 'no' || answer === 'never')} that it is not, ${given((answer) => answer === 'not known' || answer === 'not said')} not known or not said.`
}

type Time = { at: Date; answers: AnswersTo }
type Row = { item: Question; isFollowUp: boolean }
const table = (title: string, rows: readonly Row[], { times, now }: { times: readonly Time[]; now: Date }): Html =>
  html`<h3 class="govuk-heading-s">${title}</h3>${board({
    caption: title,
    isCaptionHidden: true,
    says: `${formatCount(rows.length, 'question')}.`,
    empty: 'No question.',
    rows,
    columns: [
      { head: 'Question', cell: ({ item, isFollowUp }) => `${isFollowUp ? 'Asked on: ' : ''}${item.text}` },
      ...times.map(({ at, answers }) => ({
        head: formatDay(at, now),
        cell: ({ item }: Row) => answered(answers[item.id]),
      })),
    ],
  })}`

const answered = (given: AnswersTo[string] | undefined): Html => {
  const answer = given?.answer ?? 'not asked'
  const words = answerWords[answer] ?? answer
  return html`${saysSo.has(answer) ? html`<strong>${words}</strong>` : words}${given?.comment && html`<br>${given.comment}`}`
}
