import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import pg from 'pg'
import { diceFrom } from '../../../seeds/random.ts'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import { aMobile, aRule } from '../safe-contact/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'

// SAFETY S10: whatever people try, in whatever order, nothing leaves but what a second person who may approve it saw as it is.
// The database is asked as the app asks it, with none of our code between; what is allowed is reckoned here, from the goal.
const app = await testApp({ at: '2026-12-01T10:00:00Z' })
const { as, aPractitioner, services, everything, database } = app
const lead = await aPractitioner('investigating-officer')
const officer = await aPractitioner('investigating-officer')
const second = await aPractitioner('police-supervisor')
const third = await aPractitioner('police-supervisor')
const manager = await aPractitioner('idva-manager')
const recipient = await aPractitioner('housing-officer')
const people = [lead, officer, second, third, manager]

const { caseId, victimId, perpetratorId } = await aCase(services, lead)
for (const each of people.slice(1)) await as(lead).submit(`/cases/${caseId}/team`, aLetIn(each.id, 'Helps'))
await as(lead).submit(`/cases/${caseId}/safe-contact/rule`, aRule({ reviewOn: '2027-01-20' }))
await as(lead).submit(`/cases/${caseId}/safe-contact/routes/new`, aMobile())
const routes = everything.selectFrom('vault.contactRoute').select('id').where('caseId', '=', caseId)
const routeId = (await routes.executeTakeFirstOrThrow()).id

const client = new pg.Client(database.superuser)
await client.connect()
after(() => client.end())
// One try, as the app makes it: bound to a session, and undone when it is refused.
await client.query(`create schema trial; grant usage on schema trial to waymark_app;
  create function trial.act(token text, say text) returns integer language plpgsql as $$
  declare done integer;
  begin
    perform public.bind(token); execute say; get diagnostics done = row_count; return done;
  exception when others then return -1;
  end $$`)

/** What is so, as the goal needs it: nothing of it is read from the database. */
type Person = { supervises: boolean; isHere: boolean; hasGrant: boolean; isClose: boolean }
type Release = {
  id: string
  asker: number
  approver: number
  toRecipient: boolean
  source: string
  state: 'asked' | 'approved' | 'released' | 'ended'
  endsAt: number
  atOnce: boolean
  reviewed: boolean
}
const hash = (of: string) => `'\\x${of.repeat(64)}'::bytea`
const at = (day: number) => `'2026-12-01T10:00:00Z'::timestamptz + interval '${day} days'`
const quote = (id: string) => `'${id}'::uuid`

const sequences = Number(process.env.S10_SEQUENCES ?? 1_500)
const counts = { tries: 0, refused: 0, sent: 0, atOnce: 0, wrong: 0, stopped: 0 }
const wrongs: string[] = []

const play = async (seed: number): Promise<void> => {
  const dice = diceFrom(seed)
  const staff: Person[] = people.map(({ role }) => ({
    ...{ supervises: /supervisor|manager/.test(role), isHere: true, hasGrant: true, isClose: false },
  }))
  const world = { source: 0, recipient: 0, routeIsLive: true, recipientIsClose: false, day: 0 }
  const releases: Release[] = []
  const person = (index: number) => staff[index] as Person
  const sees = (index: number) => {
    const { isHere, hasGrant, isClose } = person(index)
    return isHere && hasGrant && !isClose
  }
  const fits = (who: number, asker: number) =>
    who !== asker && sees(who) && person(who).supervises && people[who]?.agencyId === people[asker]?.agencyId
  const sourceOf = (toRecipient: boolean) => `${world.source} ${toRecipient ? world.recipient : ''}`
  /** The two of them may, the third may have it, and nothing has changed. */
  const stands = (one: Release) =>
    fits(one.approver, one.asker) &&
    sees(one.asker) &&
    !(one.toRecipient && world.recipientIsClose) &&
    one.source === sourceOf(one.toRecipient)

  const act = async (by: number, say: string, may: boolean, what: string): Promise<boolean> => {
    const { rows } = await client.query<{ done: number }>('select trial.act($1, $2) as done', [people[by]?.token, say])
    const done = rows[0]?.done === 1
    counts.tries++
    if (!done) counts.refused++
    if (done && !may) {
      counts.wrong++
      wrongs.push(`${seed}: ${what} by ${by} was let through`)
    }
    if (!done && may) {
      counts.stopped++
      wrongs.push(`${seed}: ${what} by ${by} was stopped`)
    }
    return done
  }
  // The world changes by itself, whoever acted last.
  const change = async (say: string): Promise<void> => {
    await client.query(
      `reset role; set local session_replication_role = replica; ${say}; set local session_replication_role = origin; set local role waymark_app`,
    )
  }
  const anyone = () => dice.under(people.length)
  const moves = (one: Release) => {
    const set = (columns: string) =>
      `update public.release set version = version + 1, ${columns} where id = ${quote(one.id)} and case_id = ${quote(caseId)}`
    const ended = (state: string, by: number) =>
      set(`state = '${state}', ended_by = ${quote(people[by]?.id ?? '')}, ended_at = ${at(world.day)}, ended_why = 'x'`)
    return [
      async () => {
        const [by, right, days] = [
          dice.happens(0.7) ? one.approver : anyone(),
          dice.happens(0.85),
          dice.pick([1, 3, 3, 40]),
        ]
        const may = one.state === 'asked' && by === one.approver && stands(one) && right && days < 15
        const say = set(
          `state = 'approved', approved_hash = ${hash(right ? 'a' : 'b')}, approved_at = ${at(world.day)}, approval_ends_at = ${at(world.day + days)}, approved_fact_id = gen_random_uuid(), checked = array['read']`,
        )
        if (await act(by, say, may, 'approve')) Object.assign(one, { state: 'approved', endsAt: world.day + days })
      },
      async () => {
        const [by, right] = [dice.happens(0.75) ? one.asker : anyone(), dice.happens(0.9)]
        const may = one.state === 'approved' && by === one.asker && stands(one) && right && world.day <= one.endsAt
        const say = set(`state = 'released', released_at = ${at(world.day)}, sent_hash = ${hash(right ? 'a' : 'b')}`)
        if (await act(by, say, may, 'send')) {
          counts.sent++
          one.state = 'released'
        }
      },
      async () => {
        const [by, why] = [dice.happens(0.6) ? one.asker : anyone(), dice.happens(0.5)]
        // Without a reason it is as any sending: of what was approved, in its time.
        const isSending = one.state === 'approved' && !why && world.day <= one.endsAt
        const may = by === one.asker && stands(one) && (isSending || (one.state === 'asked' && why))
        const say = set(
          `state = 'released', released_at = ${at(world.day)}, sent_hash = ${hash('a')}${why ? `, at_once_why = 'A life'` : ''}`,
        )
        if (await act(by, say, may, 'send at once')) {
          if (isSending) counts.sent++
          else counts.atOnce++
          Object.assign(one, { state: 'released', atOnce: !isSending })
        }
      },
      async () => {
        const by = anyone()
        const may = one.state === 'asked' && by === one.approver && sees(by)
        if (await act(by, ended('refused', by), may, 'refuse')) one.state = 'ended'
      },
      async () => {
        const by = anyone()
        const may = (one.state === 'asked' || one.state === 'approved') && by === one.asker && sees(by)
        if (await act(by, ended('withdrawn', by), may, 'take back')) one.state = 'ended'
      },
      async () => {
        const by = dice.happens(0.5) ? one.approver : anyone()
        const may = one.state === 'released' && one.atOnce && !one.reviewed && by === one.approver && sees(by)
        if (
          await act(
            by,
            set(`reviewed_at = ${at(world.day)}, review_found = 'right', review_words = 'x'`),
            may,
            'review',
          )
        )
          one.reviewed = true
      },
      // What nobody may do, whoever they are and whenever.
      async () => {
        const say = dice.pick([
          set(
            `state = 'approved', approved_hash = ${hash('a')}, approved_at = ${at(world.day)}, approval_ends_at = ${at(world.day + 3)}, approved_fact_id = gen_random_uuid()`,
          ),
          set(`approver_id = ${quote(people[anyone()]?.id ?? '')}`),
          set(`content_hash = ${hash('b')}`),
          set(`approval_ends_at = ${at(world.day + 9)}`),
          set(`state = 'asked'`),
          set(
            `state = 'released', released_at = ${at(world.day)}, sent_hash = ${hash('a')}, approved_hash = ${hash('a')}, approved_at = ${at(world.day)}, approval_ends_at = ${at(world.day + 3)}, approved_fact_id = gen_random_uuid(), checked = array['read']`,
          ),
          `delete from public.release where id = ${quote(one.id)}`,
        ])
        await act(anyone(), say, false, say.slice(0, 110))
      },
    ]
  }
  const ask = async () => {
    const [asker, approver, toRecipient] = [
      dice.happens(0.6) ? dice.under(2) : anyone(),
      dice.happens(0.75) ? 2 + dice.under(2) : anyone(),
      dice.happens(0.5),
    ]
    const id = randomUUID()
    const may = sees(asker) && fits(approver, asker) && world.routeIsLive && !(toRecipient && world.recipientIsClose)
    const say = `insert into public.release (id, case_id, fact_id, kind, person_id, route_id, agency_id, asked_by, asked_at, recipient_id, outside_kind, outside_name, why, basis,
      special, agreement, sent_how, approver_id, content_hash, source_hash) values (${quote(id)}, ${quote(caseId)}, gen_random_uuid(), 'address', ${quote(victimId)}, ${quote(routeId)},
      ${quote(people[asker]?.agencyId ?? '')}, ${quote(people[asker]?.id ?? '')}, ${at(world.day)}, ${toRecipient ? `${quote(recipient.id)}, null, null` : `null, 'court', 'A court'`}, 'x', 'public task',
      'none', 'agreed', 'by hand', ${quote(people[approver]?.id ?? '')}, ${hash('a')}, ${hash('c')})`
    if (await act(asker, say, may, `ask of ${approver}`))
      releases.push({
        id,
        asker,
        approver,
        toRecipient,
        source: sourceOf(toRecipient),
        state: 'asked',
        endsAt: 0,
        atOnce: false,
        reviewed: false,
      })
  }
  const news = [
    async () => {
      world.source++
      await change(
        `update vault.contact_route set value = decode(md5('${world.source}'), 'hex') where id = ${quote(routeId)}`,
      )
    },
    async () => {
      Object.assign(world, { source: world.source + (world.routeIsLive ? 1 : 0), routeIsLive: false })
      await change(`update vault.contact_route set ended_at = coalesce(ended_at, now()) where id = ${quote(routeId)}`)
    },
    async () => {
      world.recipient++
      await change(`update public.practitioner set name = name || 'x' where id = ${quote(recipient.id)}`)
    },
    async () => {
      if (world.recipientIsClose) return
      world.recipientIsClose = true
      await change(`insert into public.reported_contact (case_id, person_id, practitioner_id, recorded_by, recorded_at)
        values (${quote(caseId)}, ${quote(perpetratorId ?? '')}, ${quote(recipient.id)}, ${quote(lead.id)}, now())`)
    },
    async () => {
      const [who, how] = [
        1 + dice.under(people.length - 1),
        dice.pick(['role', 'left', 'grant', 'close', 'other side']),
      ]
      const [one, id] = [person(who), quote(people[who]?.id ?? '')]
      if (how === 'role') {
        one.supervises = false
        return change(
          `update public.practitioner set role = 'investigating-officer' where id = ${id} and role = 'police-supervisor'`,
        )
      }
      if (how === 'left') {
        one.isHere = false
        return change(`update public.practitioner set disabled_at = now() where id = ${id}`)
      }
      if (how === 'grant') {
        one.hasGrant = false
        return change(`update public.case_grant set revoked_at = now() where grantee_id = ${id} and revoked_at is null`)
      }
      if (one.isClose) return
      one.isClose = true
      if (how === 'close')
        return change(
          `insert into public.case_exclusion (case_id, practitioner_id, ground, source, at) values (${quote(caseId)}, ${id}, 'friend', 'declared', now())`,
        )
      return change(`insert into public.reported_contact (case_id, person_id, practitioner_id, recorded_by, recorded_at)
        values (${quote(caseId)}, ${quote(perpetratorId ?? '')}, ${id}, ${quote(lead.id)}, now())`)
    },
  ]

  await client.query('begin; set local role waymark_app')
  try {
    await ask()
    const steps = dice.between(4, 10)
    for (let step = 0; step < steps; step++) {
      world.day += dice.pick([0, 0, 0, 0.5, 2])
      const one = releases.length > 0 ? dice.pick(releases) : undefined
      if (!one || dice.happens(0.12)) await ask()
      else if (dice.happens(0.2)) await dice.pick(news)()
      // In the order in which people would, often enough; else anything.
      else if (dice.happens(0.5)) await moves(one)[one.state === 'asked' ? 0 : 1]?.()
      else await dice.pick(moves(one))()
    }
  } finally {
    await client.query('rollback')
  }
}

test('in random sequences of two people nothing leaves that a second did not approve as it is (S10)', {
  timeout: 1_800_000,
}, async (t) => {
  for (let seed = 1; seed <= sequences; seed++) await play(seed)
  assert.deepEqual(wrongs.slice(0, 20), [])
  // A test that never gets anything sent proves nothing.
  assert.ok(counts.sent > sequences / 50 && counts.atOnce > sequences / 100, JSON.stringify(counts))
  t.diagnostic(
    `figure S10: ${sequences} random sequences, ${counts.tries} tries, ${counts.refused} refused, ${counts.sent} sent by two, ${counts.atOnce} at once with a second person to look, ${counts.wrong} wrong releases`,
  )
})
