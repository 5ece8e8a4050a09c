import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { codeOf, demoPassword, named } from '../../seeds/sign-in.ts'
import { removePlace } from '../bench/place.ts'
import { secretFor } from '../platform/secrets.ts'
import { readSettings, root } from '../platform/settings.ts'
import { openDoor } from './scan/door.ts'
import { run } from './scan/run.ts'
import { parts, wapiti } from './scan/wapiti.ts'

// Starts the demonstration on this machine, signs in, and lets ffuf, sqlmap and wapiti at it, each for SCAN_SECONDS (120), and
// wapiti so long with each of its modules: half an hour. They come with Debian: apt install wapiti ffuf sqlmap. Nothing but
// 127.0.0.1 is asked.
const seconds = Number(process.env.SCAN_SECONDS ?? 120)
const port = Number(process.env.PORT ?? 3990)
const address = `http://127.0.0.1:${port}`
const folder = mkdtempSync(path.join(tmpdir(), 'waymark-scan-'))
chmodSync(folder, 0o711)
const environment = {
  ...{ PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'Europe/London' },
  ...{ WAYMARK_DATA: folder, PORT: String(port), HOST: '127.0.0.1', WAYMARK_ADDRESS: address, LOG_LEVEL: 'warn' },
}

const startDemo = async () => {
  const child = spawn(process.execPath, [path.join(root, 'src/main.ts'), 'start'], { env: environment, cwd: root })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for (let waited = 0; !said.includes('Ready: '); waited++) {
    if (waited > 600 || child.exitCode !== null) throw new Error(`The demonstration did not start: ${said}`)
    await pause(1000)
  }
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return { said: () => said, stop }
}

/** The cookie of somebody of the invented partnership, through the front door. */
const signIn = async (name: string): Promise<string> => {
  const [person] = named(name)
  if (!person) throw new Error(`There is no ${name}`)
  const { code } = await codeOf(secretFor(readSettings(environment)), person.email, new Date())
  const body = new URLSearchParams({ email: person.email, password: demoPassword, code })
  const answer = await fetch(`${address}/sign-in`, { method: 'POST', body, redirect: 'manual' })
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0] ?? '')
    .find((each) => /^(__Host-)?waymark=/.test(each))
  if (answer.status !== 303 || !cookie) throw new Error(`Nobody was let in: ${answer.status}`)
  return cookie
}

/** Two addresses are of one kind when only what they name differs. */
const kindOf = (address: string): string => {
  const { pathname, searchParams } = new URL(address, 'http://127.0.0.1')
  const named = pathname
    .replace(/[0-9a-f-]{36}/g, ':id')
    .replace(/^\/(rulebook\/[\w-]+|local-policy)\/[\w-]+$/, '/$1/:name')
  return `${named}?${[...searchParams.keys()].sort()}`
}

/** One address of each kind that links lead to, from one page on. */
const linksFrom = async (start: string, cookie: string): Promise<string[]> => {
  const found = new Map([[kindOf(start), start]])
  for (const page of found.values()) {
    const answer = await fetch(address + page, { headers: { cookie }, redirect: 'manual' })
    const text = await answer.text()
    for (const [, to = ''] of text.matchAll(/href="(\/[^"#]*)"/g)) {
      const link = to.replaceAll('&amp;', '&')
      if (!found.has(kindOf(link)) && !/^\/(assets|sign-in\/out)/.test(link)) found.set(kindOf(link), link)
    }
  }
  return [...found.values()]
}

/** Of pages that were there: a scanner that lost its session, or the case, heard nothing any more. */
const notThere = async (pages: readonly string[], cookie: string): Promise<string[]> => {
  const lost: string[] = []
  for (const page of pages) {
    const { status } = await fetch(address + page, { headers: { cookie }, redirect: 'manual' })
    if (status !== 200) lost.push(page)
  }
  return lost
}

const hits = z.looseObject({ results: z.array(z.looseObject({ status: z.number(), url: z.string() })) })
const ffuf = async (cookie: string, pages: readonly string[]): Promise<{ found: string[]; asked: number }> => {
  const odd = [
    '..%2f..%2fetc%2fpasswd',
    '%00',
    '%ff',
    "'",
    '"><script>',
    '{{7*7}}',
    '.git/config',
    '.env',
    'admin',
    'api',
    'debug',
    '%2e%2e',
    'a'.repeat(3000),
  ]
  const words = pages.flatMap((page) => {
    const parts = page.slice(1).split('/')
    return [
      page.slice(1),
      ...odd.slice(0, 6).map((one) => [...parts.slice(0, -1), one].join('/')),
      `${page.slice(1)}/${odd[3]}`,
      `${page.slice(1)}?page=${odd[2]}`,
    ]
  })
  const list = path.join(folder, 'words.txt')
  writeFileSync(list, [...new Set([...words, ...odd])].join('\n'))
  const file = path.join(folder, 'ffuf.json')
  const asked = ['-u', `${address}/FUZZ`, '-w', list, '-H', `Cookie: ${cookie}`, '-mc', 'all', '-t', '4', '-s']
  const { isThere } = await run('ffuf', [...asked, '-maxtime', String(seconds), '-o', file, '-of', 'json'], {
    limit: seconds + 20,
    cwd: folder,
  })
  if (!isThere) return { found: ['ffuf is not installed'], asked: 0 }
  const { results } = hits.parse(JSON.parse(readFileSync(file, 'utf8')))
  const bad = results.filter(({ status, url }) => status >= 500 || (status === 200 && /\.git|\.env|passwd/.test(url)))
  return { found: bad.map(({ status, url }) => `ffuf: ${status} at ${url}`), asked: results.length }
}

const sqlmap = async (cookie: string): Promise<string[]> => {
  const found: string[] = []
  const targets = ['/boards/cases?page=1&level=high', '/audit?page=1', '/boards/team?sort=due']
  for (const target of targets) {
    const words = [
      '-u',
      address + target,
      '--cookie',
      cookie,
      '--batch',
      '--level',
      '2',
      '--risk',
      '1',
      '--dbms',
      'PostgreSQL',
    ]
    const { said, isThere } = await run(
      'sqlmap',
      [...words, '--output-dir', folder, '--flush-session', '--disable-coloring'],
      { limit: seconds / targets.length, cwd: folder },
    )
    if (!isThere) return ['sqlmap is not installed']
    if (/is vulnerable|identified the following injection/.test(said)) found.push(`sqlmap: an injection at ${target}`)
  }
  return found
}

const demo = await startDemo()
try {
  const cookie = await signIn('Yusuf')
  const pages = await linksFrom('/boards/mine', cookie)
  console.log(`${pages.length} kinds of addresses that links lead to, as Yusuf Redstart`)
  const fuzzed = await ffuf(cookie, pages)
  const injected = await sqlmap(cookie)
  const door = await openDoor(port + 1, port, cookie)
  const scanned = await wapiti(door, pages, folder, seconds)
  await door.close()
  const lost = await notThere(pages, cookie)
  const isBlind = lost.length > pages.length / 10
  const bad = [
    ...fuzzed.found,
    ...injected,
    ...scanned.bad,
    ...(isBlind ? [`${lost.length} pages are lost: ${lost}`] : []),
  ]
  for (const one of [...bad, ...scanned.low.map((low) => `to be read: ${low}`)]) console.log(one)
  const faults = demo
    .said()
    .split('\n')
    .filter((line) => /"level":(50|60)|"statusCode":5\d\d/.test(line))
  for (const line of faults.slice(0, 20)) console.log(line)
  const { asked, addresses, forms } = door.seen
  const counts = `${asked} requests to ${addresses.size} addresses, ${forms} of them forms, ${scanned.cut.length} of its ${parts} parts cut short: ${scanned.cut.join(', ') || 'none'}`
  console.log(
    `figure S15: as a signed-in adviser ffuf (${fuzzed.asked} addresses), sqlmap (${seconds} s) and wapiti (${counts}): ${bad.length} findings, ${scanned.low.length} low ones, ${faults.length} faults in the log`,
  )
  process.exitCode = bad.length + faults.length > 0 ? 1 : 0
} finally {
  await demo.stop()
  removePlace(folder)
  rmSync(folder, { recursive: true, force: true })
}
