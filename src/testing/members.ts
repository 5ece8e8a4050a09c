import { hash } from '@node-rs/argon2'
import { generateSecret, generateSync } from 'otplib'
import { seal } from '../domains/sign-in/model.ts'
import { newFormKey } from '../platform/form-keys.ts'
import { key } from '../platform/secrets.ts'
import type { testApp } from './app.ts'
import type { Practitioner } from './people.ts'

type App = Awaited<ReturnType<typeof testApp>>
type Form = Record<string, string>
export type Member = { person: Practitioner; email: string; secret: string }

const password = 'correct horse battery staple'
// Cheap here: how long a password takes is not what is looked at.
const passwordHash = await hash(password, { memoryCost: 8, timeCost: 1, parallelism: 1 })

/** People who come in through the door themselves, and what their browser keeps. */
export const membersOf = (app: App) => {
  const { web, services, everything, aPractitioner, clock } = app
  const aMember = async (role = 'idva', change: Parameters<App['aPractitioner']>[1] = {}): Promise<Member> => {
    const person = await aPractitioner(role, change)
    const secret = generateSecret()
    const totpCipher = seal(key(services.secret, 'totp'), secret)
    await everything
      .insertInto('signIn.credential')
      .values({ practitionerId: person.id, passwordHash, totpCipher })
      .execute()
    return { person, email: `${person.id}@example.test`, secret }
  }
  /** What the device shows now; each code counts once, so the clock then goes on to the next. */
  const codeOf = ({ secret }: Member): string => {
    const code = generateSync({ secret, epoch: Math.floor(services.now().getTime() / 1000) })
    clock.set(new Date(services.now().getTime() + 30_000).toISOString())
    return code
  }
  const post = async (url: string, form: Form, cookies: Form = {}) => {
    const answer = await web.inject({
      ...{ method: 'POST', url, cookies, payload: new URLSearchParams(form).toString() },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    const kept = Object.fromEntries(answer.cookies.map(({ name, value }) => [name, value]))
    return {
      status: answer.statusCode,
      body: answer.body,
      headers: answer.headers,
      location: answer.headers.location,
      kept,
    }
  }
  const signIn = (member: Member, more: Form = {}, cookies: Form = {}) =>
    post('/sign-in', { email: member.email, password, code: more.code ?? codeOf(member), ...more }, cookies)
  const formKeyOf = (person: Practitioner) => newFormKey(key(services.secret, 'form-keys'), person.id)
  return { aMember, codeOf, post, signIn, formKeyOf }
}
