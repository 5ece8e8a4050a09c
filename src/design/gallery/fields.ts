import { type Html, html } from '../../platform/html.ts'
import { accordion } from '../components/accordion.ts'
import { button } from '../components/button.ts'
import { characterCount } from '../components/character-count.ts'
import { checkboxes } from '../components/checkboxes.ts'
import { dateInput } from '../components/date-input.ts'
import { details } from '../components/details.ts'
import { fileUpload } from '../components/file-upload.ts'
import { input } from '../components/input.ts'
import { insetText } from '../components/inset-text.ts'
import { notificationBanner } from '../components/notification-banner.ts'
import { panel } from '../components/panel.ts'
import { passwordInput } from '../components/password-input.ts'
import { phaseBanner } from '../components/phase-banner.ts'
import { radios } from '../components/radios.ts'
import { select } from '../components/select.ts'
import { summaryList } from '../components/summary-list.ts'
import { tabs } from '../components/tabs.ts'
import { tag } from '../components/tag.ts'
import { taskList } from '../components/task-list.ts'
import { textarea } from '../components/textarea.ts'
import { warningText } from '../components/warning-text.ts'

/** Each of GOV.UK's components once, with our colours on it. */
export const everyField = (): Html =>
  html`<form method="post" action="/cases/1/incidents/new" novalidate>
    ${textarea({ name: 'what', label: { text: 'What happened' }, hint: { text: 'In their own words' }, errorMessage: { text: 'Enter what happened' } })}
    ${dateInput({
      id: 'happened',
      namePrefix: 'happened',
      fieldset: { legend: { text: 'When did it happen?' } },
      hint: { text: 'For example, 27 3 2026' },
      errorMessage: { text: 'Enter the year in four digits' },
      items: [
        { name: 'day', value: '3' },
        { name: 'month', value: '12' },
        { name: 'year', value: '26', error: true },
      ],
    })}
    ${input({ name: 'where', label: { text: 'Where' }, prefix: { text: 'Near' }, value: '1 Nowhere Street' })}
    ${select({ name: 'by', label: { text: 'Who told us' }, items: [{ text: 'Police' }, { text: 'School' }] })}
    ${radios({ name: 'children', fieldset: { legend: { text: 'Were children there?' } }, value: 'yes', items: [{ value: 'yes', text: 'Yes', conditional: { text: input({ name: 'how-many', label: { text: 'How many' } }) } }, { value: 'no', text: 'No' }, { divider: 'or' }, { value: 'not-asked', text: 'Not asked' }] })}
    ${checkboxes({
      name: 'seen',
      fieldset: { legend: { text: 'What was seen' } },
      values: ['injury'],
      items: [
        { value: 'injury', text: 'An injury', hint: { text: 'Also a healed one' } },
        { value: 'none', text: 'Nothing', behaviour: 'exclusive' },
      ],
    })}
    ${characterCount({ name: 'note', label: { text: 'Note' }, maxlength: 200 })}
    ${fileUpload({ name: 'file', label: { text: 'A photo or paper' } })}
    ${passwordInput({ name: 'password', label: { text: 'Your password' } })}
    <div class="govuk-button-group">${button({ text: 'Save' })}${button({ text: 'Save as draft', classes: 'govuk-button--secondary' })}${button({ text: 'Close this case', classes: 'govuk-button--warning' })}${button({ text: 'Not yet', disabled: true })}</div>
  </form>
  ${notificationBanner({ text: 'Saved. Two duties were raised.', type: 'success', disableAutoFocus: true })}
  ${notificationBanner({ text: 'The hearing was moved.', titleId: 'moved' })}
  ${insetText({ text: 'The police may have to list what you share with them.' })}
  ${warningText({ text: 'What you write here can be read in court.' })}
  ${details({ summaryText: 'Why we ask', text: 'So that the plan fits.' })}
  ${summaryList({
    card: { title: { text: 'Bail' } },
    rows: [
      {
        key: { text: 'From' },
        value: { text: 'Fri 18 Dec' },
        actions: { items: [{ text: 'Change', href: '#from', visuallyHiddenText: 'when bail began' }] },
      },
      { key: { text: 'Conditions' }, value: { text: 'No contact' } },
    ],
  })}
  ${tabs({
    idPrefix: 'tab',
    items: [
      { label: 'Open', panel: { text: 'Two' } },
      { label: 'Done', panel: { text: 'Five' } },
    ],
  })}
  ${accordion({
    id: 'parts',
    rememberExpanded: false,
    items: [
      { heading: { text: 'Home' }, content: { text: 'Locks' } },
      { heading: { text: 'Work' }, content: { text: 'Parking' } },
    ],
  })}
  ${taskList({
    idPrefix: 'steps',
    items: [
      { title: { text: 'Safe contact' }, href: '#one', status: { text: 'Done' } },
      { title: { text: 'Risk' }, href: '#two', hint: { text: 'Ten minutes' }, status: { tag: { text: 'To do' } } },
    ],
  })}
  ${panel({ titleText: 'Recorded', headingLevel: 2, text: 'Two duties were raised' })}
  ${phaseBanner({ tag: { text: 'Practice' }, text: 'Nothing here is sent to anybody.' })}
  <p class="govuk-body">${tag({ text: 'Draft' })}</p>`
