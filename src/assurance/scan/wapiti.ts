import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { Door } from './door.ts'
import { run } from './run.ts'

/** Everything that it has against an answer, but what guesses addresses or passwords, or waits for a database: sqlmap does. */
const modules = 'sql,xss,permanentxss,exec,file,redirect,crlf,ssrf,xxe,shellshock,methods,csp,cookieflags,http_headers'

/** Finding the forms, and each module. */
export const parts = 1 + modules.split(',').length

// Levels in wapiti are 1 to 4; it counts a script that it could place in a page as its 2. A request that took long is not a fault.
const findings = z.record(
  z.string(),
  z.array(z.looseObject({ level: z.coerce.number(), method: z.string(), path: z.string(), info: z.string() })),
)
const report = z.looseObject({ vulnerabilities: findings, anomalies: findings })

/** `bad` fails the scan, `low` is read by a person; `cut` names the parts whose time was over before they were through. */
export type Found = { bad: string[]; low: string[]; cut: string[] }

/**
 * Scans from every start given. Each of its modules has `seconds` at most, looked at after each address; finding the forms has
 * four times that. Debian 12 has wapiti 3.0.4, whose -x fails under Python 3.11 (a flag of a pattern at its end), and which asks
 * GitHub for a list and wapiti3.ovh for answers unless it is told not to: the door leaves out what -x would, and a list lies ready.
 */
export const wapiti = async (
  { at, trap, seen }: Door,
  starts: readonly string[],
  folder: string,
  seconds: number,
): Promise<Found> => {
  const place = path.join(folder, 'wapiti')
  mkdirSync(place, { recursive: true })
  writeFileSync(path.join(place, 'apps.json'), '{}')
  const list = path.join(place, 'starts.txt')
  writeFileSync(list, starts.map((start) => `${at}${start}\n`).join(''))
  const file = path.join(place, 'report.json')
  const asked = ['-u', `${at}/`, '--scope', 'folder', '-s', list, '-d', '1', '--max-links-per-page', '1']
  const limits = ['--max-scan-time', String(4 * seconds), '--max-attack-time', String(seconds), '--skip', 'formKey']
  const alone = ['--endpoint', `${trap}/`, '--no-bugreport', '--store-session', place, '--store-config', place]
  const { said, isThere } = await run(
    'wapiti',
    [...asked, ...limits, ...alone, '-m', modules, '-f', 'json', '-o', file],
    { limit: (parts + 3) * (seconds + 60), cwd: folder },
  )
  if (!isThere) return { bad: ['wapiti is not installed'], low: [], cut: [] }
  if (!existsSync(file)) return { bad: [`wapiti gave no report: ${said.slice(-300)}`], low: [], cut: [] }
  const { vulnerabilities, anomalies } = report.parse(JSON.parse(readFileSync(file, 'utf8')))
  const slow = anomalies['Resource consumption'] ?? []
  const all = Object.entries({ ...vulnerabilities, ...anomalies }).flatMap(([kind, each]) =>
    each.map((one) => ({
      line: `wapiti: ${kind}, level ${one.level}: ${one.method} ${one.path}: ${one.info}`,
      isBad: one.level > 1 && !slow.includes(one),
    })),
  )
  const broken = /Traceback|^\w*Error |Unable to find a module|Could not find module/m.test(said)
  return {
    bad: [
      ...all.filter(({ isBad }) => isBad).map(({ line }) => line),
      ...seen.faults.map((fault) => `wapiti: ${fault}`),
      ...seen.trapped.map((url) => `wapiti: the app asked for ${url} because a request said so`),
      ...(seen.forms === 0 ? ['wapiti sent no form'] : []),
      ...(broken ? [`wapiti: a module failed: ${said.slice(-600)}`] : []),
    ],
    low: all.filter(({ isBad }) => !isBad).map(({ line }) => line),
    cut: [...said.matchAll(/time was reached(?: for module (\w+))?/g)].map(([, name = 'finding the forms']) => name),
  }
}
