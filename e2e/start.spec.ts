import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import * as cheerio from 'cheerio'
import { root } from '../src/platform/settings.ts'
import { portOf } from './crash/place.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'waymark-start-'))
chmodSync(folder, 0o711)
const listener = createServer().listen(0, '127.0.0.1')
await once(listener, 'listening')
const port = portOf(listener)
listener.close()
const { PATH, HOME } = process.env
const env = { PATH, HOME, WAYMARK_DATA: folder, PORT: String(port) }
const script = (name: string) => path.join(root, 'script', name)
const waymark = (...words: string[]) => spawnSync(script('waymark'), words, { env, encoding: 'utf8' })

let running: ChildProcess | undefined
let said = ''
/** The command of the README, until it says how to sign in. */
const start = async (): Promise<string> => {
  said = ''
  const child = spawn(script('start'), { env, stdio: ['ignore', 'pipe', 'pipe'] })
  running = child
  let trouble = ''
  child.stdout.on('data', (text: Buffer) => {
    said += text
  })
  child.stderr.on('data', (text: Buffer) => {
    trouble += text
  })
  while (!said.includes('To stop')) {
    assert.equal(child.exitCode, null, trouble)
    await pause(200)
  }
  return said
}
const ended = async (): Promise<number | null> => {
  if (running?.exitCode === null) await once(running, 'exit')
  return running?.exitCode ?? null
}
after(async () => {
  running?.kill('SIGTERM')
  await ended()
  rmSync(folder, { recursive: true, force: true })
})

const address = `http://localhost:${port}`
const password = /Password for all: (.+)/
const signIn = async (email: string, code: string): Promise<string | undefined> => {
  const form = new URLSearchParams({ email, password: password.exec(said)?.[1] ?? '', code })
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: address }
  const answer = await fetch(`${address}/sign-in`, { method: 'POST', redirect: 'manual', headers, body: form })
  const session = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('waymark='))
  return answer.status === 303 ? session?.split(';')[0] : undefined
}
const read = async (cookie: string, place: string): Promise<string> => {
  const answer = await fetch(address + place, { redirect: 'manual', headers: { cookie } })
  assert.equal(answer.status, 200, place)
  return cheerio
    .load(await answer.text())('body')
    .text()
    .replace(/\s+/g, ' ')
}

test('one command in an empty folder loads the invented partnership and says where to go, as whom and with which code', async (t) => {
  const started = performance.now()
  const text = await start()
  t.diagnostic(`${Math.round((performance.now() - started) / 1000)} s from nothing to signed in`)
  assert.match(text, new RegExp(`Ready: ${address}`))
  const people = [...text.matchAll(/^ {2}(\S+@\S+) +code (\d{6}) /gm)]
  assert.equal(people.length, 3)
  const [first] = people
  const fresh = await signIn(first?.[1] ?? '', first?.[2] ?? '')
  assert.ok(fresh, 'the printed code works while it is fresh')
  assert.match(await read(fresh, '/boards/mine'), /Invented data\. Nobody here is real/)
})

test('a code asked for by part of a name signs in, and an unclear name is answered with who it may be', async () => {
  const { stdout, stderr, status } = waymark('demo', 'code', 'yusuf')
  assert.deepEqual([status, /^\d{6}\n$/.test(stdout)], [0, true])
  const email = /\S+@\S+\.example/.exec(stderr)?.[0] ?? ''
  const cookie = await signIn(email, stdout.trim())
  assert.ok(cookie)
  assert.match(await read(cookie, '/boards/mine'), /Late by/)
  assert.match(await read(cookie, '/boards/cases'), /\d\d open cases/)
  const unclear = waymark('demo', 'code', 'w')
  assert.deepEqual([unclear.status, unclear.stdout], [1, ''])
  assert.match(unclear.stderr, /Which one\? .*Iris Wren .*Idris Wagtail|Which one\? .*Idris Wagtail .*Iris Wren/)
  assert.equal(waymark('demo', 'code', 'zzz').status, 1)
})

test('the worker runs with it: no page says that clocks stand still (R12)', async () => {
  const { stdout } = waymark('demo', 'code', 'grace')
  const cookie = await signIn('grace.bunting@hollowmere-police.example', stdout.trim())
  assert.ok(cookie)
  for (let tries = 0; tries < 60; tries++) {
    if (!/The worker has not run yet|It was last seen/.test(await read(cookie, '/boards/mine'))) return
    await pause(500)
  }
  assert.fail('the worker was never seen')
})

test('invented people are never loaded over anything, nor beside a key for live messages (INV-58)', () => {
  const again = waymark('demo', 'load')
  assert.equal(again.status, 1)
  assert.match(again.stderr, /The invented people are here already, all or some/)
  const live = `live-${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}-${'1'.repeat(8)}-1111-4111-8111-${'1'.repeat(12)}`
  for (const command of ['start', 'staff', 'worker']) {
    const refused = spawnSync(script('waymark'), [command], {
      env: { ...env, PORT: '9', NOTIFY_API_KEY: live },
      encoding: 'utf8',
    })
    assert.equal(refused.status, 1, command)
    assert.match(refused.stderr, /NOTIFY_API_KEY must not be set here/)
  }
})

const holdsDatabase = (): boolean => existsSync(path.join(folder, 'cluster/postmaster.pid'))

const childOf = (parent: number | undefined, command: string): number => {
  const found = readdirSync('/proc').find((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      const isChild = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(parent)
      return isChild && readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(command)
    } catch {
      return false
    }
  })
  assert.ok(found, `there is no ${command}`)
  return Number(found)
}

test('when the worker falls, all of it stops, and says so; asked to stop, it leaves nothing behind', async () => {
  process.kill(childOf(running?.pid, 'worker'), 'SIGKILL')
  assert.equal(await ended(), 1)
  await assert.rejects(fetch(address))
  const started = performance.now()
  await start()
  assert.ok(performance.now() - started < 60_000, 'a second start loads nothing')
  running?.kill('SIGKILL')
  for (let tries = 0; holdsDatabase() && tries < 100; tries++) await pause(100)
  assert.equal(holdsDatabase(), false, 'app and worker end with what started them, and the last ends the database')
  await start()
  running?.kill('SIGTERM')
  assert.equal(await ended(), 0)
  assert.equal(holdsDatabase(), false)
})
