import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { area, choose, type Filled } from '../../entries/index.ts'
import type { Register } from '../actions.ts'
import { type Order, stateWords } from '../model.ts'
import { coverShown, looks, viewsShown } from './index.ts'

type DecidePage = Filled & Register & { screen: Screen; top: CaseTop; order: Order }

export const decidePage = ({ screen, top, order, covers, views, answers, errors }: DecidePage): Html =>
  caseLayout({
    ...{ screen, top, part: 'orders', title: 'What follows this order?', errors: errors?.list },
    trail: [{ text: 'Orders', href: `/cases/${top.caseId}/orders` }],
    content: html`
      <p class="govuk-body">${order.kind} ${stateTag(looks[order.state], stateWords[order.state])}${order.endsOn ? `, last day ${formatDay(order.endsOn, screen.now)}` : ''}.</p>
      ${coverShown(order, covers)}
      <h2 class="govuk-heading-m">What the victim wants</h2>
      ${viewsShown(views, top, screen.now)}
      ${form(
        screen,
        html`${choose(
          'outcome',
          'What follows',
          [
            { value: 'renew', text: 'Renew' },
            { value: 'vary', text: 'Vary' },
            { value: 'let lapse', text: 'Let it lapse' },
          ],
          { answers, errors },
        )}
          ${area('reasons', 'Reasons', { answers, errors })}
          ${area('after', 'What protects the victim once it has ended', { answers, errors }, 'Needed if it lapses')}
          ${button({ text: 'Save the decision', preventDoubleClick: true })}`,
      )}`,
  })
