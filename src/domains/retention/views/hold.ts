import { type Html, html } from '../../../platform/html.ts'
import { optionsOf } from '../../cases/index.ts'
import { grounds } from '../model.ts'
import { type Asked, askPage } from './ask.ts'

export const holdPage = ({ screen, shown }: Asked): Html =>
  askPage({
    ...{ screen, shown, title: 'Set a legal hold', submit: 'Set the hold' },
    about: html`<p class="govuk-body">From now on no agency's records are erased in this case, nor in any other case of anybody who is in it. Others are told only that something is held, not what or why.</p>`,
    fields: ({ line, oneOf, area }) => html`${line('reference', 'Case reference', { width: 20 })}
      ${oneOf('ground', 'What is it for?', optionsOf(grounds))}
      ${area('reason', 'Reason', { hint: 'No names' })}`,
  })
