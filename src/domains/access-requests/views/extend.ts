import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { clock, dueWhenExtended } from '../model/clock.ts'
import { askPage, type OnRequest } from './ask.ts'

export const extendPage = ({ screen, row, shown }: OnRequest): Html =>
  askPage({
    ...{ screen, row, shown, title: 'Take longer', submit: 'Take longer' },
    about: html`<p class="govuk-body">Only for a request that is complex, only within the first month, and once: then it is due ${formatDay(dueWhenExtended(row.identityOn ?? ''), screen.now)} (${clock.source.title} ${clock.source.section}). They must be told why. Words that tell what is held are not a reason to give.</p>`,
    fields: ({ area }) => area('why', 'Why, and how they were told'),
  })
