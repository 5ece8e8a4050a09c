import { warningText } from '../../../design/components/warning-text.ts'
import type { Screen } from '../../../design/form.ts'
import { daysInWords } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import type { Choices } from '../actions.ts'
import { fieldOf, outsideCodes, outsideKinds } from '../model.ts'
import { besideFields } from './beside.ts'

type Page = { screen: Screen; top: CaseTop; choices: Choices; shown: Shown<Record<string, string | undefined>> }
const named = (list: readonly { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, text: name }))

export const newPage = ({ screen, top, choices, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'sharing', title: 'Decide to share', submit: 'Record the decision' },
    trail: [{ text: 'What was shared', href: `/cases/${top.caseId}/sharing` }],
    about: html`<p class="govuk-body">Share the least that does the work. A safe number, an address and a safety plan are never shared here.</p>
      ${warningText({ text: 'What police have they may have to list, and the defence may see it.' })}`,
    fields: (fields) => {
      const { line, area, oneOf, chosen, ticks } = fields
      return html`
      ${oneOf(
        'personId',
        'Whom is it about?',
        choices.people.map(({ id, name, role }) => ({ value: id, text: name, hint: role })),
      )}
      ${
        choices.items.length > 0 &&
        ticks(
          'what',
          'What is shared?',
          choices.items.map((item) => ({ value: fieldOf(item), text: daysInWords(item.label) })),
          "Your own agency's records. What you tick opens for the agency that has it, if its people could not see it before.",
        )
      }
      ${area('also', 'Anything else, in words', { hint: 'Such as what you say on the telephone' })}
      ${area('why', 'Why do they need it?')}
      ${oneOf('to', 'Who will have it?', [...named(choices.agencies), { value: 'outside', text: 'A body without people here' }])}
      ${chosen(
        'outsideKind',
        'Kind of body, where it has no people here',
        outsideCodes.map((value) => ({ value, text: outsideKinds[value].words })),
      )}
      ${line('outsideName', 'The body, and who there')}
      ${besideFields(fields, { approvers: choices.approvers, now: screen.now })}
      ${line('expiresOn', 'Last day on which it is needed', { width: 10 })}`
    },
  })
