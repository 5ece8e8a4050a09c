import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { filterIn } from './domains/audit/model.ts'
import { conditionsInText } from './domains/entries/model/conditions-in-text.ts'
import { findIn, soughtIn } from './domains/files/model/protected.ts'
import { formats } from './domains/inbox/model/events.ts'
import { readFile, textOf } from './domains/inbox/model/file.ts'
import { readRow } from './domains/inbox/model/row.ts'
import { pageAfter } from './domains/looks/model.ts'
import { parseWhen } from './domains/replay/model/dates.ts'
import { endIn, sentenceIn } from './domains/replay/model/ends.ts'
import { Misplaced, parseJson } from './domains/replay/model/json.ts'
import { levelIn } from './domains/replay/model/levels.ts'
import { readChronology } from './domains/replay/model/read.ts'
import { readInstrument } from './domains/risk/model/instrument.ts'
import { readWindows } from './domains/safe-contact/model/typed-windows.ts'
import { ScimError } from './domains/scim/model/errors.ts'
import { readFilter } from './domains/scim/model/filter.ts'
import { readGroup } from './domains/scim/model/groups.ts'
import { readQuery } from './domains/scim/model/lists.ts'
import { patched } from './domains/scim/model/patch.ts'
import { readUser } from './domains/scim/model/users.ts'
import { deviceIn } from './domains/sign-in/actions/sign-in.ts'
import { recoveryCodeIn } from './domains/sign-in/model.ts'
import { readLine } from './platform/audit/batch.ts'
import { factsIn, tokensOf } from './platform/blind-tokens.ts'
import { addressOf, caseIn, readSent } from './platform/drafts.ts'
import { answersIn } from './platform/forms.ts'
import { askedIn } from './platform/keys/socket.ts'
import { isBehind } from './platform/marks.ts'
import { isInner } from './platform/outgoing.ts'
import { secretFromHex } from './platform/secrets.ts'
import { readSettings, WrongSettings } from './platform/settings.ts'
import { readDay, readMoment, readTime } from './platform/times.ts'
import { typeOf } from './platform/untrusted/type.ts'
import { isOurPage, openWayBack } from './platform/way-back.ts'

// Whatever comes from outside gives a value or a clear refusal, and soon (S15). PARSER_RUNS=1000000 asks more of each parser;
// a form, which takes longer to read, is asked a hundredth of it then. One parser alone: --test-name-pattern='readDay: any'.
const runs = Number(process.env.PARSER_RUNS ?? 1000)
const now = new Date('2026-11-23T10:00:00Z')
const key = Buffer.alloc(32, 7)
const secret = secretFromHex('07'.repeat(32))

type Parser = {
  /** What it reads looks like, so that some of what is tried comes near to it. */
  like: readonly string[]
  read: (text: string) => unknown
  /** How it says no, where it throws. */
  refusal?: abstract new (
    ...given: never[]
  ) => Error
}
const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return { [text.slice(0, 40)]: text, value: [text], Operations: text }
  }
}
const query = (text: string) => Object.fromEntries(new URLSearchParams(text))
const day = ['today', '23/11/2026', '23 nov', 'last friday', '2026-11-23', 'in 3 days', '1.2.27']
const time = ['09:00', '9.30pm', 'midnight', 'noon', '7am', '0900', 'now']
const scimUser =
  '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"a@b.example","name":{"givenName":"Alder"},"emails":[{"value":"a@b.example","primary":true}],"active":"True"}'
const scimPatch =
  '{"Operations":[{"op":"Replace","path":"emails[type eq \\"work\\"].value","value":"x"},{"op":"add","value":{"active":false}}]}'
const csv = 'reference,type,date,time,what\nWM-1,justice.suspect-arrested,23/11/2026,09:00,"At ""home"""\r\n;;\t\n'

const parsers: Record<string, Parser> = {
  askedIn: { like: ['{"do":"find","name":"6f2c7a10-5a35-4d5c-9a0e-0d8c7c1b2a33"}', '{"do":"names"}'], read: askedIn },
  readDay: { like: day, read: (text) => readDay(text, now) },
  readTime: { like: time, read: readTime },
  readMoment: { like: [...day, ...time], read: (text) => readMoment(text.slice(0, 12), text.slice(12), now) },
  readSent: { like: ['formPage=/cases&formVersion=3&x=1'], read: (text) => readSent(query(text)) },
  answersIn: { like: ['a=1&b=2'], read: (text) => answersIn(query(text)) },
  addressOf: { like: ['/cases/1?personId=2', '//evil', '/%2e%2e/'], read: addressOf },
  caseIn: { like: ['/cases/6f2c7a10-5a35-4d5c-9a0e-0d8c7c1b2a33/notes'], read: caseIn },
  isOurPage: { like: ['/cases', '//evil.example', '/\\evil', '/sign-in/out'], read: isOurPage },
  openWayBack: { like: ['AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'], read: (text) => openWayBack(key, text, now) },
  pageAfter: { like: ['/cases/1/notes', 'http://x'], read: (text) => pageAfter('1', text) },
  deviceIn: { like: ['AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'], read: (text) => deviceIn(key, text) },
  recoveryCodeIn: { like: ['012345678901'], read: recoveryCodeIn },
  isBehind: { like: ['mark=2026-11-23T10:00:00.000Z'], read: (text) => isBehind(query(text), text.slice(0, 20)) },
  isInner: { like: ['127.0.0.1', '::ffff:10.0.0.1', 'fe80::1%lo'], read: isInner },
  factsIn: {
    like: ['Ring +44 7700 900123', 'a.b@c.example', '1 High Street, AB1 2CD', '07700 900 123'],
    read: (text) => tokensOf(secret, { ...factsIn([text]), names: [text], bornOn: '1990-01-01' }),
  },
  readLine: { like: ['{"number":1,"rows":[]}'], read: readLine },
  readSettings: {
    like: ['PORT=3000&HOST=127.0.0.1&WAYMARK_ADDRESS=https://x.example'],
    read: (text) => readSettings(query(text)),
    refusal: WrongSettings,
  },
  filterIn: { like: ['person=1&from=today&until=1/1/2027&page=2'], read: (text) => filterIn(query(text), now) },
  readWindows: { like: ['Mon-Fri 9:00-17:00; Sat 10am to noon', 'weekdays 9-5', 'any day'], read: readWindows },
  conditionsInText: {
    like: ['no-contact: with her; exclusion: High Street', 'curfew 19:00-07:00'],
    read: conditionsInText,
  },
  textOf: { like: ['\u00ff\u00fea\0b\0', 'PK\u0003\u0004', csv], read: (text) => textOf(Buffer.from(text, 'latin1')) },
  ...Object.fromEntries(
    formats.map((format) => [
      `readFile ${format}`,
      { like: [csv], read: (text: string) => readFile(format, text, now) },
    ]),
  ),
  readInstrument: {
    like: ['{"format":"waymark-instrument","version":1,"sections":[{"title":"Now","items":[{"id":"a"}]}]}'],
    read: readInstrument,
  },
  readRow: {
    like: ['reference=WM-1&type=justice.suspect-arrested&date=23/11/2026&time=09:00'],
    read: (text) => formats.map((format) => readRow(format, query(text), 2, now)),
  },
  readChronology: {
    like: ['{"slug":"x","events":[{"date":"2020-01","precision":"month","type":"x","by":"police","what":"y"}]}'],
    read: (text) => readChronology(Buffer.from(text, 'utf8')),
  },
  parseJson: { like: ['{"a":[1,-2.5e3,"\\u00e9",null,true]}', '[[[['], read: parseJson, refusal: Misplaced },
  parseWhen: {
    like: ['2020-01-05', 'early 2019', 'D0-14', 'between 2010 and 2012', '~2015'],
    read: (text) => ['day', 'month', 'year', 'relative', text].map((precision) => parseWhen(text, precision)),
  },
  endIn: {
    like: ['bail until 3 March 2020', 'for 12 months', '18 months'],
    read: (text) => [endIn(text, '2020-01-01'), sentenceIn(text)],
  },
  typeOf: {
    like: [
      '\u00ff\u00d8\u00ff\u00e0\u0000\u0010JFIF',
      '\u0089PNG\r\n\u001a\n',
      'RIFF\u0004\u0000\u0000\u0000WEBP',
      '%PDF-1.7 1 0 obj %%EOF',
    ],
    read: (text) => typeOf(Buffer.from(text, 'latin1')),
  },
  soughtIn: {
    like: ['4 Hollow Row, ZZ97 7ZZ', '+44 7700 900123', 'a@b.example'],
    read: (text) => ['post', 'mobile', 'e-mail'].map((kind) => soughtIn(kind, text)),
  },
  findIn: {
    like: ['Z Z 9 7 7 Z Z', 'at 4 hollow row', 'zz97 7zz'],
    read: (text) => {
      const words = text.split(' ').map((each) => ({ text: each, box: { x: 0, y: 0, w: 1, h: 1 } }))
      return [0 as const, 1 as const].map((wrong) =>
        findIn(words, soughtIn('post', '4 Hollow Row, ZZ97 7ZZ'), 1, wrong),
      )
    },
  },
  levelIn: {
    like: ['risk raised from medium to high', 'DASH: standard'],
    read: (text) => [levelIn(text, true), levelIn(text, false)],
  },
  readFilter: {
    like: ['userName eq "a\\"b"', 'emails[type eq "work" and not (value co "x")]', '((((', 'a pr or b gt 1.5'],
    read: (text) => readFilter(text)({ userName: 'a', emails: [{ type: 'work' }] }),
    refusal: ScimError,
  },
  patched: {
    like: [scimPatch],
    read: (text) => patched({ userName: 'a', emails: [{ type: 'work' }] }, json(text)),
    refusal: ScimError,
  },
  readUser: { like: [scimUser], read: (text) => readUser(json(text)), refusal: ScimError },
  readGroup: {
    like: ['{"displayName":"Team","members":[{"value":"1"}]}'],
    read: (text) => readGroup(json(text)),
    refusal: ScimError,
  },
  readQuery: { like: ['filter=x&startIndex=-1&count=999999&attributes=a,b'], read: (text) => readQuery(query(text)) },
}

/** They read a file or the database, or what they read is another's: each is tried where it is used. */
const elsewhere = new Set(['readManifest', 'readLines', 'readPulse', 'readFeed', 'readProvider'])
const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /^(domains|platform|rules|local-policy)\//.test(file) && file.endsWith('.ts') && !file.endsWith('.test.ts'),
)

/** Any text; text that is like what is wanted, cut and put together anew; and one thing over and over. */
const textsLike = (like: readonly string[]): fc.Arbitrary<string> => {
  const piece = fc
    .tuple(fc.constantFrom(...like), fc.nat(60), fc.nat(60))
    .map(([text, from, length]) => text.slice(from % (text.length + 1), (from % (text.length + 1)) + length))
  const sign = fc.constantFrom(...'0123456789 :/-.,;"\'\\()[]{}<>=&%+~\t\n\r\0aZé€😀\ud800\u202e'.split(''))
  return fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(fc.oneof(piece, sign), { maxLength: 8 }).map((parts) => parts.join('')),
    fc.tuple(fc.constantFrom(...like), fc.nat(200), sign).map(([text, at, one]) => {
      const place = at % (text.length + 1)
      return text.slice(0, place) + one + text.slice(place + (at % 2))
    }),
  )
}
const tryOn = ({ read, refusal }: Parser, text: string): void => {
  try {
    read(text)
  } catch (error) {
    if (!refusal || !(error instanceof refusal)) throw error
  }
}
/** What the processor was busy with it: on a machine that others use the clock on the wall says little. */
const millisecondsOf = (act: () => unknown): number => {
  const before = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
const long = 100_000
/** Of processor time: the slowest, a file of three thousand rows, took 390 on a busy machine, no other more than 230. It tells a bad pattern from a slow machine. */
const most = 1000
const longTexts = (like: readonly string[]): string[] => {
  const pieces = [
    ...like,
    ...like.map((text) => text.slice(0, 3)),
    ...' 0a("[{\\,;:-/+@\n\té'.split(''),
    'a ',
    '0-',
    '" ',
    'a,b\n',
  ]
  return pieces.filter(Boolean).flatMap((piece) => {
    const text = piece.repeat(Math.ceil(long / piece.length)).slice(0, long)
    return [text, `${text}!`]
  })
}

let tried = 0
describe('whatever comes from outside gives a value or a clear refusal, and soon (S15)', () => {
  for (const [name, parser] of Object.entries(parsers)) {
    test(`${name}: any text`, { timeout: 3_000_000 }, () => {
      fc.assert(
        fc.property(textsLike(parser.like), (text) => tryOn(parser, text)),
        { numRuns: runs, seed: 20_261_122 },
      )
      tried += runs
    })
    test(`${name}: 100 KB of anything in ${most} ms`, () => {
      for (const text of longTexts(parser.like)) {
        const took = millisecondsOf(() => tryOn(parser, text))
        assert.ok(took < most, `${took.toFixed(0)} ms for ${JSON.stringify(text.slice(0, 20))}`)
      }
    })
  }
  test('the list holds every function that reads or parses something, or says where it is tried', () => {
    const named = sources.flatMap((file) => {
      const text = readFileSync(path.join(import.meta.dirname, file), 'utf8')
      return [...text.matchAll(/^export const ((?:read|parse)[A-Z]\w*) = (?!async).*(?:=>|\($)/gm)].map(
        ([, name = '']) => name,
      )
    })
    const known = new Set([...Object.keys(parsers).map((name) => name.split(' ')[0]), ...elsewhere])
    assert.deepEqual(
      [...new Set(named)].filter((name) => !known.has(name)),
      [],
    )
  })
})

/** Every form there is: each schema that a module of the domains gives away, and each that it makes for a moment. */
const schemasIn = async (): Promise<[string, z.ZodType][]> => {
  const found: [string, z.ZodType][] = []
  const files = sources.filter((file) => /^domains\/.*\/?(model|forms|fields)/.test(file))
  for (const file of files) {
    const given: Record<string, unknown> = await import(path.join(import.meta.dirname, file))
    for (const [name, value] of Object.entries(given)) {
      const made =
        typeof value === 'function' && /[fF]orm$/.test(name) && value.length === 1 ? attempt(() => value(now)) : value
      if (made instanceof z.ZodType) found.push([`${file} ${name}`, made])
    }
  }
  return found
}
/** What a form needs beside the moment is left to the tests of its own page. */
const attempt = (make: () => unknown): unknown => {
  try {
    const made = make()
    // One that wants something else than the moment fails at the first thing sent.
    if (made instanceof z.ZodType) made.safeParse({})
    return made
  } catch {
    return undefined
  }
}
const schemas = await schemasIn()
const keysOf = (schema: z.ZodType): string[] => {
  const shape: unknown = 'shape' in schema ? schema.shape : undefined
  return shape && typeof shape === 'object' ? Object.keys(shape) : ['name', 'reason', 'day', 'time', 'id']
}
const anyField = fc.oneof(
  {
    arbitrary: textsLike([
      ...day,
      ...time,
      'yes',
      '6f2c7a10-5a35-4d5c-9a0e-0d8c7c1b2a33',
      'AB1 2CD',
      'a@b.example',
      '+44 7700 900123',
    ]),
    weight: 6,
  },
  { arbitrary: fc.anything({ maxDepth: 2 }), weight: 1 },
)

describe('every form takes what is sent or says what is wrong with it (S15)', () => {
  test(`${schemas.length} forms: any fields`, { timeout: 3_000_000 }, () => {
    const each = Math.max(runs > 1000 ? runs / 100 : 50, 50)
    assert.ok(schemas.length > 60, String(schemas.length))
    for (const [name, schema] of schemas) {
      const sent = fc.oneof(
        {
          arbitrary: fc.record(Object.fromEntries(keysOf(schema).map((field) => [field, anyField])), {
            requiredKeys: [],
          }),
          weight: 9,
        },
        { arbitrary: fc.anything(), weight: 1 },
      )
      const property = fc.property(sent, (body) => void schema.safeParse(body))
      const { failed, counterexample, errorInstance } = fc.check(property, { numRuns: each, seed: 20_261_122 })
      assert.ok(!failed, `${name}: ${JSON.stringify(counterexample)}: ${errorInstance}`)
      tried += each
    }
  })
  test(`100 KB in a field of a form are read in ${most} ms`, () => {
    for (const [name, schema] of schemas)
      for (const text of [
        ' '.repeat(long),
        'a'.repeat(long),
        '0'.repeat(long),
        '-'.repeat(long),
        `${'a@'.repeat(long / 2)}!`,
      ]) {
        const sent = Object.fromEntries(keysOf(schema).map((field) => [field, text]))
        const took = millisecondsOf(() => schema.safeParse(sent))
        assert.ok(took < most, `${took.toFixed(0)} ms for ${name}: ${JSON.stringify(text.slice(0, 4))}`)
      }
  })
  test('that was as much as was asked', (t) => {
    t.diagnostic(
      `figure S15: ${Object.keys(parsers).length} parsers, ${runs} texts each, and ${schemas.length} forms: ${tried} in all, 0 faults`,
    )
    assert.ok(tried > Object.keys(parsers).length * runs)
  })
})
