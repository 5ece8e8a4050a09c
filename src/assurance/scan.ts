import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { codeOf, demoPassword, named } from '../../seeds/sign-in.ts'
import { removePlace } from '../bench/place.ts'
import { secretFor } from '../platform/secrets.ts'
import { readSettings, root } from '../platform/settings.ts'

// Starts the demonstration on this machine, signs in, and lets wapiti, ffuf and sqlmap at it, each for SCAN_SECONDS (120). They
// come with Debian: apt install wapiti ffuf sqlmap. Nothing but 127.0.0.1 is asked.
const seconds = Number(process.env.SCAN_SECONDS ?? 120)
const port = Number(process.env.PORT ?? 3990)
const address = `http://127.0.0.1:${port}`
const folder = mkdtempSync(path.join(tmpdir(), 'waymark-scan-'))
chmodSync(folder, 0o711)
const environment = {
  ...{ PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'Europe/London' },
  ...{ WAYMARK_DATA: folder, PORT: String(port), HOST: '127.0.0.1', WAYMARK_ADDRESS: address, LOG_LEVEL: 'warn' },
}

type Ran = { said: string; isThere: boolean }
/** Runs one program to its end or to its limit, whichever is first. */
const run = (program: string, words: readonly string[], limit: number): Promise<Ran> =>
  new Promise((resolve) => {
    const child = spawn('timeout', ['--kill-after=10', String(limit), program, ...words], { cwd: folder })
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('close', (status) => resolve({ said, isThere: status !== 127 }))
  })

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

/** The addresses that links lead to, from one page on. */
const linksFrom = async (start: string, cookie: string, most: number): Promise<string[]> => {
  const found = new Set([start])
  for (const page of found) {
    if (found.size >= most) break
    const answer = await fetch(address + page, { headers: { cookie }, redirect: 'manual' })
    const text = await answer.text()
    for (const [, to = ''] of text.matchAll(/href="(\/[^"#]*)"/g))
      if (found.size < most && !/^\/(assets|sign-in)/.test(to)) found.add(to.replaceAll('&amp;', '&'))
  }
  return [...found]
}

/** Passes everything on but signing out: a scanner that signs itself out scans the door alone. */
const beforeTheDoor = async (): Promise<{ at: string; close: () => void }> => {
  const passing = createServer((asked, answer) => {
    if (asked.url?.startsWith('/sign-in/out')) {
      answer.writeHead(404).end()
      return
    }
    const { method = 'GET', url = '/', headers } = asked
    const on = request({
      host: '127.0.0.1',
      port,
      method,
      path: url,
      headers: { ...headers, host: `127.0.0.1:${port}` },
    })
    on.on('response', (got) => got.pipe(answer.writeHead(got.statusCode ?? 502, got.headers)))
    on.on('error', () => answer.destroy())
    asked.pipe(on)
  })
  await new Promise<void>((resolve) => passing.listen(port + 1, '127.0.0.1', resolve))
  return { at: `http://127.0.0.1:${port + 1}`, close: () => passing.close().closeAllConnections() }
}

const report = z.looseObject({
  vulnerabilities: z.record(
    z.string(),
    z.array(z.looseObject({ level: z.number(), info: z.string(), path: z.string() })),
  ),
  anomalies: z.record(z.string(), z.array(z.looseObject({ info: z.string(), path: z.string() }))),
})
const wapiti = async (at: string, cookie: string): Promise<string[]> => {
  const file = path.join(folder, 'wapiti.json')
  const asked = ['-u', `${at}/boards/mine`, '--scope', 'domain', '-H', `Cookie: ${cookie}`, '--flush-session']
  const limits = ['--max-scan-time', String(seconds), '--max-links-per-page', '30']
  const parts = ['-m', 'sql,xss,exec,file,redirect,crlf,ssrf,xxe', '-f', 'json', '-o', file, '--no-bugreport']
  const { said, isThere } = await run('wapiti', [...asked, ...limits, ...parts], seconds * 2 + 300)
  if (!isThere) return ['wapiti is not installed']
  if (!existsSync(file)) return [`wapiti gave no report: ${said.slice(-300)}`]
  const { vulnerabilities, anomalies } = report.parse(JSON.parse(readFileSync(file, 'utf8')))
  const all = { ...vulnerabilities, ...anomalies }
  return Object.entries(all).flatMap(([kind, each]) =>
    each.map(({ path: where, info }) => `wapiti: ${kind} at ${where}: ${info}`),
  )
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
  const { isThere } = await run(
    'ffuf',
    [...asked, '-maxtime', String(seconds), '-o', file, '-of', 'json'],
    seconds + 20,
  )
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
      seconds / targets.length,
    )
    if (!isThere) return ['sqlmap is not installed']
    if (/is vulnerable|identified the following injection/.test(said)) found.push(`sqlmap: an injection at ${target}`)
  }
  return found
}

const demo = await startDemo()
try {
  const cookie = await signIn('Yusuf')
  const door = await beforeTheDoor()
  const pages = await linksFrom('/boards/mine', cookie, 80)
  console.log(`${pages.length} addresses that links lead to, as Yusuf Redstart`)
  const fuzzed = await ffuf(cookie, pages)
  const found = [...fuzzed.found, ...(await sqlmap(cookie)), ...(await wapiti(door.at, cookie))]
  for (const one of found) console.log(one)
  door.close()
  const faults = demo
    .said()
    .split('\n')
    .filter((line) => /"level":(50|60)|"statusCode":5\d\d/.test(line))
  for (const line of faults.slice(0, 20)) console.log(line)
  console.log(
    `figure S15: wapiti, sqlmap (${seconds} s each) and ffuf (${fuzzed.asked} addresses) as a signed-in supervisor: ${found.length} findings, ${faults.length} faults in the log`,
  )
  process.exitCode = found.length + faults.length > 0 ? 1 : 0
} finally {
  await demo.stop()
  removePlace(folder)
  rmSync(folder, { recursive: true, force: true })
}
