import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import * as cheerio from 'cheerio'
import { domains } from '../../app.ts'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { aShowing, asTyped } from './fixtures.ts'
import { isKept, nameOf } from './model.ts'

const {
  web,
  as,
  services,
  everything,
  aPractitioner,
  clock,
  database: app,
} = await testApp({ at: '2026-11-23T14:05:00Z' })
const adviser = await aPractitioner('idva')
const colleague = await aPractitioner('idva', { agencyId: adviser.agencyId })

type Body = { address: string; fields: Record<string, string | string[]> } & Partial<{
  formKey: string
  version: number
  saves: number
  page: string
}>
const post = async (person: Practitioner | null, url: string, body: Body, byScript = true) => {
  const formKey = body.formKey ?? aShowing(services, person ?? adviser)
  const answer = await web.inject({
    ...{ method: 'POST', url, payload: asTyped({ ...body, formKey }) },
    headers: {
      ...(person && { cookie: `waymark=${person.token}` }),
      ...(byScript && { 'waymark-form': 'save' }),
      'content-type': 'application/x-www-form-urlencoded',
    },
  })
  const { statusCode: status, headers } = answer
  return { status, next: headers['waymark-next'], location: headers.location, text: answer.body }
}
const type = (person: Practitioner, body: Body) => post(person, '/drafts/save', body)

const aNote = async (person = adviser) => {
  const { caseId } = await aCase(services, person)
  return { caseId, address: `/cases/${caseId}/notes/new` }
}
const rowsOf = (person: Practitioner) =>
  everything.selectFrom('draft').selectAll().where('practitionerId', '=', person.id).execute()
const said = async (person: Practitioner, address: string) => (await as(person).visit(address)).value('said')
const whole = { how: 'visit', day: 'today', time: '08:00', said: 'Heron words' }

describe('what is typed is kept for the person who typed it (U1)', () => {
  test('the form opens again as it was left, with when it was begun, and with nothing lost', async () => {
    const { address } = await aNote()
    const fields = { how: 'visit', day: '22/11/2026', time: '', said: 'Heron\n"words" & <more>', agreed: '  ' }
    const saved = await type(adviser, { address, fields })
    assert.deepEqual([saved.status, saved.text], [200, 'Saved at 14:05'])
    const page = await as(adviser).visit(address)
    assert.deepEqual(
      ['how', 'day', 'time', 'said', 'agreed'].map((name) => page.value(name)),
      Object.values(fields),
    )
    assert.match(page.text('.wm-draft'), /You began this at 14:05 today.*only you can see it.*Start again/)
  })

  test('nothing typed stands readable in the database, and a draft that is moved to another row does not open', async () => {
    const { address } = await aNote()
    const other = await aNote()
    await type(adviser, { address, fields: { said: 'Heron words' } })
    await type(adviser, { address: other.address, fields: { said: 'Egret words' } })
    const rows = await rowsOf(adviser)
    assert.ok(rows.every(({ sealed }) => !/Heron|Egret/.test(sealed.toString('latin1'))))
    const [one] = rows.filter((row) => row.address === address)
    await everything
      .updateTable('draft')
      .set({ sealed: one?.sealed ?? Buffer.alloc(0) })
      .where('address', '=', other.address)
      .execute()
    const moved = await as(adviser).visit(other.address)
    assert.equal(moved.status, 500)
    assert.doesNotMatch(moved.body, /Heron/)
    await everything.deleteFrom('draft').where('address', '=', other.address).execute()
  })

  test('nobody else has it: not on the same form, not in their list', async () => {
    const { caseId, address } = await aNote()
    await as(adviser).submit(`/cases/${caseId}/team`, aLetIn(colleague.id, 'Helps'))
    await type(adviser, { address, fields: { said: 'Heron words' } })
    assert.equal(await said(colleague, address), '')
    assert.match((await as(colleague).visit('/drafts')).text(), /Nothing waits to be finished/)
  })

  test('what has to be put right is kept too, and a sent form leaves no draft', async () => {
    const { address } = await aNote()
    const formKey = aShowing(services, adviser)
    const wrong = await post(adviser, address, { address, formKey, fields: { ...whole, day: 'some day' } }, false)
    assert.equal(wrong.status, 422)
    assert.equal(await said(adviser, address), 'Heron words')
    const sent = await post(adviser, address, { address, formKey, fields: whole }, false)
    assert.equal(sent.status, 303)
    assert.equal((await rowsOf(adviser)).filter((row) => row.address === address).length, 0)
    assert.equal(await said(adviser, address), '')
  })

  test('a save that was still on its way when the form was sent brings nothing back', async () => {
    for (let turn = 0; turn < 25; turn += 1) {
      const { address } = await aNote()
      const formKey = aShowing(services, adviser)
      await Promise.all([
        type(adviser, { address, formKey, fields: { said: 'half' }, saves: 1 }),
        post(adviser, address, { address, formKey, fields: whole }, turn % 2 === 0),
        type(adviser, { address, formKey, fields: { said: 'half a word' }, saves: 2 }),
      ])
      assert.equal((await type(adviser, { address, formKey, fields: whole, saves: 3 })).status, 409)
      assert.deepEqual(
        (await rowsOf(adviser)).filter((row) => row.address === address),
        [],
      )
    }
  })

  test('of the saves of one page the newest stays, in whatever order they arrive', async () => {
    const { address } = await aNote()
    const formKey = aShowing(services, adviser)
    for (const saves of [2, 5, 3, 1, 4])
      await type(adviser, { address, formKey, fields: { said: `save ${saves}` }, saves })
    assert.equal(await said(adviser, address), 'save 5')
  })

  test('two windows on one form: the second is told, and writes nothing over (U9)', async () => {
    const { address } = await aNote()
    const [first, second] = [aShowing(services, adviser), aShowing(services, adviser)]
    await type(adviser, { address, formKey: first, fields: { said: 'from the first' } })
    const refused = await type(adviser, { address, formKey: second, fields: { said: 'from the second' } })
    assert.equal(refused.status, 409)
    assert.match(refused.text, /open in another window/)
    assert.equal(await said(adviser, address), 'from the first')
    const plain = await post(adviser, '/drafts/save', { address, formKey: second, fields: { said: 'x' } }, false)
    assert.equal(plain.status, 409)
    assert.match(plain.text, /open the form as it was kept/)
    // A window that was opened on what was kept goes on with it; the first is then the one that is behind.
    assert.equal((await type(adviser, { address, version: 1, fields: { said: 'from a third' } })).status, 200)
    assert.equal((await type(adviser, { address, formKey: first, fields: { said: 'again' }, saves: 2 })).status, 409)
    assert.equal(await said(adviser, address), 'from a third')
  })
})

describe('without scripts, and in the list of what one began', () => {
  test('a longer form has a button that saves it as it is and comes back to it; a form of one click has none', async () => {
    const { caseId, address } = await aNote()
    const page = await as(adviser).visit(address)
    const later = page.$('button[formaction]')
    assert.deepEqual([later.attr('formaction'), later.text().trim()], ['/drafts/save', 'Save and come back later'])
    const kept = await post(adviser, '/drafts/save', { address, fields: { said: 'Not yet', day: 'never' } }, false)
    assert.deepEqual([kept.status, kept.location], [303, address])
    assert.equal(await said(adviser, address), 'Not yet')
    const away = await as(adviser).visit('/drafts')
    assert.equal(away.$('[data-draft]').length, 0)
    assert.match(away.text(), /A note/)
    assert.ok(caseId)
  })

  test('the list says which form, which case and since when, and nothing that was typed; one can be deleted', async () => {
    const writer = await aPractitioner('idva')
    assert.match((await as(writer).visit('/drafts')).text(), /Nothing waits to be finished/)
    const { caseId, address } = await aNote(writer)
    const { reference } = await everything
      .selectFrom('cases')
      .select('reference')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow()
    await type(writer, { address, fields: { said: 'Heron words' } })
    await type(writer, { address: '/cases/new', fields: { victimName: 'Heron Inventado' } })
    const list = await as(writer).visit('/drafts')
    assert.match(list.text(), /2 forms/)
    assert.match(list.text('tbody'), new RegExp(`A note.*${reference}.*14:05`))
    assert.doesNotMatch(list.body, /Heron/)
    assert.match((await as(writer).visit('/boards/mine')).text(), /2 forms that you began are not sent yet/)
    assert.ok(list.links().some(({ href }) => href === address))
    const gone = await post(writer, '/drafts/delete', { address, fields: {} }, false)
    assert.equal(gone.location, '/drafts')
    assert.match((await as(writer).visit('/drafts')).text(), /1 form /)
  })

  test('starting again empties the form', async () => {
    const { address } = await aNote()
    await type(adviser, { address, fields: { said: 'Heron words' } })
    const again = await post(adviser, '/drafts/start-again', { address, fields: {} }, false)
    assert.deepEqual([again.status, again.location], [303, address])
    const page = await as(adviser).visit(address)
    assert.equal(page.value('said'), '')
    assert.equal(page.$('.wm-draft').length, 0)
  })

  test('the second step of opening a case, which is no page by itself, opens again from what was kept', async () => {
    const writer = await aPractitioner('idva')
    assert.equal((await as(writer).visit('/cases/new/open')).location, '/cases/new')
    const looked = await as(writer).submit('/cases/new', { victimName: 'Heron Inventado' })
    const form = looked.$('form[data-draft]')
    assert.deepEqual([form.attr('data-draft'), looked.value('formPage')], ['/cases/new/open', '/cases/new/open'])
    const fields = {
      victimName: 'Heron Inventado',
      checkedVictim: 'Heron Inventado',
      concern: 'Shouting',
      relationship: 'partner',
    }
    await type(writer, { address: '/cases/new/open', fields })
    const page = await as(writer).visit('/cases/new/open')
    assert.deepEqual([page.value('victimName'), page.value('concern')], ['Heron Inventado', 'Shouting'])
    assert.match((await as(writer).visit('/cases/new')).text(), /You began to open a case.*Go on with that one/)
  })
})

describe('what may not be kept, and what may not be shown', () => {
  test('a draft about a case that one may no longer see is not listed, not opened, not saved, as if there were no such case (S3, INV-36)', async () => {
    const { caseId, address } = await aNote()
    await as(adviser).submit(`/cases/${caseId}/team`, aLetIn(colleague.id, 'Helps'))
    await type(colleague, { address, fields: { said: 'Heron words' } })
    assert.match((await as(colleague).visit('/drafts')).text(), /A note/)
    await as(adviser).submit(`/cases/${caseId}/team/${colleague.id}/end`)
    const list = await as(colleague).visit('/drafts')
    assert.match(list.text(), /Nothing waits to be finished/)
    assert.doesNotMatch(list.body, new RegExp(caseId))
    const nowhere = `/cases/${randomUUID()}/notes/new`
    for (const url of ['/drafts/save', '/drafts/delete', '/drafts/start-again']) {
      const [hidden, absent] = [
        await post(colleague, url, { address, fields: { said: 'x' } }),
        await post(colleague, url, { address: nowhere, fields: { said: 'x' } }),
      ]
      assert.deepEqual([hidden.status, hidden], [404, absent], url)
    }
    assert.equal((await rowsOf(colleague)).length, 1)
  })

  test('nothing of signing in, of keys, of protected ways, and nothing outside Waymark is kept', async () => {
    const { caseId } = await aNote()
    const addresses = [
      ...[
        '/sign-in',
        '/sign-in/passkeys',
        '/inbox/keys',
        `/staff/${randomUUID()}/link`,
        '/drafts/save',
        '/nowhere/new',
      ],
      ...[`/cases/${caseId}/safe-contact/routes/new`, `/cases/${caseId}/safe-contact/routes/${randomUUID()}`],
      ...['//example.test/x', 'https://example.test/', '/../etc', '', '/Notes/new', `/notes/${'x'.repeat(400)}`],
    ]
    for (const address of addresses)
      assert.equal((await type(adviser, { address, fields: { said: 'x' } })).status, 404, address)
    for (const page of ['//example.test/', 'https://example.test/', 'notes'])
      assert.equal((await type(adviser, { address: '/cases/new', page, fields: {} })).status, 404, page)
    const routes = await as(adviser).visit(`/cases/${caseId}/safe-contact/routes/new`)
    assert.equal(routes.$('[data-draft], [name=formPage]').length, 0)
  })

  test('words behind the question mark of an address are kept nowhere; ids are', async () => {
    const { address } = await aNote()
    const id = randomUUID()
    await type(adviser, { address: `${address}?corrects=${id}&name=Heron`, fields: { said: 'x' } })
    const kept = (await rowsOf(adviser)).map((row) => row.address)
    assert.ok(kept.includes(`${address}?corrects=${id}`))
    assert.ok(!kept.some((each) => each.includes('Heron')))
  })

  test('every form tells the browser to keep nothing of it, and every domain has words for its drafts or keeps none', async () => {
    const { address } = await aNote()
    const { $ } = await as(adviser).visit(address)
    for (const form of $('main form').get()) assert.equal($(form).attr('autocomplete'), 'off')
    const without = Object.keys(domains).filter((folder) => !isKept(`/${folder}/new`))
    // Where help is needed is somebody's home: it is kept nowhere in words.
    const known = ['drafts', 'sign-in', 'scim', 'feeds', 'pictures', 'attendance']
    assert.deepEqual(
      without.filter((folder) => !known.includes(folder)),
      [],
    )
    for (const folder of Object.keys(domains))
      if (isKept(`/${folder}/new`)) assert.ok(nameOf(`/cases/${randomUUID()}/${folder}/new`).length > 3)
  })

  test('the worker removes what nobody came back to in the days that the area has set, and nothing younger', async () => {
    const { removeOld } = await import('./actions.ts')
    const { connect } = await import('../../platform/db.ts')
    const writer = await aPractitioner('idva')
    clock.set('2026-11-23T14:05:00Z')
    const [old, young] = [await aNote(writer), await aNote(writer)]
    await type(writer, { address: old.address, fields: { said: 'old' } })
    clock.set('2026-11-23T14:06:00Z')
    await type(writer, { address: young.address, fields: { said: 'young' } })
    const db = connect(app.worker, { max: 1 })
    await removeOld({ ...services, db }, new Date('2026-11-30T14:05:30Z'))
    await db.destroy()
    clock.set('2026-11-23T14:05:00Z')
    assert.deepEqual(
      (await rowsOf(writer)).map((row) => row.address),
      [young.address],
    )
  })
})

describe('a session that ends while somebody types loses nothing (U1, S16)', () => {
  const hash = ({ token }: Practitioner) => createHash('sha256').update(token).digest()
  const change = (person: Practitioner, to: { seenAt?: Date; endsAt?: Date; revokedAt?: Date }) =>
    everything.updateTable('signIn.session').set(to).where('tokenHash', '=', hash(person)).execute()
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)
  const away = { seenAt: ago(16) }

  for (const [what, url] of [
    ['the form itself', ''],
    ['a save while typing', '/drafts/save'],
  ] as const)
    test(`${what}, sent after the lock, is there after signing in, on the page that comes first`, async () => {
      const writer = await aPractitioner('idva')
      const { address } = await aNote(writer)
      await change(writer, away)
      const late = await post(
        writer,
        url || address,
        { address, fields: { ...whole, said: 'Typed for an hour' } },
        false,
      )
      assert.deepEqual([late.status, late.location?.startsWith('/sign-in')], [303, true])
      await change(writer, { seenAt: new Date() })
      assert.equal((await as(writer).visit('/')).location, address)
      assert.equal(await said(writer, address), 'Typed for an hour')
      assert.equal((await as(writer).visit('/')).location, '/boards/mine')
      const notes = await everything.selectFrom('note').select('id').where('writtenBy', '=', writer.id).execute()
      assert.deepEqual(notes, [])
    })

  for (const [whose, to] of [
    ['was revoked', { ...away, revokedAt: new Date() }],
    ['ended long ago', { seenAt: ago(600), endsAt: ago(70) }],
  ] as const)
    test(`a session that ${whose} keeps nothing, and is asked to sign in like any other`, async () => {
      const writer = await aPractitioner('idva')
      const { address } = await aNote(writer)
      await change(writer, away)
      await change(writer, to)
      const late = await post(writer, address, { address, fields: whole }, false)
      assert.deepEqual([late.status, late.text, late.location?.startsWith('/sign-in')], [303, '', true])
      assert.deepEqual(await rowsOf(writer), [])
    })

  test('nothing is kept for a disabled person, for nobody, or with the key of somebody else’s form', async () => {
    const writer = await aPractitioner('idva')
    const address = '/cases/new'
    await change(writer, away)
    await post(writer, address, { address, fields: whole, formKey: aShowing(services, colleague) }, false)
    await post({ ...writer, token: 'A'.repeat(43) }, address, { address, fields: whole }, false)
    await everything.updateTable('practitioner').set({ disabledAt: new Date() }).where('id', '=', writer.id).execute()
    await post(writer, address, { address, fields: whole }, false)
    assert.deepEqual(await rowsOf(writer), [])
  })
})

test('a form that a page sends by script is told where to go on; a plain one is sent there (U2)', async () => {
  const { caseId, address } = await aNote()
  const byScript = await post(adviser, address, { address, fields: whole })
  assert.deepEqual([byScript.status, byScript.next, byScript.location], [200, `/cases/${caseId}/notes`, undefined])
  const plain = await post(adviser, address, { address, fields: whole }, false)
  assert.deepEqual([plain.status, plain.next, plain.location], [303, undefined, `/cases/${caseId}/notes`])
  assert.equal(cheerio.load(byScript.text).text(), '')
})
