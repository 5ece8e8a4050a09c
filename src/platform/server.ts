import { type Postgres, startPostgres } from './postgres.ts'
import { addressAs, type EnteringRole, type Secret, secretFor } from './secrets.ts'
import type { Settings } from './settings.ts'

/** The database that the settings name, entered as each role. `stop` ends what this process started, if anything. */
export type Server = {
  owner: string
  app: string
  signIn: string
  worker: string
  secret: Secret
  /** The embedded server, or null where DATABASE_URL names one of your own. */
  embedded: Postgres | null
  stop: () => Promise<void>
}

type Wanted = Pick<Settings, 'DATABASE_URL' | 'APP_DATABASE_URL' | 'SIGN_IN_DATABASE_URL' | 'WORKER_DATABASE_URL'> &
  Pick<Settings, 'WAYMARK_SECRET' | 'WAYMARK_DATA'>

export const openServer = async (settings: Wanted): Promise<Server> => {
  const secret = secretFor(settings)
  const { DATABASE_URL, WAYMARK_DATA } = settings
  const embedded = DATABASE_URL ? null : await startPostgres(WAYMARK_DATA, { secret, keep: 'durable' })
  const owner = DATABASE_URL ?? embedded?.url('waymark') ?? ''
  const as = (role: EnteringRole, given: string | undefined) => given ?? addressAs(role, owner, secret)
  return {
    owner,
    app: as('waymark_app', settings.APP_DATABASE_URL),
    signIn: as('waymark_sign_in', settings.SIGN_IN_DATABASE_URL),
    worker: as('waymark_worker', settings.WORKER_DATABASE_URL),
    secret,
    embedded,
    stop: async () => embedded?.stop(),
  }
}
