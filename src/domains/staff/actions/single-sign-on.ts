import type { Work } from '../../../platform/request.ts'
import { key } from '../../../platform/secrets.ts'
import type { Services } from '../../../rules/services.ts'
import { readProvider, seal } from '../../sign-in/index.ts'
import type { SingleSignOnForm } from '../model/single-sign-on.ts'
import { staffOf } from '../store/people.ts'
import { keepSingleSignOn, singleSignOnOf } from '../store/single-sign-on.ts'
import type { Refused } from './people.ts'

/** Keeps who signs the agency’s people in. It is not switched on before the provider has answered and said who it is. */
export const setSingleSignOn = async (
  services: Services,
  work: Work,
  form: SingleSignOnForm,
): Promise<'done' | Refused> => {
  const { tx, actor } = work
  const before = await singleSignOnOf(tx, actor.agencyId)
  const secret = form.clientSecret ? seal(key(services.secret, 'oidc'), form.clientSecret) : before?.secretCipher
  if (!secret) return { field: 'clientSecret', problem: 'Enter the client secret' }
  // A secret that was given to one provider is never sent to another.
  if (before && before.issuer !== form.issuer && !form.clientSecret)
    return { field: 'clientSecret', problem: 'Enter the client secret of the new provider' }
  const staff = await staffOf(tx, actor.agencyId)
  const isAdministrator = staff.some(
    ({ id, role, disabledAt }) => id === form.breakGlassId && role === 'administrator' && !disabledAt,
  )
  if (form.breakGlassId && !isAdministrator)
    return { field: 'breakGlassId', problem: 'Select an administrator who works here' }
  if (form.isOnly && !form.isOn) return { field: 'isOnly', problem: 'Switch single sign-on on first' }
  const found = form.isOn ? await readProvider(services, form.issuer) : undefined
  if (found && 'problem' in found) return { field: 'issuer', problem: found.problem }
  await keepSingleSignOn(work, form, secret)
  return 'done'
}

/** What the provider says of itself now, in words. */
export const checkSingleSignOn = async (services: Services, work: Work): Promise<{ isWell: boolean; says: string }> => {
  const kept = await singleSignOnOf(work.tx, work.actor.agencyId)
  if (!kept) return { isWell: false, says: 'Nothing is set yet' }
  const found = await readProvider(services, kept.issuer)
  if ('problem' in found) return { isWell: false, says: found.problem }
  const out = found.provider.end_session_endpoint ? '' : ' It offers no sign-out, so people stay signed in there'
  return {
    isWell: true,
    says: `The provider answers and says who it is.${out} Whether the client ID and the secret are right shows at the first sign-in`,
  }
}
