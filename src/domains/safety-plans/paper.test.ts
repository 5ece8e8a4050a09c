import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { newFormKey } from '../../platform/form-keys.ts'
import { key } from '../../platform/secrets.ts'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import { asRead, readPdf } from '../../testing/pdf.ts'
import type { Practitioner } from '../../testing/people.ts'
import { agreedNow, allChecked, aThought, schoolGoneThrough } from '../../testing/plans.ts'
import { english, languages, say } from '../languages/index.ts'
import { aMobile, aRule } from '../safe-contact/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { fieldOf } from './model/forms.ts'
import { placesIn, tellsAll } from './model/paper.ts'
import { promptOf } from './model/templates.ts'
import { insertPaper, papersOf, toProtectOnPaper } from './store/index.ts'

// An adviser makes something to hold of what was agreed.
const app = await testApp({ at: '2027-03-25T10:34:56Z' })
const { as, aPractitioner, everything, services, web, clock } = app
const boss = await aPractitioner('idva-manager')
const adviser = await aPractitioner('idva', { agencyId: boss.agencyId, supervisorId: boss.id })
const officer = await aPractitioner('investigating-officer')
const lead = await aPractitioner('housing-officer')
for (const line of ['1', '2'])
  await as(boss).submit(`/helplines/5a0c2f0e-0000-4000-8000-00000000000${line}/check`, {
    ...{ checkedOn: 'today', evidence: 'Rang it' },
  })

const done = async (who: Practitioner, at: string, form: Record<string, string | string[]> = {}): Promise<string> => {
  const answer = await as(who).submit(at, form)
  assert.equal(answer.status, 303, `${at}: ${answer.title()} ${answer.text('.govuk-error-summary')}`)
  return answer.location
}
type Thought = { code?: string; heading?: string; title?: string; words?: string; standing?: string }
const write = async (at: string, { code, words, ...thought }: Thought, who = adviser): Promise<void> => {
  const prompt = code === undefined ? undefined : promptOf(code)
  if (!prompt) return void (await done(who, `${at}/items/new`, { ...aThought, ...thought, words: words ?? '' }))
  const walked = { [fieldOf(prompt.code)]: 'adopted', agreedBy: 'She did', on: 'today' }
  await done(who, `${at}/walk/${prompt.heading}`, walked)
  const link = (await as(who).visit(at)).links().find(({ text, href }) => text === prompt.title && /items/.test(href))
  await done(who, link?.href ?? '', {
    ...{ ...aThought, heading: prompt.heading, title: prompt.title, words: words ?? '', basedOn: '1' },
  })
}
const agree = async (at: string, who = adviser): Promise<void> => {
  // Where both go to one school, that part is gone through before the check (SP-45).
  if ((await as(who).visit(at)).$('.govuk-inset-text a[href$="/walk/school"]').length > 0)
    await done(who, `${at}/walk/school`, schoolGoneThrough)
  await done(who, `${at}/check`, allChecked)
  await done(who, `${at}/agree`, agreedNow)
}
const aPlan = async (circumstance: string, thoughts: readonly Thought[], who = adviser) => {
  const { caseId, victimId } = await aCase(services, who)
  let personId = victimId
  if (circumstance === 'child') {
    const child = { name: 'Sorrel Inventado', role: 'child', ageAbout: '8', why: 'Lives there' }
    await done(who, `/cases/${caseId}/people/new`, child)
    const people = everything.selectFrom('party').select('personId').where('caseId', '=', caseId)
    personId = (await people.where('role', '=', 'child').executeTakeFirstOrThrow()).personId
  }
  const at = await done(who, `/cases/${caseId}/safety-plans/new`, { personId, circumstance, shows: 'no' })
  for (const thought of thoughts) await write(at, thought, who)
  return { caseId, victimId, at, planId: at.split('/').at(-1) ?? '' }
}

const asked = { edition: 'plain', size: 'ordinary', language: 'en', written: 'en', forWhom: 'Herself', asked: 'yes' }
/** The form sent as a browser does, with the bytes that come back. */
const make = async (at: string, form: Record<string, string>, who = adviser) => {
  const formKey = newFormKey(key(services.secret, 'form-keys'), who.id)
  return web.inject({
    ...{ method: 'POST', url: `${at}/to-hold` },
    headers: { cookie: `waymark=${who.token}`, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ ...asked, ...form, formKey }).toString(),
  })
}
const made = async (at: string, form: Record<string, string>, who = adviser) => {
  const answer = await make(at, form, who)
  assert.equal(answer.statusCode, 200, answer.body.replace(/<[^>]+>|\s+/g, ' ').slice(0, 3000))
  return readPdf(answer.rawPayload)
}
const refused = async (at: string, form: Record<string, string>, who = adviser): Promise<string> => {
  const answer = await as(who).submit(`${at}/to-hold`, { ...asked, ...form })
  assert.equal(answer.status, 422)
  return answer.text('.govuk-error-summary')
}
const rowsIn = (planId: string) =>
  everything.selectFrom('vault.planPaper').selectAll().where('planId', '=', planId).orderBy('madeAt').execute()

const grown: readonly Thought[] = [
  { code: 'SP-10', words: 'My sister rings at eight.\nShe knows “pelican”.' },
  { code: 'P1-03', words: 'Rowan 01632 960200\nWork 01632 960201' },
  { code: 'P2-06', words: 'Passports: mine and the boys’' },
  { code: 'P2-09', words: 'In the WALLPLACE' },
  { code: 'P2-04', words: 'Under the STONEPLACE' },
  { code: 'P1-04', words: 'HERONWORD' },
  { code: 'P2-01', words: 'Only KNOWSIT' },
  { code: 'SP-33', words: 'LANDINGPLACE' },
  { code: 'P2-05', words: 'BAGPLACE' },
  { code: 'P1-08', words: 'Changed on Mondays', standing: 'adopted' },
  { heading: 'going', title: 'The small elephant', words: 'Under his pillow' },
  { heading: 'home', title: 'Left for LATERON', words: 'NOTYET', standing: 'later' },
].filter(({ code }) => code !== 'P1-08')
const ofAChild: readonly Thought[] = [
  { code: 'CH-02', words: 'Out by the kitchen' },
  { code: 'CH-04', words: 'Aunt 01632 960202' },
  { code: 'CH-05', words: 'ASKEDASIDE' },
  { code: 'SP-47', words: 'SCHOOLALONE' },
  { heading: 'going', title: 'The blue rabbit', words: 'On the bed' },
]
const forNobody = ['WALLPLACE', 'STONEPLACE', 'HERONWORD', 'KNOWSIT', 'SCHOOLALONE']
const protectedThings = ['Sentinel', 'SO99', '9ZZ', '07700', '900777', 'elsewhere@invented', 'Hollowbrook']

describe('every paper, in every edition, size and language', async () => {
  const grownPlan = await aPlan('leaving', grown)
  const childPlan = await aPlan('child', ofAChild)
  for (const { at, caseId, victimId } of [grownPlan, childPlan]) {
    await done(adviser, `/cases/${caseId}/safe-contact/rule`, aRule({ reviewOn: '2027-05-20' }))
    for (const [kind, value] of [
      ['post', '14 Sentinel Row\nInventedham SO99 9ZZ'],
      ['mobile', '07700 900777'],
      ['e-mail', 'elsewhere@invented.example'],
    ] as const)
      await done(adviser, `/cases/${caseId}/safe-contact/routes/new`, { ...aMobile({ kind, value }), textIsSafe: '' })
    const reported = everything.selectFrom('party').select('personId').where('caseId', '=', caseId)
    const { personId: otherId } = await reported.where('role', '=', 'perpetrator').executeTakeFirstOrThrow()
    const school = { personId: victimId, otherId, kind: 'school', name: 'Hollowbrook' }
    await done(adviser, `/cases/${caseId}/shared-places`, school)
    await agree(at)
  }
  const papers = [
    ['plan', grownPlan, 'notes', 'plan'],
    ['card', grownPlan, 'numbers', 'card'],
    ['bag', grownPlan, 'list', 'bag'],
    ['child', childPlan, 'notes', 'childPlan'],
  ] as const

  for (const language of languages)
    for (const edition of ['discreet', 'plain'])
      test(`${language.name}, ${edition}: tagged, in its language, embedded, neutral outside, with no place in it (X10, INV-07, INV-12)`, async () => {
        for (const [document, { at }, neutral, named] of papers)
          for (const size of ['ordinary', 'large']) {
            const what = `${document}, ${size}`
            const pdf = await made(at, { document, edition, size, language: language.code })
            const tag = language.code === 'en' ? 'en-GB' : language.code
            const title = say(language, edition === 'plain' ? named : neutral)
            assert.ok(pdf.text.includes(title), `${what}: ${pdf.text}`)
            // pdf.js does not read the order that the file gives for Devanagari.
            if (language.code !== 'ne') assert.ok(pdf.words.includes(title), `${what}: ${pdf.words}`)
            assert.equal(pdf.info.Language, tag, what)
            assert.match(pdf.about, /Tagged: +yes/, what)
            assert.match(pdf.structure, /^Document[\s\S]*H1/, what)
            // Outside: the same in both editions, and nothing of who, with what, or at which hour.
            assert.equal(pdf.info.Title, say(language, neutral), what)
            assert.deepEqual([pdf.info.Author, pdf.info.Creator, pdf.info.Producer], [undefined, '', ''], what)
            assert.match(String(pdf.info.CreationDate), /^D:20270325120000/, what)
            assert.doesNotMatch(pdf.raw, /pdfkit|waymark|10:34|103456/i, what)
            assert.ok(!tellsAll(String(pdf.info.Title)), what)
            for (const font of pdf.fonts.trim().split('\n').slice(2)) assert.match(font, / yes yes yes /, what)
            const smallest = Math.min(...pdf.sizes)
            assert.ok(size === 'large' ? smallest >= 18 : smallest >= 12, `${what}: ${pdf.sizes}`)
            for (const thing of [
              ...protectedThings,
              'LANDINGPLACE',
              'BAGPLACE',
              'ASKEDASIDE',
              'LATERON',
              'NOTYET',
              ...forNobody,
            ])
              for (const read of [pdf.text, pdf.words, pdf.raw]) assert.ok(!read.includes(thing), `${what}: ${thing}`)
            const isMarked = language.code !== 'en'
            assert.equal(pdf.text.includes(asRead(say(english, 'unchecked'))), isMarked, what)
            if (edition === 'discreet')
              assert.ok(!tellsAll(pdf.text.replace(asRead(say(english, 'unchecked')), '')), pdf.text)
          }
      })

  test('what they said stays as it was typed, in its own place and language, whatever the paper speaks (SP-01)', async () => {
    for (const language of languages) {
      const pdf = await made(grownPlan.at, { document: 'plan', language: language.code })
      assert.match(pdf.text, /My sister rings at eight\./)
      assert.match(pdf.text, /“?pelican”?/)
      assert.ok(pdf.text.includes(say(language, 'strengths')), pdf.text)
      assert.doesNotMatch(pdf.text, /01632/, 'numbers stand on the card alone (P1-03)')
    }
    const { text } = await made(grownPlan.at, { document: 'plan', edition: 'discreet' })
    assert.match(text, /^My notes Part 1 My sister rings at eight\. She knows “pelican”\. Part 2 /)
    assert.ok(!text.includes('What already helps'))
    assert.match(text, /The small elephant: Under his pillow/)
    assert.doesNotMatch(text, /People and things that give strength/, 'a name of ours says what it is for')
  })

  test('Urdu is read from the right, in the order in which it is said, and its numbers as they are dialled', async () => {
    const urdu = languages.find(({ code }) => code === 'ur')
    assert.ok(urdu)
    for (const { text, words } of [await made(grownPlan.at, { document: 'card', language: 'ur' })])
      for (const read of [text, words]) {
        // Readers turn the two letters of one sign round, and leave out spaces beside numbers.
        const plainly = (words: string) => words.replaceAll(' ', '').replaceAll('لا', 'ال')
        const close = plainly(read)
        const order: number[] = [
          ...[say(urdu, 'card'), say(urdu, 'emergency', { emergency: '999' }), say(urdu, 'silent', { silent: '55' })],
          ...[say(urdu, 'ownNumbers'), 'Rowan 01632 960200', say(urdu, 'helplines'), '0808 2000 247'],
          say(urdu, 'unchecked'),
        ].map((part) => close.indexOf(plainly(part)))
        assert.deepEqual(
          order,
          order.toSorted((a, b) => a - b),
          read,
        )
        assert.ok(!order.includes(-1), `${read} ${order}`)
      }
  })

  test('a card has the numbers that are verified, and on the discreet one nothing says what they are for (P1-03, RULES 17)', async () => {
    const { text } = await made(grownPlan.at, { document: 'card', edition: 'discreet' })
    assert.match(text, /^Numbers • ?|^Numbers /)
    for (const number of ['999 (55)', 'England: 0808 2000 247', 'Wales: 0808 80 10 800', 'Rowan 01632 960200'])
      assert.ok(text.includes(number), `${number}: ${text}`)
    const plain = await made(grownPlan.at, { document: 'card' })
    assert.match(plain.text, /National Domestic Abuse Helpline/)
    assert.match(plain.text, /press 55 when you are asked to/)
    const change = { place: 'Wales', name: 'Live Fear Free', number: '0808 80 10 801', about: 'Free', reason: 'New' }
    await done(boss, '/helplines/5a0c2f0e-0000-4000-8000-000000000002/edit', change)
    const page = await as(adviser).visit(`${grownPlan.at}/to-hold`)
    assert.match(page.text(), /Live Fear Free: nobody has verified the number, so it stays off the card/)
    const after = await made(grownPlan.at, { document: 'card' })
    assert.doesNotMatch(after.text, /0808 80 10/)
    assert.match(after.text, /0808 2000 247/)
    await done(boss, '/helplines/5a0c2f0e-0000-4000-8000-000000000002/check', {
      ...{ checkedOn: 'today', evidence: 'Rang it' },
    })
  })

  test('a list to pack has squares to tick, in the language of the paper, and never where the bag is (P2-04 to P2-15)', async () => {
    const pdf = await made(grownPlan.at, { document: 'bag', language: 'pl' })
    assert.match(pdf.text, /Dokumenty Passports: mine and the boys’/)
    assert.match(pdf.text, /Trochę pieniędzy/)
    assert.match(pdf.text, /The small elephant Under his pillow/)
    assert.match(pdf.structure, /L \(block\)[\s\S]*LI[\s\S]*Lbl[\s\S]*LBody/)
  })

  test('a child is told that it is not their fault and who to ring, and nothing that was asked about them (CH-01 to CH-05)', async () => {
    const { text } = await made(childPlan.at, { document: 'child' })
    assert.match(text, /It is not your fault\. Keep away from a fight\. You do not have to stop it\./)
    assert.match(text, /ring 999/)
    assert.match(text, /Out by the kitchen/)
    const page = await as(adviser).visit(`${childPlan.at}/to-hold`)
    assert.deepEqual(
      page
        .$('input[name="document"]')
        .get()
        .map((each) => page.$(each).val()),
      ['child', 'card', 'bag'],
    )
    assert.match(await refused(childPlan.at, { document: 'plan' }), /Select what to make/)
  })
})

describe('what names a place is refused in words that do not repeat it (INV-06, INV-07, SP-08)', () => {
  const cases: readonly [words: string, kinds: RegExp][] = [
    ['By the door of 14 sentinel-row', /part of an address/],
    ['The code is s o 9 9 9 z z', /a postcode/],
    ['Ring me on 0044 7700 900777', /a telephone number/],
    ['elsewhere (at) no: elsewhere@invented.example', /an e-mail address/],
    ['By the gate of hollowbrook', /a school/],
    ['At PO1 3AX, round the back', /a postcode/],
    ['Round by 12 Linden Grove', /part of an address/],
    ['The room at Larkspur Refuge', /a refuge/],
    ['Wait by Oakfield Primary', /a school/],
  ]
  test('whatever is to be protected of anybody in the case, and whatever reads like a place; the thought is named, the place is not', async () => {
    const { at, caseId, victimId, planId } = await aPlan('staying', [
      { heading: 'home', title: 'The side door', words: 'Fine' },
    ])
    await done(adviser, `/cases/${caseId}/safe-contact/rule`, aRule({ reviewOn: '2027-05-20' }))
    for (const [kind, value] of [
      ['post', '14 Sentinel Row\nInventedham SO99 9ZZ'],
      ['mobile', '07700 900777'],
      ['e-mail', 'elsewhere@invented.example'],
    ] as const)
      await done(adviser, `/cases/${caseId}/safe-contact/routes/new`, { ...aMobile({ kind, value }), textIsSafe: '' })
    const reported = everything.selectFrom('party').select('personId').where('caseId', '=', caseId)
    const { personId: otherId } = await reported.where('role', '=', 'perpetrator').executeTakeFirstOrThrow()
    await done(adviser, `/cases/${caseId}/shared-places`, {
      personId: victimId,
      otherId,
      kind: 'school',
      name: 'Hollowbrook',
    })
    const link = (await as(adviser).visit(at)).links().find(({ text }) => text === 'The side door')?.href ?? ''
    let basedOn = 1
    for (const [words, kinds] of cases) {
      await done(adviser, link, {
        ...aThought,
        heading: 'home',
        title: 'The side door',
        words,
        basedOn: String(basedOn++),
      })
      await agree(at)
      const said = await refused(at, { document: 'plan' })
      assert.match(said, kinds, words)
      assert.match(said, /“The side door” names/)
      assert.ok(!said.toLowerCase().includes(words.toLowerCase().slice(-8)), said)
    }
    await done(adviser, link, {
      ...aThought,
      heading: 'home',
      title: 'At 12 Linden Grove',
      words: 'x',
      basedOn: String(basedOn),
    })
    await agree(at)
    const said = await refused(at, { document: 'plan' })
    assert.match(said, /A thought under “At home” names part of an address/)
    assert.doesNotMatch(said, /Linden/)
    assert.deepEqual(await rowsIn(planId), [])
  })

  test('a way that was written down in another case of the same person counts too (INV-07)', async () => {
    const first = await aPlan('staying', [
      { heading: 'home', title: 'The side door', words: 'It is in Quillfeather Lane' },
    ])
    await agree(first.at)
    await made(first.at, { document: 'plan' })
    await done(adviser, `/cases/${first.caseId}/team`, aLetIn(officer.id, 'Works on it'))
    const other = await aCase(services, officer, { victimKnown: first.victimId, victimName: 'Same Inventado' })
    await done(officer, `/cases/${other.caseId}/safe-contact/rule`, aRule({ reviewOn: '2027-05-20' }))
    const elsewhere = aMobile({ kind: 'visit', value: '3 Quillfeather Lane' })
    await done(officer, `/cases/${other.caseId}/safe-contact/routes/new`, { ...elsewhere, textIsSafe: '' })
    assert.match(await refused(first.at, { document: 'plan' }), /names part of an address/)
  })

  test('ordinary words are let through', () => {
    for (const words of [
      'Her school knows. The School rings me',
      'At 7 pm, after work, 2 minutes walk to the park',
      'Ring Rowan on 01632 960200 before 10pm',
      'I thought about a refuge and do not want one',
      'Room 12, then out. Two ways out of Primary rooms',
    ])
      assert.deepEqual(placesIn(words), [], words)
  })

  test('nothing discreet is made with a word that tells, and the plain edition is (X10)', async () => {
    const { at } = await aPlan('leaving', [
      { code: 'P1-03', words: 'Police desk 01632 960203' },
      { code: 'P1-05', words: 'Past the police station, then left' },
      { heading: 'going', title: 'The women’s aid leaflet', words: 'In the coat' },
    ])
    await agree(at)
    for (const document of ['card', 'plan', 'bag']) {
      assert.match(
        await refused(at, { document, edition: 'discreet' }),
        /has a word that says what the paper is about/,
        document,
      )
      assert.equal((await make(at, { document })).statusCode, 200, document)
    }
  })

  test('signs that no typeface of ours has are refused by name, not left out', async () => {
    const { at } = await aPlan('staying', [{ heading: 'home', title: 'The side door', words: 'Ring 王 first' }])
    await agree(at)
    assert.match(await refused(at, { document: 'plan' }), /“The side door” has signs that our paper cannot show: 王/)
  })
})

describe('only what was agreed, only by whoever may lead the plan, and with a record (SP-22, INV-01, INV-49)', () => {
  test('nothing agreed: no paper, in words; and what was written since the agreement is not on it', async () => {
    const { at, planId } = await aPlan('staying', [{ heading: 'home', title: 'A light', words: 'FIRSTWORDS' }])
    const early = await as(adviser).visit(`${at}/to-hold`)
    assert.match(early.text(), /Nothing is agreed yet/)
    assert.equal(early.$('input[name="document"]').length, 0)
    assert.match(await refused(at, { document: 'plan' }), /Nothing is agreed yet/)
    assert.equal((await as(adviser).visit(at)).$('a[href$="/to-hold"]').length, 0)
    await agree(at)
    assert.equal((await as(adviser).visit(at)).$('a[href$="/to-hold"]').length, 1)
    await write(at, { heading: 'home', title: 'A lock', words: 'SINCETHEN' })
    const { text } = await made(at, { document: 'plan' })
    assert.match(text, /FIRSTWORDS/)
    assert.doesNotMatch(text, /SINCETHEN/)
    assert.match(text, /Version 1, 25 March 2027/)
    assert.match(await refused(at, { document: 'bag' }), /it would be empty/)
    await done(adviser, `${at}/pause`, { words: 'Wants to wait' })
    assert.match(await refused(at, { document: 'plan' }), /not in use now/)
    assert.equal((await rowsIn(planId)).length, 1)
  })

  test('a plan of which nothing belongs on paper makes an empty one: refused', async () => {
    const { at } = await aPlan('staying', [{ code: 'SP-33', words: 'To her aunt' }])
    await agree(at)
    assert.match(await refused(at, { document: 'plan' }), /it would be empty/)
  })

  test('not asked for, no choice made: said at the field, and what was typed is kept', async () => {
    const { at } = await aPlan('staying', [{ heading: 'home', title: 'A light', words: 'x' }])
    await agree(at)
    const answer = await as(adviser).submit(`${at}/to-hold`, { forWhom: 'Her aunt', language: 'xx', size: 'large' })
    assert.deepEqual(
      answer.errors().map(({ href }) => href),
      ['#document', '#edition', '#language', '#written', '#asked'],
    )
    assert.deepEqual([answer.value('forWhom'), answer.checked('size')], ['Her aunt', 'large'])
    const behind = await refused(at, { document: 'plan', basedOn: '7' })
    assert.match(behind, /agreed another version meanwhile/)
  })

  test('it leaves as a file under a name that says nothing, with one row of its own and a sealed record (INV-49, S8)', async () => {
    const { at, planId, caseId } = await aPlan('staying', [{ heading: 'home', title: 'A light', words: 'x' }])
    await agree(at)
    const answer = await make(at, { document: 'plan', edition: 'discreet', forWhom: 'thrushwhistle', language: 'pl' })
    assert.deepEqual(
      [answer.headers['content-type'], answer.headers['content-disposition'], answer.headers['cache-control']],
      ['application/pdf', 'attachment; filename="notes.pdf"', 'no-store'],
    )
    const [row, ...more] = await rowsIn(planId)
    assert.equal(more.length, 0)
    assert.deepEqual(
      [row?.version, row?.madeBy, row?.madeAt.toISOString()],
      [1, adviser.id, '2027-03-25T10:34:56.000Z'],
    )
    assert.doesNotMatch(row?.content.toString('latin1') ?? '', /thrush|discreet|"pl"/)
    const log = everything.selectFrom('audit').selectAll().where('caseId', '=', caseId)
    const printed = await log.where('kind', '=', 'print').execute()
    assert.deepEqual(
      printed.map(({ objectId, actorId, detail }) => [objectId, actorId, detail]),
      [[planId, adviser.id, null]],
    )
    const page = await as(adviser).visit(`${at}/to-hold`)
    assert.match(
      page.text('.wm-board'),
      /1 paper.*Version 1.*Their plan.*Discreet, ordinary print, Polish.*thrushwhistle/,
    )
    clock.set('2027-03-25T10:40:00Z')
    for (let times = 0; times < 25; times++) await make(at, { document: 'card' })
    const long = await as(adviser).visit(`${at}/to-hold`)
    assert.match(long.text('.wm-board'), /26 papers/)
    assert.match((await as(adviser).visit(`${at}/to-hold?page=2`)).text('.wm-board'), /thrushwhistle/)
    clock.set('2027-03-25T10:34:56Z')
  })

  test('whoever leads the plan makes it, whatever their role; an officer on the case and the other side find nothing', async () => {
    const theirs = await aPlan('staying', [{ heading: 'home', title: 'A light', words: 'x' }], lead)
    await agree(theirs.at, lead)
    assert.match((await made(theirs.at, { document: 'plan' }, lead)).text, /A light/)
    const { at, caseId } = await aPlan('staying', [{ heading: 'home', title: 'A light', words: 'x' }])
    await agree(at)
    await done(adviser, `/cases/${caseId}/team`, aLetIn(officer.id, 'Works on it'))
    assert.equal((await as(officer).visit(`${at}/to-hold`)).status, 404)
    assert.equal((await make(at, { document: 'plan' }, officer)).statusCode, 404)
    const programme = await aPractitioner('idva')
    await done(adviser, `/cases/${caseId}/team`, aLetIn(programme.id, 'Helps'))
    assert.equal((await as(programme).visit(`${at}/to-hold`)).status, 200)
    const reported = everything.selectFrom('party').select('personId').where('caseId', '=', caseId)
    const { personId } = await reported.where('role', '=', 'perpetrator').executeTakeFirstOrThrow()
    const contact = { caseId, personId, practitionerId: programme.id, recordedBy: adviser.id }
    await everything
      .insertInto('reportedContact')
      .values({ ...contact, recordedAt: services.now() })
      .execute()
    assert.equal((await as(programme).visit(`${at}/to-hold`)).status, 404)
    assert.equal((await make(at, { document: 'card' }, programme)).statusCode, 404)
  })

  test('the database keeps it so: what is to be protected is for whoever sees the plan, and a record is of the version that holds, by oneself', async () => {
    const { at, caseId, planId, victimId } = await aPlan('staying', [{ heading: 'home', title: 'A light', words: 'x' }])
    await agree(at)
    await done(adviser, `/cases/${caseId}/safe-contact/rule`, aRule({ reviewOn: '2027-05-20' }))
    await done(adviser, `/cases/${caseId}/safe-contact/routes/new`, aMobile())
    await done(adviser, `/cases/${caseId}/team`, aLetIn(officer.id, 'Works on it'))
    const stranger = await aPractitioner('idva')
    const seenBy = (who: Practitioner) => workAs(services, who, ({ tx }) => toProtectOnPaper(tx, caseId))
    assert.equal((await seenBy(adviser)).length, 1)
    assert.deepEqual([await seenBy(officer), await seenBy(stranger)], [[], []])
    const row = { planId, caseId, personId: victimId, version: 1, content: Buffer.from('x'), madeAt: services.now() }
    const insert = (who: Practitioner, change = {}) =>
      workAs(services, who, ({ tx }) => insertPaper(tx, { ...row, id: randomUUID(), madeBy: who.id, ...change }))
    await insert(adviser)
    for (const change of [{ version: 2 }, { madeBy: officer.id }])
      await assert.rejects(insert(adviser, change), /row-level security/, JSON.stringify(change))
    await assert.rejects(insert(officer), /row-level security/)
    await done(adviser, `${at}/pause`, { words: 'Wants to wait' })
    await assert.rejects(insert(adviser), /row-level security/, 'they want no plan now')
    const shown = await workAs(services, officer, ({ tx }) => papersOf(tx, caseId, planId, 1))
    assert.deepEqual(shown, [])
  })

  test('sixty thoughts make pages with running numbers, and one takes less than a second (figure: s a PDF)', async (t) => {
    const { at } = await aPlan(
      'staying',
      Array.from({ length: 60 }, (_, index) => ({
        ...{ heading: index % 2 === 0 ? 'home' : 'crisis', title: `Thought ${index + 1}` },
        words: `What they said of it, number ${index + 1}: the door, the light, and who rings at eight. `.repeat(3),
      })),
    )
    await agree(at)
    await made(at, { document: 'plan' })
    // Time of the processor: what else the machine does is not ours.
    const times: number[] = []
    let answer = await make(at, { document: 'plan', size: 'large' })
    for (let turn = 0; turn < 3; turn++) {
      const began = process.cpuUsage()
      answer = await make(at, { document: 'plan', size: 'large' })
      const { user, system } = process.cpuUsage(began)
      times.push((user + system) / 1000)
    }
    const took = Math.min(...times)
    const pdf = await readPdf(answer.rawPayload)
    assert.ok(pdf.pages > 6, String(pdf.pages))
    for (const page of [1, pdf.pages]) assert.match(pdf.text, new RegExp(`(^| )${page} ?/ ?${pdf.pages}( |$)`))
    for (let index = 1; index <= 60; index++) assert.ok(pdf.text.includes(`Thought ${index} `), String(index))
    assert.ok(took < 1000, `${took} ms`)
    t.diagnostic(`${pdf.pages} pages of 60 thoughts in ${Math.round(took)} ms, with its request`)
  })

  test('a language that a speaker has read is not marked any more', async () => {
    const { at } = await aPlan('staying', [{ heading: 'home', title: 'A light', words: 'x' }])
    await agree(at)
    const before = await made(at, { document: 'plan', language: 'ro' })
    assert.match(before.text, /nu a fost încă verificată/)
    await done(boss, '/languages/ro/sign', { readBy: 'An invented speaker', evidence: 'Grew up with it' })
    const after = await made(at, { document: 'plan', language: 'ro' })
    assert.doesNotMatch(after.text, /nu a fost încă verificată|not yet been checked/)
    clock.set('2027-03-26T10:00:00Z')
    assert.match(
      (await as(adviser).visit(`${at}/to-hold`)).text(),
      /Not yet checked by a speaker: Welsh, Nepali, Polish, Portuguese, Urdu/,
    )
  })
})
