import { type Html, html } from '../../../platform/html.ts'
import type { Fields } from '../../cases/index.ts'
import { toldCodes, toldOf } from '../model/told-of-change.ts'

/** Asked wherever something that protects is agreed, changed or taken back (RM-12). */
export const toldQuestions = ({ oneOf, area }: Pick<Fields, 'oneOf' | 'area'>): Html => html`
  ${oneOf(
    'isKnown',
    'Does the person harmed know of it?',
    toldCodes.map((value) => ({ value, text: toldOf[value] })),
    'A call or a message of ours goes through safe contact, never from here',
  )}
  ${area('knownWords', 'What they were told, or why not')}`
