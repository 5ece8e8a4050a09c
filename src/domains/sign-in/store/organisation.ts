import { sql } from 'kysely'
import { audit } from '../../../platform/audit/write.ts'
import type { Db } from '../../../platform/db.ts'
import type { Services } from '../../../rules/services.ts'
import { type From, hashOfToken, newToken, sessionLength } from './sessions.ts'

/** Who signs the people of an agency in, in that agency's place. */
export type Organisation = {
  agencyId: string
  name: string
  issuer: string
  clientId: string
  secretCipher: Buffer
  externalClaim: string | null
  strongValues: string[]
}
export const organisationOf = async (db: Db, agencyId: string): Promise<Organisation | undefined> => {
  const { rows } = await sql<Organisation>`select * from sign_in.organisation_of(${agencyId})`.execute(db)
  return rows[0]
}
export const organisationsFor = async (db: Db, domain: string): Promise<{ agencyId: string; name: string }[]> => {
  const { rows } = await sql<{ agencyId: string; name: string }>`
    select * from sign_in.organisations_for(${domain})`.execute(db)
  return rows
}

export type Purpose = 'enter' | 'confirm'
type Ask = { agencyId: string; purpose: Purpose; session: string | undefined; back: string | undefined }
/** Keeps what a sign-in under way will be checked by: hashes, good once and for ten minutes. */
export const keepAsk = async (db: Db, state: string, browser: string, ask: Ask): Promise<void> => {
  const session = ask.session === undefined ? null : hashOfToken(ask.session)
  await sql`select sign_in.organisation_ask(${hashOfToken(state)}, ${hashOfToken(browser)}, ${ask.agencyId}, ${ask.purpose},
    ${session}, ${ask.back ?? null})`.execute(db)
}
export type Asked = {
  agencyId: string
  purpose: Purpose
  sessionHash: Buffer | null
  returnTo: string | null
  /** Seconds since it was asked. */
  waited: number
}
export const takeAsk = async (db: Db, state: string, browser: string): Promise<Asked | undefined> => {
  const { rows } = await sql<Asked>`
    select * from sign_in.organisation_answered(${hashOfToken(state)}, ${hashOfToken(browser)})`.execute(db)
  return rows[0]
}

/** What the provider has proven of somebody. */
export type Proven = {
  issuer: string
  subject: string
  externalId: string | null
  email: string | null
  isStrong: boolean
  sid: string | null
}
export const enter = async (
  db: Db,
  agencyId: string,
  proven: Proven,
  from: From,
): Promise<{ token: string; practitionerId: string } | undefined> => {
  const token = newToken()
  const { rows } = await sql<{ who: string | null }>`
    select sign_in.organisation_enter(${agencyId}, ${proven.issuer}, ${proven.subject}, ${proven.externalId}, ${proven.email},
      ${hashOfToken(token)}, ${sessionLength}::interval, ${from.device}, ${from.deviceHash}, ${proven.isStrong}, ${proven.sid}) as who`.execute(
    db,
  )
  const who = rows[0]?.who
  return who ? { token, practitionerId: who } : undefined
}
export const confirm = async (
  db: Db,
  agencyId: string,
  sessionHash: Buffer,
  { issuer, subject, isStrong }: Proven,
): Promise<string | undefined> => {
  const { rows } = await sql<{ who: string | null }>`
    select sign_in.organisation_confirm(${sessionHash}, ${agencyId}, ${issuer}, ${subject}, ${isStrong}) as who`.execute(
    db,
  )
  return rows[0]?.who ?? undefined
}
/** Ends the sessions that the organisation says are over; how many those were. */
export const endByOrganisation = async (
  db: Db,
  { agencyId, issuer }: Organisation,
  subject: string | null,
  sid: string | null,
): Promise<number> => {
  const { rows } = await sql<{ ended: number }>`
    select sign_in.organisation_out(${agencyId}, ${issuer}, ${subject}, ${sid}) as ended`.execute(db)
  return rows[0]?.ended ?? 0
}

export const auditOrganisation = async (
  services: Pick<Services, 'secret' | 'signInDb' | 'now'>,
  kind: 'sign-in' | 'sign-out' | 'fail',
  who: { practitionerId: string; agencyId: string } | undefined,
  { route, reference }: { route: string; reference: string },
): Promise<void> => {
  const actor = who ? { id: who.practitionerId, agencyId: who.agencyId } : null
  await audit(services, { tx: services.signInDb, now: services.now(), actor }, { kind, route, reference })
}
