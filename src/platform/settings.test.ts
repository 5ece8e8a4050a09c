import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { readSettings, root } from './settings.ts'

const wrong = (environment: NodeJS.ProcessEnv): string => {
  try {
    readSettings(environment)
  } catch (error) {
    return String(error)
  }
  return 'nothing was wrong'
}

test('with no settings it runs here: loopback, port 3000, data beside the code', () => {
  const { HOST, PORT, WAYMARK_DATA, DATABASE_URL, LOG_LEVEL } = readSettings({})
  assert.deepEqual(
    [HOST, PORT, WAYMARK_DATA, DATABASE_URL, LOG_LEVEL],
    ['127.0.0.1', 3000, path.join(root, 'var'), undefined, 'info'],
  )
})

test('an empty setting is one that is not given', () => {
  assert.deepEqual(readSettings({ DATABASE_URL: '', PORT: '', WAYMARK_SECRET: '' }), readSettings({}))
})

test('a wrong setting is named with what to do, all of them at once', () => {
  const said = wrong({
    DATABASE_URL: 'mysql://x',
    PORT: 'eighty',
    WAYMARK_SECRET: 'short',
    METRICS_TOKEN: 'guess',
    LOG_LEVEL: 'all',
  })
  assert.match(said, /DATABASE_URL must be an address like postgres:/)
  assert.match(said, /PORT must be a whole number from 1 to 65535/)
  assert.match(said, /WAYMARK_SECRET must be 64 hexadecimal digits: make it once with openssl rand -hex 32/)
  assert.match(said, /METRICS_TOKEN must be 32 characters or more/)
  assert.match(said, /LOG_LEVEL must be fatal, error, warn, info or debug/)
})

test('a proxy is believed only when it is named, and a network of everybody is no proxy', () => {
  assert.deepEqual(readSettings({}).TRUSTED_PROXIES, [])
  const named = '10.0.0.5, 10.1.0.0/16 2001:db8::/32'
  assert.deepEqual(readSettings({ TRUSTED_PROXIES: named }).TRUSTED_PROXIES, [
    '10.0.0.5',
    '10.1.0.0/16',
    '2001:db8::/32',
  ])
  for (const all of ['0.0.0.0/0', '::/0', 'true', '1', 'proxy.example', '10.0.0.5/33', '10.0.0.0/x'])
    assert.match(wrong({ TRUSTED_PROXIES: all }), /TRUSTED_PROXIES must be addresses or networks of your proxies/, all)
  assert.match(wrong({ SIGN_IN_FAILURES: '0' }), /SIGN_IN_FAILURES must be a whole number from 10 to 100000/)
})

test('what was wrong about a secret never repeats the secret or a password', () => {
  const said = wrong({
    WAYMARK_SECRET: 'quince-secret',
    DATABASE_URL: 'mysql://boss:quince@db',
    METRICS_TOKEN: 'quince',
  })
  assert.doesNotMatch(said, /quince/)
})

test('the address that people type keeps its scheme, host and port and nothing else', () => {
  assert.equal(
    readSettings({ WAYMARK_ADDRESS: 'https://waymark.example:8443/path?x=1' }).WAYMARK_ADDRESS,
    'https://waymark.example:8443',
  )
})
