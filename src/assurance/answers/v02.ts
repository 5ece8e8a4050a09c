import type { Answer } from '../asvs.ts'

const document = 'docs/security.md'
const strange = [
  'src/hostile-input.test.ts',
  'no strange value is a fault of ours; what was typed stays, as words (S15)',
] as const

/** V2, validation and the order of steps. */
export const v02: Record<string, Answer> = {
  'V2.1.1': { document, note: 'What comes in.' },
  'V2.1.2': { document, note: 'What comes in: values that must agree.' },
  'V2.1.3': { document, note: 'What comes in (limits), and Guessing, and calls without end.' },
  'V2.2.1': {
    tests: [
      strange,
      [
        'src/domains/inbox/model/file.test.ts',
        'every problem names its line, its column and what to do; the other rows are still read',
      ],
      [
        'src/platform/times.test.ts',
        'a day that no month has, a year of two figures and plain nonsense are refused, and the message says what to do',
      ],
      [
        'src/domains/local-policy/model/values.test.ts',
        'a value outside its limits is refused with its limit, and never rounded or guessed',
      ],
    ],
  },
  'V2.2.2': {
    note: 'Each of these forms is sent without a browser, past whatever a browser would have checked.',
    tests: [strange],
  },
  'V2.2.3': {
    tests: [
      ['src/domains/staff/model/model.test.ts', 'leave ends after it starts, and not in the past'],
      [
        'src/domains/entries/entries.test.ts',
        'what did not happen yet is refused, but a release that was decided is recorded before he walks out (BL-01, INV-23)',
      ],
      ['src/domains/orders/model.test.ts', 'an order lapses only with reasons and with what protects then (OD-10)'],
    ],
  },
  'V2.3.1': {
    tests: [
      ['src/domains/access-requests/routes.test.ts', 'no step is skipped, and what was answered stays answered'],
      [
        'src/domains/access-requests/routes.test.ts',
        'without each of the three readings it does not pass; sent back, it is searched again before anything is made',
      ],
      [
        'src/domains/referrals/routes.test.ts',
        'sent, acknowledged, accepted with a wait, started, finished: the outcome comes back to the sender (MODEL 5.2)',
      ],
    ],
  },
  'V2.3.2': {
    tests: [
      ['src/domains/access/emergency.test.ts', 'twice in a day, and then a supervisor’s word (S11)'],
      [
        'src/domains/access/emergency.test.ts',
        'two at the same moment are two, and six tries at a name are the end of trying',
      ],
      ['src/domains/inbox/model/file.test.ts', '50,000 rows are read, one more is refused'],
      ['src/domains/messages/messages.test.ts', 'the daily limit of the sender makes messages wait'],
    ],
  },
  'V2.3.3': {
    note: 'Each request is one transaction (decision 8).',
    tests: [
      ['src/unwritten.test.ts', 'where the log cannot be written, nothing of a record is served (S5)'],
      ['e2e/crash.spec.ts', 'what was acknowledged is there once, however often it was sent (R1, R7)'],
      [
        'e2e/crash.spec.ts',
        'no duty is lost and none is doubled: each case has just those that its entries raise (R1)',
      ],
    ],
  },
  'V2.3.4': {
    tests: [
      ['src/domains/handovers/routes.test.ts', 'two who accept at the same moment: the lead moves once'],
      ['src/domains/referrals/routes.test.ts', 'of two who accept in the same second one has it, and one is told'],
      [
        'src/two-editors.test.ts',
        '10,000 interleavings of up to four editors of one person: whoever saves what has changed since is refused (U9)',
      ],
    ],
  },
  'V2.4.1': {
    notMet:
      'The door, the keys of systems and emergency access are limited, and many looks raise a question to somebody; but pages of somebody who is signed in have no limit in the product. docs/security.md asks the proxy for one.',
  },
}
