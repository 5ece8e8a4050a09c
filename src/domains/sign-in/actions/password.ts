import type { Work } from '../../../platform/request.ts'
import type { Services } from '../../../rules/services.ts'
import { hashOf, isPassword, type PasswordForm } from '../model.ts'
import { changePassword, holderOf, noteFailure, passwordOf } from '../store/sessions.ts'

/**
 * Changes one's own password and ends all other sessions. False when the one before is wrong or the account is locked,
 * which is one answer; a wrong one counts like a sign-in that went wrong.
 */
export const changeOwnPassword = async (
  { signInDb, now }: Services,
  { tx, actor }: Work,
  token: string,
  { current, password }: PasswordForm,
): Promise<boolean> => {
  const [known, holder] = [await passwordOf(signInDb, token), await holderOf(signInDb, token)]
  const isRight = await isPassword(known, current)
  if (holder?.lockedUntil && holder.lockedUntil > now()) return false
  if (known !== null && isRight) return changePassword(tx, token, known, await hashOf(password))
  await noteFailure(signInDb, actor.id)
  return false
}
