import { type Html, html } from '../../../platform/html.ts'
import { dayText } from '../../../platform/times.ts'
import type { Fields } from '../../cases/index.ts'
import { agreements, agreementWords, bases, inForce, specials, tolds, toldWords } from '../model.ts'

type Beside = { approvers: readonly { id: string; name: string }[]; now: Date }
const worded = (codes: readonly string[], words: Record<string, string>) =>
  codes.map((value) => ({ value, text: words[value] ?? value }))

/** What every act of sharing asks: the basis in law, and apart from it what the person said and whether they know. */
export const besideFields = ({ line, area, oneOf, chosen }: Fields, { approvers, now }: Beside): Html => {
  const today = dayText(now)
  return html`
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
    ${chosen(
      'approverId',
      'Supervisor who decides with you',
      approvers.map(({ id, name }) => ({ value: id, text: name })),
      { hint: 'Needed when they did not agree or were not asked' },
    )}
    ${oneOf('told', 'Do they know what is shared?', worded(tolds, toldWords))}
    ${line('toldOn', 'Day of this', { width: 10 })}
    ${area('toldHow', 'How they were told, when it will be safe, or why it is not', { rows: '2' })}`
}
