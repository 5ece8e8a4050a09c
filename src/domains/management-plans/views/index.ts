import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { pagesOf } from '../../entries/index.ts'
import type { Readiness } from '../actions.ts'
import { endWords } from '../model.ts'
import type { PlanRow } from '../store.ts'
import { leadOf, standingShown } from './plan.ts'
import { isAsked, readinessTable, readySentence, readyTag } from './readiness.ts'

type Page = {
  screen: Screen
  top: CaseTop
  readiness: readonly Readiness[]
  standing: readonly PlanRow[]
  looks: { rows: readonly PlanRow[]; number: number; total: number }
  isOnOtherSide: boolean
  mayWrite: boolean
}

export const indexPage = ({ screen, top, readiness, standing, looks, isOnOtherSide, mayWrite }: Page): Html => {
  const here = `/cases/${top.caseId}/management-plans`
  const { now } = screen
  return caseLayout({
    ...{ screen, top, part: 'management-plans', title: 'Before a release' },
    content: html`<p class="govuk-body">Before anybody is let out two plans must be there and current: one for the safety of whoever was harmed, and one for managing whoever is let out. It holds no release back.</p>
      ${readiness.length === 0 && html`<p class="govuk-body">Nobody is named as the person reported on this case. <a class="govuk-link" href="/cases/${top.caseId}/people">Add them</a>, and what must be there stands here.</p>`}
      ${readiness.map(
        (one) => html`<section>
          <h2 class="govuk-heading-l">${one.name}</h2>
          <p class="govuk-body">${isAsked(one) ? html`${readyTag(one)} ${readySentence(one)}` : html`${stateTag('stopped', 'No release is known')} Nobody is known here to hold ${one.name}.`}</p>
          ${readinessTable({ one, top, now, isOnOtherSide })}
          ${
            mayWrite &&
            html`<div class="govuk-button-group">${button({
              text: html`Write down a plan for managing them<span class="govuk-visually-hidden"> (${one.name})</span>`,
              href: `${here}/new?suspect=${one.id}`,
            })}</div>`
          }
          ${standing
            .filter(({ personId }) => personId === one.id)
            .map((plan) =>
              standingShown(
                plan,
                now,
                mayWrite
                  ? [
                      { text: 'Look at it again', href: `${here}/new?suspect=${one.id}` },
                      { text: 'End it', href: `${here}/${plan.id}/end` },
                    ]
                  : [],
              ),
            )}
        </section>`,
      )}
      ${standing
        .filter(({ personId }) => !readiness.some(({ id }) => id === personId))
        .map((plan) => standingShown(plan, now, mayWrite ? [{ text: 'End it', href: `${here}/${plan.id}/end` }] : []))}
      ${board({
        caption: 'Looks at plans for managing the person reported',
        says: `${formatCount(looks.total, 'look')} that you are shown, the latest first.`,
        empty: 'No look at a plan for managing the person reported is shown to you.',
        rows: looks.rows,
        pages: pagesOf(looks.total, looks.number, (to) => `${here}?page=${to}`),
        columns: [
          { head: 'Whose', cell: ({ person }) => person },
          { head: 'Who leads it', cell: leadOf },
          {
            head: 'Looked at',
            cell: ({ id, lookedOn, person }) =>
              html`<a class="govuk-link" href="${here}/${id}">${formatDay(lookedOn, now)}<span class="govuk-visually-hidden"> (${person}): what it covers</span></a>`,
          },
          { head: 'Next look', cell: ({ nextReviewOn }) => formatDay(nextReviewOn, now) },
          {
            head: 'Written by',
            cell: ({ by, agency, writtenAt }) => `${by}, ${agency}, ${formatWhen(writtenAt, now)}`,
          },
          { head: 'Where it stands', cell: (plan) => standsAs(plan, now) },
        ],
      })}`,
  })
}

/** One look as it was written down, also where a newer one stands for it. */
export const lookPage = ({ screen, top, plan }: Pick<Page, 'screen' | 'top'> & { plan: PlanRow }): Html =>
  caseLayout({
    ...{ screen, top, part: 'management-plans', title: 'Look at a plan for managing the person reported' },
    trail: [{ text: 'Before a release', href: `/cases/${top.caseId}/management-plans` }],
    content: html`${plan.endedAt !== null && html`<p class="govuk-body">${stateTag('stopped', standsAs(plan, screen.now))}</p>`}${standingShown(plan, screen.now)}`,
  })

const standsAs = ({ endedAs, endedAt, endedByName, endedWhy }: PlanRow, now: Date): string =>
  endedAs === null || endedAt === null
    ? 'Stands'
    : `${endWords[endedAs] ?? endedAs}, ${formatWhen(endedAt, now)}, ${endedByName ?? ''}${endedWhy === null ? '' : `: ${endedWhy}`}`
