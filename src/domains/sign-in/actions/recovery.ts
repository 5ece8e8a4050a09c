import type { Work } from '../../../platform/request.ts'
import { key } from '../../../platform/secrets.ts'
import type { Services } from '../../../rules/services.ts'
import { hashOfRecovery, newRecoveryCodes } from '../model.ts'
import { replaceRecoveryCodes } from '../store/recovery.ts'

/** Ten new codes. They are readable here and never again; those before are worth nothing from now on. */
export const makeRecoveryCodes = async ({ secret }: Services, { tx }: Work): Promise<string[]> => {
  const codes = newRecoveryCodes()
  const hashes: string[] = []
  for (const code of codes) hashes.push(await hashOfRecovery(key(secret, 'recovery'), code))
  await replaceRecoveryCodes(tx, hashes)
  return codes
}
