import { type Html, html } from '../../../platform/html.ts'
import { type Answer, answerPage } from './answer.ts'

export const withdrawPage = (answer: Answer): Html =>
  answerPage(answer, {
    title: 'Withdraw the referral',
    submit: 'Withdraw',
    isWarning: true,
    about:
      'For when the person no longer wants it, or it was sent in error. Both sides are told, and the sight of the case that it gave ends.',
    fields: ({ area }) =>
      html`${area('safeClose', 'How does contact stop without putting the person in danger?', {
        hint: 'Calls or visits that are planned, letters on their way, who tells the person and how',
      })}`,
  })
