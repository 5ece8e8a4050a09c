import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { besideFields } from '../../sharing/index.ts'
import type { CaseTop } from '../actions/top.ts'
import type { GrantRow } from '../store/team.ts'
import { caseLayout } from './case-layout.ts'
import { fieldsOf, type Option } from './fields.ts'

type Page = {
  screen: Screen
  top: CaseTop
  shown: Shown<Record<string, string | undefined>>
  grants: GrantRow[]
  others: Option[]
  mayChange: boolean
  /** Who of another agency was asked to be let in, without agreement: a supervisor has not answered yet. */
  waiting: readonly Waiting[]
  /** Another agency is being let in: who could decide with the actor. */
  approvers?: readonly { id: string; name: string }[]
  problem?: string
}
type Waiting = { id: string; also: string | null; approver: string | null; askedByName: string; askedAt: Date }

/** Everyone who can see this case, and why. */
export const teamPage = ({
  screen,
  top,
  shown,
  grants,
  others,
  mayChange,
  waiting,
  approvers,
  problem,
}: Page): Html => {
  const fields = fieldsOf(shown)
  const { chosen, line } = fields
  const base = `/cases/${top.caseId}/team`
  const now = screen.now
  const isLive = ({ revokedAt, untilAt }: GrantRow) => revokedAt === null && (untilAt === null || untilAt > now)
  const live = grants.filter(isLive)
  return caseLayout({
    ...{ screen, top, part: 'team', title: 'Who can see this case', shape: 'board' },
    errors: problem ? [{ text: problem, href: '#main-content' }] : shown.errors?.list,
    titleActions: html`<a class="govuk-link" href="${base.replace(/team$/, 'access')}">Each person, and why</a>`,
    content: html`${board({
      caption: 'Who can see this case',
      isCaptionHidden: true,
      says: `${formatCount(live.length, 'person or team', 'people and teams')} can see this case now. Nobody else can, of any agency.`,
      empty: 'Nobody can see this case.',
      rows: live,
      columns: [
        { head: 'Who', cell: ({ grantee, isTeam }) => (isTeam ? `${grantee} (team)` : grantee) },
        { head: 'Agency', cell: ({ agency }) => agency },
        { head: 'Why', cell: ({ reason }) => reason },
        { head: 'Let in by', cell: ({ grantedBy, grantedAt }) => `${grantedBy}, ${formatWhen(grantedAt, now)}` },
        { head: 'Until', cell: ({ untilAt }) => (untilAt ? formatWhen(untilAt, now) : 'no end set') },
        {
          head: 'End',
          cell: ({ granteeId, grantee }) =>
            mayChange
              ? form(
                  screen,
                  button({
                    text: html`End<span class="govuk-visually-hidden"> sight of ${grantee}</span>`,
                    classes: 'govuk-button--secondary',
                  }),
                  { action: `${base}/${granteeId}/end` },
                )
              : 'not yours to end',
        },
      ],
    })}
    ${
      grants.length > live.length &&
      html`<h2 class="govuk-heading-m">Could see it before</h2><ul class="govuk-list">${grants
        .filter((each) => !isLive(each))
        .map(
          ({ grantee, agency, reason, revokedAt, untilAt }) =>
            html`<li>${grantee}, ${agency}: ${reason}. Until ${formatWhen(revokedAt ?? untilAt ?? now, now)}</li>`,
        )}</ul>`
    }
    ${
      waiting.length > 0 &&
      html`<h2 class="govuk-heading-m">Asked, and not let in yet</h2><ul class="govuk-list">${waiting.map(
        ({ id, also, approver, askedByName, askedAt }) =>
          html`<li><a class="govuk-link" href="/cases/${top.caseId}/sharing/${id}">${also ?? 'Somebody'}</a>: waits for ${approver ?? 'a supervisor'}. Asked by ${askedByName}, ${formatWhen(askedAt, now)}</li>`,
      )}</ul>`
    }
    ${
      mayChange &&
      form(
        screen,
        html`<h2 class="govuk-heading-m">Let somebody see this case</h2>
        ${chosen('granteeId', 'Colleague or team', others)}
        ${line('reason', 'Why they need to see it', { hint: 'This stays on record, and they read it' })}
        ${line('untilOn', 'Until', { width: 10, hint: 'The last day, or leave it empty' })}
        ${approvers && besideFields(fields, { approvers, now })}
        ${button({ text: 'Let them see it', preventDoubleClick: true })}`,
        { action: base },
      )
    }`,
  })
}
