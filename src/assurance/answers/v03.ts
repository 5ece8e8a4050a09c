import type { Answer } from '../asvs.ts'
import type { Cited } from '../cited.ts'

const headers = 'src/platform/headers.test.ts'
const cookies: Cited = [
  headers,
  'by https every cookie is for this host, over TLS, out of reach of scripts and of other sites’ forms (ASVS 3.3.1 to 3.3.4)',
]
const policy: Cited = [
  headers,
  'nothing but our own scripts and styles is run, nothing frames a page, and no address is passed on (ASVS 3.4.3, 3.4.5, 3.4.6)',
]
const kinds: Cited = [
  headers,
  'every answer says what kind of text it is, in which characters, and that nobody may guess (ASVS 3.4.4, 4.1.1)',
]

/** V3, what a browser is told. */
export const v03: Record<string, Answer> = {
  'V3.2.1': {
    tests: [
      [headers, 'a file leaves as a file, under a name that names nobody (ASVS 3.2.1, 5.4.1, 5.4.2)'],
      policy,
      kinds,
    ],
  },
  'V3.2.2': {
    note: 'Scripts write words by textContent. A page that takes the place of another is parsed where nothing runs, and its words were escaped by the server.',
    tests: [
      ['src/platform/html.test.ts', 'whatever a person types is shown as they typed it, and is never markup'],
      ['src/hostile-input.test.ts', 'no strange value is a fault of ours; what was typed stays, as words (S15)'],
      policy,
    ],
  },
  'V3.3.1': { tests: [cookies] },
  'V3.3.2': { tests: [cookies] },
  'V3.3.3': { tests: [cookies] },
  'V3.3.4': { tests: [cookies] },
  'V3.4.1': {
    tests: [
      [headers, 'by https every answer asks for https for a year, under this name and all below it (ASVS 3.4.1)'],
    ],
  },
  'V3.4.2': {
    tests: [[headers, 'no page of another site may read an answer: none carries a word on other origins (ASVS 3.4.2)']],
  },
  'V3.4.3': { tests: [policy] },
  'V3.4.4': { tests: [kinds] },
  'V3.4.5': { tests: [policy] },
  'V3.4.6': { tests: [policy] },
  'V3.5.1': {
    note: 'A form carries a key of its person, and a word of the browser that it comes from elsewhere is enough to refuse it.',
    tests: [
      [
        'src/on-the-record.test.ts',
        'a form that is sent again, is too old, was changed, is too large, is no form or comes from another site',
      ],
      ['src/domains/sign-in/routes.test.ts', 'a form from another site is not taken, with the right factors'],
    ],
  },
  'V3.5.2': {
    notApplicable: 'Nothing relies on preflight: pages take forms with a key, and systems bring a key in a header.',
  },
  'V3.5.3': {
    tests: [
      [headers, 'whoever only looks changes nothing but what tells that they looked (ASVS 3.5.3)'],
      [
        'src/permissions.test.ts',
        'what is sent needs the right to write, but for the few that change nothing or only one’s own',
      ],
    ],
  },
  'V3.5.4': {
    notApplicable: 'One application. The public gateway, which will have a host of its own, is not built yet.',
  },
  'V3.5.5': { notApplicable: 'No page uses postMessage.' },
  'V3.7.1': {
    note: 'HTML, CSS and modules of our own.',
    tests: [
      ['src/design/assets.test.ts', 'the script that is served is the one that its source makes'],
      ['src/design/assets.test.ts', 'nothing is fetched from anywhere else, and nothing is kept in the browser (U2)'],
    ],
  },
  'V3.7.2': {
    note: 'A browser is sent elsewhere only to the provider that the agency’s administrator named.',
    tests: [
      [
        'src/domains/sign-in/organisation.test.ts',
        'no address that somebody wrote leads a browser elsewhere (ASVS 10.4.1, open redirect)',
      ],
      [
        'src/domains/sign-in/lock.test.ts',
        'signing in leads to no other site and to no address that we did not seal (no open redirect)',
      ],
      [
        'src/platform/way-back.test.ts',
        'whatever address is asked for, the way back never leaves this site: there is no open redirect',
      ],
    ],
  },
}
