import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Offered } from '../actions/choices.ts'
import { placeOf } from '../model/bundle.ts'
import { type OnBundle, stepForm } from './step.ts'

export const orderPage = ({ chosen, ...page }: Omit<OnBundle, 'choices'> & { chosen: readonly Offered[] }): Html =>
  stepForm({
    ...{ ...page, title: 'Put the bundle in order', submit: 'Make it again in this order' },
    about: html`<p class="govuk-body">Write beside each where it stands: the lowest number first. It is made again, and each page is looked through again.</p>`,
    fields: ({ line }) =>
      html`${chosen.map((each) =>
        line(placeOf(each), `${each.heading}, ${formatDay(each.day)}`, { hint: each.note, width: 5 }),
      )}`,
  })
