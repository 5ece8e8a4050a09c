import { createHash, createHmac } from 'node:crypto'
import type { Work } from '../../../platform/request.ts'
import { key } from '../../../platform/secrets.ts'
import type { Services } from '../../../rules/services.ts'
import { insertKey } from '../store/meanings.ts'

/** Makes a key for a directory and gives it, once. It follows from the form that asked, so a form sent twice makes one key. */
export const makeKey = async ({ secret }: Services, work: Work, name: string, formKey: string): Promise<string> => {
  const token = `wmd_${createHmac('sha256', key(secret, 'directory')).update(formKey).digest('base64url')}`
  await insertKey(work, name, createHash('sha256').update(token).digest())
  return token
}
