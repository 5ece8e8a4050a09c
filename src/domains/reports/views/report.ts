import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { subNavigation } from '../../../design/sub-navigation.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Report } from '../model/list.ts'
import { addressOf, type Choice, type Quarter, quartersAt, type Whose } from '../model/periods.ts'
import type { ShownSection } from '../model/shown.ts'
import { listFigure, sectionFigure } from './parts.ts'

type ReportPage = {
  screen: Screen
  report: Report
  choice: Choice
  sections: readonly ShownSection[]
  below: number
  agency: string
  problem?: string | undefined
}

/** Every report's page: whose cases and which quarter, what was counted, then each heading as bars and figures. */
export const reportPage = (page: ReportPage): Html => {
  const { screen, report, choice, sections, below, problem } = page
  return layout({
    title: report.title,
    caption: `${choice.quarter.words}${choice.quarter.isOver ? '' : ', so far'}`,
    frame: screen.frame,
    shape: 'board',
    breadcrumbs: [{ text: 'Reports', href: '/reports' }, { text: report.title }],
    content: html`<p class="govuk-body">${report.asks}</p>
      ${chooseWhose(page)} ${chooseQuarter(page)}
      ${problem ? insetText({ text: problem }) : ''}
      ${sections.length === 0 && !problem ? html`<p class="govuk-body">Nothing was counted: no ${report.unit[1]} in this quarter on the cases chosen.</p>` : ''}
      ${sections.map((section, index) => figuresOf(report, section, below, index))}
      ${about(page)}
      ${
        sections.length > 0 &&
        form(screen, button({ text: 'Take out as CSV', classes: 'govuk-button--secondary' }), {
          action: addressOf(report.name, choice, screen.now),
        })
      }`,
  })
}

const figuresOf = (report: Report, section: ShownSection, below: number, index: number): Html =>
  report.isList
    ? html`${section.lines.map((line, place) => listFigure({ line, below, id: `line-${place}` }))}`
    : sectionFigure({ report, section, below, id: `section-${index}` })

const whoseWords: Record<Whose, string> = { ours: 'Cases of your agency', all: 'All cases of the partnership' }

const chooseWhose = ({ report, choice, screen }: ReportPage): Html =>
  subNavigation({
    label: 'Which cases',
    items: (['ours', 'all'] as const).map((whose) => ({
      text: whoseWords[whose],
      href: addressOf(report.name, { ...choice, whose }, screen.now),
      current: choice.whose === whose,
    })),
  })

const chooseQuarter = ({ report, choice, screen }: ReportPage): Html => {
  const others = quartersAt(screen.now, choice.whose).filter(({ key }) => key !== choice.quarter.key)
  const link = (quarter: Quarter) =>
    html`<li><a class="govuk-link" href="${addressOf(report.name, { ...choice, quarter }, screen.now)}">${quarter.words}</a></li>`
  return html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Another quarter</span></summary>
    <div class="govuk-details__text"><ul class="govuk-list">${others.map(link)}</ul></div></details>`
}

const about = ({ report, choice, below, agency }: ReportPage): Html =>
  html`<h2 class="govuk-heading-m">How this is counted</h2>
    <p class="govuk-body">${report.counts} ${
      choice.whose === 'ours'
        ? html`Counted are the cases that ${agency} opened, works on or worked on.`
        : 'Counted are all cases here, for quarters that are over.'
    } Cases that were opened in error or twice do not count.</p>
    <p class="govuk-body">Counts are to the nearest five. A count under ${below} is shown as such; where other figures would give it away, a line shows its total only, and a line with fewer than ${below} in all shows nothing else. Sums are of what is shown. Times are to a quarter of an hour, and stand only where ${below} or more went into them.</p>
    <p class="govuk-body">Source: ${report.source}.</p>`
