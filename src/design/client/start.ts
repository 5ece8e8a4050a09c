import {
  Button,
  CharacterCount,
  Checkboxes,
  createAll,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
} from 'govuk-frontend'

import { keepDraftsOf } from './drafts.ts'
import { askAnewOnReturn } from './in-place.ts'
import { keepWatch } from './lock.ts'
import { takePasskeys } from './passkeys.ts'
import { sendFormsFrom } from './sending.ts'

// All of Waymark works without this file. It keeps nothing in the browser, and talks to no server but its own.

const components = [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
]
const start = (page: Document): void => {
  page.body.classList.add('js-enabled', 'govuk-frontend-supported')
  for (const component of components) createAll(component)

  // On a phone the list comes first, and the choices open on demand.
  if (!window.matchMedia('(min-width: 60rem)').matches)
    for (const choose of page.querySelectorAll('.wm-filters__choose')) choose.removeAttribute('open')

  for (const button of page.querySelectorAll('[data-print]')) {
    button.removeAttribute('hidden')
    button.addEventListener('click', () => window.print())
  }

  keepDraftsOf(page)
  sendFormsFrom(page, start)
  takePasskeys(page)
}

start(document)
askAnewOnReturn()
keepWatch()
