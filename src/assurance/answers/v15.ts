import type { Answer } from '../asvs.ts'

const document = 'docs/security.md'
const strange = [
  'src/hostile-input.test.ts',
  'no strange value is a fault of ours; what was typed stays, as words (S15)',
] as const

/** V15, how it is built. */
export const v15: Record<string, Answer> = {
  'V15.1.1': { document, note: 'What it is built from: how soon.' },
  'V15.1.2': {
    document: 'package-lock.json',
    note: 'Every package with version and hash, from the npm registry alone; npm sbom writes it as a bill of materials.',
  },
  'V15.1.3': { document, note: 'Costly work.' },
  'V15.2.1': { notMet: 'Every package is pinned, but nothing looks for known weaknesses in them by itself yet.' },
  'V15.2.2': {
    tests: [
      [
        'src/domains/replay/read.test.ts',
        'a long file that counts from an unknown day 0 is tried on fewer days, and says so',
      ],
      ['src/domains/replay/read.test.ts', 'a file of three thousand events is replayed in seconds'],
      [
        'src/domains/inbox/routes.test.ts',
        'a large file is taken in steps of 200; stopped and sent again it goes on, and nothing comes twice (U10)',
      ],
      ['src/domains/inbox/routes.test.ts', 'a key that calls without end is slowed down'],
      [
        'src/worker.test.ts',
        'each batch visits two hundred duties at most, and finds them by the index of their next moment among fifty thousand',
      ],
    ],
  },
  'V15.2.3': {
    notMet:
      'Invented people, measuring commands and tests lie in the folder that is deployed. None is an address, and invented people are refused where there are real ones.',
  },
  'V15.3.1': {
    tests: [
      ['src/domains/access-requests/redact.test.ts', 'a kind of record and a field that nobody allowed are in no pack'],
    ],
  },
  'V15.3.2': {
    tests: [['src/platform/outgoing.test.ts', 'an answer that leads elsewhere is not followed (ASVS 15.3.2)']],
  },
  'V15.3.3': {
    note: 'Each route reads the fields that its schema names, and no others.',
    tests: [
      ['src/domains/staff/routes/people.test.ts', 'nobody changes their own role, on the screen or below it'],
      [
        'src/platform/protection.test.ts',
        'nobody grants themselves a case, joins a team, or makes themselves an administrator',
      ],
      [
        'src/platform/audit/log.test.ts',
        'a row can be added in one’s own name and agency, with a seal, and at no time of one’s choosing',
      ],
    ],
  },
  'V15.3.4': {
    tests: [
      [
        'src/domains/sign-in/limit.test.ts',
        'behind a proxy that the settings name, its word counts, and what the caller wrote before it does not',
      ],
      [
        'src/domains/sign-in/limit.test.ts',
        'without a trusted proxy nobody’s word on an address is taken: a forged one is no way past, and shuts nobody else out',
      ],
    ],
  },
  'V15.3.5': {
    note: 'Strict TypeScript without any; values from outside are typed by zod; the linter refuses ==.',
    tests: [strange],
  },
  'V15.3.6': {
    tests: [
      [
        'src/domains/replay/read.test.ts',
        'a type that is the name of something in the language is an unknown type, said so, and the file goes on',
      ],
      ['src/domains/scim/model/patch.test.ts', 'whatever is sent, the answer is a change or a refusal, never a fault'],
      strange,
    ],
  },
  'V15.3.7': {
    tests: [
      [
        'src/platform/headers.test.ts',
        'a field that is sent twice where one is asked for is no answer, and neither is one in the address (ASVS 15.3.7)',
      ],
    ],
  },
}
