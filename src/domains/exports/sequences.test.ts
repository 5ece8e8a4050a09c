import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import pg from 'pg'
import { diceFrom } from '../../../seeds/random.ts'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import { aLetIn } from '../sharing/fixtures.ts'

// SAFETY S10, of lists: about more than 25 people nothing leaves by one person, in one piece or in parts. The database is asked as
// the app asks it, with none of our code between; what is allowed is reckoned here, from the goal.
const app = await testApp({ at: '2026-12-01T10:00:00Z' })
const { as, aPractitioner, services, database } = app
const asker = await aPractitioner('investigating-officer')
const colleague = await aPractitioner('investigating-officer')
const second = await aPractitioner('police-supervisor')
const third = await aPractitioner('police-supervisor')
const foreign = await aPractitioner('council-manager')
const people = [asker, colleague, second, third, foreign]
const [known, lent] = [20, 12]
const cases: string[] = []
for (let at = 0; at < known + lent; at++) {
  const { caseId } = await aCase(services, at < known ? asker : colleague)
  if (at >= known) await as(colleague).submit(`/cases/${caseId}/team`, aLetIn(asker.id, 'Helps'))
  cases.push(caseId)
}

const client = new pg.Client(database.superuser)
await client.connect()
after(() => client.end())
await client.query(`create schema trial; grant usage on schema trial to waymark_app;
  create function trial.act(token text, say text) returns integer language plpgsql as $$
  declare done integer;
  begin
    perform public.bind(token); execute say; get diagnostics done = row_count; return done;
  exception when others then return -1;
  end $$`)

type Person = { supervises: boolean; isHere: boolean; closeTo: Set<number> }
type List = {
  id: string
  asker: number
  second: number | null
  of: number[]
  askedOn: number
  state: 'asked' | 'approved' | 'taken' | 'ended'
  endsOn: number
  takenOn: number
}
const hash = (of: string) => `'\\x${of.repeat(64)}'::bytea`
const at = (day: number) => `'2026-12-01T10:00:00Z'::timestamptz + interval '${day * 24} hours'`
const idOf = (index: number | null) => (index === null ? 'null' : `'${people[index]?.id}'::uuid`)
const array = (of: readonly number[]) => `array[${of.map((index) => `'${cases[index]}'`).join(', ')}]::uuid[]`

const sequences = Number(process.env.S10_LIST_SEQUENCES ?? 500)
const counts = { tries: 0, refused: 0, alone: 0, byTwo: 0, wrong: 0 }
const wrongs: string[] = []

const play = async (seed: number): Promise<void> => {
  const dice = diceFrom(seed)
  const staff = people.map(
    ({ role }): Person => ({ supervises: /supervisor|manager/.test(role), isHere: true, closeTo: new Set() }),
  )
  const world = { day: 0, unseen: new Set<number>() }
  const lists: List[] = []
  const one = (index: number): Person => staff[index] ?? { supervises: false, isHere: false, closeTo: new Set() }
  const sees = (who: number, of: number) => {
    if (one(who).closeTo.has(of)) return false
    return who === 0 ? !world.unseen.has(of) : who === 1 && of >= known
  }
  const fits = (who: number, by: number, of: readonly number[]) =>
    who !== by &&
    one(who).isHere &&
    one(who).supervises &&
    people[who]?.agencyId === people[by]?.agencyId &&
    !of.some((each) => one(who).closeTo.has(each))
  const aloneBefore = (by: number) =>
    lists
      .filter(
        (list) => list.asker === by && list.second === null && list.state === 'taken' && list.takenOn > world.day - 1,
      )
      .flatMap(({ of }) => of)
  const isForTwo = (by: number, of: readonly number[]) => new Set([...of, ...aloneBefore(by)]).size > 25

  const act = async (by: number, say: string, may: boolean, what: string): Promise<boolean> => {
    const { rows } = await client.query<{ done: number }>('select trial.act($1, $2) as done', [people[by]?.token, say])
    const done = rows[0]?.done === 1
    counts.tries++
    if (!done) counts.refused++
    if (done && !may) counts.wrong++
    if (done !== may) wrongs.push(`${seed}: ${what} by ${by} was ${done ? 'let through' : 'stopped'}`)
    return done
  }
  const change = async (say: string): Promise<void> => {
    await client.query(
      `reset role; set local session_replication_role = replica; ${say}; set local session_replication_role = origin; set local role waymark_app`,
    )
  }
  const anyone = () => dice.under(people.length)
  const ask = async () => {
    const [by, whom] = [dice.happens(0.85) ? 0 : anyone(), dice.pick([null, null, 2, 2, 3, 0, 4])]
    const from = by === 1 ? known : 0
    const length = dice.pick(by === 1 ? [3, 12] : [3, 10, 20, 26, 32])
    const of = Array.from({ length }, (_, index) => from + index)
    if (dice.happens(0.05)) of.push(from)
    const isOnce = new Set(of).size === of.length
    const may =
      one(by).isHere &&
      isOnce &&
      of.every((each) => sees(by, each)) &&
      (whom === null ? !isForTwo(by, of) : fits(whom, by, of))
    const id = randomUUID()
    const say = `insert into public.list_export (id, agency_id, asked_by, asked_at, list, query, format, why, for_whom, row_count, case_ids, content_hash, sealed, approver_id) values
      ('${id}', '${people[by]?.agencyId}', ${idOf(by)}, ${at(world.day)}, 'cases', '', 'csv', 'x', 'x', 1, ${array(of)}, ${hash('a')}, ${hash('d')}, ${idOf(whom)})`
    if (await act(by, say, may, `ask of ${whom} about ${length}`))
      lists.push({ id, asker: by, second: whom, of, askedOn: world.day, state: 'asked', endsOn: 0, takenOn: 0 })
  }
  const moves = (list: List) => {
    const set = (columns: string) =>
      `update public.list_export set version = version + 1, ${columns} where id = '${list.id}'`
    const over = (state: string, by: number) =>
      set(`state = '${state}', sealed = null, ended_by = ${idOf(by)}, ended_at = ${at(world.day)}, ended_why = 'x'`)
    const take = async () => {
      const by = dice.happens(0.8) ? list.asker : anyone()
      const isAlone = list.second === null
      const inTime = isAlone ? world.day <= list.askedOn + 1 : world.day <= list.endsOn
      const may =
        by === list.asker &&
        one(by).isHere &&
        inTime &&
        list.of.every((each) => sees(by, each)) &&
        (isAlone
          ? list.state === 'asked' && !isForTwo(by, list.of)
          : list.state === 'approved' && fits(list.second ?? 0, by, list.of))
      if (
        await act(
          by,
          set(`state = 'released', sealed = null, released_at = ${at(world.day)}`),
          may,
          `take ${list.of.length}`,
        )
      ) {
        counts[isAlone ? 'alone' : 'byTwo']++
        Object.assign(list, { state: 'taken', takenOn: world.day })
      }
    }
    const approve = async () => {
      const [by, right] = [dice.happens(0.7) ? (list.second ?? anyone()) : anyone(), dice.happens(0.85)]
      const may = list.state === 'asked' && by === list.second && right && fits(by, list.asker, list.of)
      if (
        await act(
          by,
          set(
            `state = 'approved', approved_hash = ${hash(right ? 'a' : 'b')}, approved_at = ${at(world.day)}, approval_ends_at = ${at(world.day + 3)}`,
          ),
          may,
          'approve',
        )
      )
        Object.assign(list, { state: 'approved', endsOn: world.day + 3 })
    }
    const end = async () => {
      const by = anyone()
      const isRefusal = dice.happens(0.5)
      const may = isRefusal
        ? list.state === 'asked' && by === list.second && one(by).isHere
        : (list.state === 'asked' || list.state === 'approved') && by === list.asker && one(by).isHere
      if (await act(by, over(isRefusal ? 'refused' : 'withdrawn', by), may, 'end')) list.state = 'ended'
    }
    const never = async () => {
      const say = dice.pick([
        set(`case_ids = ${array([0])}`),
        set(`sealed = ${hash('e')}`),
        set(`approver_id = ${idOf(3)}`),
        set(`state = 'asked'`),
        set(`approval_ends_at = ${at(world.day + 9)}`),
        set(
          `state = 'released', sealed = null, released_at = ${at(world.day)}, approved_hash = ${hash('a')}, approved_at = ${at(world.day)}, approval_ends_at = ${at(world.day + 3)}`,
        ),
      ])
      await act(anyone(), say, false, say.slice(0, 90))
    }
    return { take, approve, end, never }
  }
  const news = async () => {
    const [who, of] = [dice.between(2, 3), dice.under(cases.length)]
    const what = dice.pick(['role', 'left', 'close', 'unseen'])
    if (what === 'role') {
      one(who).supervises = false
      return change(`update public.practitioner set role = 'first-responder' where id = ${idOf(who)}`)
    }
    if (what === 'left') {
      one(who).isHere = false
      return change(`update public.practitioner set disabled_at = now() where id = ${idOf(who)}`)
    }
    if (what === 'unseen') {
      world.unseen.add(of)
      return change(
        `update public.case_grant set revoked_at = now() where case_id = '${cases[of]}' and grantee_id = ${idOf(0)}`,
      )
    }
    if (one(who).closeTo.has(of)) return
    one(who).closeTo.add(of)
    return change(
      `insert into public.case_exclusion (case_id, practitioner_id, ground, source, at) values ('${cases[of]}', ${idOf(who)}, 'friend', 'declared', now())`,
    )
  }

  await client.query('begin; set local role waymark_app')
  try {
    await ask()
    const steps = dice.between(4, 9)
    for (let step = 0; step < steps; step++) {
      world.day += dice.pick([0, 0, 0.25, 0.5, 2])
      const list = lists.length > 0 ? dice.pick(lists) : undefined
      if (!list || dice.happens(0.25)) await ask()
      else if (dice.happens(0.15)) await news()
      else {
        const { take, approve, end, never } = moves(list)
        const usual = list.state === 'asked' && list.second !== null ? approve : take
        await dice.pick([usual, usual, usual, take, approve, end, never])()
      }
    }
  } finally {
    await client.query('rollback')
  }
}

test('in random sequences no list about more than 25 people leaves by one person (S10)', {
  timeout: 1_800_000,
}, async (t) => {
  for (let seed = 1; seed <= sequences; seed++) await play(seed)
  assert.deepEqual(wrongs.slice(0, 20), [])
  // A test in which nothing ever leaves proves nothing.
  assert.ok(counts.alone > sequences / 20 && counts.byTwo > sequences / 20, JSON.stringify(counts))
  t.diagnostic(
    `figure S10: of lists ${sequences} random sequences, ${counts.tries} tries, ${counts.refused} refused, ${counts.alone} taken alone, ${counts.byTwo} by two, ${counts.wrong} wrong`,
  )
})
