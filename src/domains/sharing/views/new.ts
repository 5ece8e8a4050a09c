import { warningText } from '../../../design/components/warning-text.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { dayText } from '../../../platform/times.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import type { Choices } from '../actions.ts'
import {
  agreements,
  agreementWords,
  bases,
  fieldOf,
  inForce,
  outsideCodes,
  outsideKinds,
  specials,
  tolds,
  toldWords,
} from '../model.ts'

type Page = { screen: Screen; top: CaseTop; choices: Choices; shown: Shown<Record<string, string | undefined>> }
const named = (list: readonly { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, text: name }))
const worded = (codes: readonly string[], words: Record<string, string>) =>
  codes.map((value) => ({ value, text: words[value] ?? value }))

export const newPage = ({ screen, top, choices, shown }: Page): Html => {
  const today = dayText(screen.now)
  return caseForm({
    ...{ screen, top, shown, part: 'sharing', title: 'Decide to share', submit: 'Record the decision' },
    trail: [{ text: 'What was shared', href: `/cases/${top.caseId}/sharing` }],
    about: html`<p class="govuk-body">Share the least that does the work. A safe number, an address and a safety plan are never shared here.</p>
      ${warningText({ text: 'What police have they may have to list, and the defence may see it.' })}`,
    fields: ({ line, area, oneOf, chosen, ticks }) => html`
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
          choices.items.map((item) => ({ value: fieldOf(item), text: item.label })),
          "Your own agency's records. A note opens for the agency that has it; the rest is on the case for those who see it.",
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
      ${oneOf(
        'basis',
        'What in law allows it?',
        inForce(bases, today).map((value) => ({ value, text: bases[value].words, hint: bases[value].source })),
        'Agreement is asked below, and is not this',
      )}
      ${oneOf(
        'special',
        'Does it say something of health, sex life, belief, origin or crime? Then also',
        inForce(specials, today).map((value) => ({ value, text: specials[value].words, hint: specials[value].source })),
      )}
      <h2 class="govuk-heading-m">What the person said</h2>
      ${oneOf('agreement', 'Did they agree?', worded(agreements, agreementWords))}
      ${line('agreementOn', 'On which day?', { width: 10 })}
      ${area('agreementHow', 'In their words, or why they were not asked', { rows: '2' })}
      ${chosen('approverId', 'Supervisor who decides with you', named(choices.approvers), { hint: 'Needed when they did not agree or were not asked. Nothing is shared before the supervisor agrees' })}
      ${oneOf('told', 'Do they know what is shared?', worded(tolds, toldWords))}
      ${line('toldOn', 'Day of this', { width: 10 })}
      ${area('toldHow', 'How they were told, when it will be safe, or why it is not', { rows: '2' })}
      ${line('expiresOn', 'Last day on which it is needed', { width: 10 })}`,
  })
}
