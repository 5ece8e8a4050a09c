import { type Html, html } from '../../../platform/html.ts'
import { type Answer, answerPage } from './answer.ts'

export const acceptPage = (answer: Answer): Html =>
  answerPage(answer, {
    title: 'Accept the referral',
    submit: 'Accept',
    about: 'The worker you choose, and you, will see the whole case from now on. The sender is told.',
    fields: ({ line, oneOf, chosen }) => html`
      ${chosen(
        'workerId',
        'Who takes it on?',
        answer.colleagues.map(({ id, name }) => ({ value: id, text: name })),
      )}
      ${oneOf('place', 'Can you start?', [
        { value: 'now', text: 'Yes, now' },
        { value: 'waiting', text: 'No, there is a wait', hint: 'The person and the sender need to know until when' },
      ])}
      ${line('waitingUntil', 'A place is expected on', { width: 10, hint: 'Needed when there is a wait, such as 30/4/2027' })}`,
  })
