import { markField } from '../../../design/differences.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm, caseLayout } from '../../cases/index.ts'
import { type CollectionList, versionsToGive } from '../actions/collections.ts'
import { listAddress, listTrail } from './collection-list.ts'

type Page = {
  screen: Screen
  top: CaseTop
  list: CollectionList
  shown: Shown<Record<string, string | undefined>>
}

/** There is nothing yet that anybody can have been given. */
export const nothingToGivePage = ({ screen, top, list }: Omit<Page, 'shown'>): Html =>
  caseLayout({
    ...{ screen, top, part: 'safety-plans', title: 'No page was made yet' },
    trail: [...listTrail(top.caseId), { text: list.person, href: listAddress(list) }],
    content: html`<p class="govuk-body">Nobody can have been given what was not made. <a class="govuk-link" href="${listAddress(list)}">Make the page first</a>, then write down who was given it.</p>`,
  })

export const givenPage = ({ screen, top, list, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'safety-plans', submit: 'Save' },
    title: list.isOver ? 'They were told that it no longer holds' : 'It was given to them',
    trail: [...listTrail(top.caseId), { text: list.person, href: listAddress(list) }],
    about: html`<p class="govuk-body">${list.says ? `For ${list.says.setting}, and for nobody else.` : ''} Ask for the older page back.</p>`,
    fields: ({ oneOf, line, area }) => html`${markField(String(list.version))}${oneOf(
      'version',
      'What were they given?',
      versionsToGive(list).map((version) => ({
        value: String(version),
        text:
          version === list.version
            ? list.isOver
              ? 'Word that it no longer holds'
              : `Version ${version}, which holds now`
            : `Version ${version}, which is out of date`,
      })),
    )}
      ${line('to', 'Who was given it, and what are they there?')}
      ${area('how', 'How, and what was said', { hint: 'Such as: by hand, and she will tell the two who are at the gate', rows: '2' })}
      ${line('givenOn', 'Day on which they were given it', { width: 10 })}`,
  })
