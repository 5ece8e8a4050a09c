import { createHash, createHmac } from 'node:crypto'
import type { Work } from '../../../platform/request.ts'
import { key } from '../../../platform/secrets.ts'
import type { Services } from '../../../rules/services.ts'
import { insertKey } from '../store/index.ts'

/** Makes a key for a system and gives it, once. It follows from the form that asked, so a form sent twice makes one key. */
export const makeKey = async (
  { secret }: Services,
  { tx, now, actor }: Work,
  form: { source: string; practitionerId: string },
  formKey: string,
): Promise<string> => {
  const token = `wmi_${createHmac('sha256', key(secret, 'inbox')).update(formKey).digest('base64url')}`
  const tokenHash = createHash('sha256').update(token).digest()
  await insertKey(tx, { ...form, tokenHash, madeAt: now, madeBy: actor.id })
  return token
}
