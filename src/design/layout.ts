import { attributes, classes, type Html, html } from '../platform/html.ts'
import { assetsVersion } from './assets.ts'
import { backLink } from './components/back-link.ts'
import { type Breadcrumb, breadcrumbs } from './components/breadcrumbs.ts'
import { errorSummary } from './components/error-summary.ts'
import { type NavigationItem, serviceNavigation } from './components/service-navigation.ts'
import { skipLink } from './components/skip-link.ts'
import { icon } from './icons.ts'
import { mark } from './mark.ts'
import type { Optional } from './options.ts'

/** Who is here. `fields` holds what the sign-out form must send along, such as its token. */
export type SignedIn = {
  name: string
  agency: string
  signOut: { action: string; fields?: Html | undefined }
} & Optional<{
  /** Where the name leads: the person's own page. */
  href: string
}>

/** What a session brings to each of its pages. Views pass it on as it is. */
export type Frame = Optional<{
  signedIn: SignedIn
  /** Where the name Waymark leads; the address / unless told. */
  homeHref: string
  navigation: readonly NavigationItem[]
  /** The one search box: it posts, since a name that is sought has no place in an address. `fields` as for signing out. */
  search: { action: string; name: string } & Optional<{ fields: Html; value: string; label: string }>
  /** Everything here is invented. */
  isDemo: boolean
  /** Since when nobody watches the clocks, in words; shown until the worker is back. */
  workerDown: string
  footer: readonly { text: string; href: string }[]
}>

export type Layout = { title: string; content: Html } & Optional<{
  /** What the browser shows and remembers for the page, where the title itself names somebody (U2). */
  tab: string
  frame: Frame
  errors: readonly { text: string; href: string }[]
  /** The trail; the last one, without href, is this page. */
  breadcrumbs: readonly Breadcrumb[]
  /** One way back, for a page in the middle of something. */
  backHref: string
  /** Above the title, over the whole width: identity bar, safe-contact strip, sub-navigation. */
  top: Html
  /** Small words over the title: whose case, which step. */
  caption: string
  /** Beside the title: the main link or button of the page. */
  titleActions: Html
  /** The label or legend in the content is the heading of the page: then layout writes none. */
  isTitleInContent: boolean
  /** `page` two thirds wide; `board` the whole screen, dense; `thought` narrow and roomy. */
  shape: 'page' | 'board' | 'thought'
  /** Beside the content (below it on a phone): filters of a board, who is responsible. */
  aside: Html
  /** Which side it stands on; filters start, the rest end. */
  asideAt: 'start' | 'end'
}>

/** Every page: who is here, where this is, what is wrong with it, and its content. */
export const layout = (page: Layout): Html => {
  const { title, tab = title, errors = [], frame = {}, shape = 'page' } = page
  return html`<!DOCTYPE html>
<html lang="en-GB" class="govuk-template">
  <head>
    <meta charset="utf-8">
    <title>${errors.length > 0 && 'Error: '}${tab} - Waymark</title>
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <meta name="robots" content="noindex, nofollow">
    <link rel="icon" href="/assets/mark.svg?${assetsVersion}" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/waymark.css?${assetsVersion}">
    <script type="module" src="/assets/start.js?${assetsVersion}"></script>
  </head>
  <body class="${classes('govuk-template__body', `wm-shape-${shape}`)}">
    ${skipLink({ href: '#main-content', text: 'Skip to main content' })}
    ${header(frame)}
    <div class="govuk-width-container wm-page">
      ${page.breadcrumbs && breadcrumbs({ items: page.breadcrumbs, classes: 'wm-trail', labelText: 'Where you are' })}
      ${page.backHref && html`<nav aria-label="Back">${backLink({ href: page.backHref })}</nav>`}
      ${page.top}
      ${body(page)}
    </div>
    ${footer(frame)}
  </body>
</html>
`
}

const body = (page: Layout): Html => {
  const { aside, asideAt = 'end', errors = [] } = page
  const main = html`<main class="wm-main" id="main-content">
    ${errors.length > 0 && errorSummary({ titleText: 'There is a problem', errorList: [...errors] })}
    ${!page.isTitleInContent && titleOf(page)}
    ${page.content}
  </main>`
  if (!aside) return main
  const beside = html`<aside class="wm-aside" aria-label="${asideAt === 'start' ? 'Choose what is shown' : 'Beside this page'}">${aside}</aside>`
  return html`<div class="${classes('wm-columns', `wm-columns--${asideAt}`)}">${main}${beside}</div>`
}

const titleOf = ({ title, caption, titleActions }: Layout): Html =>
  html`<div class="wm-title">
    <h1 class="wm-title__text">${caption && html`<span class="wm-title__caption">${caption}</span> `}${title}</h1>
    ${titleActions && html`<div class="wm-title__actions">${titleActions}</div>`}
  </div>`

const header = ({ homeHref = '/', navigation, search, signedIn, isDemo, workerDown }: Frame): Html =>
  html`<header class="wm-header">
    <div class="wm-header__bar govuk-width-container">
      <a class="wm-header__home" href="${homeHref}">${mark}<span>Waymark</span></a>
      ${navigation && serviceNavigation({ navigation: [...navigation], classes: 'wm-nav', menuButtonText: 'Menu', navigationLabel: 'Waymark' })}
      ${search && searchBox(search)}
      ${signedIn && whoIsHere(signedIn)}
    </div>
    ${notices({ isDemo, workerDown })}
  </header>`

const searchBox = ({
  action,
  name,
  fields,
  value,
  label = 'Find a person or case',
}: NonNullable<Frame['search']>): Html =>
  html`<form class="wm-search" action="${action}" method="post" role="search" autocomplete="off" data-sent-here>${fields}
    <label class="govuk-visually-hidden" for="wm-search">${label}</label>
    <input class="wm-search__input" id="wm-search" type="search" autocomplete="off" spellcheck="false"${attributes({ name, value, placeholder: label })}>
    <button class="wm-search__button" type="submit">Find</button>
  </form>`

const whoIsHere = ({ name, agency, signOut, href }: SignedIn): Html =>
  html`<div class="wm-who">
    <span class="wm-who__name">${href ? html`<a href="${href}">${name}</a>` : name}<span class="wm-who__agency"><span class="govuk-visually-hidden">, </span>${agency}</span></span>
    <form action="${signOut.action}" method="post">${signOut.fields}<button class="wm-who__out" type="submit">Sign out</button></form>
  </div>`

const notices = ({ isDemo, workerDown }: Frame): Html =>
  html`${workerDown && html`<div class="wm-notice wm-notice--down" role="alert"><div class="govuk-width-container">${icon('triangle')}<p><strong>Nobody is watching the clocks.</strong> ${workerDown} Late work does not climb and messages wait until it is back: check your board by hand.</p></div></div>`}
    ${isDemo && html`<div class="wm-notice wm-notice--demo"><div class="govuk-width-container">${icon('dash')}<p>Invented data. Nobody here is real.</p></div></div>`}`

const footer = ({ footer: links = [], signedIn }: Frame): Html =>
  html`<footer class="wm-footer">
    <div class="govuk-width-container">
      ${links.length > 0 && html`<ul class="wm-footer__links">${links.map(({ text, href }) => html`<li><a class="govuk-link" href="${href}">${text}</a></li>`)}</ul>`}
      <p class="wm-footer__print">Printed from Waymark${signedIn && ` by ${signedIn.name}, ${signedIn.agency}`}. Somebody's safety can hang on this paper: keep it with you, then destroy it.</p>
    </div>
  </footer>`
