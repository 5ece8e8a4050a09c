import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fieldsOf } from '../../cases/index.ts'
import { roleChoices, roleLabel } from '../../staff/index.ts'
import { stateWords } from '../model/forms.ts'
import type { GroupShown, KeyShown, KnownPerson, Waiting } from '../store/meanings.ts'

type Index = {
  screen: Screen
  base: string
  keys: readonly KeyShown[]
  words: readonly { word: string; role: string }[]
  groups: readonly GroupShown[]
  people: readonly KnownPerson[]
  waiting: readonly Waiting[]
  shown: Shown<Record<string, string | undefined>>
  token?: string
}

export const indexPage = (page: Index): Html =>
  layout({
    title: 'Directory',
    frame: page.screen.frame,
    breadcrumbs: [{ text: 'Staff', href: '/staff' }, { text: 'Directory' }],
    errors: page.shown.errors?.list,
    content: html`<p class="govuk-body">Your organisation’s own directory can say who joins, moves and leaves (SCIM 2.0). Somebody who is switched off there is
        signed out here at once; their cases stay theirs until they are handed over.</p>
      ${page.token !== undefined && madeKey(page.token)}
      ${asks(page)} ${keys(page)} ${words(page)} ${groups(page)}`,
  })

const madeKey = (token: string): Html =>
  insetText({
    text: html`<p class="govuk-body"><strong>Copy this key now. It is not shown again.</strong></p>
      <p class="govuk-body"><code>${token}</code></p>
      <p class="govuk-body">Whoever has it can stop the access of everybody in your agency. Hand it over by a safe way.</p>`,
  })

/** Who needs a person to decide: first on the page, because nobody else will. */
const asks = ({ people, waiting, screen }: Index): Html => {
  const open = people.filter(({ roleState, disabledAt, removedAt, isActive }) => {
    const hasLeft = (removedAt !== null || !isActive) && disabledAt === null
    return hasLeft || (disabledAt === null && !['given', 'break glass', 'no word'].includes(roleState))
  })
  const rows = [
    ...open.map((person) => ({ ...person, why: whyOf(person, screen.now) })),
    ...waiting.map(({ id, name, teamName }) => ({
      ...{ id, name },
      why: `Still in ${teamName}: they lead a case that they see through it alone. Hand it over`,
    })),
  ]
  return html`<h2 class="govuk-heading-m">Needs you</h2>
    ${board({
      caption: 'Needs you',
      isCaptionHidden: true,
      says: `${formatCount(rows.length, 'thing')} that the directory said and that a person has to settle.`,
      empty: 'All that the directory said is done.',
      rows,
      columns: [
        { head: 'Name', cell: ({ id, name }) => html`<a class="govuk-link" href="/staff/${id}">${name}</a>` },
        { head: 'Why', cell: ({ why }) => why },
      ],
    })}`
}
const whyOf = ({ isActive, removedAt, changedAt, roleState, words }: KnownPerson, now: Date): string => {
  if (!isActive || removedAt)
    return `Access stopped by the directory ${formatWhen(changedAt, now)}. What hangs on them stays theirs: hand it over, then say that they left`
  return `${stateWords[roleState] ?? roleState}${words.length > 0 ? `: ${words.join(', ')}` : ''}`
}

const keys = ({ screen, base, keys: all, shown }: Index): Html => {
  const { line } = fieldsOf(shown)
  return html`<h2 class="govuk-heading-m">Keys</h2>
    <p class="govuk-body">Type this address into the directory as the tenant URL: <code>${base}</code></p>
    ${board({
      caption: 'Keys of the directory',
      isCaptionHidden: true,
      says: `${formatCount(all.length, 'key')} of your agency, latest first.`,
      empty: 'No directory has a key.',
      rows: all,
      columns: [
        { head: 'Directory', cell: ({ name }) => name },
        { head: 'Made', cell: ({ madeAt, madeBy }) => `${formatWhen(madeAt, screen.now)}, ${madeBy}` },
        { head: 'Last used', cell: ({ seenAt }) => (seenAt ? formatWhen(seenAt, screen.now) : 'Never') },
        {
          head: 'State',
          cell: ({ endedAt }) =>
            endedAt ? stateTag('stopped', `Ended ${formatWhen(endedAt, screen.now)}`) : stateTag('open', 'In use'),
        },
        {
          head: 'End',
          cell: ({ id, name, endedAt }) =>
            endedAt ? '' : form(screen, endButton(`the key of ${name}`), { action: `/scim/keys/${id}/end` }),
        },
      ],
    })}
    ${form(screen, html`${line('name', 'Name of the directory', { hint: 'As you will know it again: Entra, Okta' })} ${button({ text: 'Make a key', preventDoubleClick: true })}`, { action: '/scim/keys' })}`
}

const words = ({ screen, words: all, shown }: Index): Html => {
  const { line, chosen } = fieldsOf(shown)
  return html`<h2 class="govuk-heading-m">What its words mean</h2>
    ${board({
      caption: 'What its words mean',
      isCaptionHidden: true,
      says: `${formatCount(all.length, 'word')}. A word that is not here gives nobody a role.`,
      empty: 'No word has a meaning, so the directory gives nobody a role.',
      rows: all,
      columns: [
        { head: 'Word', cell: ({ word }) => word },
        { head: 'Role', cell: ({ role }) => roleLabel(role) },
        {
          head: 'End',
          cell: ({ word }) =>
            form(
              screen,
              html`<input type="hidden" name="word" value="${word}">${endButton(`the meaning of ${word}`)}`,
              {
                action: '/scim/words/end',
              },
            ),
        },
      ],
    })}
    ${form(
      screen,
      html`${line('word', 'Word', { hint: 'As the directory sends it in roles, or as the department. Capitals do not matter' })}
      ${chosen('role', 'Role', roleChoices())} ${button({ text: 'Save the meaning', preventDoubleClick: true })}`,
      { action: '/scim/words' },
    )}`
}

const groups = ({ groups: all }: Index): Html =>
  html`<h2 class="govuk-heading-m">What its groups mean</h2>
    ${board({
      caption: 'What its groups mean',
      isCaptionHidden: true,
      says: `${formatCount(all.length, 'group')}. A group without a team or a role changes nothing here.`,
      empty: 'The directory has sent no group.',
      rows: all,
      columns: [
        { head: 'Group', cell: ({ id, name }) => html`<a class="govuk-link" href="/scim/groups/${id}">${name}</a>` },
        { head: 'People', format: 'numeric', cell: ({ members }) => members ?? 0 },
        { head: 'Team', cell: ({ teamName }) => teamName ?? 'None' },
        { head: 'Role', cell: ({ role }) => (role ? roleLabel(role) : 'None') },
      ],
    })}`

const endButton = (what: string): Html =>
  button({ text: html`End<span class="govuk-visually-hidden"> ${what}</span>`, classes: 'govuk-button--secondary' })
