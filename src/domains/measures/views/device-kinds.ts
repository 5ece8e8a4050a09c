import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fieldsOf } from '../../cases/index.ts'
import type { DeviceKindRow } from '../store.ts'

const trail = [
  { text: 'Local policy', href: '/local-policy' },
  { text: 'Safety devices', href: '/measures/device-kinds' },
]

/** The kinds of device that can be given out, and those that were. */
export const deviceKindsPage = ({
  screen,
  rows,
  mayWrite,
}: {
  screen: Screen
  rows: readonly DeviceKindRow[]
  mayWrite: boolean
}): Html =>
  layout({
    title: 'Safety devices',
    frame: screen.frame,
    shape: 'board',
    breadcrumbs: [{ text: 'Local policy', href: '/local-policy' }, { text: 'Safety devices' }],
    titleActions: mayWrite ? button({ text: 'Add a kind of device', href: '/measures/device-kinds/new' }) : undefined,
    content: board({
      caption: 'Kinds of device',
      says: `${formatCount(rows.filter(({ retiredAt }) => retiredAt === null).length, 'kind')} can be given out. Places that a device sends are not kept here.`,
      empty: 'There is none: add the first.',
      rows,
      columns: [
        { head: 'Name', cell: ({ name }) => name },
        { head: 'What for', cell: ({ purpose }) => purpose },
        { head: 'Who answers', cell: ({ route }) => route },
        { head: 'Must be agreed to', cell: ({ consent }) => consent },
        { head: 'Tested every', cell: ({ testDays }) => formatCount(testDays, 'day') },
        {
          head: 'Added',
          cell: ({ addedByName, addedAt, reason }) =>
            addedByName ? `${addedByName}, ${formatWhen(addedAt, screen.now)}: ${reason}` : reason,
        },
        {
          head: 'Now',
          cell: ({ id, name, retiredAt, retiredByName }) => {
            if (retiredAt) return `Retired by ${retiredByName ?? ''}, ${formatWhen(retiredAt, screen.now)}`
            return mayWrite
              ? html`<a class="govuk-link" href="/measures/device-kinds/${id}/retire">Retire<span class="govuk-visually-hidden"> ${name}</span></a>`
              : 'Can be given out'
          },
        },
      ],
    }),
  })

type New = { screen: Screen; shown: Shown<Record<string, string | undefined>> }
export const newDeviceKindPage = ({ screen, shown }: New): Html => {
  const { line, area } = fieldsOf(shown)
  return layout({
    title: 'Add a kind of device',
    frame: screen.frame,
    breadcrumbs: [...trail, { text: 'Add' }],
    errors: shown.errors?.list,
    content: form(
      screen,
      html`${line('name', 'Name', { width: 20 })}
      ${area('purpose', 'What it is for')}
      ${line('route', 'Who answers its calls', { hint: 'A monitoring service, or the police control room' })}
      ${area('consent', 'What the person must agree to first')}
      ${line('testDays', 'At most how many days from one test to the next', { width: 5, hint: 'A number, such as 31' })}
      ${area('reason', 'Why it is added, and who agreed')}
      ${button({ text: 'Add it', preventDoubleClick: true })}`,
    ),
  })
}

export const retireDeviceKindPage = ({ screen, row }: { screen: Screen; row: DeviceKindRow }): Html =>
  layout({
    title: `Retire: ${row.name}`,
    frame: screen.frame,
    breadcrumbs: [...trail, { text: 'Retire' }],
    content: html`<p class="govuk-body">It is not given out any more. Those that were given out go on, and are tested as before.</p>
      ${form(screen, button({ text: 'Retire it', preventDoubleClick: true, classes: 'govuk-button--warning' }))}`,
  })
