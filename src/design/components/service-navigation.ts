import { attributes, classes, type Html, html } from '../../platform/html.ts'
import type { Attributes, Content, Listed, Optional, Styling } from '../options.ts'

export type NavigationItem = Content &
  Optional<{ href: string; active: boolean; current: boolean; attributes: Attributes }>
type End = Html | { text: Html; align?: string | undefined }
export type ServiceNavigationOptions = Styling &
  Optional<{
    serviceName: string
    serviceUrl: string
    navigation: Listed<NavigationItem>
    navigationId: string
    navigationLabel: string
    navigationClasses: string
    menuButtonText: string
    menuButtonLabel: string
    collapseNavigationOnMobile: boolean
    ariaLabel: string
    slots: Optional<{ start: Html; navigationStart: Html; navigationEnd: Html; end: End }>
  }>

export const serviceNavigation = (options: ServiceNavigationOptions): Html => {
  const { serviceName, slots = {}, ariaLabel = 'Service information' } = options
  const end = slots.end && 'text' in slots.end ? slots.end : { text: slots.end, align: undefined }
  const own = attributes({
    class: classes('govuk-service-navigation', options.classes),
    'data-module': 'govuk-service-navigation',
    ...options.attributes,
  })
  const inside = html`<div class="${classes('govuk-width-container', end.align === 'inline' && 'govuk-service-navigation__inlining-container')}">
    ${slots.start}
    <div class="govuk-service-navigation__container">
      ${serviceName && nameOf(serviceName, options.serviceUrl)} ${list(options)}
    </div>
    ${end.text}
  </div>`
  // With a name or more than links it is a landmark of its own; else the nav is enough.
  if (serviceName || slots.start || end.text) return html`<section aria-label="${ariaLabel}"${own}>${inside}</section>`
  return html`<div${own}>${inside}</div>`
}

const nameOf = (name: string, url?: string): Html =>
  html`<span class="govuk-service-navigation__service-name">
    ${
      url
        ? html`<a href="${url}" class="govuk-service-navigation__link"> ${name} </a>`
        : html`<span class="govuk-service-navigation__text">${name}</span>`
    }
  </span>`

const list = (options: ServiceNavigationOptions): Html => {
  const { navigationId = 'navigation', menuButtonText = 'Menu', navigationLabel, menuButtonLabel, slots = {} } = options
  const items = (options.navigation ?? []).filter((item) => Boolean(item))
  if (items.length === 0 && !slots.navigationStart && !slots.navigationEnd) return html``
  const label = menuButtonLabel && menuButtonLabel !== menuButtonText ? menuButtonLabel : undefined
  const own = attributes({ 'aria-controls': navigationId, 'aria-label': label, hidden: true, 'aria-hidden': 'true' })
  return html`<nav aria-label="${navigationLabel || menuButtonText}" class="${classes('govuk-service-navigation__wrapper', options.navigationClasses)}">
    ${
      (options.collapseNavigationOnMobile ?? items.length > 1) &&
      html`<button type="button" class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"${own}> ${menuButtonText} </button>`
    }
    <ul class="govuk-service-navigation__list" id="${navigationId}">
      ${slots.navigationStart} ${items.map((item) => item && place(item))} ${slots.navigationEnd}
    </ul>
  </nav>`
}

// Strong, so that where you are is seen even when a person's own colours replace ours.
const place = ({ text, href, active, current, attributes: own }: NavigationItem): Html => {
  const isHere = active || current
  const here = attributes({ 'aria-current': isHere && (current ? 'page' : 'true') })
  const words = isHere ? html`<strong class="govuk-service-navigation__active-fallback">${text}</strong>` : text
  return html`<li class="${classes('govuk-service-navigation__item', isHere && 'govuk-service-navigation__item--active')}">
    ${
      href
        ? html`<a class="govuk-service-navigation__link" href="${href}"${here}${attributes(own)}> ${words} </a>`
        : text && html`<span class="govuk-service-navigation__text"${here}> ${words} </span>`
    }
  </li>`
}
