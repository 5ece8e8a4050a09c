import { fieldset } from '../../../design/components/fieldset.ts'
import { differencesShown, markField } from '../../../design/differences.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Difference } from '../../../platform/marks.ts'
import { type CaseTop, caseForm, type Fields } from '../../cases/index.ts'
import { mostPeople } from '../model/collection.ts'
import { listTrail } from './collection-list.ts'

type Page = {
  screen: Screen
  top: CaseTop
  shown: Shown<Record<string, string | undefined>>
  /** To choose from; a list that is there has its child. */
  children: readonly { id: string; name: string }[]
  /** Whose it is, and where it is, once it is there. */
  list?: { person: string; href: string } | undefined
  mark: string
  differences?: readonly Difference[] | undefined
}

export const collectionForm = ({ screen, top, shown, children, list, mark, differences }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'safety-plans', submit: 'Save the list' },
    title: list ? 'Change who may fetch the child' : 'Write who may fetch a child',
    trail: [...listTrail(top.caseId), ...(list ? [{ text: list.person, href: list.href }] : [])],
    about: html`${differences && differencesShown(differences)}<p class="govuk-body">Ask whoever looks after the child. Never an address, where anybody lives or works, or another child: this becomes a page that leaves.</p>`,
    fields: (fields) => html`${markField(mark)}
      ${
        list === undefined &&
        fields.oneOf(
          'childId',
          'Which child?',
          children.map(({ id, name }) => ({ value: id, text: name })),
        )
      }
      ${fields.line('setting', 'School, nursery or carer that is to have it', { hint: 'Kept sealed. It does not stand on the page' })}
      ${fields.line('contact', 'Who is spoken to there', { hint: 'Name and what they are, if known. It does not stand on the page' })}
      ${rows(fields, shown.answers ?? {})}
      ${fields.area('ifOther', 'What they do if anybody else comes, or tries to take the child', { hint: 'Such as: keep the child inside, say that you have to ask, and ring the mother, then 999', rows: '3' })}
      ${fields.area('never', 'Who must not fetch the child, and which order says so', { hint: 'Only where there is one', rows: '2' })}
      ${fields.line('question', 'A question that whoever comes is asked', { hint: 'The question only. The answer is told by mouth, and is never written here or on the page' })}
      ${fields.ticks('knew', 'If one of them may be the person reported', [{ value: 'knowing', text: 'We talked about it, and they are to stay on the list' }])}
      ${fields.line('agreedBy', 'Who said so?')}
      ${fields.line('on', 'Day on which you spoke', { width: 10 })}`,
  })

/** What is filled in, and two rows more. */
const rows = ({ line }: Fields, answers: Record<string, string | undefined>): Html => {
  const filled = Array.from({ length: mostPeople }, (_, index) => index + 1).filter((number) =>
    ['name', 'relation', 'from', 'until'].some((field) => answers[`${field}${number}`]),
  )
  const count = Math.min(mostPeople, (filled.at(-1) ?? 0) + 2)
  const one = (number: number): Html =>
    fieldset({
      legend: { text: `Person ${number}`, classes: 'govuk-fieldset__legend--s' },
      text: html`${line(`name${number}`, 'Full name')}
        ${line(`relation${number}`, 'Who they are to the child')}
        ${line(`from${number}`, 'First day, if there is one', { width: 10 })}
        ${line(`until${number}`, 'Last day, if there is one', { width: 10 })}`,
    })
  return html`${Array.from({ length: count }, (_, index) => one(index + 1))}
    <p class="govuk-body">${count < mostPeople ? `Save it to get more rows: up to ${mostPeople} people.` : `A list has room for ${mostPeople} people.`} Empty a row to take somebody out.</p>`
}
