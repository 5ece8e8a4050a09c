import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { roles } from '../domains/staff/model/roles.ts'
import { testApp } from '../testing/app.ts'
import type { Practitioner } from '../testing/people.ts'
import { entryKinds, type Kind, kinds } from './fields.ts'
import { mayBeShown, type Relation, relations, seeing, withoutCases } from './judge.ts'
import { standing } from './standing.ts'
import { aWorld } from './world.ts'

// The same standings, asked of the database itself: what each table of a case that has every kind of record in it shows
// to the app's own role. A page may be shut by another check; here nothing else stands before the row (S2).
const app = await testApp()
const world = await aWorld(app)
const { past, whole } = world
const { caseId } = whole.ids
const stand = standing(world)
after(() => past.end())

/** These are the reader's own affair, whatever the case: their marks, drafts, alarms and what they were sent. */
const own = new Set(
  `access_subject alarm case_grant desk_message draft emergency_look erasure fair_count inbox_item inbox_reference item_grant legal_hold
  misuse_alert seen sharing_decision sharing_word`.split(/\s+/),
)
/** Shown by rules of their own, which their tests hold: safe contact in part, an opinion on two cases to who sees both, copies of open files, bundles to who made them, cards that stand. */
const apart = new Set(
  'aggressor_opinion aggressor_review bundle evidence_bytes contact_read contact_share message vault.contact_route vault.release_copy vault.contact_rule vault.police_card'.split(
    ' ',
  ),
)
const { rows: places } = await past.query<{ place: string }>(
  `select c.oid::regclass::text as place from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
  where a.attname = 'case_id' and not a.attisdropped and has_column_privilege('waymark_app', c.oid, a.attnum, 'select') order by 1`,
)
const tables = places.map(({ place }) => place).filter((place) => !own.has(place) && !apart.has(place))

/** Files in the vault are shown by a rule of their own as well: only the others are counted here. */
const inVault = new Map([['evidence_file', ` and class <> 'C4'`]])

/** Records of one table that are of different objects: entries, and the duty that says that something was agreed beforehand. */
const splitBy: Readonly<Record<string, string>> = {
  entry: `split_part(type, '.', 1)`,
  duty: `case when code in ('LOOK_AGAIN', 'PLAN_COPY', 'PLAN_TOLD') then code when code like 'MANAGEMENT%' then 'MANAGEMENT' else '' end`,
}
const splitKinds: Readonly<Record<string, Kind>> = {
  ...{
    ...entryKinds,
    LOOK_AGAIN: 'safety plan',
    PLAN_COPY: 'safety plan',
    PLAN_TOLD: 'safety plan',
    MANAGEMENT: 'management duty',
  },
}

type Counts = Map<string, { kind: Kind; rows: number }>
const isKnown = (place: string) => place === 'entry' || kinds[place] !== undefined
const countAll = async (): Promise<Counts> => {
  const counts: Counts = new Map()
  for (const place of tables.filter(isKnown)) {
    const word = splitBy[place] ?? `''`
    const { rows } = await past.query<{ word: string; rows: number }>(
      `select ${word} as word, count(*)::integer as rows from ${place} where case_id = $1${inVault.get(place) ?? ''} group by 1`,
      [caseId],
    )
    for (const each of rows) {
      const kind = splitBy[place] && each.word ? (splitKinds[each.word] ?? 'case header') : kinds[place]
      if (kind) counts.set([place, each.word].filter(Boolean).join(' '), { kind, rows: each.rows })
    }
  }
  return counts
}
const all = await countAll()

/** What each table shows to somebody who stands so to the case; then everything is as before. */
const shownTo = async (person: Practitioner, relation: Relation): Promise<Counts> => {
  await past.query('begin')
  try {
    await stand(person, relation)
    await past.query('set local role waymark_app')
    await past.query('select bind($1)', [person.token])
    return await countAll()
  } finally {
    await past.query('rollback')
  }
}

const made = app.everything.insertInto('agency').values({ kind: 'other', name: 'An agency apart' }).returning('id')
const agencies = {
  'an agency apart': (await made.executeTakeFirstOrThrow()).id,
  'the agency that wrote it': whole.owner.agencyId,
  'the agency to which it was referred': whole.partner.agencyId,
}
let asked = 0

describe('every row of a case is shown to whom MODEL 13 shows it, and to nobody else (S2)', () => {
  test('every table that names a case is judged', () => {
    assert.deepEqual(
      tables.filter((place) => !isKnown(place)),
      [],
    )
  })
  for (const role of Object.keys(roles))
    for (const [agency, agencyId] of Object.entries(agencies))
      test(`${role}, of ${agency}: every row, in every relation`, async () => {
        const wrong: string[] = []
        for (const relation of relations) {
          // The database refuses these a case; what remains is to have no part in it.
          if (withoutCases.has(role) && relation !== 'no part in it') continue
          const person = await app.aPractitioner(role, { agencyId })
          const isOf = {
            isOfTheWritersAgency: agencyId === whole.owner.agencyId,
            isOfTheReceiversAgency: agencyId === whole.partner.agencyId,
          }
          const shown = await shownTo(person, relation)
          for (const [place, { kind, rows }] of all) {
            asked++
            const seen = shown.get(place)?.rows ?? 0
            const may = mayBeShown({ role, relation, ...isOf }, kind)
            if (may ? seen < rows : seen > 0) wrong.push(`${relation}: ${seen} of ${rows} of ${place} (${kind})`)
          }
        }
        assert.deepEqual(wrong, [])
      })
  test('what is reckoned over everything is told to nobody without a part in the case, asked by hand', async () => {
    const asking = `select (select count(*) from open_duties_of($1, now())) + (select count(*) from ends_ahead_of($1, '2000-01-01', '2100-01-01'))
      + (select count(*) from terms_of($1)) + (select count(*) from entries_of_terms($1)) + cardinality(coalesce(held_of($1), '{}')) + next_position($1) - 1
      + (select count(*) from stage_moves($1, array(select distinct type from entry_kinds)))
      + (select count(*) from children_not_told($1, 'CHILD_SAFEGUARDING')) as told`
    await past.query('create temporary table entry_kinds as select distinct type from entry')
    await past.query('grant select on entry_kinds to waymark_app')
    const told: string[] = []
    for (const relation of relations) {
      const person = await app.aPractitioner('investigating-officer', { agencyId: agencies['an agency apart'] })
      await past.query('begin')
      await stand(person, relation)
      await past.query('set local role waymark_app')
      await past.query('select bind($1)', [person.token])
      const { rows } = await past.query<{ told: string }>(asking, [caseId])
      if (Number(rows[0]?.told) > 0) told.push(relation)
      await past.query('rollback')
    }
    assert.deepEqual(told, [...seeing])
  })
  test('that was thousands of questions', (t) => {
    t.diagnostic(
      `${asked} questions about ${all.size} kinds of record, ${[...all.values()].reduce((sum, { rows }) => sum + rows, 0)} rows`,
    )
    assert.ok(asked > 5_000, String(asked))
  })
})
