import { type Html, html } from '../../../platform/html.ts'
import { optionsOf } from '../../cases/index.ts'
import { outcomes } from '../model/forms.ts'
import { type Answer, answerPage } from './answer.ts'

export const completePage = (answer: Answer): Html =>
  answerPage(answer, {
    title: 'Finish and report back',
    submit: 'Finish',
    about:
      'The sender is told what came of it. Your sight of the case ends, unless you lead it or own open work there.',
    fields: ({ oneOf, area }) => html`${oneOf('outcome', 'What came of it?', optionsOf(outcomes))}
      ${area('outcomeNote', 'What should the sender know?')}`,
  })
