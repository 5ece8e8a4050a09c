import { insetText } from '../../../design/components/inset-text.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { dayText } from '../../../platform/times.ts'
import { type CaseTop, caseForm, caseLayout } from '../../cases/index.ts'
import {
  agreements,
  agreementWords,
  bases,
  inForce,
  outsideCodes,
  outsideKinds,
  specials,
} from '../../sharing/index.ts'
import type { Choices } from '../actions/index.ts'
import { ways, wayWords } from '../model/forms.ts'

type Page = { screen: Screen; top: CaseTop; choices: Choices; shown: Shown<Record<string, string | undefined>> }

export const newPage = ({ screen, top, choices, shown }: Page): Html => {
  const here = `/cases/${top.caseId}/releases`
  const page = { screen, top, part: 'releases', title: 'Ask for a release' } as const
  const trail = [{ text: 'Released outside', href: here }]
  if (choices.ways.length === 0 || choices.approvers.length === 0)
    return caseLayout({
      ...{ ...page, trail },
      content: insetText({
        text:
          choices.ways.length === 0
            ? 'There is no way of contact here that you could release. Ask the contact lead of this case.'
            : 'Nobody else of your agency could approve it: a supervisor who has no other part in this case. Ask another agency on this case to release it.',
      }),
    })
  const today = dayText(screen.now)
  return caseForm({
    ...{ ...page, trail, shown, submit: 'Ask for it' },
    about: html`<p class="govuk-body">Release it only to somebody who cannot do their work without it. They get one way of contact, and nothing else of this case. What you write here is read by others, so name no place, street or number in it.</p>`,
    fields: ({ line, area, oneOf, chosen }) => html`
      ${oneOf(
        'routeId',
        'What is released?',
        choices.ways.map(({ id, text }) => ({ value: id, text })),
      )}
      ${oneOf('to', 'Who will have it?', [
        { value: 'here', text: 'Somebody who works here, or in a partner agency' },
        { value: 'outside', text: 'A body without people here' },
      ])}
      ${chosen(
        'recipientId',
        'The person, where they work here or in a partner agency',
        choices.recipients.map(({ id, name, agency }) => ({ value: id, text: `${name}, ${agency}` })),
      )}
      ${chosen(
        'outsideKind',
        'Kind of body, where it has no people here',
        outsideCodes.map((value) => ({ value, text: outsideKinds[value].words })),
      )}
      ${line('outsideName', 'The body, and who there')}
      ${area('why', 'Why do they need it?', { hint: 'They will read this' })}
      ${oneOf(
        'basis',
        'What in law allows it?',
        inForce(bases, today).map((value) => ({ value, text: bases[value].words, hint: bases[value].source })),
      )}
      ${oneOf(
        'special',
        'Does it say something of health, sex life, belief or crime?',
        inForce(specials, today).map((value) => ({ value, text: specials[value].words, hint: specials[value].source })),
      )}
      ${oneOf(
        'agreement',
        'Did the person whose it is agree?',
        agreements.map((value) => ({ value, text: agreementWords[value] ?? value })),
      )}
      ${oneOf(
        'sentHow',
        'How is it sent?',
        ways.map((value) => ({ value, text: wayWords[value] ?? value })),
      )}
      ${chosen(
        'approverId',
        'Second person',
        choices.approvers.map(({ id, name }) => ({ value: id, text: name })),
        { hint: 'A supervisor of your agency. They see what would be sent, and approve that and nothing else' },
      )}
      ${oneOf('when', 'When does it go?', [
        { value: 'after approval', text: 'When the second person has approved it' },
        {
          value: 'at once',
          text: 'At once: a life is in danger',
          hint: 'It leaves when you send this. The second person looks at it on the next working day',
        },
      ])}
      ${area('atOnceWhy', 'Why it cannot wait, where it goes at once')}
      ${warningText({ text: 'Once it has gone it cannot be taken back.' })}`,
  })
}
