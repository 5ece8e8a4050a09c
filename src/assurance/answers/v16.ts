import type { Answer } from '../asvs.ts'
import type { Cited } from '../cited.ts'

const document = 'docs/security.md'
const record = 'src/on-the-record.test.ts'
const log = 'src/platform/log.test.ts'
const sealed = 'src/platform/audit/log.test.ts'
const error: Cited = [log, 'a log line about an error has its kind, code and place, and nothing that anybody typed']
const pattern: Cited = [
  log,
  'a request is logged by the pattern of its route: no id, no query, no address, no browser, no body',
]
const fault: Cited = [
  'src/platform/headers.test.ts',
  'a fault of ours is told as a reference, and says nothing of itself (ASVS 16.5.1, 16.5.4)',
]

/** V16, logs and faults: to level 3. */
export const v16: Record<string, Answer> = {
  'V16.1.1': { document, note: 'Logs.' },
  'V16.2.1': {
    tests: [
      ['src/domains/audit/routes.test.ts', 'who looked, when, at which case, and no name from it'],
      [
        'src/domains/looks/purpose.test.ts',
        'in any world each is asked who has nothing but a team, and no row of a case page is without its why (S7)',
      ],
      pattern,
    ],
  },
  'V16.2.2': { document, note: 'Logs: UTC, and NTP on all machines. The log’s own moment is the database’s.' },
  'V16.2.3': { document, note: 'Logs: these, and no others.' },
  'V16.2.4': {
    note: 'One JSON object a line.',
    tests: [[log, 'a plain line is written as it is, and names neither the machine nor the process']],
  },
  'V16.2.5': {
    tests: [
      error,
      pattern,
      ['src/probes/probes.test.ts', 'no line of the log says any of it'],
      [
        'src/domains/sign-in/routes.test.ts',
        'each try is on the audit: who where it is known, and never what was typed',
      ],
    ],
  },
  'V16.3.1': {
    note: 'By which factors stands with the session, which its owner and no log shows.',
    tests: [
      [
        'src/domains/sign-in/routes.test.ts',
        'each try is on the audit: who where it is known, and never what was typed',
      ],
      [record, 'who signs in, fails to, or comes with a link, a feed or a key that nobody knows'],
      ['src/unwritten.test.ts', 'nobody is let in where the sign-in cannot be put on the record'],
    ],
  },
  'V16.3.2': { tests: [[record, 'at every address, for …']] },
  'V16.3.3': {
    tests: [
      [
        record,
        'a form that is sent again, is too old, was changed, is too large, is no form or comes from another site',
      ],
      ['src/domains/sign-in/limit.test.ts', 'each refused try is on the audit, without who or from where'],
      [
        'src/domains/access/emergency.test.ts',
        'two at the same moment are two, and six tries at a name are the end of trying',
      ],
    ],
  },
  'V16.3.4': {
    tests: [
      error,
      fault,
      [
        'src/platform/metrics.test.ts',
        'a log that was last sealed more than five minutes ago is late, whatever else the worker does (S6)',
      ],
    ],
  },
  'V16.4.1': { note: 'JSON, and nothing that was typed.', tests: [error] },
  'V16.4.2': {
    note: 'Of the audit. The process log is protected by whoever runs it.',
    tests: [
      [sealed, 'nothing in it can be changed or taken away by the app or the worker, nor read by the app'],
      [sealed, 'whoever is no auditor gets nothing from the search, whatever the page would say'],
      [
        'src/platform/audit/tampering.test.ts',
        '1,000 of 1,000 random tamperings are found, and none where nothing was touched',
      ],
    ],
  },
  'V16.4.3': {
    document: 'docs/how-to/run-in-production.md',
    note: 'The log: the checkpoints are shipped, at least hourly, to where administrators of the database cannot write.',
  },
  'V16.5.1': { tests: [fault] },
  'V16.5.2': {
    tests: [
      [
        'src/domains/sign-in/organisation.test.ts',
        'when the provider is down it is said so, and a password still lets in',
      ],
      [
        'src/domains/messages/messages.test.ts',
        'with every callback lost, each message reaches its true state within 30 minutes (R3)',
      ],
      [
        'src/domains/feeds/routes.test.ts',
        'a digest that the mail server did not take is tried again, and the day is not counted as sent',
      ],
    ],
  },
  'V16.5.3': {
    tests: [
      ['src/unwritten.test.ts', '250 points at which the log is broken: 0 bytes of a record'],
      [
        'src/unwritten.test.ts',
        '250 points at which the line to the database is cut: 0 bytes of a record that no row tells of',
      ],
    ],
  },
  'V16.5.4': {
    tests: [
      fault,
      error,
      [
        'e2e/start.spec.ts',
        'when the worker falls, all of it stops, and says so; asked to stop, it leaves nothing behind',
      ],
    ],
  },
}
