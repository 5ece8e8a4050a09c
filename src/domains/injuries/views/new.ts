import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm, type Option, opensAgain } from '../../cases/index.ts'
import { agreedWords, type Kind, kindWords } from '../model/forms.ts'

type Page = {
  screen: Screen
  top: CaseTop
  kind: Kind
  people: readonly Option[]
  shown: Shown<Record<string, string | undefined>>
}
type Asked = { day: string; from: string; fromHint: string; words: string; wordsHint: string }
const questions: Record<Kind, Asked> = {
  'body-map': {
    ...{ day: 'Day on which it was seen', from: 'Who looked, and who else was there', fromHint: 'Names and roles' },
    ...{ words: 'How they say that it came about', wordsHint: 'In their words. The marks come next' },
  },
  effect: {
    ...{ day: 'Day on which they told it', from: 'Who told it', fromHint: 'They themselves, or who else' },
    ...{ words: 'What they say', wordsHint: 'Sleep, fear, health, work, children: in their words' },
  },
  'medical-record': {
    ...{
      day: 'Day of the treatment',
      from: 'Who holds the record',
      fromHint: 'Such as a surgery or a hospital. Not where that shows where they live now',
    },
    ...{ words: 'What was treated', wordsHint: 'In a line or two. Nothing is copied from the record' },
  },
}

export const newPage = ({ screen, top, kind, people, shown }: Page): Html => {
  const asked = questions[kind]
  return caseForm({
    ...{ screen, top, shown, part: 'injuries', title: kindWords[kind].name, submit: 'Save it' },
    trail: [{ text: 'Injuries and effects', href: `/cases/${top.caseId}/injuries` }],
    about: html`${opensAgain(top)}<p class="govuk-body">${kindWords[kind].about}</p>`,
    fields: ({ oneOf, line, area }) => html`
      ${oneOf('personId', 'Whose is it?', people)}
      ${line('seenOn', asked.day, { width: 10, hint: 'Such as today or 30/4/2027' })}
      ${line('from', asked.from, { hint: asked.fromHint })}
      ${area('words', asked.words, { hint: asked.wordsHint })}
      ${oneOf(
        'agreed',
        'Do they agree that it is kept?',
        Object.entries(agreedWords).map(([value, text]) => ({ value, text })),
      )}`,
  })
}
