import { stateTag } from '../../../design/tags.ts'
import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Overview } from './index.ts'

type Panel = Pick<Overview, 'top' | 'mayChange' | 'account' | 'barriers' | 'settings' | 'involved'>

const link = (mayChange: boolean, href: string, text: string): Html | false =>
  mayChange && html`<p class="govuk-body"><a class="govuk-link" href="${href}">${text}</a></p>`

export const accountPanel = ({ top, account, mayChange }: Panel): Html =>
  html`<h2 class="govuk-heading-m">Do not ask again: what happened, agreed with them</h2>
    ${
      account
        ? html`<p class="govuk-body">${account.text}</p><p class="govuk-hint">Agreed ${formatDay(account.agreedOn)}: ${account.agreedHow}. Written by ${account.writtenBy}.</p>`
        : html`<p class="govuk-body">No account is agreed yet.</p>`
    }
    ${link(mayChange, `/cases/${top.caseId}/account`, account ? 'Agree a new account' : 'Agree an account')}`

export const barriersPanel = ({ top, barriers, mayChange }: Panel): Html => {
  const standing = barriers.filter(({ endedAt }) => endedAt === null)
  return html`<h2 class="govuk-heading-m">What may stand in the way</h2>
    ${standing.length === 0 && html`<p class="govuk-body">No barrier is recorded.</p>`}
    <ul class="govuk-list govuk-list--bullet">${standing.map(
      ({ kind, what, adjustment, name }) =>
        html`<li><strong>${name}, ${kind}:</strong> ${what} ${adjustment ? html`Agreed: ${adjustment}` : stateTag('soon', 'Nothing agreed yet')}</li>`,
    )}</ul>
    ${link(mayChange, `/cases/${top.caseId}/barriers`, 'Barriers: add, agree, end')}`
}

export const settingsPanel = ({ top, settings, mayChange }: Panel): Html =>
  html`<h2 class="govuk-heading-m">Places that both go to</h2>
    ${settings.length === 0 && html`<p class="govuk-body">No shared place is recorded.</p>`}
    <ul class="govuk-list govuk-list--bullet">${settings.map(
      ({ kind, name, whatIsDone, first, second }) =>
        html`<li>${first} and ${second}: ${name} (${kind}). ${whatIsDone ? html`Done about it: ${whatIsDone}` : stateTag('soon', 'Nothing done about it yet')}</li>`,
    )}</ul>
    ${link(mayChange, `/cases/${top.caseId}/shared-places`, 'Shared places: add, end')}`

export const involvedPanel = ({ top, involved, mayChange }: Panel): Html =>
  html`<h2 class="govuk-heading-m">Who is involved and why</h2>
    ${involved.length === 0 && html`<p class="govuk-body">Nobody has said why they are involved yet.</p>`}
    <ul class="govuk-list govuk-list--bullet">${involved
      .filter(({ untilOn }) => untilOn === null)
      .map(
        ({ name, agency, why, fromOn, isPoliceAdviser }) =>
          html`<li>${isPoliceAdviser && html`<strong>Police adviser.</strong> `}${name ?? agency}${name !== null && `, ${agency}`}: ${why} (since ${formatDay(fromOn)})</li>`,
      )}</ul>
    ${link(mayChange, `/cases/${top.caseId}/involved`, 'List for the family, and your own line on it')}`
