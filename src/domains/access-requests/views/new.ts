import type { Screen } from '../../../design/form.ts'
import { type Html, html } from '../../../platform/html.ts'
import { optionsOf } from '../../cases/index.ts'
import { deliveries, forWhom } from '../model/forms.ts'
import { type Answers, askPage } from './ask.ts'

export const newPage = ({ screen, shown }: { screen: Screen; shown: Answers }): Html =>
  askPage({
    ...{ screen, shown, title: 'Record an access request', submit: 'Record it' },
    about: html`<p class="govuk-body">Somebody asks for what your agency holds about them. Say nothing to them yet, not even whether there is something: whoever asks may not be who they say.</p>`,
    fields: ({ line, area, oneOf }) => html`
      ${line('askerName', 'Name of who asks')}
      ${line('askerBornOn', 'Date of birth, if they gave it', { width: 10 })}
      ${oneOf('forWhom', 'For whom do they ask?', [
        { value: 'themselves', text: forWhom.themselves },
        {
          value: 'somebody else',
          text: forWhom['somebody else'],
          hint: 'Somebody who asks for another may be the one to be kept from it',
        },
      ])}
      ${area('asks', 'What they ask for, in their words', { hint: 'No address and no number' })}
      ${line('receivedOn', 'Day on which it came', { width: 10 })}
      ${oneOf('delivery', 'How will the answer reach them safely?', optionsOf(deliveries))}`,
  })
