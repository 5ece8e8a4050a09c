import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Report } from '../model/list.ts'

export const indexPage = ({ screen, reports }: { screen: Screen; reports: readonly Report[] }): Html =>
  layout({
    title: 'Reports',
    frame: screen.frame,
    breadcrumbs: [{ text: 'Reports' }],
    content: html`<p class="govuk-body">Counts over cases, never a case. Nobody can be picked out: counts are to the nearest five, and small ones are hidden.</p>
      <ul class="govuk-list govuk-list--spaced">${reports.map(
        ({ name, title, asks }) => html`<li><a class="govuk-link" href="/reports/${name}">${title}</a><br>${asks}</li>`,
      )}</ul>
      <h2 class="govuk-heading-m">What people may expect, and whom they may ring</h2>
      <ul class="govuk-list">
        <li><a class="govuk-link" href="/feedback/standard">The standard of service</a></li>
        <li><a class="govuk-link" href="/helplines">Helplines</a></li>
      </ul>`,
  })
