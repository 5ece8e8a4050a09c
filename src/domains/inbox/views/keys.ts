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
import type { KeyShown } from '../store/index.ts'

type Keys = {
  screen: Screen
  keys: readonly KeyShown[]
  people: readonly { id: string; name: string }[]
  shown: Shown<Record<string, string | undefined>>
  token?: string
}

export const keysPage = ({ screen, keys, people, shown, token }: Keys): Html => {
  const { line, chosen } = fieldsOf(shown)
  return layout({
    frame: screen.frame,
    title: 'Keys of the inbox',
    errors: shown.errors?.list,
    content: html`${
      token !== undefined &&
      insetText({
        text: html`<p class="govuk-body"><strong>Copy this key now. It is not shown again.</strong></p>
          <p class="govuk-body"><code>${token}</code></p>
          <p class="govuk-body">Whoever has it can send as that person. Hand it over by a safe way.</p>`,
      })
    }
    ${board({
      caption: 'Keys',
      isCaptionHidden: true,
      says: `${formatCount(keys.length, 'key')} of your agency, latest first.`,
      empty: 'No system of your agency has a key.',
      rows: keys,
      columns: [
        { head: 'System', cell: (row) => row.source },
        { head: 'Acts as', cell: (row) => row.actsAs },
        { head: 'Made', cell: (row) => `${formatWhen(row.madeAt, screen.now)}, ${row.madeBy}${leftWords(row)}` },
        {
          head: 'State',
          cell: (row) =>
            row.revokedAt
              ? stateTag('stopped', `Ended ${formatWhen(row.revokedAt, screen.now)}`)
              : stateTag('open', 'In use'),
        },
        {
          head: 'End',
          cell: (row) =>
            row.revokedAt
              ? ''
              : form(
                  screen,
                  html`${button({ text: html`End<span class="govuk-visually-hidden"> the key of ${row.source}</span>`, classes: 'govuk-button--secondary' })}`,
                  {
                    action: `/inbox/keys/${row.id}/end`,
                  },
                ),
        },
      ],
    })}
    <h2 class="govuk-heading-m">Make a key</h2>
    ${form(
      screen,
      html`${line('source', 'Name of the system', { hint: 'The same name that its files have: references are kept under it' })}
      ${chosen(
        'practitionerId',
        'Whom it acts as',
        people.map(({ id, name }) => ({ value: id, text: name })),
        {
          hint: 'What it sends is recorded in this name, and only on cases that this person can see',
        },
      )}
      ${button({ text: 'Make the key', preventDoubleClick: true })}`,
    )}`,
  })
}

/** Whoever made a key has read it: when they leave, somebody should replace it while the system can be told of the new one. */
const leftWords = ({ makerLeftAt, revokedAt }: KeyShown): string =>
  makerLeftAt && !revokedAt ? ', who has left: make a new key, then end this one' : ''
