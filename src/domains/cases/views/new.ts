import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Found, foundRadios, relationshipKinds } from '../../people/index.ts'
import { fieldsOf, optionsOf } from './fields.ts'

type Answers = Record<string, string | undefined>
const trail = [{ text: 'My cases', href: '/boards/mine' }]

type New = { screen: Screen; shown: Shown<Answers>; begunAt?: Date | undefined }

/** The first step: a case is opened only after a look whether there is one already. */
export const newPage = ({ screen, shown, begunAt }: New): Html => {
  const { line } = fieldsOf(shown)
  return layout({
    ...{ title: 'Open a case', caption: 'First: look for them', frame: screen.frame, errors: shown.errors?.list },
    breadcrumbs: [...trail, { text: 'Open a case' }],
    content: html`${begunAt && begun(begunAt, screen.now)}${form(
      screen,
      html`<p class="govuk-body">They may be known here already. Nobody is told that you looked; the look is on record.</p>
        ${line('victimName', 'Name of the person who is harmed', { hint: 'Or what is known' })}
        ${line('victimBornOn', 'Their date of birth, if known', { width: 10, hint: 'Such as 30/4/1988' })}
        ${line('perpetratorName', 'Name of the person reported, if known')}
        ${line('perpetratorBornOn', 'Their date of birth, if known', { width: 10 })}
        ${button({ text: 'Look', preventDoubleClick: true })}`,
      { action: '/cases/new' },
    )}`,
  })
}

const begun = (at: Date, now: Date): Html =>
  insetText({
    text: html`You began to open a case at ${formatWhen(at, now)}. <a class="govuk-link" href="/cases/new/open">Go on with that one</a>: a new look takes its place.`,
  })

type Open = {
  screen: Screen
  /** The look was just made: a draft of an earlier one makes way. */
  isNew: boolean
  shown: Shown<Answers>
  victims: Found[]
  perpetrators: Found[]
  teams: { name: string }[]
}

/** The second step, on one page: is it one of these, and what has happened. */
export const openPage = ({ screen, isNew, shown, victims, perpetrators, teams }: Open): Html => {
  const fields = fieldsOf(shown)
  const { answers = {}, errors } = shown
  return layout({
    ...{ title: 'Open a case', caption: 'Second: what has happened', frame: screen.frame, errors: errors?.list },
    breadcrumbs: [...trail, { text: 'Look again', href: '/cases/new' }, { text: 'Open a case' }],
    content: form(
      screen,
      html`<input type="hidden" name="checkedVictim" value="${answers.victimName}">
        <input type="hidden" name="checkedPerpetrator" value="${answers.perpetratorName}">
        <h2 class="govuk-heading-m">The person who is harmed</h2>
        ${nobodyOr(victims, 'victimKnown', 'Is it one of these? If their case is open, go there instead.', shown)}
        ${fields.line('victimName', 'Name, or what is known')}
        ${fields.line('victimBornOn', 'Date of birth', { width: 10, hint: 'Such as 30/4/1988, or leave it empty' })}
        ${fields.line('victimAgeAbout', 'Age, if the date is not known', { width: 5 })}
        <h2 class="govuk-heading-m">The person reported</h2>
        ${nobodyOr(perpetrators, 'perpetratorKnown', 'Is it one of these?', shown)}
        ${fields.line('perpetratorName', 'Name, or what is known', { hint: 'Leave it empty when nothing is known' })}
        ${fields.line('perpetratorBornOn', 'Date of birth', { width: 10 })}
        ${fields.line('perpetratorAgeAbout', 'Age, if the date is not known', { width: 5 })}
        ${fields.chosen('relationship', 'How they are connected', optionsOf(relationshipKinds))}
        <h2 class="govuk-heading-m">What has happened</h2>
        ${fields.area('concern', 'What has happened', { hint: 'A sentence or two. Everyone who can see the case reads this', rows: '4' })}
        ${fields.line('source', 'Who told you')}
        ${teams.length > 0 && fields.ticks('team', 'Who sees it', [{ value: 'shareWithTeam', text: `My team sees it too: ${teams.map(({ name }) => name).join(', ')}` }])}
        <p class="govuk-body">You hold risk, plan and contact until somebody accepts them from you.</p>
        ${button({ text: 'Open the case', preventDoubleClick: true })}`,
      { action: '/cases/new/open', page: '/cases/new/open', makesWay: isNew },
    ),
  })
}

const nobodyOr = (found: Found[], name: string, legend: string, { answers, errors }: Shown<Answers>): Html =>
  found.length > 0
    ? foundRadios(name, legend, found, answers?.[name], errors?.byField[name])
    : html`<p class="govuk-body">Nobody like this is in a case that you may see.</p>`
