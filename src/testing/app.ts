import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after } from 'node:test'
import * as cheerio from 'cheerio'
import { allRules } from '../all-rules.ts'
import { createApp } from '../app.ts'
import { defaultPolicy } from '../local-policy/values.ts'
import { sessionCookie } from '../platform/cookies.ts'
import { connect, openPool, over } from '../platform/db.ts'
import { folderKeeper } from '../platform/keys/folder.ts'
import type { KeyKeeper } from '../platform/keys/keeper.ts'
import { createLog, type Log } from '../platform/log.ts'
import { englandAndWales } from '../rules/calendar.ts'
import type { Services } from '../rules/services.ts'
import { freshDatabase, type TestDatabase } from './database.ts'
import { type Practitioner, practitionersIn } from './people.ts'

type Response = { statusCode: number; headers: Record<string, unknown>; body: string }

/** A page as a person reads it. */
const read = (response: Response) => {
  const $ = cheerio.load(response.body)
  return {
    status: response.statusCode,
    location: String(response.headers.location ?? ''),
    body: response.body,
    $,
    title: () => $('title').text(),
    text: (selector = 'main') => $(selector).text().replace(/\s+/g, ' ').trim(),
    value: (name: string) => $(`[name="${name}"]`).val(),
    checked: (name: string) => $(`[name="${name}"]:checked`).val(),
    links: () =>
      $('main a')
        .get()
        .map((link) => ({ text: $(link).text().replace(/\s+/g, ' ').trim(), href: $(link).attr('href') ?? '' })),
    errors: () =>
      $('.govuk-error-summary a')
        .get()
        .map((link) => ({ text: $(link).text(), href: $(link).attr('href') })),
  }
}
export type Read = ReturnType<typeof read>
type Form = Record<string, string | string[]>

const encoded = (form: Form): string => {
  const fields = Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, each]),
  )
  return new URLSearchParams(fields).toString()
}

type Options = {
  at?: string
  door?: Services['door']
  ownHosts?: readonly string[]
  /** Is told the text of each statement that the app sends to the database. */
  hears?: (statement: string) => void
  /** How many connections the app may hold: with one, its statements come in one order. */
  max?: number
  log?: Log
  /** What keeps the keys, when it is not a folder of this test’s own. */
  keeper?: KeyKeeper
  /** A database of the test’s own making. */
  own?: TestDatabase
  /** What people type: with https everything that hangs on it is so too. */
  address?: string
}

/**
 * The real app on a real database, with a clock that the test sets. `everything` reads past all protection, for looking
 * at what was written; `as(person)` is a browser in which that person is signed in.
 */
export const testApp = async ({
  at = '2026-11-23T10:00:00Z',
  door,
  ownHosts,
  hears,
  max = 6,
  log,
  address = 'http://localhost',
  keeper,
  own,
}: Options = {}) => {
  const database = own ?? (await freshDatabase())
  const everything = connect(database.superuser, { max: 4 })
  const db = over(openPool(database.app, { max }), hears && ((event) => hears(event.query.sql)))
  const signInDb = connect(database.signIn, { max: 2 })
  let moment = new Date(at)
  const now = () => moment
  const services: Services = {
    ...{ db, signInDb, now, rules: allRules, calendar: englandAndWales, defaultPolicy },
    ...{
      secret: database.secret,
      keeper: keeper ?? (await aKeeper(database.secret)),
      address,
      isDemo: false,
      ...(door && { door }),
      ...(ownHosts && { ownHosts }),
    },
  }
  const web = await createApp(services, log ?? createLog('fatal'))
  after(async () => {
    await web.close()
    for (const pool of [everything, db, signInDb]) await pool.destroy()
  })

  const as = (person: Practitioner | null) => {
    const headers: Record<string, string> = person ? { cookie: `${sessionCookie}=${person.token}` } : {}
    const visit = async (url: string) => read(await web.inject({ method: 'GET', url, headers }))
    /** Sends a form with a key of its own, as from a page that was just opened; or with the key that the form names. */
    const submit = async (url: string, form: Form = {}) => {
      const formKey = form.formKey ?? (await keyFrom(visit))
      const body = encoded({ ...form, formKey })
      return read(
        await web.inject({
          method: 'POST',
          url,
          headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
          body,
        }),
      )
    }
    return { visit, submit, person }
  }
  const clock = {
    /** Moves the clock, as `2027-04-30T16:35:00+01:00`. */
    set: (to: string) => {
      moment = new Date(to)
    },
  }
  return { web, services, database, everything, as, aPractitioner: practitionersIn(everything), clock, now }
}

/** A folder of keys that goes when the test ends. */
export const aKeeper = async (secret: Services['secret']): Promise<KeyKeeper> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'waymark-keys-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const keeper = folderKeeper(folder, secret)
  await keeper.begin(false)
  return keeper
}

/** Any page of a signed-in person carries a key, in its sign-out form. */
const keyFrom = async (visit: (url: string) => Promise<Read>): Promise<string> =>
  String((await visit('/rulebook')).value('formKey') ?? '')
