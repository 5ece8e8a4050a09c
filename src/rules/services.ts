import type { Db } from '../platform/db.ts'
import type { KeyKeeper } from '../platform/keys/keeper.ts'
import type { Secret } from '../platform/secrets.ts'
import type { Calendar } from './calendar.ts'
import type { Policy } from './policy.ts'
import type { Rule } from './rule.ts'

/** What actions need from outside besides the request's own transaction, time and actor. */
export type Services = {
  rules: Rule[]
  calendar: Calendar
  /** What holds until the area sets something else. */
  defaultPolicy: Policy
  secret: Secret
  /** Keeps the part of the vault's keys that is not in the database. */
  keeper: KeyKeeper
  now: () => Date
  /** The sign-in pages' own way into the database; they read nothing else. */
  signInDb: Db
  /** For the few routes that carry a token of their own (the calendar feed, the inbox): they bind it themselves. */
  db: Db
  /** The address that people type, for links in e-mails and feeds. */
  address: string
  isDemo: boolean
  /** Hosts of our own network that an agency's sign-in provider may stand on. */
  ownHosts?: readonly string[]
  /** Whether e-mails to staff can leave: a mail server is named in the settings. */
  hasMail?: boolean
  /** For the worker: a folder of signatures for ClamAV, when it is not its own. */
  virusSignatures?: string | undefined
  /**
   * For the staff app: whose word on a caller's address is taken, how many failed sign-ins one address may have, and how
   * many milliseconds it takes at least to say that something is not there.
   */
  door?: { trustedProxies: readonly string[]; signInFailures: number; absentAfter: number }
}
