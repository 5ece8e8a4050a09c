import { insetText } from '../../../design/components/inset-text.ts'
import { table } from '../../../design/components/table.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { type Html, html } from '../../../platform/html.ts'
import { differences, levels, matrix, objects, shownClasses } from '../model/matrix.ts'

type RolesPage = { screen: Screen; nameOf: (role: string) => string; isSupervisor: boolean }

/** Who sees what of a case that they were let in to: the table by which this product opens things. */
export const rolesPage = ({ screen, nameOf, isSupervisor }: RolesPage): Html =>
  layout({
    title: 'Who may see what',
    frame: screen.frame,
    shape: 'board',
    breadcrumbs: [{ text: 'My cases', href: '/boards/mine' }, { text: 'Who may see what' }],
    ...(isSupervisor && {
      titleActions: html`<a class="govuk-link" href="/access/people">What each person can see</a>`,
    }),
    content: html`${insetText({
      text: 'Nobody sees a case without being let in to it by name, by a team, for a task or by a referral. This table says what of it they then see. A conflict of interest closes all of it.',
    })}
      <ul class="govuk-list">${Object.entries(levels).map(([letter, words]) => html`<li><strong>${letter}</strong>: ${words}</li>`)}</ul>
      <div class="wm-figure__scroll" tabindex="0" role="region" aria-label="Roles and what they see">${table({
        caption: 'Roles and what they see of a case',
        captionClasses: 'govuk-visually-hidden',
        firstCellIsHeader: true,
        head: [{ text: 'Who' }, ...shownClasses.map((name) => ({ text: objects[name].label }))],
        rows: matrix.map(({ label, roles, sees }) => [
          { text: html`${label}<br><span class="wm-quiet">${roles.map(nameOf).join(', ')}</span>` },
          ...shownClasses.map((name) => ({
            text: html`<abbr title="${levels[sees[name]]}">${sees[name]}</abbr>`,
          })),
        ]),
      })}</div>
      <p class="govuk-body">Whoever leads a case sees the whole of it, whatever their role. Whoever owns a duty sees what raised it. Administrators, auditors and whoever counts see nothing of any case.</p>
      <h2 class="govuk-heading-m">Where this differs from the model</h2>
      <ul class="govuk-list govuk-list--bullet">${differences.map(
        ({ roles, object, model, here, because }) =>
          html`<li><strong>${roles}: ${lower(objects[object].label)}.</strong> Here: ${lower(levels[here])}. In the model: ${lower(levels[model])}. ${because}.</li>`,
      )}</ul>`,
  })

const lower = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`
