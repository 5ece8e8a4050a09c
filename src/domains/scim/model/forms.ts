import { z } from 'zod'
import { text } from '../../../platform/fields.ts'
import { isRole } from '../../staff/index.ts'

export const keyForm = z.object({ name: text('Enter the name of the directory', 100) })

const role = z.string('Select a role').refine(isRole, 'Select a role')
/** Words are compared without regard to capitals. */
export const wordForm = z.object({
  word: text('Enter the word that the directory sends', 200).pipe(z.string().toLowerCase()),
  role,
})
export const endWordForm = z.object({ word: z.string().max(200).catch('') })

const orNothing = z
  .string()
  .optional()
  .transform((given) => given || null)
export const groupForm = z.object({
  teamId: orNothing.pipe(z.uuid('Select a team, or none').nullable()),
  role: orNothing.pipe(role.nullable()),
})

export const stateWords: Record<string, string> = {
  given: 'As the directory says',
  'no word': 'The directory says nothing of a role',
  'unknown word': 'The directory sends words that mean nothing here, so no role was given',
  'two roles': 'The directory says two roles, so none was given',
  'hands over first': 'An administrator has no case: hand over first what hangs on them',
  'break glass': 'Lets people in when the provider fails: their role is changed by hand only',
}
