import { type Html, html } from '../../../platform/html.ts'
import { type Answer, answerPage } from './answer.ts'

export const declinePage = (answer: Answer): Html =>
  answerPage(answer, {
    title: 'Decline the referral',
    submit: 'Decline',
    isWarning: true,
    about:
      'The sender reads both answers at once and has a duty to find other help. You will no longer see how to reach the person.',
    fields: ({ area }) => html`${area('declineReason', 'Why?')}
      ${area('nextOffer', 'Which service or help is next?', { hint: 'A person is not left without the next place to ask' })}`,
  })
