import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { root } from './settings.ts'

/** Passwords of 12 characters or more that became known by thefts elsewhere, the most common first, in small letters. */
export const common: ReadonlySet<string> = new Set(
  gunzipSync(readFileSync(path.join(root, 'data/passwords/common.txt.gz')))
    .toString('utf8')
    .trimEnd()
    .split('\n'),
)

/** Words that stand near: of the product, the field and its agencies. No password may rest on them (docs/security.md). */
export const nearWords = [
  ...['waymark', 'police', 'constabulary', 'council', 'refuge', 'probation', 'housing', 'hospital', 'health', 'court'],
  ...['school', 'library', 'marac', 'idva', 'dash', 'safeguarding', 'safety', 'victim', 'survivor', 'abuse', 'welcome'],
  ...['county', 'password', 'admin', 'administrator', 'supervisor', 'manager', 'january', 'february', 'march', 'april'],
  ...['june', 'july', 'august', 'september', 'october', 'november', 'december', 'spring', 'summer', 'autumn', 'winter'],
] as const

/** Whether a password is among those that are tried first: a common one, or near words and little else. */
export const isTriedFirst = (password: string, own: readonly string[]): boolean => {
  const typed = password.toLowerCase()
  if (common.has(typed)) return true
  const words = [...own, ...nearWords].flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
  const near = words.filter((word) => word.length > 2).toSorted((a, b) => b.length - a.length)
  const rest = near.reduce((left, word) => left.replaceAll(word, ''), typed)
  return rest !== typed && rest.replace(/[^\p{L}\p{N}]/gu, '').length < 6
}
