import { attributes, classes, type Html, html } from '../../platform/html.ts'
import type { Attributes, Content, Optional, Styling } from '../options.ts'

export type Breadcrumb = Content & Optional<{ href: string; attributes: Attributes }>
export type BreadcrumbsOptions = { items: readonly Breadcrumb[] } & Styling &
  Optional<{ collapseOnMobile: boolean; labelText: string }>

export const breadcrumbs = ({ items, collapseOnMobile, labelText, ...styling }: BreadcrumbsOptions): Html => {
  const name = classes(
    'govuk-breadcrumbs',
    styling.classes,
    collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile',
  )
  return html`<nav class="${name}"${attributes(styling.attributes)} aria-label="${labelText ?? 'Breadcrumb'}">
    <ol class="govuk-breadcrumbs__list">${items.map(crumb)}</ol>
  </nav>`
}

const crumb = ({ text, href, attributes: own }: Breadcrumb): Html =>
  href
    ? html`<li class="govuk-breadcrumbs__list-item">
        <a class="govuk-breadcrumbs__link" href="${href}"${attributes(own)}>${text}</a>
      </li>`
    : html`<li class="govuk-breadcrumbs__list-item" aria-current="page">${text}</li>`
