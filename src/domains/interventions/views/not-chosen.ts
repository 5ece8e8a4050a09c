import { insetText } from '../../../design/components/inset-text.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import type { Item } from '../model/menu.ts'
import type { Found } from '../model/suggest.ts'
import { foundList } from './about.ts'

type Page = {
  screen: Screen
  top: CaseTop
  items: readonly Item[]
  found: readonly Found[]
  level: string
  shown: Shown<Record<string, string | undefined>>
}

export const notChosenPage = ({ screen, top, items, found, level, shown }: Page): Html => {
  const item = items.find(({ code }) => code === shown.answers?.item)
  const why = found.filter(({ factor }) => item?.answers.includes(factor))
  return caseForm({
    ...{ screen, top, shown, part: 'interventions', title: 'Not for this case', submit: 'Set it aside' },
    trail: [{ text: 'Interventions', href: `/cases/${top.caseId}/interventions` }],
    about: html`<p class="govuk-body">${item && `${item.name}: ${item.purpose} `}It is set aside at the level ${level}; a higher level asks again.</p>
      ${why.length > 0 && insetText({ text: html`<p>It would answer:</p>${foundList(why, screen.now)}` })}`,
    fields: ({ chosen, area }) => html`
      ${chosen(
        'item',
        'What is not for this case?',
        items.map(({ code, name }) => ({ value: code, text: name })),
      )}
      ${area('reason', 'Why it is not for this case', { rows: '5' })}`,
  })
}
