import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { addressAs, fingerprint, key, passwordOf, secretFor, secretFromHex } from './secrets.ts'

const hex = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'
const newFolder = () => path.join(mkdtempSync(path.join(tmpdir(), 'secret-')), 'data')

test('the secret file is made once, only its owner may read it, and it is the same on the next start', () => {
  const WAYMARK_DATA = newFolder()
  const made = secretFor({ WAYMARK_DATA })
  assert.equal(statSync(path.join(WAYMARK_DATA, 'secret')).mode & 0o777, 0o600)
  assert.deepEqual(secretFor({ WAYMARK_DATA }), made)
  assert.deepEqual(readdirSync(WAYMARK_DATA), ['secret'])
  assert.notDeepEqual(secretFor({ WAYMARK_DATA: newFolder() }), made)
})

test('the setting wins over the file, and makes no file', () => {
  const WAYMARK_DATA = newFolder()
  assert.equal(secretFor({ WAYMARK_SECRET: hex, WAYMARK_DATA }).bytes.toString('hex'), hex)
  assert.equal(existsSync(WAYMARK_DATA), false)
})

test('a damaged secret file stops the start and is never replaced: what it opened would be lost', () => {
  const WAYMARK_DATA = newFolder()
  secretFor({ WAYMARK_DATA })
  const file = path.join(WAYMARK_DATA, 'secret')
  for (const damage of ['', 'abc', `${hex}${hex}`]) {
    writeFileSync(file, damage)
    assert.throws(() => secretFor({ WAYMARK_DATA }), /is damaged: put your own copy of it back/)
    assert.equal(readFileSync(file, 'utf8'), damage)
  }
})

test('an error other than a missing file does not make a second secret', () => {
  const WAYMARK_DATA = newFolder()
  mkdirSync(path.join(WAYMARK_DATA, 'secret'), { recursive: true })
  assert.throws(() => secretFor({ WAYMARK_DATA }), /EISDIR/)
})

test('every name gives its own key, the same each time', () => {
  const secret = secretFromHex(hex)
  const names = [
    'vault',
    'totp',
    'form-keys',
    'feed',
    'audit-row',
    'audit-seal',
    'fingerprint',
    'role:waymark_app',
    'role:waymark_worker',
  ] as const
  assert.equal(new Set(names.map((name) => key(secret, name).toString('hex'))).size, names.length)
  assert.deepEqual(key(secret, 'vault'), key(secretFromHex(hex.toUpperCase()), 'vault'))
})

test('a key is what HKDF of RFC 5869 gives, written out by hand', () => {
  const mac = (by: Buffer, text: Buffer) => createHmac('sha256', by).update(text).digest()
  const extracted = mac(Buffer.alloc(32), Buffer.from(hex, 'hex'))
  const expanded = mac(extracted, Buffer.concat([Buffer.from('waymark vault'), Buffer.from([1])]))
  assert.deepEqual(key(secretFromHex(hex), 'vault'), expanded)
})

test('the fingerprint gives neither the secret nor a key away', () => {
  const secret = secretFromHex(hex)
  assert.match(fingerprint(secret), /^[0-9a-f]{16}$/)
  assert.doesNotMatch(hex, new RegExp(fingerprint(secret)))
})

test('an address as another role keeps server, database and settings such as sslmode', () => {
  const secret = secretFromHex(hex)
  const url = addressAs('waymark_app', 'postgres://boss:p%40ss@db.example:6432/county?sslmode=verify-full', secret)
  assert.equal(
    url,
    `postgres://waymark_app:${passwordOf(secret, 'waymark_app')}@db.example:6432/county?sslmode=verify-full`,
  )
})
