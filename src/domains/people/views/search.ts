import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Found } from '../model.ts'

import { foundList } from './found.ts'

export type Search = {
  screen: Screen
  /** What stands in the fields, as it was typed. */
  typed: { name: string; born: string }
  name: string
  born: string
  bornProblem?: string | undefined
  found: Found[]
  shown: Found[]
  page: number
  isCut: boolean
  mayOpen: boolean
  mayUseEmergency: boolean
}

/** The one search: people and case references among the cases that the searcher may see. */
export const searchPage = (search: Search): Html =>
  layout({
    title: search.name || search.born ? 'People found' : 'Find a person',
    frame: {
      ...search.screen.frame,
      search: search.screen.frame.search && { ...search.screen.frame.search, value: search.name },
    },
    shape: 'board',
    breadcrumbs: [{ text: 'My cases', href: '/boards/mine' }, { text: 'Search' }],
    errors: search.bornProblem ? [{ text: search.bornProblem, href: '#born' }] : undefined,
    content: html`${again(search)}
      ${(search.name || search.born) && html`${foundList(search.shown, says(search), nobody(search))}${pages(search)}`}
      ${search.mayOpen && openOne(search)}
      ${search.mayUseEmergency && (search.name || search.born) && search.found.length === 0 && inDanger}`,
  })

const again = ({ screen, typed, bornProblem }: Search): Html =>
  form(
    screen,
    html`${input({ name: 'name', label: { text: 'Name, part of a name, or case reference' }, value: typed.name, autocomplete: 'off', classes: 'govuk-input--width-20' })}
    ${input({ name: 'born', label: { text: 'Date of birth, if known' }, hint: { text: 'Such as 30/4/1988' }, value: typed.born, autocomplete: 'off', classes: 'govuk-input--width-10', errorMessage: bornProblem ? { text: bornProblem } : undefined })}
    ${button({ text: 'Find', classes: 'govuk-button--secondary' })}`,
    { action: '/people/search' },
  )

const says = ({ found, page, isCut }: Search): string => {
  const first = (page - 1) * 25 + 1
  const all = formatCount(found.length, 'person', 'people')
  const range = found.length > 25 ? ` Shown: ${first} to ${Math.min(first + 24, found.length)}.` : ''
  const cut = isCut ? ' There are more: add a date of birth or more of the name.' : ''
  return `${all} like this in cases that you may see, the most alike first.${range}${cut}`
}

const nobody = ({ name }: Search): string =>
  `Nobody like ${name ? `"${name}"` : 'this'} is in a case that you may see. Another service may still know them.`

/** Pages by button: the name that is sought goes along unseen. */
const pages = ({ screen, found, page, name, born }: Search): Html | undefined => {
  const last = Math.ceil(found.length / 25)
  if (last <= 1) return undefined
  const to = (number: number, text: string) =>
    button({ text, name: 'page', value: String(number), classes: 'govuk-button--secondary' })
  return form(
    screen,
    html`<input type="hidden" name="name" value="${name}"><input type="hidden" name="born" value="${born}">
      <div class="govuk-button-group">${page > 1 && to(page - 1, 'Earlier')} ${page < last && to(page + 1, 'More people')}</div>`,
    { action: '/people/search', holdsWords: true },
  )
}

const inDanger = html`<p class="govuk-body"><a class="govuk-link" href="/access/emergency">Somebody is in danger now, and you cannot find the case</a></p>`

const openOne = ({ screen, name, born }: Search): Html =>
  name === ''
    ? html`<p class="govuk-body"><a class="govuk-link" href="/cases/new">Open a new case</a></p>`
    : form(
        screen,
        html`<input type="hidden" name="victimName" value="${name}"><input type="hidden" name="victimBornOn" value="${born}">
          ${button({ text: 'Open a new case', preventDoubleClick: true })}`,
        { action: '/cases/new', holdsWords: true },
      )
