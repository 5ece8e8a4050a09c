import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import type { PaginationOptions } from '../../../design/components/pagination.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Found } from '../model.ts'

import { foundList } from './found.ts'

export type Search = {
  screen: Screen
  name: string
  born: string
  bornProblem?: string | undefined
  found: Found[]
  shown: Found[]
  page: number
  isCut: boolean
  mayOpen: boolean
}

/** The one search: people and case references among the cases that the searcher may see. */
export const searchPage = (search: Search): Html =>
  layout({
    title: search.name || search.born ? 'People found' : 'Find a person',
    frame: { ...search.screen.frame, search: { action: '/people/search', name: 'name', value: search.name } },
    shape: 'board',
    breadcrumbs: [{ text: 'My cases', href: '/boards/mine' }, { text: 'Search' }],
    errors: search.bornProblem ? [{ text: search.bornProblem, href: '#born' }] : undefined,
    content: html`${again(search)}
      ${(search.name || search.born) && foundList(search.shown, says(search), nobody(search), pages(search))}
      ${search.mayOpen && openOne(search)}`,
  })

const again = ({ name, born, bornProblem }: Search): Html =>
  html`<form action="/people/search" method="get" novalidate>
    ${input({ name: 'name', label: { text: 'Name, part of a name, or case reference' }, value: name, autocomplete: 'off', classes: 'govuk-input--width-20' })}
    ${input({ name: 'born', label: { text: 'Date of birth, if known' }, hint: { text: 'Such as 30/4/1988' }, value: born, autocomplete: 'off', classes: 'govuk-input--width-10', errorMessage: bornProblem ? { text: bornProblem } : undefined })}
    ${button({ text: 'Find', classes: 'govuk-button--secondary' })}
  </form>`

const says = ({ found, page, isCut }: Search): string => {
  const first = (page - 1) * 25 + 1
  const all = formatCount(found.length, 'person', 'people')
  const range = found.length > 25 ? ` Shown: ${first} to ${Math.min(first + 24, found.length)}.` : ''
  const cut = isCut ? ' There are more: add a date of birth or more of the name.' : ''
  return `${all} like this in cases that you may see, the most alike first.${range}${cut}`
}

const nobody = ({ name }: Search): string =>
  `Nobody like ${name ? `"${name}"` : 'this'} is in a case that you may see. Another service may still know them.`

const pages = ({ found, page, name, born }: Search): PaginationOptions | undefined => {
  const last = Math.ceil(found.length / 25)
  if (last <= 1) return undefined
  const href = (number: number) => `/people/search?${new URLSearchParams({ name, born, page: String(number) })}`
  return {
    previous: page > 1 ? { href: href(page - 1) } : undefined,
    next: page < last ? { href: href(page + 1) } : undefined,
    items: Array.from({ length: last }, (_, index) => ({
      ...{ number: index + 1, href: href(index + 1), current: index + 1 === page },
    })),
  }
}

const openOne = ({ screen, name, born }: Search): Html =>
  name === ''
    ? html`<p class="govuk-body"><a class="govuk-link" href="/cases/new">Open a new case</a></p>`
    : form(
        screen,
        html`<input type="hidden" name="victimName" value="${name}"><input type="hidden" name="victimBornOn" value="${born}">
          ${button({ text: 'Open a new case', preventDoubleClick: true })}`,
        { action: '/cases/new' },
      )
