import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../platform/settings.ts'

/** A test that proves something: its file, and its name as it stands there (or the part before what is filled in). */
export type Cited = readonly [file: string, test: string]

const texts = new Map<string, string>()
const textOf = (file: string): string => {
  const known = texts.get(file) ?? readFileSync(path.join(root, file), 'utf8')
  texts.set(file, known)
  return known
}
const named = /\b(?:test|describe|it)\(\s*(?:'((?:[^'\\]|\\.)*)'|`([^`]*)`|"((?:[^"\\]|\\.)*)")/g
const namesIn = (file: string): string[] =>
  [...textOf(file).matchAll(named)].map(([, single, template, double]) =>
    (single ?? template ?? double ?? '').replace(/\\(.)/g, '$1').replace(/\$\{[^}]*\}/g, '…'),
  )

/** What is wrong with a citation: the file or the test is not there. Undefined when both are. */
export const wrongWith = ([file, test]: Cited): string | undefined => {
  try {
    return namesIn(file).includes(test) ? undefined : `${file} has no test called: ${test}`
  } catch {
    return `${file} is not there`
  }
}

export const asLine = ([file, test]: Cited): string => `\`${file}\`: ${test}`
