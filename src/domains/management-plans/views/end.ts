import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm, opensAgain } from '../../cases/index.ts'
import type { PlanRow } from '../store.ts'
import { standingShown } from './plan.ts'

type Page = { screen: Screen; top: CaseTop; plan: PlanRow; shown: Shown<Record<string, string | undefined>> }

export const endPage = ({ screen, top, plan, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'management-plans', submit: 'End it', isWarning: true },
    title: 'End the plan for managing them',
    trail: [{ text: 'Before a release', href: `/cases/${top.caseId}/management-plans` }],
    about: html`${opensAgain(top)}<p class="govuk-body">Where it only changed, look at it again instead. Once it has ended the check is red until there is another.</p>${standingShown(plan, screen.now)}`,
    fields: ({ area }) => area('why', 'Why it ends, and what manages the danger from now on'),
  })
