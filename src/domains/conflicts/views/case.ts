import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { form, type Screen } from '../../../design/form.ts'
import { formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, fieldsOf } from '../../cases/index.ts'
import { grounds } from '../model.ts'
import type { Lift, Seal } from '../store.ts'

type Page = {
  screen: Screen
  top: CaseTop
  shown: Shown<Record<string, string | undefined>>
  /** You, and those whom you supervise. */
  people: readonly { id: string; name: string }[]
  seal: Seal | undefined
  lifts: readonly Lift[]
  maySeal: boolean
}

/** "I know somebody in this case", and how a sealed case is handled. */
export const casePage = ({ screen, top, shown, people, seal, lifts, maySeal }: Page): Html => {
  const { area, chosen, oneOf } = fieldsOf(shown)
  const toSeal = `/cases/${top.caseId}/conflicts/seal`
  return caseLayout({
    ...{ screen, top, part: 'conflicts', title: 'Conflicts and seal' },
    errors: shown.errors?.list,
    content: html`${seal && sealed(seal, screen.now)}
      ${maySeal && html`<p class="govuk-body"><a class="govuk-link" href="${toSeal}">${seal ? 'Change who is named, and who handles it' : 'Seal this case: a member of staff is in it'}</a></p>`}
      ${seal && !lifts.some(({ answer }) => answer === null) && html`<p class="govuk-body"><a class="govuk-link" href="/cases/${top.caseId}/conflicts/lift">Propose to lift the seal</a></p>`}
      ${lifts.length > 0 && proposals(lifts, screen.now)}
      <h2 class="govuk-heading-m">I know somebody in this case</h2>
      ${insetText({ text: 'Sent, this closes the case to you at once. Your leads and duties here go to a colleague, and nobody is asked first.' })}
      ${form(
        screen,
        html`${
          people.length > 1 &&
          chosen(
            'practitionerId',
            'Who knows somebody here?',
            people.map(({ id, name }) => ({ value: id, text: name })),
          )
        }
        ${people.length === 1 && people.map(({ id }) => html`<input type="hidden" name="practitionerId" value="${id}">`)}
        ${chosen(
          'personId',
          'Who in the case is it? You need not say',
          top.people.map(({ id, name }) => ({ value: id, text: name })),
          { hint: 'If you say, you will not meet them in another case either' },
        )}
        ${oneOf(
          'ground',
          'How do they stand to you, or to your colleague?',
          Object.entries(grounds).map(([value, text]) => ({ value, text })),
        )}
        ${area('said', 'In your own words, if you like', { hint: 'The safeguarding desk can read it. Nobody who works on the case can' })}
        ${button({ text: 'Close this case to them', preventDoubleClick: true, classes: 'govuk-button--warning' })}`,
        { action: `/cases/${top.caseId}/conflicts` },
      )}`,
  })
}

const proposals = (lifts: readonly Lift[], now: Date): Html =>
  html`<h2 class="govuk-heading-m">Lifting the seal</h2><ul class="govuk-list govuk-list--bullet">${lifts.map(
    ({ id, because, proposedBy, proposedAt, answer, answeredBy, answeredAt }) =>
      html`<li>${proposedBy} proposed it ${formatWhen(proposedAt, now)}: ${because}. ${
        answer === null
          ? html`<a class="govuk-link" href="/conflicts/lifts/${id}">Not answered yet</a>`
          : `${answeredBy ?? ''} ${answer === 'lifted' ? 'agreed, and it was lifted' : 'did not agree'} ${formatWhen(answeredAt ?? now, now)}`
      }</li>`,
  )}</ul>`

const sealed = (seal: Seal, now: Date): Html =>
  html`<h2 class="govuk-heading-m">This case is sealed</h2>
    <p class="govuk-body">Only those named can see it. No team does, no list or count shows it to anybody else, and a search by anybody else finds nothing.
      The person in it can be shown who looked.</p>
    ${summaryList({
      rows: [
        {
          key: { text: 'Sealed' },
          value: {
            text: `${seal.sealedBy ?? ''}, ${seal.sealedAt ? formatWhen(seal.sealedAt, now) : ''}: ${seal.sealedBecause ?? ''}`,
          },
        },
        { key: { text: 'The member of staff is' }, value: { text: seal.member ?? 'Not said' } },
        { key: { text: 'Handled by' }, value: { text: seal.handledBy ?? 'Not said' } },
        {
          key: { text: 'Mutual-aid agreement' },
          value: { text: seal.agreement ?? 'None: a unit of this agency handles it' },
        },
        { key: { text: 'Otherwise' }, value: { text: seal.alternate ?? 'Not said' } },
        seal.colleague !== null && {
          key: { text: 'A colleague whom they asked for' },
          value: { text: `${seal.colleague}: ${seal.colleagueAsked ?? ''}` },
        },
      ],
    })}`
