import type { Answer } from '../asvs.ts'

const html = 'src/platform/html.test.ts'
const hostile = 'src/hostile-input.test.ts'
const strange = [hostile, 'no strange value is a fault of ours; what was typed stays, as words (S15)'] as const
const escaped = [html, 'whatever a person types is shown as they typed it, and is never markup'] as const
const memory = {
  notApplicable: 'TypeScript on Node: no memory is managed by hand, and we ship no native code of our own.',
}

/** V1, encoding and sanitisation. */
export const v01: Record<string, Answer> = {
  'V1.1.1': {
    note: 'What came in is decoded once, by the server’s parsers; markup and entities that were typed stay as typed.',
    tests: [strange],
  },
  'V1.1.2': { tests: [escaped, ['src/architecture.test.ts', 'only the html tag makes markup']] },
  'V1.2.1': {
    tests: [
      escaped,
      [html, 'data that imitates Html is refused'],
      [html, 'a value stands only in text or between double quotes'],
    ],
  },
  'V1.2.2': {
    note: 'Nobody’s input becomes a link; what leads back is a path of ours.',
    tests: [
      [
        'src/platform/way-back.test.ts',
        'whatever address is asked for, the way back never leaves this site: there is no open redirect',
      ],
      [
        'src/domains/sign-in/organisation.test.ts',
        'no address that somebody wrote leads a browser elsewhere (ASVS 10.4.1, open redirect)',
      ],
    ],
  },
  'V1.2.3': {
    note: 'No script is built from data: scripts are files, and JSON is written by JSON.stringify.',
    tests: [
      [
        'src/platform/headers.test.ts',
        'nothing but our own scripts and styles is run, nothing frames a page, and no address is passed on (ASVS 3.4.3, 3.4.5, 3.4.6)',
      ],
    ],
  },
  'V1.2.4': {
    note: 'Values are bound parameters, in store files alone; were a statement injected, row-level security holds.',
    tests: [
      strange,
      ['src/architecture.test.ts', 'only store files write SQL'],
      ['src/platform/protection.test.ts', 'an injected SET makes nobody somebody else'],
    ],
  },
  'V1.2.5': {
    notApplicable:
      'No page or worker runs a command. The command line starts PostgreSQL without a shell, with arguments of its own.',
  },
  'V1.2.6': { notApplicable: 'No LDAP.' },
  'V1.2.7': { notApplicable: 'No XPath.' },
  'V1.2.8': { notApplicable: 'No LaTeX.' },
  'V1.2.9': {
    note: 'The one expression that is made of data takes words out of an answer; the test makes them of such characters too.',
    tests: [['src/domains/access-requests/redact.test.ts', 'no sealed value is left, wherever it stands in a text']],
  },
  'V1.3.1': { notApplicable: 'Nobody can enter HTML: all that is typed is text.' },
  'V1.3.2': {
    note: 'No eval: the linter refuses it (noGlobalEval), the policy that browsers get forbids it.',
    tests: [
      [
        'src/platform/headers.test.ts',
        'nothing but our own scripts and styles is run, nothing frames a page, and no address is passed on (ASVS 3.4.3, 3.4.5, 3.4.6)',
      ],
    ],
  },
  'V1.3.3': {
    tests: [
      strange,
      ['src/platform/uploads.test.ts', 'a form whose words are too many says so wherever it is, and how many it takes'],
      ['src/domains/inbox/model/file.test.ts', 'hidden characters do not come in with a name'],
      [
        'src/domains/inbox/model/file.test.ts',
        'a formula of a spreadsheet is refused, and ="00123" is the text that it keeps',
      ],
    ],
  },
  'V1.3.4': { notApplicable: 'No pictures are taken in.' },
  'V1.3.5': { notApplicable: 'No Markdown, style sheets or templates are taken in: all that is typed is text.' },
  'V1.3.6': {
    tests: [
      [
        'src/platform/outgoing.test.ts',
        'an address of this machine is not asked, by number, by name, or without https',
      ],
      [
        'src/platform/outgoing.test.ts',
        'networks that are not the open internet are known, however an address is written (SAFETY 8)',
      ],
      [
        'src/domains/sign-in/organisation.test.ts',
        'what is wrong with a provider is said in words, and it is not switched on',
      ],
    ],
  },
  'V1.3.7': { note: 'Views are functions; nothing typed is ever a template.', tests: [strange, escaped] },
  'V1.3.8': { notApplicable: 'No Java.' },
  'V1.3.9': { notApplicable: 'No memcache.' },
  'V1.3.10': {
    notApplicable: 'No format strings: words are put together by template literals, and log messages are constant.',
  },
  'V1.3.11': {
    note: 'Subject and text of every e-mail are ours, from constant words; only the receiver’s address comes from outside, and nodemailer encodes it.',
    tests: [
      [
        'src/domains/sign-in/notices.test.ts',
        'letters name nobody, no case and no device, and lead to the sign-in page',
      ],
      ['src/domains/feeds/model.test.ts', 'the digest holds figures and the address of the sign-in page'],
    ],
  },
  'V1.4.1': memory,
  'V1.4.2': {
    note: 'Whole numbers of the database are exact or refused; forms say their limits.',
    tests: [
      [
        'src/platform/shape.test.ts',
        'days stay days, counts are numbers or refused, moments are moments, and words inside JSON keep their names',
      ],
      strange,
    ],
  },
  'V1.4.3': memory,
  'V1.5.1': { notApplicable: 'No XML is read.' },
  'V1.5.2': {
    note: 'What comes in is text, forms or JSON, read by zod into plain values.',
    tests: [
      strange,
      ['src/domains/inbox/model/file.test.ts', '10,000 files of any bytes: each is text or is said to be none'],
      [
        'src/domains/replay/read.test.ts',
        'whatever a file holds, it is replayed or refused with a place, and never breaks',
      ],
      ['src/domains/scim/routes.test.ts', 'whatever is sent, the answer is SCIM’s and never a fault of ours'],
    ],
  },
}
