import { createHmac } from 'node:crypto'
import { generate, ScureBase32Plugin } from 'otplib'
import { key, type Secret } from '../src/platform/secrets.ts'
import { emailOf, type Member, partnership } from './partnership.ts'

/** Nobody here is real, and each one-time code still needs this installation's secret. */
export const demoPassword = 'birds work and plants rest'

/** The key of an invented person's device: it follows from the secret, so that the command line can show its codes. */
export const deviceOf = (secret: Secret, email: string): string => {
  const bytes = createHmac('sha256', key(secret, 'totp')).update(`demo ${email}`).digest().subarray(0, 20)
  return new ScureBase32Plugin().encode(bytes)
}

/** What an invented person's device shows now, and for how many seconds still. */
export const codeOf = async (secret: Secret, email: string, now: Date): Promise<{ code: string; seconds: number }> => {
  const epoch = Math.floor(now.getTime() / 1000)
  return { code: await generate({ secret: deviceOf(secret, email), epoch }), seconds: 30 - (epoch % 30) }
}

export type Known = Pick<Member, 'name' | 'role'> & { email: string; agency: string }

export const everybody: readonly Known[] = partnership.flatMap((agency) =>
  agency.members.map(({ name, role }) => ({ name, role, email: emailOf(name, agency), agency: agency.name })),
)

/** Those whose name, or any part of it, starts so. */
export const named = (start: string): Known[] => {
  const sought = start.trim().toLowerCase()
  const whole = everybody.filter(({ name, email }) => [name.toLowerCase(), email].includes(sought))
  if (whole.length > 0 || sought === '') return whole
  return everybody.filter(({ name }) => {
    const lower = name.toLowerCase()
    return lower.startsWith(sought) || lower.split(' ').some((part) => part.startsWith(sought))
  })
}
