import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { addressAs, type EnteringRole, type Secret, secretFromHex } from '../platform/secrets.ts'

/** One test file's own database, and how each role enters it. */
export type TestDatabase = {
  superuser: string
  owner: string
  app: string
  signIn: string
  worker: string
  secret: Secret
}

const setting = (name: 'TEST_DATABASE_SERVER' | 'TEST_SECRET'): string => {
  const value = process.env[name]
  if (!value) throw new Error('This test needs a database: run it with npm test -- FILE')
  return value
}

/** Makes a database on the server of this test run, and gives its address as the owner. */
export const createDatabase = async (name: string, template = 'template0'): Promise<string> => {
  const server = setting('TEST_DATABASE_SERVER')
  const client = new pg.Client(`${server}postgres`)
  await client.connect()
  await client.query(`create database ${name} template ${template}`).finally(() => client.end())
  return `${server}${name}`
}

/** A database of its own for each test file. The whole server goes when the run ends, so no one tidies up. */
export const freshDatabase = async (template: 'migrated' | 'template0' = 'migrated'): Promise<TestDatabase> => {
  const owner = await createDatabase(`test_${randomBytes(6).toString('hex')}`, template)
  const secret = testSecret()
  const as = (role: EnteringRole) => addressAs(role, owner, secret)
  return {
    superuser: addressAs('postgres', owner, secret),
    owner,
    app: as('waymark_app'),
    signIn: as('waymark_sign_in'),
    worker: as('waymark_worker'),
    secret,
  }
}

export const testSecret = (): Secret => secretFromHex(setting('TEST_SECRET'))
