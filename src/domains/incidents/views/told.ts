import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import type { ToldKind } from '../model/children.ts'
import { aboutChildren } from './children.ts'

type Page = { screen: Screen; top: CaseTop; kind: ToldKind; shown: Shown<Record<string, string | undefined>> }

const words = {
  services: {
    title: 'Children’s services were told',
    who: 'Which council, and who there',
    about: 'For a child at risk of significant harm, or in need. It counts for a child only when it names that child.',
    what: 'Why it is told, and what they need to know. No safe address',
  },
  school: {
    title: 'A school was told',
    who: 'Which school or council, and who there',
    about: 'Before the next school day, in weekends and holidays as well. A home-educated child: the council is told.',
    what: 'Place and time, whether the child was there, and the context. No home or safe address',
  },
}

/** Who was told of which children, when, and what was passed on (CH-07, RULES 12). */
export const toldPage = ({ screen, top, kind, shown }: Page): Html => {
  const { title, who, about, what } = words[kind]
  return caseForm({
    ...{ screen, top, shown, part: 'incidents', title, submit: 'Save' },
    trail: [
      { text: 'Incidents', href: `/cases/${top.caseId}/incidents` },
      { text: 'Children', href: `/cases/${top.caseId}/incidents/children` },
    ],
    about: html`<p class="govuk-body">${about} Those on this case who see incidents will see what you write.</p>`,
    fields: (fields) => html`
      ${aboutChildren(top.people, fields)}
      ${fields.line('toldWho', who)}
      ${fields.line('day', 'Day', { width: 10, hint: 'Such as 30/4/2027, today or yesterday' })}
      ${fields.line('time', 'Time', { width: 5, hint: 'Such as 16:35' })}
      ${fields.area('what', 'What was passed on', { hint: what })}
      ${kind === 'school' && fields.area('voice', 'The child’s voice', { rows: '2', hint: 'What the child said or showed, if anybody asked' })}
      ${kind === 'school' && fields.ticks('home', 'Home-educated', [{ value: 'isHomeEducated', text: 'There is no school: the council was told' }])}
      ${fields.line('reference', 'Their reference', { width: 20, hint: 'If they gave one' })}
      ${kind === 'services' && fields.ticks('again', 'Again', [{ value: 'asksAgain', text: 'They were asked to assess again, because it happened again' }])}`,
  })
}
