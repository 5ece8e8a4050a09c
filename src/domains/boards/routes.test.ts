import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { atExactly, record } from '../../rules/record.ts'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'

// A Monday in London winter.
const { as, aPractitioner, services, everything, clock } = await testApp({ at: '2026-11-23T09:00:00Z' })
const supervisor = await aPractitioner('idva-manager', { name: 'Sorrel Imaginario' })
const worker = await aPractitioner('idva', { name: 'Willow Imaginario', supervisorId: supervisor.id })
const stranger = await aPractitioner('investigating-officer')
const own = await aCase(services, worker, { victimName: 'Dogwood Inventado' })
const now = () => services.now()

const { id: entryId, factId } = await everything
  .selectFrom('entry')
  .select(['id', 'factId'])
  .where('caseId', '=', own.caseId)
  .executeTakeFirstOrThrow()
type Change = {
  code?: string
  task?: string
  ownerId?: string
  dueAt?: string | null
  raisedAt?: string
  personId?: string | null
  state?: 'open' | 'met'
  caseId?: string
}
/** A duty as the engine would have written it, with the one thing that a test is about. */
const aDuty = async ({
  dueAt = '2026-11-30T12:00:00Z',
  state = 'open',
  personId = null,
  raisedAt = '2026-11-20T09:00:00Z',
  ...change
}: Change): Promise<string> => {
  const id = randomUUID()
  const closedAt = state === 'met' ? now() : null
  await everything
    .insertInto('duty')
    .values({
      ...{
        id,
        caseId: own.caseId,
        key: id,
        code: 'INVENTED',
        ruleId: 'x/y',
        ruleVersion: '1',
        factId,
        becauseId: entryId,
        occurrence: '',
        holder: 'advocacy',
      },
      ...{
        ownedBy: 'contact lead',
        ownerId: worker.id,
        task: 'An invented duty',
        raisedAt: new Date(raisedAt),
        safetyDueAt: dueAt === null ? null : new Date(dueAt),
        state,
        closedAt,
      },
      dueUnknown: dueAt === null ? 'the court has not said when' : null,
      personId,
      ...change,
    })
    .execute()
  return id
}
const clear = async () => {
  await everything.deleteFrom('alarm').execute()
  await everything.deleteFrom('duty').where('code', '=', 'INVENTED').execute()
}
const rows = (page: Awaited<ReturnType<ReturnType<typeof as>['visit']>>) => page.$('.wm-board__table tbody tr').length
const says = (page: Awaited<ReturnType<ReturnType<typeof as>['visit']>>) => page.text('.wm-board__says')
const onlyDuties = async () => {
  await everything.deleteFrom('duty').where('ownerId', '=', worker.id).execute()
}
const mine = (query = '', person: Practitioner = worker) => as(person).visit(`/boards/mine${query}`)

test('one’s own board shows duties late, soon and ahead, the most pressing first, and one without a known time before all (VC-14)', async () => {
  await onlyDuties()
  for (const [task, dueAt] of [
    ['Ahead', '2026-12-10T12:00:00Z'],
    ['Late', '2026-11-23T08:00:00Z'],
    ['Soon', '2026-11-23T11:00:00Z'],
    ['Unknown', null],
  ] as const)
    await aDuty({ task, dueAt })
  await aDuty({ task: 'Done', state: 'met' })
  await aDuty({ task: 'Not yet raised', raisedAt: '2026-12-01T09:00:00Z' })
  const page = await mine()
  assert.deepEqual(
    page
      .$('.wm-board__table tbody th a')
      .get()
      .map((link) => page.$(link).text()),
    ['Unknown', 'Late', 'Soon', 'Ahead'],
  )
  assert.match(says(page), /^4 open duties that you own/)
  assert.match(page.text('.wm-board__table'), /Late by 1 h 00/)
  assert.match(page.text('.wm-board__table'), /Soon: by 11:00 today/)
  assert.match(page.text('.wm-board__table'), /No time yet: the court has not said when/)
  assert.equal(page.$('.wm-board__row--late').length, 1)
  assert.equal(page.$('.wm-board__row--soon').length, 1)
})

test('filters narrow a board by clock, kind and level; what is counted is what is there', async () => {
  await onlyDuties()
  await aDuty({ task: 'Late call', dueAt: '2026-11-23T08:00:00Z', personId: own.victimId })
  await aDuty({ task: 'Tonight', dueAt: '2026-11-23T23:30:00Z' })
  await aDuty({ task: 'Review', code: 'RISK_REVIEW', dueAt: '2026-12-01T12:00:00Z' })
  await aDuty({ task: 'Chase', code: 'CHASE_RESULT', dueAt: '2026-11-23T12:59:00Z' })
  for (const [query, tasks] of [
    ['state=late', ['Late call']],
    ['state=soon', ['Chase']],
    ['state=today', ['Late call', 'Chase', 'Tonight']],
    ['kind=tell', ['Late call']],
    ['kind=review', ['Review']],
    ['kind=chase', ['Chase']],
    ['kind=other', ['Tonight']],
    ['level=none', ['Late call', 'Chase', 'Tonight', 'Review']],
    ['level=high', []],
    ['state=late&kind=review', []],
    ['state=nonsense&page=0', ['Late call', 'Chase', 'Tonight', 'Review']],
  ] as const) {
    const page = await mine(`?${query}`)
    assert.deepEqual(
      page
        .$('.wm-board__table tbody th a')
        .get()
        .map((link) => page.$(link).text()),
      tasks,
      query,
    )
    if (tasks.length > 0) assert.match(says(page), new RegExp(`^${tasks.length} open dut`), query)
    else assert.equal(says(page), 'None of your duties is of this kind.')
  }
})

test('due today is today in London, when summer time has the date differ from UTC', async () => {
  await onlyDuties()
  clock.set('2027-06-30T12:00:00Z')
  await aDuty({ task: 'Before midnight', dueAt: '2027-06-30T22:59:00Z' })
  await aDuty({ task: 'After midnight', dueAt: '2027-06-30T23:01:00Z' })
  await everything.updateTable('signIn.session').set({ seenAt: new Date() }).execute()
  const page = await mine('?state=today')
  clock.set('2026-11-23T09:00:00Z')
  assert.deepEqual(
    page
      .$('.wm-board__table tbody th a')
      .get()
      .map((link) => page.$(link).text()),
    ['Before midnight'],
  )
})

test('a long list turns pages of 25, each duty stands on one of them, and none on two', async () => {
  await onlyDuties()
  const made = new Set<string>()
  for (let number = 0; number < 53; number++) made.add(await aDuty({ dueAt: '2026-11-25T12:00:00Z' }))
  const seen: string[] = []
  for (const [query, count] of [
    ['', 25],
    ['?page=2', 25],
    ['?page=3', 3],
    ['?page=4', 0],
  ] as const) {
    const page = await mine(query)
    assert.equal(rows(page), count)
    for (const link of page.$('.wm-board__table tbody th a').get())
      seen.push(link.attribs.href?.split('/').at(-1) ?? '')
  }
  assert.match(says(await mine('?page=3')), /^53 open duties .+: 51 to 53 are shown/)
  assert.deepEqual(seen.sort(), [...made].sort())
  const links = (await mine('?page=2&state=today')).$('.govuk-pagination a').get()
  for (const { attribs } of links) assert.equal((await as(worker).visit(attribs.href ?? '')).status, 200)
  assert.equal((await mine('?page=4')).location, '/boards/mine?page=3')
  assert.equal((await mine('?state=late&page=2')).location, '/boards/mine?state=late')
})

test('an empty board says why it is empty and what fills it', async () => {
  const newcomer = as(await aPractitioner('idva'))
  for (const [board, words] of [
    ['mine', /You have no open duty/],
    ['cases', /You have no open case/],
    ['team', /in no team|No open duty of your team/],
    ['team-cases', /Your teams have no open case/],
    ['morning', /Nothing was reported overnight/],
    ['nobodys', /Nothing here is nobody’s/],
  ] as const) {
    const page = await newcomer.visit(`/boards/${board}`)
    assert.equal(page.status, 200)
    assert.match(page.text(), words, board)
    assert.equal(page.$(`nav[aria-label="Boards"] [aria-current]`).length, 1)
  }
})

test('a stranger sees nothing of others’ work on any board', async () => {
  await onlyDuties()
  await aDuty({ dueAt: '2026-11-23T08:00:00Z' })
  for (const board of ['mine', 'cases', 'team', 'team-cases', 'morning', 'nobodys']) {
    const page = await as(stranger).visit(`/boards/${board}`)
    assert.ok(!page.body.includes('Dogwood'), board)
    assert.ok(!page.body.includes(own.caseId), board)
  }
  assert.equal((await as(null).visit('/boards/mine')).location, '/sign-in')
})

test('a supervisor sees what their people own, in the cases that the supervisor may see, and who owns it (VC-14)', async () => {
  await onlyDuties()
  await aDuty({ task: 'Call before noon', dueAt: '2026-11-23T12:00:00Z' })
  const before = await as(supervisor).visit('/boards/team')
  assert.equal(rows(before), 0)
  await everything
    .insertInto('caseGrant')
    .values({
      caseId: own.caseId,
      granteeId: supervisor.id,
      agencyId: supervisor.agencyId,
      reason: 'x',
      grantedBy: worker.id,
      grantedAt: now(),
    })
    .execute()
  const page = await as(supervisor).visit('/boards/team')
  assert.equal(rows(page), 1)
  assert.match(says(page), /^1 open duty of 1 person whom you supervise/)
  assert.match(page.text('.wm-board__table'), /Call before noon.+Willow Imaginario/)
  assert.equal(rows(await as(worker).visit('/boards/team')), 0)
})

test('open cases stand on the board of whoever they were granted to, sorted as asked, with what is due next and how much is open', async () => {
  await onlyDuties()
  const [first, second] = [
    await aCase(services, worker, { victimName: 'Early Inventado' }),
    await aCase(services, worker, { victimName: 'Later Inventado' }),
  ]
  const someone = worker
  await everything.deleteFrom('duty').where('ownerId', '=', someone.id).execute()
  await aDuty({ caseId: second.caseId, dueAt: '2026-11-24T12:00:00Z' })
  await aDuty({ caseId: first.caseId, dueAt: '2026-11-25T12:00:00Z' })
  await aDuty({ caseId: first.caseId, dueAt: '2026-11-26T12:00:00Z' })
  await everything.updateTable('cases').set({ level: 'high' }).where('id', '=', first.caseId).execute()
  const names = async (query: string) => {
    const page = await as(worker).visit(`/boards/cases?${query}`)
    return page
      .$('.wm-board__table tbody th a')
      .get()
      .map((link) => page.$(link).text())
  }
  assert.deepEqual(await names('sort=due'), ['Later Inventado', 'Early Inventado', 'Dogwood Inventado'])
  assert.equal((await names('sort=level'))[0], 'Early Inventado')
  assert.deepEqual(await names('level=high'), ['Early Inventado'])
  const page = await as(worker).visit('/boards/cases')
  assert.match(says(page), /^3 open cases/)
  assert.equal(rows(page), 3)
  const row = page
    .$('.wm-board__table tbody tr')
    .get()
    .map((each) => page.$(each).text().replace(/\s+/g, ' '))
    .find((text) => text.includes('Early'))
  assert.match(row ?? '', /Open duties\s*2/)
})

test('a case that was granted to a team stands on the team’s board, and no longer once the team is left', async () => {
  const teamId = randomUUID()
  const member = await aPractitioner('idva')
  await everything.insertInto('team').values({ id: teamId, agencyId: worker.agencyId, name: 'Invented team' }).execute()
  await everything.insertInto('teamMember').values({ teamId, practitionerId: member.id }).execute()
  await everything
    .insertInto('caseGrant')
    .values({
      caseId: own.caseId,
      granteeId: teamId,
      agencyId: worker.agencyId,
      reason: 'x',
      grantedBy: worker.id,
      grantedAt: now(),
    })
    .execute()
  const page = await as(member).visit('/boards/team-cases')
  assert.match(says(page), /^1 open case/)
  assert.equal(rows(page), 1)
  assert.equal(rows(await as(member).visit('/boards/cases')), 0)
  await everything.updateTable('teamMember').set({ untilAt: now() }).where('practitionerId', '=', member.id).execute()
  assert.equal(rows(await as(member).visit('/boards/team-cases')), 0)
})

test('a choice of filters is saved under a name, leads back to itself, is one’s own, and can be removed', async () => {
  const choose = as(worker)
  const board = await choose.visit('/boards/mine?state=late&level=high')
  const save =
    board.links().find(({ text }) => text === 'Save this choice')?.href ??
    board.$('a[href^="/boards/save"]').attr('href') ??
    ''
  assert.equal((await choose.visit(save)).value('query'), 'state=late&level=high')
  const done = await choose.submit('/boards/save', {
    board: 'mine',
    query: 'state=late&level=high',
    name: 'High and late',
  })
  assert.equal(done.location, '/boards/mine?state=late&level=high')
  const saved = (await mine()).$('.wm-filters__saved a')
  assert.equal(saved.text(), 'High and late')
  assert.equal(saved.attr('href'), '/boards/mine?state=late&level=high')
  assert.equal((await as(supervisor).visit('/boards/mine')).$('.wm-filters__saved').length, 0)
  assert.equal(
    (await choose.submit('/boards/save/drop', { board: 'mine', name: 'High and late' })).location,
    '/boards/mine',
  )
  assert.equal((await mine()).$('.wm-filters__saved').length, 0)
})

test('a saved choice needs a short name, and what was typed stays', async () => {
  const page = await as(worker).submit('/boards/save', { board: 'team', query: 'kind=chase', name: '  ' })
  assert.equal(page.status, 422)
  assert.match(page.title(), /^Error: /)
  assert.deepEqual(page.errors(), [{ text: 'Enter a name for this choice, such as "High, late"', href: '#name' }])
  assert.equal(page.value('query'), 'kind=chase')
  const long = 'x'.repeat(41)
  const again = await as(worker).submit('/boards/save', { board: 'team', query: '', name: long })
  assert.deepEqual([again.status, again.$('main [name="name"]').val()], [422, long])
})

test('an address with nonsense in it is an address that leads nowhere, not a fault of ours', async () => {
  for (const address of ['/boards/save', '/boards/save?board=nonsense&query=x', '/boards/nonsense'])
    assert.equal((await as(worker).visit(address)).status, 404, address)
  for (const [address, form] of [
    ['/boards/save/drop', { board: 'nonsense', name: 'x' }],
    ['/boards/mine/alarms', {}],
    ['/boards/mine/alarms', { ids: 'nonsense' }],
  ] as const)
    assert.equal((await as(worker).submit(address, form)).status, 404, address)
})

test('an alarm reaches the person whom it is for, with words, and goes when that person has seen it; nobody else can see to that', async () => {
  const dutyId = await aDuty({ task: 'Ring about bail' })
  const id = randomUUID()
  await everything
    .insertInto('alarm')
    .values({ id, toId: worker.id, caseId: own.caseId, dutyId, kind: 'safety clock passed', raisedAt: now() })
    .execute()
  const page = await mine()
  assert.match(page.text('.wm-alarms'), /1 alarm reached you.+Ring about bail/)
  assert.ok(!(await mine('', supervisor)).body.includes('reached you'))
  await as(supervisor).submit('/boards/mine/alarms', { ids: id })
  assert.match((await mine()).text('.wm-alarms'), /1 alarm/)
  assert.equal((await as(worker).submit('/boards/mine/alarms', { ids: id })).location, '/boards/mine')
  assert.equal((await mine()).$('.wm-alarms').length, 0)
})

test('every kind of alarm that the worker raises has words of its own', async () => {
  const { alarmWords } = await import('./model.ts')
  for (const kind of [
    'safety clock passed',
    'law clock soon',
    'law clock passed',
    'nobody at the desk',
    'referral-unacknowledged',
    'another safe way',
  ])
    assert.match(alarmWords(kind), /^[A-Z]/, kind)
})

test('the morning list shows what came in since five yesterday, and not what came before or is of others', async () => {
  const enterAt = async (at: string) => {
    clock.set(at)
    await workAs(services, worker, (work) =>
      record(services, work, {
        ...{ caseId: own.caseId, type: 'incidents.recorded', happened: atExactly(work.now), knownAt: work.now },
        ...{ body: 'police', toldBy: 'x', what: null, details: {} },
      }),
    )
  }
  await enterAt('2026-11-23T16:59:00Z')
  await enterAt('2026-11-23T17:01:00Z')
  await enterAt('2026-11-24T03:00:00Z')
  clock.set('2026-11-24T07:00:00Z')
  const page = await as(worker).visit('/boards/morning')
  assert.match(page.text(), /Since 17:00 yesterday/)
  const section = page.$('#overnight').nextAll('.wm-board').first()
  assert.equal(section.find('tbody tr').length, 2)
  assert.match(page.text('.wm-waiting'), /Reported overnight: 2/)
  assert.ok(!(await as(stranger).visit('/boards/morning')).body.includes('Dogwood'))
})

test('released without conditions stands on the morning list until a condition protects again (RULES 8)', async () => {
  const suspectId = own.perpetratorId
  const enter = (type: 'justice.suspect-released-under-investigation' | 'justice.remanded') =>
    workAs(services, worker, (work) =>
      record(services, work, {
        ...{ caseId: own.caseId, type, suspectId, happened: atExactly(work.now), knownAt: work.now },
        ...{ body: 'police', toldBy: 'x', what: null, details: {} },
      }),
    )
  const listed = async () =>
    (await as(worker).visit('/boards/morning')).$('#no-conditions').nextAll('.wm-board').first().find('tbody tr').length
  clock.set('2026-11-24T08:00:00Z')
  await enter('justice.suspect-released-under-investigation')
  assert.equal(await listed(), 1)
  clock.set('2026-11-24T09:00:00Z')
  await enter('justice.remanded')
  assert.equal(await listed(), 0)
})

test('what nobody can act on is named: an owner who has left, leave without cover', async () => {
  await clear()
  await everything
    .insertInto('leave')
    .values({
      practitionerId: worker.id,
      fromOn: '2026-11-24',
      untilOn: '2026-12-04',
      recordedBy: worker.id,
      recordedAt: now(),
    })
    .execute()
  await aDuty({ dueAt: '2026-11-26T12:00:00Z' })
  const page = await as(worker).visit('/boards/nobodys')
  assert.match(page.text('.wm-board__table'), /On leave, and nobody covers.+Willow Imaginario/)
  assert.match(says(page), /^\d+ things? without a person who can act/)
})

test('at 320 pixels each cell of a board carries the name of its column, so that rows can stand as cards', async () => {
  const page = await as(worker).visit('/boards/cases')
  const heads = page
    .$('.wm-board__table thead th')
    .get()
    .map((head) => page.$(head).clone().children('a').children('span').remove().end().end().text().trim())
  for (const row of page.$('.wm-board__table tbody tr').get())
    assert.deepEqual(
      page
        .$(row)
        .find('.wm-board__label')
        .get()
        .map((label) => page.$(label).text()),
      heads,
    )
})
