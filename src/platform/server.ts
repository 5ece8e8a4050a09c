import path from 'node:path'
import { folderKeeper } from './keys/folder.ts'
import type { KeyKeeper } from './keys/keeper.ts'
import { socketKeeper } from './keys/socket.ts'
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
  keeper: KeyKeeper
  /** The embedded server, or null where DATABASE_URL names one of your own. */
  embedded: Postgres | null
  stop: () => Promise<void>
}

type Wanted = Kept &
  Pick<Settings, 'DATABASE_URL' | 'APP_DATABASE_URL' | 'SIGN_IN_DATABASE_URL' | 'WORKER_DATABASE_URL'> &
  Pick<Settings, 'WAYMARK_SECRET'>

type Kept = Pick<Settings, 'WAYMARK_DATA' | 'WAYMARK_KEYS' | 'KEYS_SOCKET'>
export const keysFolder = ({ WAYMARK_KEYS, WAYMARK_DATA }: Kept): string =>
  WAYMARK_KEYS ?? path.join(WAYMARK_DATA, 'keys')

/** Where the settings say that the keys are: in a folder, or with a process of their own. */
export const keeperOf = (settings: Kept, secret: Secret): KeyKeeper =>
  settings.KEYS_SOCKET ? socketKeeper(settings.KEYS_SOCKET, secret) : folderKeeper(keysFolder(settings), secret)

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
    keeper: keeperOf(settings, secret),
    embedded,
    stop: async () => embedded?.stop(),
  }
}
