import { warningText } from '../../../design/components/warning-text.ts'
import { markField } from '../../../design/differences.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm, type Owner, opensAgain } from '../../cases/index.ts'
import type { PlanRow } from '../store.ts'
import { standingShown } from './plan.ts'

type Page = {
  screen: Screen
  top: CaseTop
  people: readonly { id: string; name: string }[]
  leads: readonly Owner[]
  standing: readonly PlanRow[]
  mark: string
  shown: Shown<Record<string, string | undefined>>
}

export const newPage = ({ screen, top, people, leads, standing, mark, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'management-plans', submit: 'Save the plan' },
    title: 'Plan for managing the person reported',
    trail: [{ text: 'Before a release', href: `/cases/${top.caseId}/management-plans` }],
    about: html`${opensAgain(top)}<p class="govuk-body">Who leads it and what it covers, as it stands on the day. It stands for what you are shown of the look before it, and tells the other cases of this person that there is one.</p>
      ${warningText({ text: 'Police and probation read it, and so may people who work with the person reported. Nothing of the person harmed: not where they are, who helps them, or what they have planned.' })}
      ${standing.map((plan) => standingShown(plan, screen.now))}`,
    fields: ({ line, area, oneOf, chosen }) => html`${markField(shown.answers?.basedOn ?? mark)}
      ${oneOf(
        'personId',
        'Whose behaviour does it manage?',
        people.map(({ id, name }) => ({ value: id, text: name })),
      )}
      ${oneOf('lead', 'Who leads it?', [
        { value: 'here', text: 'Somebody here, named below' },
        { value: 'outside', text: 'A body that is not here', hint: 'You are asked to look at it again with them' },
      ])}
      ${chosen(
        'leadId',
        'Who here, if somebody here leads it',
        leads.map(({ id, name, agency }) => ({ value: id, text: `${name}, ${agency}` })),
        { hint: 'They can see this case, and are asked to look at it again' },
      )}
      ${line('outside', 'Which body outside, if one leads it', { hint: 'Its name, and whom to ask for. No number: they have it at work' })}
      ${area('covers', 'What it covers', { hint: 'Such as supervision, conditions, visits, programmes, monitoring, and what is done if they are broken' })}
      ${line('lookedOn', 'Day on which it was made or looked at', { width: 10 })}
      ${line('nextReviewOn', 'Day on which it is next looked at', { width: 10, hint: 'Such as tomorrow or 30/4/2027' })}`,
  })
