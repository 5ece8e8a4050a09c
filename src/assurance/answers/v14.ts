import type { Answer } from '../asvs.ts'
import type { Cited } from '../cited.ts'

const document = 'docs/security.md'
const stored: Cited = [
  'src/platform/headers.test.ts',
  'whatever may name somebody is kept by no browser and by nothing between; only assets are (ASVS 14.2.2, 14.2.5, 14.3.2)',
]
const ownClick: Cited = [
  'src/domains/safe-contact/routes/routes.test.ts',
  'each showing of a sealed value is its own click and is on the record; no value stands anywhere in the database in plain words',
]
const nothingLeft: Cited = [
  'e2e/nothing-left.spec.ts',
  'after … no word of a case and none that was typed is in any file of the browser (U2)',
]
const nothingElse: Cited = [
  'src/design/assets.test.ts',
  'nothing is fetched from anywhere else, and nothing is kept in the browser (U2)',
]

/** V14, data: to level 3. */
export const v14: Record<string, Answer> = {
  'V14.1.1': { document, note: 'Classes C0 to C5.' },
  'V14.1.2': { document, note: 'Classes: what each needs.' },
  'V14.2.1': {
    notMet:
      'Forms and searches are posted and sessions are cookies, but a calendar’s address and the link that works once carry their token in the address; so do the ids of cases.',
  },
  'V14.2.2': {
    tests: [stored, ['src/domains/sign-in/lock.test.ts', 'no page is kept by the browser or by anything between']],
  },
  'V14.2.3': {
    tests: [
      nothingElse,
      [
        'src/domains/messages/messages.test.ts',
        'words that are not the neutral ones never leave: the template of the account is compared first (INV-12)',
      ],
    ],
  },
  'V14.2.4': {
    note: 'The disk’s encryption is for whoever runs it.',
    tests: [
      ownClick,
      ['src/platform/vault.test.ts', 'a value that is moved to another row, column, table or person does not open'],
      ['src/on-the-record.test.ts', 'each answer has one row in the log before it leaves (S5, INV-49)'],
      ['src/domains/reports/suppression.test.ts', 'a small count is shown to nobody (IS-08, INV-47)'],
      ['src/probes/probes.test.ts', 'no line of the log says any of it'],
    ],
  },
  'V14.2.5': {
    tests: [
      stored,
      [
        'src/platform/headers.test.ts',
        'no folder is listed, and no file of the code or of git is an address (ASVS 13.4.1, 13.4.3)',
      ],
    ],
  },
  'V14.2.6': {
    tests: [ownClick],
  },
  'V14.2.7': {
    notMet:
      'Notes and ways to reach somebody are proposed for erasing on each agency’s days, and go when two people say so. What happened, duties, levels and the log have no end yet.',
  },
  'V14.2.8': {
    note: 'What people see of a file is made anew from its dots or signs; the name is not kept.',
    tests: [
      [
        'src/domains/files/routes.test.ts',
        'a photograph is sealed as it came, checked, and seen as a copy without place or camera (CC-09, INV-08, S-14)',
      ],
    ],
  },
  'V14.3.1': {
    tests: [
      [
        'src/domains/sign-in/lock.test.ts',
        'signing out empties the browser, and does not wait for itself when the session slept for minutes',
      ],
      [
        'e2e/passkeys.spec.ts',
        'a minute before the lock the page warns and can stay; at the lock nothing readable is left, and signing in leads back (S16, U2)',
      ],
    ],
  },
  'V14.3.2': { tests: [stored, nothingLeft] },
  'V14.3.3': { tests: [nothingElse, nothingLeft] },
}
