import { form } from '../../../design/form.ts'
import type { Html } from '../../../platform/html.ts'
import type { Looked } from '../actions/look.ts'
import type { Filled } from '../model/forms.ts'
import { type Page, safeContactPage } from './frame.ts'
import { routeFields } from './route-fields.ts'

export const newRoutePage = ({ screen, top, looked, typed, errors }: Page & Filled & { looked: Looked }): Html =>
  safeContactPage(
    { screen, top },
    {
      title: `Add a way to reach ${looked.person.name}`,
      tab: 'Add a way to reach a person',
      errors,
      isThought: true,
      content: form(screen, routeFields({ typed, errors }, true)),
    },
  )
