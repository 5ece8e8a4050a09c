import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { table } from '../../../design/components/table.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { kindWords } from '../model/sight.ts'
import type { Use } from '../store/emergency.ts'
import type { CaseInSight } from '../store/sight.ts'

type PersonPage = {
  screen: Screen
  person: { id: string; name: string; role: string; supervisor: string | null }
  teams: readonly string[]
  cases: readonly CaseInSight[]
  use: Use | undefined
  isSelf: boolean
}

/** What one person can see: numbers by how they were let in, and a case by its reference only where the reader sees it too. */
export const personPage = ({ screen, person, teams, cases, use, isSelf }: PersonPage): Html =>
  layout({
    title: `What ${person.name} can see`,
    caption: person.role,
    frame: screen.frame,
    breadcrumbs: [
      { text: 'Who may see what', href: '/access/roles' },
      { text: 'What each person can see', href: '/access/people' },
      { text: person.name },
    ],
    content: html`${summaryList({
      rows: [
        { key: { text: 'Role' }, value: { text: person.role } },
        { key: { text: 'Supervisor' }, value: { text: person.supervisor ?? 'Nobody' } },
        { key: { text: 'Teams' }, value: { text: teams.join(', ') || 'In no team' } },
      ],
    })}
      <h2 class="govuk-heading-m">Cases</h2>
      ${counts(cases)}
      ${yours(cases)}
      <h2 class="govuk-heading-m">Emergency access</h2>
      <p class="govuk-body">In the last 24 hours: ${formatCount(use?.opened ?? 0, 'case')} opened, ${use?.tries ?? 0} tried. ${(use?.words ?? 0) > 0 ? 'A supervisor’s word for once more is given.' : ''}</p>
      ${
        !isSelf &&
        form(screen, button({ text: 'Let them use it once more today', classes: 'govuk-button--secondary' }), {
          action: `/access/people/${person.id}/once-more`,
        })
      }`,
  })

const counts = (cases: readonly CaseInSight[]): Html => {
  const byKind = [...Map.groupBy(cases, ({ kind }) => kind)]
  if (byKind.length === 0) return html`<p class="govuk-body">No case.</p>`
  return table({
    caption: 'Cases by how they were let in',
    captionClasses: 'govuk-visually-hidden',
    firstCellIsHeader: true,
    head: [{ text: 'How' }, { text: 'Cases', format: 'numeric' }],
    rows: byKind.map(([kind, all]) => [{ text: kindWords(kind) }, { text: String(all.length), format: 'numeric' }]),
  })
}

const yours = (cases: readonly CaseInSight[]): Html => {
  const both = [
    ...new Map(
      cases.flatMap((each) => (each.caseId && each.reference ? [[each.caseId, each.reference] as const] : [])),
    ),
  ]
  if (both.length === 0) return html`<p class="govuk-body">None of them is a case that you see.</p>`
  return html`<p class="govuk-body">You see these of them too:</p>
    <ul class="govuk-list govuk-list--bullet">${both.map(([id, reference]) => html`<li><a class="govuk-link" href="/cases/${id}/access">${reference}</a></li>`)}</ul>`
}
