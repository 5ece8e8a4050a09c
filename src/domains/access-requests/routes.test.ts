import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import pg from 'pg'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aRule, aWorkPhone } from '../safe-contact/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { wipeOldPacks } from './actions.ts'

const app = await testApp({ at: new Date().toISOString() })
const { as, aPractitioner, everything, services, clock, web, database } = app
const dayOf = (days: number) => new Date(services.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
const canary = 'The Old Millhouse, Fakeford'

/** An agency with a worker and two leads of data protection. */
const anAgency = async (role: string) => {
  const worker = await aPractitioner(role)
  const [lead, second] = [
    await aPractitioner('data-protection-lead', { agencyId: worker.agencyId }),
    await aPractitioner('data-protection-lead', { agencyId: worker.agencyId }),
  ]
  return { worker, lead, second }
}
const adviceService = await anAgency('idva')
const police = await anAgency('investigating-officer')

let count = 0
/** A case with notes of two agencies, a sealed address, a level and a custody, about people whom no other test knows. */
const aFullCase = async () => {
  count += 1
  const letters = `${String.fromCharCode(97 + (count % 26))}${String.fromCharCode(97 + Math.floor(count / 26))}`
  const [victimName, perpetratorName] = [`Alder Invented${letters}`, `Hawk Fabricated${letters}`]
  const { worker } = adviceService
  const { caseId, perpetratorId } = await aCase(services, worker, { victimName, perpetratorName })
  const send = async (who: Practitioner, path: string, form: Record<string, string | string[]>) => {
    const done = await as(who).submit(`/cases/${caseId}/${path}`, form)
    assert.equal(done.status, 303, `${path}: ${done.title()} ${done.text('.govuk-error-summary')}`)
  }
  await send(worker, 'team', aLetIn(police.worker.id, 'Investigates'))
  await send(worker, 'safe-contact/rule', aRule({ reviewOn: dayOf(60) }))
  await send(worker, 'safe-contact/routes/new', aWorkPhone({ kind: 'post', value: canary }))
  const said = `Alder stays at ${canary} since Hawk came. Ring 07700 900123.`
  await send(worker, 'notes/new', { how: 'visit', day: 'today', time: '00:00', said })
  await send(police.worker, 'notes/new', { how: 'visit', day: 'today', time: '00:00', said: 'Police word: PENGUIN' })
  const custody = { suspect: perpetratorId ?? '', day: 'today', time: '00:00', body: 'police', exact: 'as written' }
  await send(police.worker, 'entries/new/justice.suspect-arrested', custody)
  return { caseId, victimName, perpetratorName }
}

const receive = async (who: Practitioner, askerName: string, change: Record<string, string> = {}) => {
  const form = {
    askerName,
    askerBornOn: '',
    forWhom: 'themselves',
    asks: 'All you hold',
    receivedOn: 'today',
    delivery: 'handed over in person',
  }
  const done = await as(who).submit('/access-requests/new', { ...form, ...change })
  assert.equal(done.status, 303, done.text('.govuk-error-summary'))
  const known = await as(who).submit(`${done.location}/identity`, {
    identityHow: 'Passport, seen here',
    identityOn: 'today',
  })
  assert.equal(known.status, 303, known.text('.govuk-error-summary'))
  return done.location
}
/** The people of exactly that name on the search page: others of like names are offered too, and not ticked. */
const candidates = async (who: Practitioner, at: string, name: string): Promise<string[]> => {
  const { $ } = await as(who).visit(`${at}/search`)
  return $('.govuk-checkboxes__item')
    .get()
    .filter((item) => $(item).find('label').text().trim() === name)
    .map((item) => String($(item).find('input').val()))
}
const step = async (who: Practitioner, at: string, form: Record<string, string | string[]>) => {
  const done = await as(who).submit(at, form)
  assert.equal(done.status, 303, `${at}: ${done.title()} ${done.text('.govuk-error-summary')}`)
}
const untilRedacted = async (lead: Practitioner, name: string, change: Record<string, string> = {}) => {
  const at = await receive(lead, name, change)
  await step(lead, `${at}/search`, { people: await candidates(lead, at, name), sure: 'yes' })
  await step(lead, `${at}/redact`, { answer: 'give' })
  return at
}
const good = { answer: 'good', addresses: 'yes', plans: 'yes', thirdParties: 'yes' }
const untilChecked = async ({ lead, second }: typeof police, name: string, change: Record<string, string> = {}) => {
  const at = await untilRedacted(lead, name, change)
  await step(second, `${at}/check`, good)
  return at
}
const packOf = async (who: Practitioner, at: string) => (await as(who).visit(`${at}/pack/json`)).body
const requestId = (at: string) => at.split('/').at(-1) ?? ''
const sees = (who: Practitioner, caseId: string) =>
  everything
    .selectFrom('caseGrant')
    .select('granteeId')
    .where('caseId', '=', caseId)
    .where('granteeId', '=', who.id)
    .where('revokedAt', 'is', null)
    .execute()

describe('a person harmed is given what one agency itself holds of them (IS-09, MODEL 5.19)', () => {
  test('with nothing of others in it: no name, no number, no sealed address, no record of another controller (INV-07, INV-10)', async () => {
    const it = await aFullCase()
    const theirs = await everything
      .selectFrom('note')
      .select('id')
      .where('caseId', '=', it.caseId)
      .where('agencyId', '=', police.worker.agencyId)
      .executeTakeFirstOrThrow()
    // A note that police shared with everyone on the case is still theirs to give.
    await step(police.worker, `/cases/${it.caseId}/notes/${theirs.id}/share`, { why: 'All need it', sure: 'yes' })
    const at = await untilChecked(adviceService, it.victimName)
    const pack = await packOf(adviceService.lead, at)
    assert.match(pack, /Alder stays at \[taken out\] since \[somebody else\] came. Ring \[taken out\]/)
    for (const hidden of [
      'Millhouse',
      'Fakeford',
      '07700',
      'Hawk',
      it.perpetratorName.split(' ')[1] ?? '',
      'PENGUIN',
      'safe-contact',
      adviceService.worker.name,
    ])
      assert.equal(pack.includes(hidden), false, `${hidden} in ${pack}`)
  })

  test('what they answered to questions is theirs, in their words, with others taken out (RM-15)', async () => {
    const it = await aFullCase()
    const harms = ['victim', 'children', 'family', 'partner', 'workers', 'self'].map((who) => [`risk-${who}`, 'some'])
    const judged = { level: 'high', reasons: 'LINNET', victimView: 'Afraid' }
    const { personId } = await everything
      .selectFrom('party')
      .select('personId')
      .where('caseId', '=', it.caseId)
      .where('role', '=', 'victim')
      .executeTakeFirstOrThrow()
    await step(adviceService.worker, `/cases/${it.caseId}/risk/assess/waymark-guide`, {
      ...{ ...Object.fromEntries(harms), ...judged, personId, asked: 'the person', alone: 'yes' },
      ...{ 'a-afraid': 'yes', 'c-afraid': 'Of Hawk, on Saturday', 'a-weapon': 'yes', 'a-weapon-near': 'no' },
    })
    const pack = await packOf(adviceService.lead, await untilChecked(adviceService, it.victimName))
    assert.match(pack, /Are you afraid now[^"]* yes\. Of \[somebody else\], on Saturday/)
    assert.match(pack, /Is it still where they can take it\? no/)
    assert.doesNotMatch(pack, /Have they hurt an animal/)
    assert.doesNotMatch(await packOf(police.lead, await untilChecked(police, it.victimName)), /Are you afraid now/)
  })

  test('the other controller’s own notes come from that controller', async () => {
    const it = await aFullCase()
    const pack = await packOf(police.lead, await untilChecked(police, it.victimName))
    assert.match(pack, /PENGUIN/)
    assert.doesNotMatch(pack, /Alder stays/)
  })

  test('it is handed over as a PDF that says nothing of itself in its properties, and is on record as taken out', async () => {
    const it = await aFullCase()
    const at = await untilChecked(adviceService, it.victimName)
    const token = adviceService.lead.token
    const answer = await web.inject({ method: 'GET', url: `${at}/pack/pdf`, headers: { cookie: `waymark=${token}` } })
    assert.deepEqual(
      [answer.statusCode, answer.headers['content-type'], answer.headers['cache-control']],
      [200, 'application/pdf', 'no-store'],
    )
    assert.equal(answer.rawPayload.subarray(0, 5).toString(), '%PDF-')
    for (const hidden of [it.victimName, adviceService.lead.name, 'Waymark', 'PDFKit'])
      assert.equal(answer.rawPayload.includes(hidden), false, hidden)
    const row = await everything
      .selectFrom('audit')
      .select(['kind', 'actorId'])
      .where('objectId', '=', requestId(at))
      .where('route', '=', '/access-requests/:requestId/pack/pdf')
      .executeTakeFirstOrThrow()
    assert.deepEqual(row, { kind: 'export', actorId: adviceService.lead.id })
  })

  test('a line that the lead leaves out and words that the lead names are not in it', async () => {
    const it = await aFullCase()
    const at = await receive(police.lead, it.victimName)
    await step(police.lead, `${at}/search`, { people: await candidates(police.lead, at, it.victimName), sure: 'yes' })
    const page = await as(police.lead).visit(`${at}/redact`)
    const [first = ''] = page
      .$('input[name^=out-entry]')
      .get()
      .map((each) => String(each.attribs.name))
    await step(police.lead, `${at}/redact`, { [first]: 'yes', words: 'penguin\nZebra', answer: 'give' })
    await step(police.second, `${at}/check`, good)
    const pack = await packOf(police.second, at)
    assert.match(pack, /Police word: \[taken out\]/)
    assert.doesNotMatch(pack, /Suspect arrested/)
  })
})

describe('the person reported learns nothing of the person harmed (S-25, INV-01 to INV-04)', () => {
  const letter = async (body: string) => {
    const { reference: _, name: __, ...rest } = JSON.parse(body) as Record<string, unknown>
    return JSON.stringify(rest)
  }

  test('an advice service’s answer to the person reported is the one that it gives to somebody of whom it holds nothing', async () => {
    const it = await aFullCase()
    const about = await untilChecked(adviceService, it.perpetratorName)
    const nobody = await untilChecked(adviceService, 'Nobody Whatsoever')
    assert.equal(
      await letter(await packOf(adviceService.lead, about)),
      await letter(await packOf(adviceService.lead, nobody)),
    )
    const pdf = async (at: string) =>
      (
        await web.inject({
          method: 'GET',
          url: `${at}/pack/pdf`,
          headers: { cookie: `waymark=${adviceService.lead.token}` },
        })
      ).rawPayload.toString('latin1')
    const pages = (text: string) => text.match(/\/Type \/Page\b/g)?.length
    assert.equal(pages(await pdf(about)), pages(await pdf(nobody)))
    for (const at of [about, nobody]) {
      const early = await as(adviceService.lead).submit(`${at}/release`, { how: 'By hand' })
      assert.match(early.text('.govuk-error-summary'), /too early/)
    }
  })

  test('keeping all of it back gives the same letter again', async () => {
    const it = await aFullCase()
    const at = await receive(police.lead, it.perpetratorName)
    await step(police.lead, `${at}/search`, {
      people: await candidates(police.lead, at, it.perpetratorName),
      sure: 'yes',
    })
    const unsaid = await as(police.lead).submit(`${at}/redact`, { answer: 'refuse' })
    assert.match(unsaid.text('.govuk-error-summary'), /Select what lets you keep it back.*Enter why it applies/)
    await step(police.lead, `${at}/redact`, {
      answer: 'refuse',
      exemption: 'crime',
      why: 'An arrest is planned: OTTER',
    })
    await step(police.second, `${at}/check`, good)
    const nothing = await untilChecked(police, 'Nobody Whatsoever')
    assert.equal(await letter(await packOf(police.lead, at)), await letter(await packOf(police.lead, nothing)))
    assert.doesNotMatch(await packOf(police.lead, at), /OTTER|crime/)
  })

  test('police give what was done to their face, and no word of anybody', async () => {
    const it = await aFullCase()
    const pack = await packOf(police.lead, await untilChecked(police, it.perpetratorName))
    assert.match(pack, /What: Suspect arrested/)
    for (const hidden of ['PENGUIN', 'Alder', 'Incident', 'note', 'risk', 'plan', 'victim'])
      assert.equal(pack.toLowerCase().includes(hidden.toLowerCase()), false, hidden)
  })

  test('whoever is harmed in one case and reported in another, of any agency, is limited in both (INV-04)', async () => {
    const it = await aFullCase()
    const victim = await everything
      .selectFrom('party')
      .select('personId')
      .where('caseId', '=', it.caseId)
      .where('role', '=', 'victim')
      .executeTakeFirstOrThrow()
    const elsewhere = await aPractitioner('housing-officer')
    const other = await aCase(services, elsewhere)
    await everything
      .insertInto('party')
      .values({
        caseId: other.caseId,
        personId: victim.personId,
        role: 'perpetrator',
        addedBy: elsewhere.id,
        addedAt: services.now(),
      })
      .execute()
    const pack = await packOf(adviceService.lead, await untilChecked(adviceService, it.victimName))
    assert.doesNotMatch(pack, /Alder stays/)
    assert.match(pack, /nothing that we can give|"lines": \[\]/)
  })

  test('somebody who asks for another is not known to be safe', async () => {
    const it = await aFullCase()
    const pack = await packOf(
      adviceService.lead,
      await untilChecked(adviceService, it.victimName, { forWhom: 'somebody else' }),
    )
    assert.match(pack, /"lines": \[\]/)
  })

  test('found out between search and check, the answer does not leave', async () => {
    const it = await aFullCase()
    const at = await untilRedacted(adviceService.lead, it.victimName)
    const victim = await everything
      .selectFrom('party')
      .select('personId')
      .where('caseId', '=', it.caseId)
      .where('role', '=', 'victim')
      .executeTakeFirstOrThrow()
    const other = await aCase(services, police.worker)
    await everything
      .insertInto('party')
      .values({
        caseId: other.caseId,
        personId: victim.personId,
        role: 'perpetrator',
        addedBy: police.worker.id,
        addedAt: services.now(),
      })
      .execute()
    const done = await as(adviceService.second).submit(`${at}/check`, good)
    assert.match(done.text('.govuk-error-summary'), /has changed since the search/)
  })

  test('the risk lead hears of it by a trigger, and owes a review', async () => {
    const it = await aFullCase()
    await untilRedacted(police.lead, it.perpetratorName)
    const entry = await everything
      .selectFrom('entry')
      .select(['type', 'what'])
      .where('caseId', '=', it.caseId)
      .where('type', '=', 'incidents.trigger-raised')
      .execute()
    assert.equal(entry.length, 1)
    assert.match(entry[0]?.what ?? '', /asked an agency for what it holds/)
  })
})

describe('one step after the other, by the right people (MODEL 5.19)', () => {
  test('nobody checks what they redacted, by the page or past it', async () => {
    const it = await aFullCase()
    const at = await untilRedacted(adviceService.lead, it.victimName)
    assert.equal((await as(adviceService.lead).visit(`${at}/check`)).status, 404)
    assert.equal((await as(adviceService.lead).submit(`${at}/check`, good)).status, 404)
    const client = new pg.Client(database.app)
    await client.connect()
    try {
      for (const set of [
        `state = 'checked', checked_by = '${adviceService.lead.id}'`,
        `state = 'checked', checked_by = '${adviceService.second.id}'`,
        "state = 'released'",
        "pack = 'x'",
      ]) {
        await client.query('begin')
        await client.query('select bind($1)', [adviceService.lead.token])
        await assert.rejects(
          client.query(`update access_request set ${set} where id = $1`, [requestId(at)]),
          { code: '23514' },
          set,
        )
        await client.query('rollback')
      }
    } finally {
      await client.end()
    }
  })

  test('without each of the three readings it does not pass; sent back, it is searched again before anything is made', async () => {
    const it = await aFullCase()
    const at = await untilRedacted(adviceService.lead, it.victimName)
    const half = await as(adviceService.second).submit(`${at}/check`, { ...good, plans: '' })
    assert.equal(half.status, 422)
    await step(adviceService.second, `${at}/check`, { answer: 'back', note: 'The school can be known' })
    const redacting = await as(adviceService.lead).visit(`${at}/redact`)
    assert.deepEqual([redacting.status, redacting.location], [303, `${at}/search`])
    assert.equal((await as(adviceService.lead).submit(`${at}/redact`, { answer: 'give' })).status, 404)
    await step(adviceService.lead, `${at}/search`, {
      people: await candidates(adviceService.lead, at, it.victimName),
      sure: 'yes',
    })
    await step(adviceService.lead, `${at}/redact`, { answer: 'give' })
    await step(adviceService.second, `${at}/check`, good)
    assert.match(await packOf(adviceService.lead, at), /Alder stays/)
  })

  test('no step is skipped, and what was answered stays answered', async () => {
    const it = await aFullCase()
    const at = await receive(adviceService.lead, it.victimName)
    for (const view of ['redact', 'check', 'release', 'pack/json', 'pack/pdf'])
      assert.equal((await as(adviceService.lead).visit(`${at}/${view}`)).status, 404, view)
    const done = await untilChecked(adviceService, it.victimName)
    await step(adviceService.lead, `${done}/release`, { how: 'By hand, at our office' })
    for (const view of ['identity', 'search', 'redact', 'check', 'release', 'extend'])
      assert.equal((await as(adviceService.lead).visit(`${done}/${view}`)).status, 404, view)
  })

  test('a handed-over pack opens for thirty days, then is wiped and opens no more', async () => {
    const it = await aFullCase()
    const at = await untilChecked(adviceService, it.victimName)
    await step(adviceService.lead, `${at}/release`, { how: 'By hand' })
    assert.equal((await as(adviceService.second).visit(`${at}/pack/json`)).status, 200)
    const was = services.now()
    clock.set(new Date(was.getTime() + 31 * 86_400_000).toISOString())
    assert.equal((await as(adviceService.second).visit(`${at}/pack/json`)).status, 404)
    const { connect } = await import('../../platform/db.ts')
    const worker = connect(database.worker, { max: 1 })
    try {
      assert.ok((await wipeOldPacks({ ...services, db: worker }, services.now())) >= 1)
    } finally {
      await worker.destroy()
      clock.set(was.toISOString())
    }
    const row = await everything
      .selectFrom('accessRequest')
      .select('pack')
      .where('id', '=', requestId(at))
      .executeTakeFirstOrThrow()
    assert.equal(row.pack, null)
  })

  test('until it is handed over the pack is sealed: no word of it stands in the table', async () => {
    const it = await aFullCase()
    const at = await untilRedacted(adviceService.lead, it.victimName)
    const { pack } = await everything
      .selectFrom('accessRequest')
      .select('pack')
      .where('id', '=', requestId(at))
      .executeTakeFirstOrThrow()
    assert.ok(pack && !pack.includes('Alder') && !pack.includes('lines'))
  })
})

describe('a lead of data protection sees what a request needs, and nothing else (INV-39, S7)', () => {
  test('their sight begins with the search, ends with the answer, and opens no page of the case', async () => {
    const it = await aFullCase()
    const { lead, worker } = adviceService
    const at = await receive(lead, it.victimName)
    assert.equal((await sees(lead, it.caseId)).length, 0)
    await step(lead, `${at}/search`, { people: await candidates(lead, at, it.victimName), sure: 'yes' })
    assert.equal((await sees(lead, it.caseId)).length, 1)
    for (const page of ['', '/notes', '/people', '/safe-contact', '/export', '/sharing'])
      assert.equal((await as(lead).visit(`/cases/${it.caseId}${page}`)).status, 404, page)
    assert.match((await as(worker).visit(`/cases/${it.caseId}/team`)).text(), /Answers an access request/)
    await step(lead, `${at}/redact`, { answer: 'give' })
    assert.equal((await sees(lead, it.caseId)).length, 0)
    const looks = await everything
      .selectFrom('audit')
      .select('kind')
      .where('caseId', '=', it.caseId)
      .where('actorId', '=', lead.id)
      .orderBy('at')
      .execute()
    assert.deepEqual([...new Set(looks.map(({ kind }) => kind))].toSorted(), ['consult', 'fail', 'search'])
  })

  test('a case without a record of their agency is never found, nor taken by its id', async () => {
    const stranger = await anAgency('housing-officer')
    const it = await aFullCase()
    const at = await receive(stranger.lead, it.victimName)
    assert.deepEqual(await candidates(stranger.lead, at, it.victimName), [])
    const victim = await everything
      .selectFrom('party')
      .select('personId')
      .where('caseId', '=', it.caseId)
      .where('role', '=', 'victim')
      .executeTakeFirstOrThrow()
    assert.equal((await as(stranger.lead).submit(`${at}/search`, { people: victim.personId, sure: 'yes' })).status, 404)
    assert.equal((await sees(stranger.lead, it.caseId)).length, 0)
  })

  test('another day of birth is another person', async () => {
    const it = await aFullCase()
    await everything.updateTable('person').set({ bornOn: '1988-04-30' }).where('name', '=', it.victimName).execute()
    const at = await receive(adviceService.lead, it.victimName, { askerBornOn: '1/5/1988' })
    assert.deepEqual(await candidates(adviceService.lead, at, it.victimName), [])
  })

  test('nobody lets them into a case by hand or through a team', async () => {
    const it = await aFullCase()
    const { lead, worker } = adviceService
    assert.equal((await as(worker).submit(`/cases/${it.caseId}/team`, aLetIn(lead.id, 'Helps'))).status, 404)
    await assert.rejects(
      everything
        .insertInto('caseGrant')
        .values({
          caseId: it.caseId,
          granteeId: lead.id,
          agencyId: lead.agencyId,
          reason: 'Helps',
          grantedBy: worker.id,
          grantedAt: services.now(),
        })
        .execute(),
      /for a request alone/,
    )
  })

  test('another agency’s lead, and everybody who is no lead, is told that there is no such request', async () => {
    const it = await aFullCase()
    const at = await untilRedacted(adviceService.lead, it.victimName)
    for (const who of [police.lead, adviceService.worker, await aPractitioner('administrator')]) {
      assert.equal((await as(who).visit(at)).status, 404)
      assert.equal((await as(who).visit(`${at}/check`)).status, 404)
    }
    assert.doesNotMatch((await as(police.lead).visit('/access-requests')).text(), new RegExp(it.victimName))
  })
})

describe('the clock (UK GDPR Art. 12(3))', () => {
  test('it starts when it is known who asks, can be made longer once and only within the month', async () => {
    const { lead } = adviceService
    const at = await receive(lead, 'Nobody Whatsoever')
    const due = async () =>
      (
        await everything
          .selectFrom('accessRequest')
          .select('dueOn')
          .where('id', '=', requestId(at))
          .executeTakeFirstOrThrow()
      ).dueOn
    const first = await due()
    const was = services.now()
    clock.set(new Date(was.getTime() + 40 * 86_400_000).toISOString())
    assert.match(
      (await as(lead).submit(`${at}/extend`, { why: 'Complex' })).text('.govuk-error-summary'),
      /only within it/,
    )
    assert.match((await as(lead).visit('/access-requests')).text(), /late/)
    clock.set(was.toISOString())
    await step(lead, `${at}/extend`, { why: 'Complex; told by letter' })
    assert.ok(String(await due()) > String(first))
    assert.equal((await as(lead).visit(`${at}/extend`)).status, 404)
  })
})
