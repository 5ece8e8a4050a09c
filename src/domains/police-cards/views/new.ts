import { warningText } from '../../../design/components/warning-text.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'

type Page = {
  screen: Screen
  top: CaseTop
  people: readonly { id: string; name: string }[]
  shown: Shown<Record<string, string | undefined>>
}

export const newPage = ({ screen, top, people, shown }: Page): Html =>
  caseForm({
    ...{
      screen,
      top,
      shown,
      part: 'police-cards',
      title: 'Agree a card with them',
      submit: 'Agreed: show it to police',
    },
    trail: [{ text: 'If police attend', href: `/cases/${top.caseId}/police-cards` }],
    about: html`<p class="govuk-body">Short lines, for somebody who has a minute at a door. It stands for the card before it.</p>
      ${warningText({ text: 'Never where they are or may go, a number, or the word itself. Police may have to list this card, and the defence may then see it.' })}`,
    fields: ({ oneOf, line, area, ticks }) => html`${oneOf(
      'personId',
      'Whose card is it?',
      people.map(({ id, name }) => ({ value: id, text: name })),
    )}
      ${line('alone', 'Where and how to speak to them alone', { hint: 'Such as "ask her to fetch the car papers"' })}
      ${ticks('signs', 'A word or sign', [{ value: 'signal', text: 'There is a word or sign that they may use', hint: 'That there is one, and never which: that stands in their plan or under Safe contact' }])}
      ${line('children', 'Children: who may be there, and what frightens them')}
      ${line('weapons', 'Weapons: what there may be')}
      ${ticks('nots', 'What not to do', [
        { value: 'noBell', text: 'Do not ring the bell or knock at the front' },
        { value: 'notWho', text: 'Do not say who called or told you' },
      ])}
      ${line('notDo', 'What else not to do')}
      ${line('call', 'Whom to call afterwards', { hint: 'Name and service, and no number: they have it at work' })}
      ${line('agreedOn', 'Day on which they agreed', { width: 10 })}
      ${area('with', 'Who was there, and how you spoke', { hint: 'Police do not see this', rows: '2' })}
      ${line('endsOn', 'Last day on which it is shown', { width: 10, hint: 'You look at it again with them on that day' })}
      ${ticks('warned', 'Before they agree', [{ value: 'told', text: 'They know that police may have to list it, and that the defence may see it' }])}`,
  })
