import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allRules } from '../../../all-rules.ts'
import { permissionsOf, roles } from '../../staff/index.ts'
import { waysOf } from './duty-page.ts'

test('whoever may come to own a duty can close it from its page, or can hand it over to somebody who can (INV-24)', () => {
  const without = Object.keys(roles)
    .filter((role) => permissionsOf(role).has('duties:write'))
    .flatMap((role) =>
      allRules
        .filter(
          (rule) =>
            waysOf(rule, permissionsOf(role)).includes('hand over') && !permissionsOf(role).has('handovers:write'),
        )
        .map(({ id, code }) => `${role} ${code} ${id}`),
    )
  assert.deepEqual(without, [])
})

test('a library worker who owns the first work for a child says in words what was done; an adviser opens the children (CH-07, CH-11)', () => {
  const waysFor = (role: string, code: string) => {
    const rule = allRules.find((each) => each.code === code)
    return rule && waysOf(rule, permissionsOf(role))
  }
  assert.deepEqual(waysFor('library-worker', 'CHILD_SAFEGUARDING'), ['do'])
  assert.deepEqual(waysFor('idva', 'CHILD_SAFEGUARDING'), ['child'])
  assert.deepEqual(waysFor('library-worker', 'RISK_ASSESSMENT'), ['hand over'])
  assert.deepEqual(waysFor('idva', 'YOUNG_PERSON'), ['refer', 'do'])
})
