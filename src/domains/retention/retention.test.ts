import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { connect } from '../../platform/db.ts'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import { someFiles } from '../../testing/files/some.ts'
import { somePlans } from '../../testing/plans.ts'
import { aBundle } from '../bundles/fixtures.ts'
import { aMobile, aRule, decidedTogether } from '../safe-contact/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { proposeErasures } from './actions.ts'

const app = await testApp({ at: new Date().toISOString() })
const { as, aPractitioner, everything, services, database, clock } = app
const dayOf = (days: number) => new Date(services.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
const year = 365.25 * 86_400_000

/** A worker and two leads of one agency, which keeps everything for so many years. */
const anAgency = async (role: string) => {
  const worker = await aPractitioner(role)
  const lead = await aPractitioner('data-protection-lead', { agencyId: worker.agencyId })
  const second = await aPractitioner('data-protection-lead', { agencyId: worker.agencyId })
  return { worker, lead, second }
}
type Agency = Awaited<ReturnType<typeof anAgency>>
const [service, police] = [await anAgency('idva'), await anAgency('investigating-officer')]
const keeps = async ({ lead }: Agency, years: number) => {
  for (const kind of ['notes', 'contact details'])
    assert.equal(
      (await as(lead).submit('/retention/period', { kind, years: String(years), source: 'Our own choice' })).status,
      303,
    )
}

/** A case with a note of each agency and a sealed way of the service's, closed so many years ago. */
const aClosedCase = async (word: string, years: number) => {
  const opened = await aCase(services, service.worker)
  const { caseId } = opened
  const send = async (who: Agency, path: string, form: Record<string, string | string[]>) => {
    const done = await as(who.worker).submit(`/cases/${caseId}/${path}`, form)
    assert.equal(done.status, 303, `${path}: ${done.title()} ${done.text('.govuk-error-summary')}`)
  }
  await send(service, 'team', aLetIn(police.worker.id, 'Investigates'))
  await send(service, 'safe-contact/rule', aRule({ reviewOn: dayOf(60) }))
  await send(service, 'safe-contact/routes/new', aMobile())
  for (const who of [service, police])
    await send(who, 'notes/new', {
      how: 'visit',
      day: 'today',
      time: '00:00',
      said: `${word} of ${who.worker.agencyId}`,
    })
  await close(caseId, years)
  const { reference } = await everything
    .selectFrom('cases')
    .select('reference')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  return { ...opened, reference }
}
const close = async (caseId: string, years: number) => {
  const closedAt = new Date(services.now().getTime() - years * year - 3 * 86_400_000)
  await everything
    .updateTable('cases')
    .set({ state: 'closed', closedAt, closedAs: 'ended' })
    .where('id', '=', caseId)
    .execute()
}

const worker = connect(database.worker, { max: 1 })
const propose = () => proposeErasures({ ...services, db: worker }, services.now())
const proposalsIn = (caseId: string, { lead }: Agency) =>
  everything
    .selectFrom('erasure')
    .selectAll()
    .where('caseId', '=', caseId)
    .where('agencyId', '=', lead.agencyId)
    .orderBy('kind')
    .execute()
const notesIn = async (caseId: string) =>
  (await everything.selectFrom('note').select('agencyId').where('caseId', '=', caseId).execute())
    .map(({ agencyId }) => agencyId)
    .toSorted()
const erase = async ({ lead, second }: Agency, id: string) => {
  const form = { answer: 'erase', why: 'Past its time' }
  const first = await as(lead).submit(`/retention/${id}/decide`, form)
  const then = await as(second).submit(`/retention/${id}/decide`, form)
  return [first.status, then.status]
}
const both = [service.worker.agencyId, police.worker.agencyId].toSorted()

/** Every text and every JSON value of every table: what a search of the whole database would find. */
const foundAnywhere = async (word: string): Promise<string[]> => {
  const { rows } = await sql<{
    place: string
    name: string
  }>`select format('%I.%I', n.nspname, c.relname) as place, c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'vault', 'private', 'sign_in')`.execute(
    everything,
  )
  const found: string[] = []
  for (const { place, name } of rows) {
    const hit = await sql<{
      count: number
    }>`select count(*)::int as count from ${sql.raw(place)} as row where row::text like ${`%${word}%`}`.execute(
      everything,
    )
    if (hit.rows[0]?.count) found.push(name)
  }
  return found
}

describe('what is past its time is erased by two people, and only their own agency’s (INV-52)', () => {
  test('nothing is proposed before an agency has said how long it keeps', async () => {
    const it = await aClosedCase('EARLYBIRD', 50)
    await propose()
    assert.deepEqual(await proposalsIn(it.caseId, service), [])
  })

  test('two leads erase the notes: no word of them is left in any table, and the other agency’s stay', async () => {
    await keeps(service, 7)
    const it = await aClosedCase('PANGOLIN', 8)
    await propose()
    const [contact, notes] = await proposalsIn(it.caseId, service)
    assert.deepEqual([contact?.kind, notes?.kind], ['contact details', 'notes'])
    assert.deepEqual(await proposalsIn(it.caseId, police), [])
    assert.deepEqual(await erase(service, notes?.id ?? ''), [303, 303])
    assert.deepEqual(await notesIn(it.caseId), [police.worker.agencyId])
    const own = `PANGOLIN of ${service.worker.agencyId}`
    assert.deepEqual(await foundAnywhere(own), [])
    assert.deepEqual(await foundAnywhere(`PANGOLIN of ${police.worker.agencyId}`), ['note'])
    assert.ok((await everything.selectFrom('audit').select('id').where('caseId', '=', it.caseId).execute()).length > 0)
  })

  test('one lead alone erases nothing, however often they say it', async () => {
    const it = await aClosedCase('OKAPI', 8)
    await propose()
    const [, notes] = await proposalsIn(it.caseId, service)
    const form = { answer: 'erase', why: 'Past its time' }
    assert.equal((await as(service.lead).submit(`/retention/${notes?.id}/decide`, form)).status, 303)
    assert.match(
      (await as(service.lead).submit(`/retention/${notes?.id}/decide`, form)).text('.govuk-error-summary'),
      /another data protection lead/,
    )
    assert.deepEqual(await notesIn(it.caseId), both)
  })

  test('contact details go with the person’s key, so that no copy of the sealed values opens them, and the key stays while another’s value needs it', async () => {
    const it = await aClosedCase('AXOLOTL', 8)
    await propose()
    const [contact] = await proposalsIn(it.caseId, service)
    const keyOf = async () =>
      (await everything.selectFrom('vault.personKey').select('personId').where('personId', '=', it.victimId).execute())
        .length
    assert.equal(await keyOf(), 1)
    const route = await everything
      .selectFrom('vault.contactRoute')
      .selectAll()
      .where('caseId', '=', it.caseId)
      .executeTakeFirstOrThrow()
    const { id: _, ...copy } = route
    const theirs = await everything
      .insertInto('vault.contactRoute')
      .values({ ...copy, windows: '[]', setBy: police.worker.id })
      .returning('id')
      .executeTakeFirstOrThrow()
    assert.deepEqual(await erase(service, contact?.id ?? ''), [303, 303])
    const values = await everything
      .selectFrom('vault.contactRoute')
      .select(['setBy', 'value'])
      .where('caseId', '=', it.caseId)
      .execute()
    assert.deepEqual(values.map(({ setBy, value }) => [setBy === police.worker.id, value !== null]).toSorted(), [
      [false, false],
      [true, true],
    ])
    assert.equal(await keyOf(), 1)
    await everything.deleteFrom('vault.contactRoute').where('id', '=', theirs.id).execute()
    await everything.updateTable('vault.contactRoute').set({ value: route.value }).where('id', '=', route.id).execute()
    await propose()
    const again = (await proposalsIn(it.caseId, service)).find(
      ({ kind, doneAt }) => kind === 'contact details' && !doneAt,
    )
    assert.deepEqual(await erase(service, again?.id ?? ''), [303, 303])
    assert.equal(await keyOf(), 0)
  })

  test('what concerns a child is kept to the 25th birthday, whatever is set', async () => {
    const it = await aClosedCase('QUOKKA', 8)
    const bornOn = new Date(services.now().getTime() - 20 * year).toISOString().slice(0, 10)
    const child = await everything
      .selectFrom('person')
      .selectAll()
      .where('id', '=', it.victimId)
      .executeTakeFirstOrThrow()
    await everything.updateTable('person').set({ bornOn }).where('id', '=', child.id).execute()
    await propose()
    assert.deepEqual(await proposalsIn(it.caseId, service), [])
    clock.set(new Date(services.now().getTime() + 6 * year).toISOString())
    await propose()
    clock.set(new Date().toISOString())
    assert.equal((await proposalsIn(it.caseId, service)).length, 2)
  })

  test('kept, it is not proposed again before its day', async () => {
    const it = await aClosedCase('NARWHAL', 8)
    await propose()
    const [, notes] = await proposalsIn(it.caseId, service)
    const kept = await as(service.lead).submit(`/retention/${notes?.id}/decide`, {
      answer: 'keep',
      why: 'A claim may come',
      keepUntil: dayOf(40),
    })
    assert.equal(kept.status, 303, kept.text('.govuk-error-summary'))
    await propose()
    assert.equal((await proposalsIn(it.caseId, service)).filter(({ kind }) => kind === 'notes').length, 1)
  })
})

test('the key of somebody with a safety plan stays when their ways of contact are erased: the plan is not past any time', async () => {
  const it = await aClosedCase('PLOVER', 8)
  await everything
    .updateTable('cases')
    .set({ state: 'open', closedAt: null, closedAs: null })
    .where('id', '=', it.caseId)
    .execute()
  const plan = { personId: it.victimId, circumstance: 'staying', shows: 'no' }
  assert.equal((await as(service.worker).submit(`/cases/${it.caseId}/safety-plans/new`, plan)).status, 303)
  await close(it.caseId, 8)
  await propose()
  const [contact] = await proposalsIn(it.caseId, service)
  assert.deepEqual(await erase(service, contact?.id ?? ''), [303, 303])
  const keys = everything.selectFrom('vault.personKey').select('personId').where('personId', '=', it.victimId)
  assert.equal((await keys.execute()).length, 1)
})

test('plans, measures, injuries and files go as well, each controller’s own, and the keys with the last that they open (S9)', async () => {
  const [own, other] = [await anAgency('idva'), await anAgency('investigating-officer')]
  const { caseId, victimId } = await aCase(services, own.worker)
  const send = async (who: Agency, path: string, form: Record<string, string | string[]>) => {
    const done = await as(who.worker).submit(`/cases/${caseId}/${path}`, form)
    assert.equal(done.status, 303, `${path}: ${done.title()} ${done.text('.govuk-error-summary')}`)
    return done.location
  }
  await send(own, 'team', aLetIn(other.worker.id, 'Investigates'))
  await somePlans(everything, (path, form) => send(own, path, form), { caseId, victimId })
  const next = { personId: victimId, ...decidedTogether, happenedOn: 'today', ownerId: own.worker.id, nextOn: dayOf(7) }
  await send(own, 'measures/new/security', { ...next, item: 'Door viewer', where: 'At the CORMORANT' })
  const hurt = { personId: victimId, seenOn: 'today', from: 'An officer', words: 'Held', agreed: 'yes' }
  await send(own, 'injuries/new/effect', hurt)
  const map = await send(other, 'injuries/new/body-map', hurt)
  await send(other, `${map.split('/').slice(3).join('/')}/marks/new`, {
    region: 'throat',
    sort: 'Bruise',
    looks: 'Round',
  })
  for (const { worker: owner } of [own, other]) await someFiles(app, { caseId, victimId, owner })
  const held = async (
    table:
      | 'vault.planItem'
      | 'vault.planStep'
      | 'vault.measureStep'
      | 'vault.injury'
      | 'vault.injuryMark'
      | 'evidenceFile'
      | 'evidenceBytes',
  ) => (await everything.selectFrom(table).select('caseId').where('caseId', '=', caseId).execute()).length
  const personKey = async () =>
    (
      await everything
        .selectFrom('vault.personKey')
        .select('keptAs')
        .where('personId', '=', victimId)
        .executeTakeFirst()
    )?.keptAs
  const fileKey = async () =>
    (await everything.selectFrom('vault.evidenceKey').select('keptAs').where('caseId', '=', caseId).executeTakeFirst())
      ?.keptAs
  const [ofPerson, ofFiles] = [await personKey(), await fileKey()]
  assert.ok(ofPerson && ofFiles)
  for (const table of [
    'vault.planItem',
    'vault.planStep',
    'vault.measureStep',
    'vault.injury',
    'vault.injuryMark',
    'evidenceFile',
    'evidenceBytes',
  ] as const)
    assert.ok((await held(table)) > 0, table)
  // Children are in it: nothing goes before 25 years.
  await close(caseId, 26)

  const erased = async (who: Agency, kind: string) => {
    const form = { kind, years: '7', source: 'Our own choice' }
    assert.equal((await as(who.lead).submit('/retention/period', form)).status, 303, kind)
    await propose()
    const proposal = (await proposalsIn(caseId, who)).find((row) => row.kind === kind)
    assert.ok(proposal, `${kind} is proposed`)
    assert.deepEqual(await erase(who, proposal.id), [303, 303])
  }
  // One thought is another agency's.
  const { id: thought } = await everything
    .selectFrom('vault.planItem')
    .select('id')
    .where('caseId', '=', caseId)
    .limit(1)
    .executeTakeFirstOrThrow()
  const by = { agencyId: other.worker.agencyId, writtenBy: other.worker.id }
  await everything.updateTable('vault.planItem').set(by).where('id', '=', thought).execute()
  await erased(own, 'safety plans')
  assert.deepEqual(
    [await held('vault.planItem'), await held('vault.planStep')],
    [1, 1],
    'theirs, and that it was closed',
  )
  await erased(other, 'safety plans')
  assert.deepEqual([await held('vault.planItem'), await held('vault.planStep')], [0, 0])
  assert.ok((await held('vault.measureStep')) > 0, 'of another kind')
  await erased(own, 'files')
  const theirs = everything.selectFrom('evidenceFile').select('agencyId').where('caseId', '=', caseId)
  assert.deepEqual([...new Set((await theirs.execute()).map(({ agencyId }) => agencyId))], [other.worker.agencyId])
  assert.ok((await held('evidenceBytes')) > 0)
  assert.equal(await fileKey(), ofFiles, 'another controller’s files need it')
  await erased(other, 'files')
  assert.deepEqual([await held('evidenceFile'), await held('evidenceBytes'), await fileKey()], [0, 0, undefined])
  await erased(own, 'measures and injuries')
  assert.deepEqual(
    [await held('vault.measureStep'), await held('vault.injury'), await held('vault.injuryMark')],
    [0, 1, 1],
  )
  assert.equal(await personKey(), ofPerson, 'another controller’s injury needs it')
  await erased(other, 'measures and injuries')
  assert.deepEqual([await held('vault.injury'), await held('vault.injuryMark'), await personKey()], [0, 0, undefined])
  const { rows } = await sql<{
    name: string
  }>`select name from private.erased_key where name in (${ofPerson}, ${ofFiles})`.execute(everything)
  assert.equal(rows.length, 2, 'both stand on the list of what the keeper forgets')
})

test('a bundle for court is emptied with each record that stands in it, also where another agency put it together (S9)', async () => {
  const [own, other] = [await anAgency('idva'), await anAgency('investigating-officer')]
  const opened = async () => {
    const { caseId, victimId } = await aCase(services, own.worker)
    const send = async (who: Agency, path: string, form: Record<string, string | string[]>) => {
      const done = await as(who.worker).submit(`/cases/${caseId}/${path}`, form)
      assert.equal(done.status, 303, `${path}: ${done.title()} ${done.text('.govuk-error-summary')}`)
      return done.location.split('/').at(-1) ?? ''
    }
    await send(own, 'team', aLetIn(other.worker.id, 'Investigates'))
    const hurt = { personId: victimId, seenOn: 'today', from: 'A nurse', words: 'Held', agreed: 'yes' }
    const [theirs, ours] = [
      await send(own, 'injuries/new/effect', hurt),
      await send(other, 'injuries/new/effect', hurt),
    ]
    const { open: file } = await someFiles(app, { caseId, victimId, owner: own.worker })
    // All are put together by the police, of what the service, too, wrote down.
    const put = (...fields: string[]) =>
      send(other, 'bundles/new', aBundle(Object.fromEntries(fields.map((each) => [each, 'yes']))))
    const bundles = {
      ofInjury: await put(`injury-${theirs}`, `injury-${ours}`),
      ofFile: await put(`file-${file}`, `injury-${ours}`),
      ofOurs: await put(`injury-${ours}`),
    }
    await everything
      .updateTable('bundle')
      .set({ paper: Buffer.from('p'), readings: Buffer.from('r') })
      .where('caseId', '=', caseId)
      .execute()
    await close(caseId, 26)
    const full = async () => {
      const rows = await everything.selectFrom('bundle').selectAll().where('caseId', '=', caseId).execute()
      return Object.entries(bundles).flatMap(([name, id]) => {
        const row = rows.find((each) => each.id === id)
        const parts = [row?.plan, row?.paper, row?.readings].filter((part) => part !== null).length
        assert.ok(parts === 0 || parts === 3, name)
        return parts > 0 ? [name] : []
      })
    }
    const erased = async (who: Agency, kind: string) => {
      const form = { kind, years: '7', source: 'Our own choice' }
      assert.equal((await as(who.lead).submit('/retention/period', form)).status, 303, kind)
      await propose()
      const proposal = (await proposalsIn(caseId, who)).find((row) => row.kind === kind)
      assert.ok(proposal, `${kind} is proposed`)
      assert.deepEqual(await erase(who, proposal.id), [303, 303])
    }
    const keys = async () =>
      (await everything.selectFrom('vault.evidenceKey').select('caseId').where('caseId', '=', caseId).execute()).length
    return { full, erased, keys }
  }
  const one = await opened()
  assert.deepEqual(await one.full(), ['ofInjury', 'ofFile', 'ofOurs'])
  await one.erased(own, 'measures and injuries')
  assert.deepEqual(await one.full(), ['ofFile', 'ofOurs'])
  await one.erased(own, 'files')
  assert.deepEqual(await one.full(), ['ofOurs'])
  assert.equal(await one.keys(), 1, 'what is left needs it')
  // The last of what is sealed goes with the injury that it holds, and the key with it.
  await one.erased(other, 'measures and injuries')
  assert.deepEqual([await one.full(), await one.keys()], [[], 0])
  const two = await opened()
  await two.erased(other, 'files')
  assert.deepEqual(await two.full(), [], 'with the files of whoever put it together')
})

describe('a legal hold goes before every time (INV-53, S-29)', () => {
  test('a recorded death holds the case at once, and every case of those who are in it, for every agency', async () => {
    await keeps(service, 7)
    const it = await aClosedCase('PUFFIN', 8)
    const other = await aClosedCase('GANNET', 8)
    await everything
      .updateTable('cases')
      .set({ state: 'open', closedAt: null, closedAs: null })
      .where('id', '=', it.caseId)
      .execute()
    await everything
      .insertInto('party')
      .values({
        caseId: other.caseId,
        personId: it.victimId,
        role: 'other',
        addedBy: service.worker.id,
        addedAt: services.now(),
      })
      .execute()
    const died = await as(service.worker).submit(`/cases/${it.caseId}/people/${it.victimId}/died`, {
      diedOn: 'today',
      toldBy: 'The coroner',
      sure: 'yes',
    })
    assert.equal(died.status, 303, died.text('.govuk-error-summary'))
    await close(it.caseId, 8)
    await propose()
    for (const { caseId } of [it, other]) assert.deepEqual(await proposalsIn(caseId, service), [])
    const page = await as(service.second).visit('/retention')
    assert.match(page.text(), /kept longer by a hold now: [1-9]/)
    assert.match(page.text(), /a review of a death/)
    assert.doesNotMatch((await as(police.lead).visit('/retention')).text(), /review of a death/)
  })

  test('a hold set between the two words stops the second; lifted, it can be said again', async () => {
    const it = await aClosedCase('DUGONG', 8)
    await propose()
    const [, notes] = await proposalsIn(it.caseId, service)
    const form = { answer: 'erase', why: 'Past its time' }
    assert.equal((await as(service.lead).submit(`/retention/${notes?.id}/decide`, form)).status, 303)
    const hold = { reference: it.reference, ground: 'proceedings in court', reason: 'A hearing is listed' }
    assert.equal((await as(police.lead).submit('/retention/hold', hold)).status, 303)
    assert.match(
      (await as(service.second).submit(`/retention/${notes?.id}/decide`, form)).text('.govuk-error-summary'),
      /legal hold stands/,
    )
    assert.deepEqual(await notesIn(it.caseId), both)
    const { id } = await everything
      .selectFrom('legalHold')
      .select('id')
      .where('caseId', '=', it.caseId)
      .executeTakeFirstOrThrow()
    assert.equal((await as(service.lead).submit(`/retention/holds/${id}/lift`, { why: 'Over' })).status, 404)
    assert.equal((await as(police.lead).submit(`/retention/holds/${id}/lift`, { why: 'Over' })).status, 303)
    assert.equal((await as(service.second).submit(`/retention/${notes?.id}/decide`, form)).status, 303)
    assert.deepEqual(await notesIn(it.caseId), [police.worker.agencyId])
  })

  test('a reference where the agency has no record is as good as none', async () => {
    const it = await aClosedCase('TAPIR', 1)
    const stranger = await anAgency('housing-officer')
    for (const reference of [it.reference, 'WM-0000-0000-0000']) {
      const done = await as(stranger.lead).submit('/retention/hold', {
        reference,
        ground: 'another reason',
        reason: 'None',
      })
      assert.match(done.text('.govuk-error-summary'), /no record in a case of this reference/)
    }
  })

  test('whatever the dates, the holds and who decides, nothing held, nothing of another and nothing before its time is ever erased', {
    timeout: 280_000,
  }, async () => {
    await keeps(police, 7)
    const act = fc.oneof(
      fc.record({ does: fc.constant('close' as const), at: fc.nat(2), years: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ does: fc.constant('hold' as const), at: fc.nat(2) }),
      fc.record({ does: fc.constant('lift' as const), at: fc.nat(2) }),
      fc.record({ does: fc.constant('propose' as const) }),
      fc.record({ does: fc.constant('erase' as const), at: fc.nat(2), who: fc.nat(1), one: fc.boolean() }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 10 }), async (acts) => {
        const cases = [await aClosedCase('LEMUR', 1), await aClosedCase('LEMUR', 9), await aClosedCase('LEMUR', 9)]
        // Our own account of how it stands, kept apart from the product's.
        const stands = cases.map((_, index) => ({ years: index === 0 ? 1 : 9, isHeld: false, left: new Set([0, 1]) }))
        for (const each of acts) {
          const it = 'at' in each ? cases[each.at] : undefined
          const own = 'at' in each ? stands[each.at] : undefined
          if (each.does === 'propose') await propose()
          if (!it || !own) continue
          if (each.does === 'close') {
            await close(it.caseId, each.years)
            own.years = each.years
          }
          if (each.does === 'hold') {
            await as(police.lead).submit('/retention/hold', {
              reference: it.reference,
              ground: 'another reason',
              reason: 'A test',
            })
            own.isHeld = true
          }
          if (each.does === 'lift') {
            for (const { id } of await everything
              .selectFrom('legalHold')
              .select('id')
              .where('caseId', '=', it.caseId)
              .execute())
              await as(police.lead).submit(`/retention/holds/${id}/lift`, { why: 'A test' })
            own.isHeld = false
          }
          if (each.does === 'erase') {
            const agency = each.who === 0 ? service : police
            const notes = (await proposalsIn(it.caseId, agency)).filter(
              ({ kind, doneAt }) => kind === 'notes' && !doneAt,
            )
            for (const { id } of notes) {
              const second = each.one ? agency.lead : agency.second
              for (const who of [agency.lead, second])
                await as(who).submit(`/retention/${id}/decide`, { answer: 'erase', why: 'A test' })
              const saidBefore = (await proposalsIn(it.caseId, agency)).some((row) => row.id === id && row.doneAt)
              if (saidBefore) {
                assert.ok(!own.isHeld && own.years >= 7, JSON.stringify({ each, own }))
                own.left.delete(each.who)
              }
            }
          }
          const agencies = [service, police]
            .filter((_, index) => own.left.has(index))
            .map(({ worker: { agencyId } }) => agencyId)
          assert.deepEqual(await notesIn(it.caseId), agencies.toSorted(), JSON.stringify(each))
        }
      }),
      { numRuns: Number(process.env.HOLD_RUNS ?? 8) },
    )
  })
})

test('a lead of data protection alone sees these pages', async () => {
  for (const who of [service.worker, await aPractitioner('administrator'), await aPractitioner('police-supervisor')])
    for (const page of ['/retention', '/retention/hold', '/retention/period'])
      assert.equal((await as(who).visit(page)).status, 404)
  await worker.destroy()
})
