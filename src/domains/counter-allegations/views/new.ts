import { insetText } from '../../../design/components/inset-text.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import { factors, type Pair } from '../model.ts'

type Page = {
  screen: Screen
  top: CaseTop
  pairs: Pair[]
  reviewers: { id: string; name: string; agency: string }[]
  shown: Shown<Record<string, string | undefined>>
}

export const newPage = ({ screen, top, pairs, reviewers, shown }: Page): Html => {
  const people = pairs.flatMap(({ here, there }) => [here.harmed, there.harmed])
  const each = people.filter(({ id }, index) => people.findIndex((person) => person.id === id) === index)
  return caseForm({
    ...{ screen, top, shown, part: 'people', title: 'Write an opinion on who is the main aggressor', submit: 'Save' },
    trail: [
      { text: 'People', href: `/cases/${top.caseId}/people` },
      { text: 'Both ways', href: `/cases/${top.caseId}/counter-allegations` },
    ],
    about: insetText({
      text: 'It stays your opinion, with your name and the day. It changes nobody’s role and nobody’s level. Those who see both cases read it, nobody else. The specialist whom you choose sees both cases from now on.',
    }),
    fields: ({ oneOf, area, chosen }) => html`
      ${whichCase(pairs, oneOf)}
      ${oneOf('personId', 'Who is the main aggressor, in your opinion?', [
        ...each.map(({ id, name }) => ({ value: id, text: name })),
        { value: 'nobody', text: 'It cannot be said yet' },
      ])}
      ${factors.map(({ name, label, hint }) => area(name, label, { hint }))}
      ${area('reasons', 'Reasons', { rows: '5', hint: 'How you weighed these, and what speaks against' })}
      ${chosen(
        'reviewerId',
        'Which specialist looks at it?',
        reviewers.map(({ id, name, agency }) => ({ value: id, text: `${name}, ${agency}` })),
        { hint: 'They agree or not, with reasons, and you read it here' },
      )}`,
  })
}

type OneOf = (name: string, legend: string, options: { value: string; text: string }[]) => Html
const whichCase = (pairs: Pair[], oneOf: OneOf): Html => {
  const sides = pairs.flatMap(({ there }) => there.side ?? [])
  const [only] = sides
  return only && sides.length === 1
    ? html`<input type="hidden" name="otherCaseId" value="${only.caseId}">`
    : oneOf(
        'otherCaseId',
        'About which two?',
        sides.map(({ caseId, harmed, reference }) => ({ value: caseId, text: `${harmed.name}, case ${reference}` })),
      )
}
