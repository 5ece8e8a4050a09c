import { callSheet } from '../../../design/call-sheet.ts'
import { clock } from '../../../design/clock.ts'
import { button } from '../../../design/components/button.ts'
import { checkboxes } from '../../../design/components/checkboxes.ts'
import { input } from '../../../design/components/input.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { radios } from '../../../design/components/radios.ts'
import { select } from '../../../design/components/select.ts'
import { textarea } from '../../../design/components/textarea.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import { form } from '../../../design/form.ts'
import { formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Helpline, helplineBlock } from '../../helplines/index.ts'
import type { Looked } from '../actions/look.ts'
import type { Sheet, SheetDuty } from '../actions/sheet.ts'
import { hows, outcomes, unableReasons } from '../model/call-forms.ts'
import type { Filled } from '../model/forms.ts'
import { points } from '../model/points.ts'
import { isScope, kindWords, scopes } from '../model/words.ts'
import { type Page, safeContactPage } from './frame.ts'

type CallSheet = Page & Filled & { looked: Looked; sheet: Sheet; helplines: readonly Helpline[] }

const legend = (text: string) => ({ legend: { text, classes: 'govuk-fieldset__legend--s' } })
const itemsOf = (words: Record<string, string>) => Object.entries(words).map(([value, text]) => ({ value, text }))

/** One call, everything to tell; and below it, what came of it. */
export const callSheetPage = ({ screen, top, looked, sheet, helplines, typed, errors }: CallSheet): Html => {
  const { person, whose } = looked
  const { duties } = sheet
  const content = html`${callSheet({
    person: person.name,
    before: html`${routeNow(screen.now, sheet, looked)}${sheet.otherWays.map((way) => html`<p class="govuk-body"><a class="govuk-link" href="/cases/${whose.caseId}/safe-contact/other-ways/${way.id}">${way.decidedAt ? `Another way was chosen: ${way.choice ?? ''}` : `${way.askedOfName} is asked to choose another safe way`}</a></p>`)}`,
    items: duties.map((duty, index) => ({
      tell: duty.task,
      clock: clock({ now: screen.now, dueAt: duty.safetyDueAt, lawDueAt: duty.statutoryDueAt }),
      sayIt: duty.terms.length > 0 && duty.terms.join(' ') ? duty.terms.join(' ') : undefined,
      why: html`<a class="govuk-link" href="/cases/${whose.caseId}/duties/${duty.id}">Why</a>${duty.bookedFor !== null && html` Call booked for ${formatWhen(duty.bookedFor, screen.now)}.`}${duty.mayNotTell && html` Their own choice is not to be told of this.`}`,
      tick: tickFor(duty, index, typed.lists.duties ?? []),
    })),
    after: helplineBlock(helplines, screen.now),
  })}
  ${duties.length > 0 && whatCame(screen.now, sheet, { typed, errors })}`
  return safeContactPage(
    { screen, top },
    {
      title: `Call sheet for ${person.name}`,
      tab: 'Call sheet',
      errors,
      content: duties.length > 0 ? form(screen, content) : content,
    },
  )
}

const tickFor = (duty: SheetDuty, index: number, chosen: readonly string[]): Html => {
  const id = index === 0 ? 'duties' : `duties-${index + 1}`
  return checkboxes({
    name: 'duties',
    classes: 'govuk-checkboxes--small',
    items: [{ id, value: duty.id, text: 'This one', checked: chosen.includes(duty.id) }],
  })
}

const routeNow = (now: Date, { window, never }: Sheet, looked: Looked): Html => {
  if (!looked.rule)
    return warningText({
      text: 'No safe way is recorded: do not call, write or visit. Ask a supervisor for another way.',
    })
  const code = looked.rule.hasCodeWord ? 'A code word exists: ask for it first. ' : ''
  const text = window
    ? window.from <= now
      ? `Safe now: ${kindWords[window.route.kind].toLowerCase()}, until ${formatWhen(window.until, now)}.`
      : `Not now. Next safe time: ${formatWhen(window.from, now)} to ${formatWhen(window.until, now)}, ${kindWords[window.route.kind].toLowerCase()}.`
    : 'No safe time is ahead. Do not call: ask a supervisor.'
  return insetText({ text: html`<strong>${text}</strong> ${code}${never.length > 0 && `Never: ${never.join('; ')}.`}` })
}

const whatCame = (now: Date, sheet: Sheet, filled: Filled): Html => {
  const { typed, errors } = filled
  const at = errors?.byField
  const text = (name: string, words: string, hint?: string) =>
    input({
      name,
      label: { text: words },
      ...(hint && { hint: { text: hint } }),
      value: typed.text[name],
      errorMessage: at?.[name],
    })
  return html`<h2 class="govuk-heading-m">What came of it</h2>
    ${text('day', 'Day', 'today, or like 30/4/2027')}${text('time', 'Time', 'Like 16:35 or 4.35pm')}
    ${radios({
      name: 'what',
      fieldset: legend('What happened?'),
      value: typed.text.what,
      errorMessage: at?.what,
      items: [
        { value: 'told', text: 'They were told', conditional: { text: toldPart(sheet, filled) } },
        { value: 'tried', text: 'We tried, and did not reach them', conditional: { text: triedPart(filled) } },
        {
          value: 'other body',
          text: 'Another body told them',
          conditional: { text: text('source', 'Who told them, and how you know') },
        },
        { value: 'unable', text: 'They cannot be told', conditional: { text: unablePart(sheet, filled) } },
        { value: 'choice', text: 'Not told, by their own recorded choice' },
      ],
    })}
    ${select({ name: 'way', label: { text: 'Way used, when we called or tried' }, value: typed.text.way, items: [{ value: '', text: 'Select the way' }, ...sheet.ways.map(({ value, text: words, problem }) => ({ value, text: problem ? `${words} (${problem})` : words }))], errorMessage: at?.way })}
    ${textarea({ name: 'content', label: { text: 'What was said' }, hint: { text: 'Needed when they were told. Never write a number, an address or the code word' }, rows: 3, value: typed.text.content, errorMessage: at?.content })}
    <h2 class="govuk-heading-s">Only when the way or the time was not a safe one</h2>
    ${select({ name: 'allowedBy', label: { text: 'Supervisor who allowed it' }, value: typed.text.allowedBy, items: [{ value: '', text: 'Select a supervisor' }, ...sheet.supervisors.map(({ id, name }) => ({ value: id, text: name }))], errorMessage: at?.allowedBy })}
    ${text('allowedWhy', 'Why it was allowed')}
    ${button({ text: `Record it, ${formatWhen(now, now)}`, preventDoubleClick: true })}`
}

const toldPart = (sheet: Sheet, { typed, errors }: Filled): Html => {
  const at = errors?.byField
  const isRelease = sheet.duties.some((duty) => duty.isRelease)
  return html`${radios({ name: 'how', fieldset: legend('How?'), value: typed.text.how, items: itemsOf(hows), errorMessage: at?.how })}
    ${sheet.representatives.length > 0 && radios({ name: 'toldTo', fieldset: legend('Who was told?'), value: typed.text.toldTo, items: [{ value: 'them', text: 'The person themselves' }, ...sheet.representatives.map(({ id, scope }) => ({ value: id, text: `Someone they chose: ${scope !== null && isScope(scope) ? scopes[scope].toLowerCase() : ''}` }))], errorMessage: at?.toldTo })}
    ${checkboxes({ name: 'points', fieldset: legend('What was explained?'), values: typed.lists.points, items: sheet.points.map((point) => ({ value: point, text: points[point] })) })}
    ${isRelease && radios({ name: 'beforeRelease', fieldset: legend('Told before the release?'), value: typed.text.beforeRelease, classes: 'govuk-radios--inline', items: itemsOf({ yes: 'Yes', no: 'No' }), errorMessage: at?.beforeRelease })}
    ${textarea({ name: 'reaction', label: { text: 'What they said to it' }, rows: 2, value: typed.text.reaction, errorMessage: at?.reaction })}
    ${radios({ name: 'riskChanged', fieldset: legend('Does anything they said change the risk?'), value: typed.text.riskChanged, classes: 'govuk-radios--inline', items: itemsOf({ yes: 'Yes: review it', no: 'No' }), errorMessage: at?.riskChanged })}`
}

const triedPart = ({ typed, errors }: Filled): Html =>
  html`${radios({ name: 'outcome', fieldset: legend('How did it go?'), value: typed.text.outcome, items: itemsOf(outcomes), errorMessage: errors?.byField.outcome })}
    ${input({ name: 'note', label: { text: 'Anything to know for the next try' }, value: typed.text.note, errorMessage: errors?.byField.note })}`

const unablePart = (sheet: Sheet, { typed, errors }: Filled): Html => {
  const at = errors?.byField
  return html`${radios({ name: 'reason', fieldset: legend('Why?'), value: typed.text.reason, items: itemsOf(unableReasons), errorMessage: at?.reason })}
    ${textarea({ name: 'words', label: { text: 'What was tried, and what happens now' }, rows: 2, value: typed.text.words, errorMessage: at?.words })}
    ${select({ name: 'supervisor', label: { text: 'Supervisor who agreed' }, value: typed.text.supervisor, items: [{ value: '', text: 'Select a supervisor' }, ...sheet.supervisors.map(({ id, name }) => ({ value: id, text: name }))], errorMessage: at?.supervisor })}`
}
