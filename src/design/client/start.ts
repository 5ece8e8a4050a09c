import {
  Accordion,
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

// All of Waymark works without this file. It keeps nothing in the browser, and asks no server for anything.

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
const components = [
  Accordion,
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
for (const component of components) createAll(component)

// On a phone the list comes first, and the choices open on demand.
if (!window.matchMedia('(min-width: 60rem)').matches)
  for (const choose of document.querySelectorAll('.wm-filters__choose')) choose.removeAttribute('open')

for (const button of document.querySelectorAll('[data-print]')) {
  button.removeAttribute('hidden')
  button.addEventListener('click', () => window.print())
}
