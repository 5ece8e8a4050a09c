import assert from 'node:assert/strict'
import { randomInt, randomUUID } from 'node:crypto'
import { channel } from 'node:diagnostics_channel'
import { test } from 'node:test'
import * as cheerio from 'cheerio'
import fc from 'fast-check'
import { newFormKey } from './platform/form-keys.ts'
import { key } from './platform/secrets.ts'
import { tidyText } from './platform/tidy.ts'
import { allForms, type FoundForm, seldomShown } from './testing/all-forms.ts'
import { testApp } from './testing/app.ts'
import type { Field, Form } from './testing/forms.ts'
import { withRoutes } from './testing/routes.ts'

// Every form of the app, sent values that no person means to send: the answer is never a fault of ours, what was typed
// is still there, and it is words to the browser and nothing else (S15). The forms are those of the app's own pages.
const { made: app, routes } = await withRoutes(() => testApp())
const { web, services } = app

/** How often each form is sent in the suite; more by hand, with HOSTILE_RUNS. */
const runs = Number(process.env.HOSTILE_RUNS ?? 3)
const seed = Number(process.env.HOSTILE_SEED ?? randomInt(1_000_000))

let fault: unknown
channel('tracing:fastify.request.handler:error').subscribe((message) => {
  fault = (message as { error: unknown }).error
})

const forms = await allForms(app, routes)
const someone = forms[0]?.person
assert.ok(someone)

const hostileWords = fc.constantFrom(
  ...['', ' ', '\t\r\n', '\n\nafter two lines', 'x'.repeat(401), 'word '.repeat(900), 'é'.repeat(20_000)],
  ...[
    'a\0b',
    '\0',
    '\ud800 half',
    '\u202eright to left',
    '\u2066\u2069\u200f\ufeff',
    `e${'\u0301'.repeat(500)}`,
    '👩‍👩‍👧',
  ],
  ...['<img id="hostile" src=x onerror=alert(1)>', '"><script id="hostile">1</script>', '</textarea><b id="hostile">'],
  ...[
    "'; drop table cases; --",
    '%',
    '_',
    '\\',
    '$1',
    '{{7*7}}',
    '&lt;b&gt; &amp;',
    "' onfocus='x",
    '$' + '{x}',
    '../../etc',
  ],
  ...['-1', '0', '1.5', '1e309', 'NaN', 'Infinity', '2147483648', '99999999999999999999', '0x10', '１２', ' 7 ', '007'],
  ...['31/02/2027', '2027-02-31', '29/2/2027', '00/00/0000', '0000-00-00', '9999-12-31', '99999-01-01', '1/1/0001'],
  ...['-1/1/2027', '1/1/1800', '31/12/9999', '28/3/2027', '31/10/2027', 'yesterday', 'today', '2027-04-30T10:00'],
  ...['29:99', '24:00', '01:30', '25pm', '-1:00', '99', '4.35pm', '１６:35', '00:60', '12:00:00'],
  ...['yes', 'no', 'none', 'null', 'undefined', 'true', '[object Object]', '[]', '{"a":1}', '__proto__', 'constructor'],
  ...[randomUUID(), '00000000-0000-0000-0000-000000000000', 'not-an-id', someone.id.toUpperCase(), someone.agencyId],
)
const names = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  '__proto__[x]',
  'formKey[]',
  'a[b][c][d][e][f][g][h]',
)
const usual: Record<string, string> = {
  day: 'today',
  time: '08:00',
  knownDay: 'today',
  knownTime: '08:00',
  version: '1',
}

type Pair = [string, string]
const oneOf = ({ values }: Field) => fc.constantFrom(...(values.length > 0 ? values : ['yes']))
/** What stands in a field, or what a person could write there. */
const meant = (field: Field): fc.Arbitrary<Pair[]> => {
  const { name, kind, values } = field
  if (kind === 'words') return fc.constant([[name, values[0] || (usual[name] ?? 'In a few words')]])
  if (kind === 'fixed') return fc.constant(values.map((value) => [name, value]))
  if (kind === 'choice') return oneOf(field).map((value) => [[name, value]])
  if (kind === 'ticks') return fc.subarray(values).map((all) => all.map((value): Pair => [name, value]))
  return fc.constant([])
}
const hostile = ({ name }: Field): fc.Arbitrary<Pair[]> =>
  fc.oneof(
    { weight: 6, arbitrary: hostileWords.map((value): Pair[] => [[name, value]]) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((value): Pair[] => [[name, value]]) },
    {
      weight: 1,
      arbitrary: fc
        .array(hostileWords, { minLength: 2, maxLength: 30 })
        .map((all) => all.map((value): Pair => [name, value])),
    },
    {
      weight: 1,
      arbitrary: hostileWords.map((value): Pair[] => [
        [`${name}[]`, value],
        [`${name}[x][y]`, value],
      ]),
    },
    { weight: 1, arbitrary: fc.constant<Pair[]>([]) },
  )
const bodyFor = ({ fields }: Form): fc.Arbitrary<Pair[]> =>
  fc
    .tuple(
      ...fields.map((field) =>
        fc.oneof(
          { weight: 2, arbitrary: meant(field) },
          { weight: fields.length > 6 ? 1 : 2, arbitrary: hostile(field) },
        ),
      ),
      fc.oneof(
        { weight: 5, arbitrary: fc.constant<Pair[]>([]) },
        { weight: 1, arbitrary: fc.tuple(names, hostileWords).map((pair): Pair[] => [pair]) },
      ),
    )
    .map((all) => all.flat())

const send = async ({ action, person }: FoundForm, pairs: Pair[]) => {
  fault = undefined
  app.clock.set(new Date(app.now().getTime() + 1000).toISOString())
  const formKey = newFormKey(key(services.secret, 'form-keys'), person.id)
  // Half of a character goes out as what a program would make of it, which no browser does.
  const encoded = ([name, value]: Pair) => `${encodeURIComponent(name.toWellFormed())}=${rawly(value)}`
  const answer = await web.inject({
    ...{ method: 'POST', url: action, payload: [...pairs.map(encoded), `formKey=${formKey}`].join('&') },
    headers: { cookie: `waymark=${person.token}`, 'content-type': 'application/x-www-form-urlencoded' },
  })
  const isPage = String(answer.headers['content-type']).startsWith('text/html')
  return { status: answer.statusCode, body: answer.body, isPage }
}
const rawly = (value: string): string =>
  value
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])/g, 'HALF')
    .split('HALF')
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join('%ED%A0%80')

/** A browser leaves out the line breaks that a text begins with, and says each of the others in its own way. */
const lines = (text: string): string => tidyText(text).replace(/\r\n?/g, '\n').replace(/^\n+/, '')

/** What a page that asks again has lost of what was typed into its fields. */
const lostOn = ($: cheerio.CheerioAPI, { fields }: Form, pairs: Pair[]): string[] => {
  return fields.flatMap(({ name, kind }) => {
    const typed = pairs.filter(([each]) => each === name)
    const [only] = typed
    if (kind !== 'words' || !only || typed.length > 1 || !only[1].isWellFormed()) return []
    const shown = $(`[name="${name}"]`)
      .get()
      .map((field) => lines(String($(field).val() ?? '')))
    return shown.includes(lines(only[1]))
      ? []
      : [`${name}: ${JSON.stringify(only[1].slice(0, 80))} became ${JSON.stringify(shown).slice(0, 200)}`]
  })
}

const problemsOf = async (form: FoundForm, pairs: Pair[]): Promise<string[]> => {
  const { status, body, isPage } = await send(form, pairs)
  if (status >= 500) return [`${status}: ${fault instanceof Error ? fault.stack?.slice(0, 900) : String(fault)}`]
  if (![200, 303, 404, 409, 413, 422].includes(status)) return [`answered ${status}`]
  // A file is saved, and no browser reads markup in it; whoever is asked again is asked by a page.
  if (!isPage) return status === 422 && form.fields !== seldomShown ? ['422 that is no page'] : []
  const $ = cheerio.load(body)
  const escaped = $('#hostile, [onerror], [onfocus], script:not([src])').length === 0 ? [] : ['a value became markup']
  if (status !== 422 || form.fields === seldomShown) return escaped
  // Somebody did it already: the page says what was done, and asks no more.
  if (!form.fields.some(({ name }) => $(`[name="${name}"]`).length > 0)) return escaped
  const isSaid = $('title').text().startsWith('Error: ') && $('.govuk-error-summary a').length > 0
  const isAsked = $(asks).length > 0
  return [
    ...escaped,
    ...(isSaid || isAsked ? [] : [`422 without a word on what to put right: ${$('h1').text()}`]),
    ...lostOn($, form, pairs),
  ]
}

/** A page that asks before it goes on: is it the same thing, is it still so. */
const asks = '[name="same"], main .govuk-inset-text, main .govuk-warning-text, main .govuk-notification-banner'

/** Where a form ends, closes or takes away something, it comes last, so that the others still find it. */
const isEnding = ({ route }: FoundForm): boolean =>
  /\/(end|close|agree|died|leave|stop|disable|accept|decline|withdraw|cancel)$|\/team$|sessions/.test(route)
const inOrder = forms.toSorted((a, b) => Number(isEnding(a)) - Number(isEnding(b)))

/** No page shows these: a script sends some, one case is too few for most reports, no provider is connected, and its bundles are made and stand. */
const shownByNone = [
  ...['/cases/:caseId/bundles/:bundleId/make', '/cases/:caseId/bundles/:bundleId/stop'],
  // Shown once safe and well is confirmed of somebody who may be meant.
  '/missing-reports/:missingReportId',
  ...['/drafts/save', '/sign-in/passkeys/options', '/staff/single-sign-on/check'],
  ...['stops', 'tellings', 'court-latency', 'triggers', 'feedback'].map((report) => `/reports/${report}`),
]

test('every address that takes a form is sent one, all but a few as a page of ours shows it', () => {
  const sent = new Set(forms.map(({ route }) => route))
  const takes = routes.filter(({ method, access }) => method === 'POST' && access !== 'anyone').map(({ url }) => url)
  assert.deepEqual(
    takes.filter((url) => !sent.has(url)),
    ['/sign-in/out'],
  )
  const shown = new Set(forms.filter(({ fields }) => fields !== seldomShown).map(({ route }) => route))
  const unseen = takes.filter((url) => url !== '/sign-in/out' && !shown.has(url))
  assert.deepEqual(unseen.sort(), shownByNone.sort())
})

test('no strange value is a fault of ours; what was typed stays, as words (S15)', { timeout: 600_000 }, async (t) => {
  t.diagnostic(`HOSTILE_SEED=${seed}`)
  const wrong = new Map<string, string>()
  for (const form of inOrder)
    for (const pairs of fc.sample(bodyFor(form), { numRuns: runs, seed }))
      for (const problem of await problemsOf(form, pairs))
        wrong.set(
          `${form.route} ${problem.slice(0, 60)}`,
          `${form.action} as ${form.person.role}: ${problem}\n   ${JSON.stringify(pairs).slice(0, 300)}`,
        )
  assert.deepEqual([...wrong.values()], [])
})
