import { hashOf, seal } from '../src/domains/sign-in/model.ts'
import { key } from '../src/platform/secrets.ts'
import type { testApp } from '../src/testing/app.ts'
import type { Practitioner } from '../src/testing/people.ts'

type App = Awaited<ReturnType<typeof testApp>>

/** Gives a person a password and a device, as joining does; their e-mail address comes back. */
export const signInWith = async (
  { everything, services }: App,
  person: Practitioner,
  secret: string,
): Promise<string> => {
  const credential = {
    practitionerId: person.id,
    passwordHash: await hashOf('correct horse battery staple'),
    totpCipher: seal(key(services.secret, 'totp'), secret),
  }
  await everything
    .insertInto('signIn.credential')
    .values(credential)
    .onConflict((conflict) => conflict.column('practitionerId').doUpdateSet({ ...credential, totpLastStep: 0 }))
    .execute()
  const { email } = await everything
    .selectFrom('practitioner')
    .select('email')
    .where('id', '=', person.id)
    .executeTakeFirstOrThrow()
  return email
}
