import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { domains } from './app.ts'

const mayImport: Record<string, string[]> = {
  platform: ['platform'],
  rules: ['rules', 'platform'],
  design: ['design', 'platform'],
  domains: ['domains', 'rules', 'local-policy', 'platform'],
  views: ['domains', 'design', 'platform'],
  gateway: ['gateway', 'design', 'platform'],
}
const sourceFiles = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
)
const textOf = (file: string) => readFileSync(path.join(import.meta.dirname, file), 'utf8')
const importsOf = (file: string) =>
  [...textOf(file).matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, target = '']) =>
    path.join(path.dirname(file), target),
  )

for (const file of sourceFiles)
  test(`${file} imports only what its place allows`, () => {
    const [area = '', domain, folder] = file.split(path.sep)
    for (const target of importsOf(file)) {
      const [targetArea = '', targetDomain, targetFile] = target.split(path.sep)
      const allowed = mayImport[folder === 'views' ? folder : area]
      assert.ok(allowed?.includes(targetArea) ?? true, `${file} -> ${target}: ${area} may import only ${allowed}`)
      if (area === 'domains' && targetArea === 'domains' && targetDomain !== domain)
        assert.equal(targetFile, 'index.ts', `${file} -> ${target}: another domain is reached through its index.ts`)
    }
  })

test('only store files write SQL', () => {
  for (const file of sourceFiles.filter((file) => file.startsWith('domains') && !/\/store(\.ts$|\/)/.test(file)))
    assert.doesNotMatch(textOf(file), /selectFrom|insertInto|updateTable|deleteFrom|sql`/, file)
})

test('only the html tag makes markup', () => {
  for (const file of sourceFiles.filter((file) => !file.startsWith('platform')))
    assert.doesNotMatch(textOf(file), /\btrusted\(|import .*\btrusted\b|text\/html/, file)
})

test('every domain folder is in the app, and nothing else is', () => {
  assert.deepEqual(Object.keys(domains).sort(), readdirSync(path.join(import.meta.dirname, 'domains')).sort())
})
