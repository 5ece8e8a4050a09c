import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Entry, Version } from '../model/index.ts'
import { inForce, mark } from './index.ts'

export const rulePage = ({ screen, entry, mayCheck }: { screen: Screen; entry: Entry; mayCheck: boolean }): Html =>
  layout({
    title: entry.shown.task,
    caption: entry.id,
    frame: screen.frame,
    breadcrumbs: [{ text: 'Rulebook', href: '/rulebook' }, { text: entry.id }],
    content: html`<p class="govuk-body">${formatCount(entry.versions.length, 'version')}, the newest first. A duty keeps the version that was in force
      when its cause happened.</p>
      ${entry.versions.map((version) => section(entry.id, version, mayCheck))}
      ${insetText({ text: 'This page shows the rule that Waymark follows and where it comes from. It is not advice, and it does not say whether a law was kept.' })}`,
  })

const section = (id: string, version: Version, mayCheck: boolean): Html =>
  html`<section id="version-${version.version}" aria-labelledby="title-${version.version}">
    <h2 class="govuk-heading-m" id="title-${version.version}">Version ${version.version}, ${inForce(version)} ${mark(version)}</h2>
    ${version.isUnverified && warningText({ text: 'Unverified. The source leaves doubt and no named person has checked it yet. Work to it, and ask before you rely on it.' })}
    ${summaryList({
      rows: [
        { key: { text: 'Must be done' }, value: { text: version.task } },
        { key: { text: 'Who must' }, value: { text: version.whoMust } },
        { key: { text: 'Owed' }, value: { text: version.owedTo } },
        { key: { text: 'By when, in law' }, value: { text: version.law ?? 'No time in law' } },
        version.withoutEnhanced !== null && {
          key: { text: 'Without enhanced rights' },
          value: { text: version.withoutEnhanced },
        },
        { key: { text: 'By when, for safety' }, value: { text: version.safety ?? 'No safety clock' } },
        { key: { text: 'Comes up' }, value: { text: list(version.comesUp) } },
        { key: { text: 'Is met by' }, value: { text: version.metBy } },
        {
          key: { text: 'Source' },
          value: {
            text: html`<a class="govuk-link" href="${version.source.url}" rel="noreferrer noopener">${version.source.title}</a>, ${version.source.section}`,
          },
        },
        { key: { text: 'How sure' }, value: { text: sure[version.confidence] } },
        version.lengthens !== null && { key: { text: 'Gives longer than before' }, value: { text: version.lengthens } },
        { key: { text: 'Code' }, value: { text: version.code } },
      ],
    })}
    ${examples(version)} ${checked(version)}
    ${mayCheck && button({ text: `Record a check of version ${version.version}`, href: `/rulebook/${id}/${version.version}/check`, classes: 'govuk-button--secondary' })}
  </section>`

const sure: Record<Version['confidence'], string> = {
  HIGH: 'High: read in an official or near-official copy, or settled law',
  MEDIUM: 'Medium: own knowledge or a second-hand source',
  UNCERTAIN: 'Uncertain: a named person must check it',
}

const list = (sentences: readonly string[]): Html =>
  html`<ul class="govuk-list govuk-list--bullet">${sentences.map((each) => html`<li>${each}</li>`)}</ul>`

const at = (local: string | undefined): string =>
  local === undefined ? '–' : `${formatDay(local.slice(0, 10))}${local.length > 10 ? `, ${local.slice(11, 16)}` : ''}`

type Example = Version['examples'][number]
const examples = ({ examples: all, version }: Version): Html =>
  board<Example>({
    caption: `Worked examples, version ${version}`,
    says: `${formatCount(all.length, 'date')} worked out by hand from the source. The clocks must agree with them.`,
    empty: 'No example is given.',
    rows: all,
    columns: [
      { head: 'Example', cell: ({ because }) => because },
      { head: 'Happened', cell: ({ happened }) => at(happened) },
      { head: 'Received', cell: ({ received }) => at(received) },
      { head: 'Date named', cell: ({ named }) => at(named) },
      { head: 'Level', cell: ({ grade }) => grade ?? '–' },
      { head: 'Law: by', cell: ({ statutoryDue }) => at(statutoryDue) },
      { head: 'Safety: by', cell: ({ safetyDue }) => at(safetyDue) },
      { head: 'Comes up', cell: ({ raised }) => raised?.map(at).join('; ') ?? 'at once' },
    ],
  })

type Check = Version['checks'][number]
const checked = ({ checks, version }: Version): Html =>
  board<Check>({
    caption: `Checks of version ${version}`,
    says: `${formatCount(checks.length, 'check')} by named people, the latest first.`,
    empty: 'Nobody has recorded a check of this version.',
    rows: checks,
    columns: [
      { head: 'Who', cell: ({ by, agency }) => `${by}, ${agency}` },
      { head: 'When', cell: ({ on }) => formatDay(on) },
      { head: 'What they read', cell: ({ evidence }) => evidence },
    ],
  })
