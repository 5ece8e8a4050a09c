import { type Html, html } from '../../../platform/html.ts'
import { type Fields, optionsOf } from '../../cases/index.ts'
import { exposureField, exposures } from '../model.ts'

/** For each child of the case: were they there, and how. */
export const childFields = (
  people: readonly { id: string; name: string; role: string }[],
  { chosen }: Pick<Fields, 'chosen'>,
): Html => {
  const children = people.filter(({ role }) => role === 'child')
  return html`${children.map(({ id, name }) =>
    chosen(exposureField(id), `Was ${name} there?`, optionsOf(exposures), {
      hint: 'A child who sees, hears or feels it is a victim too. Leave it when the child was not there',
    }),
  )}`
}
