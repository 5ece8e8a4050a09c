import { type Html, html } from '../../../platform/html.ts'
import type { HoldRow } from '../store.ts'
import { type Asked, askPage } from './ask.ts'

export const liftPage = ({ screen, shown, row }: Asked & { row: Pick<HoldRow, 'reference' | 'ground'> }): Html =>
  askPage({
    ...{ screen, shown, title: 'Lift a legal hold', submit: 'Lift it', isWarning: true },
    about: html`<p class="govuk-body">The hold on ${row.reference} for ${row.ground}. What is past its time is proposed for erasure from then on, unless another hold stands.</p>`,
    fields: ({ area }) => area('why', 'Why?'),
  })
