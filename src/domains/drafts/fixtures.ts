import { newFormKey } from '../../platform/form-keys.ts'
import { key } from '../../platform/secrets.ts'
import type { Services } from '../../rules/services.ts'

type Fields = Record<string, string | string[]>
type Typing = { address: string; fields: Fields; formKey: string; version?: number; saves?: number; page?: string }

/** One showing of a form to one person: its key. */
export const aShowing = ({ secret }: Pick<Services, 'secret'>, person: { id: string }): string =>
  newFormKey(key(secret, 'form-keys'), person.id)

/** What a page sends while somebody types in it, or what the form itself sends. */
export const asTyped = ({ address, fields, formKey, version = 0, saves = 1, page = address }: Typing): string => {
  const about = { formKey, formPage: page, formAddress: address, formVersion: version, formSaves: saves }
  const all = Object.entries({ ...fields, ...about }).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, String(each)]),
  )
  return new URLSearchParams(all).toString()
}
