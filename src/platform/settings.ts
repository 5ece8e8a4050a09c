import { isIP } from 'node:net'
import path from 'node:path'
import { z } from 'zod'
import { usualFailures } from './tries.ts'

/** The top folder of the checkout. */
export const root = path.join(import.meta.dirname, '../..')

const database = z
  .url({ protocol: /^postgres(ql)?$/, message: 'must be an address like postgres://owner:password@host:5432/database' })
  .optional()
const wholeNumber = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`
  return z.coerce.number({ message }).int({ message }).min(least, { message }).max(most, { message })
}

/** One address, or a network of them; a network of everybody is no proxy. */
const isProxy = (text: string): boolean => {
  const [address = '', length, ...more] = text.split('/')
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0
  if (bits === 0 || more.length > 0) return false
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) >= 8 && Number(length) <= bits)
}

const settings = z.object({
  /** A PostgreSQL 15 or later of your own, entered as the role that owns the tables. Without it, one is started. */
  DATABASE_URL: database,
  /** How each role enters it, when its password is not the one derived from the secret. */
  APP_DATABASE_URL: database,
  SIGN_IN_DATABASE_URL: database,
  WORKER_DATABASE_URL: database,
  /** How many connections one process may hold for the app's own queries. */
  DATABASE_CONNECTIONS: wholeNumber(2, 500).default(10),
  /** The one secret. Without it, the file `secret` in the data folder is used, and made when missing. */
  WAYMARK_SECRET: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits: make it once with openssl rand -hex 32, and keep a copy')
    .optional(),
  /** Where the embedded database, the secret and encrypted files are kept. */
  WAYMARK_DATA: z
    .string()
    .default('var')
    .transform((folder) => path.resolve(root, folder)),
  /** Where the keys of the vault are kept: apart from the database, and in no copy of it. Without it, `keys` in the data folder. */
  WAYMARK_KEYS: z
    .string()
    .transform((folder) => path.resolve(root, folder))
    .optional(),
  /** The socket of `script/waymark keys serve`, where the keys are kept by a process of their own. */
  KEYS_SOCKET: z
    .string()
    .transform((file) => path.resolve(root, file))
    .optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(1, 65_535).default(3000),
  /** The address that people type, when it is not HOST and PORT: sign-in and links are for this one alone. */
  WAYMARK_ADDRESS: z
    .url({ protocol: /^https?$/, message: 'must be an address like https://waymark.county.example' })
    .transform((address) => new URL(address).origin)
    .optional(),
  /** The proxies before the app, whose X-Forwarded-For is believed. Without it nobody's is, and none is ever guessed. */
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .refine((all) => all.every(isProxy), 'must be addresses or networks of your proxies, like 10.0.0.5 or 10.1.0.0/16'),
  /** How many sign-ins may go wrong from one network address in 15 minutes before it has to wait. */
  SIGN_IN_FAILURES: wholeNumber(10, 100_000).default(usualFailures),
  /** Hosts of your own network that an agency's sign-in provider may stand on; any other must be on the open internet. */
  SINGLE_SIGN_ON_HOSTS: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .refine((all) => all.every((host) => /^[a-z0-9.-]+$/.test(host)), 'must be host names like login.county.example'),
  /** Lets a monitoring system on another machine read /metrics with `Authorization: Bearer ...`. */
  METRICS_TOKEN: z.string().min(32, 'must be 32 characters or more: openssl rand -hex 32').optional(),
  /** GOV.UK Notify: the key of the service, the ids of its three templates, and its address when it is not the usual one. */
  NOTIFY_API_KEY: z
    .string()
    .regex(/^.+(-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){2}$/i, 'must be a key as GOV.UK Notify shows it once')
    .optional(),
  NOTIFY_TEXT_TEMPLATE: z.uuid('must be the id of a template').optional(),
  NOTIFY_EMAIL_TEMPLATE: z.uuid('must be the id of a template').optional(),
  NOTIFY_LETTER_TEMPLATE: z.uuid('must be the id of a template').optional(),
  NOTIFY_ADDRESS: z.url({ protocol: /^https?$/, message: 'must be an address like https://notify.example' }).optional(),
  /** The mail server for e-mails to staff, and from whom they come. Both, or no e-mail is sent. */
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, message: 'must be an address like smtps://user:password@mail.example:465' })
    .optional(),
  MAIL_FROM: z.email('must be an e-mail address').optional(),
  /** A folder of signatures for ClamAV, where its own service or folder is not to be asked. */
  CLAMAV_SIGNATURES: z.string().optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug'], 'must be fatal, error, warn, info or debug')
    .default('info'),
})

export type Settings = z.infer<typeof settings>

/** The address that people type: without a setting for it, HOST and PORT, where this machine alone is called localhost. */
export const addressOf = ({ WAYMARK_ADDRESS, HOST, PORT }: Settings): string =>
  WAYMARK_ADDRESS ?? `http://${HOST === '127.0.0.1' ? 'localhost' : HOST}:${PORT}`

/** Thrown when a setting is wrong. The message names each one and says what to do; it never repeats a value. */
export class WrongSettings extends Error {}

/** An empty setting counts as not given: compose files and shells pass them on so. */
export const readSettings = (environment: NodeJS.ProcessEnv): Settings => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = settings.safeParse(given)
  if (read.success) return read.data
  throw new WrongSettings(read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('\n'))
}
