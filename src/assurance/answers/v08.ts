import type { Answer } from '../asvs.ts'
import type { Cited } from '../cited.ts'

const document = 'docs/security.md'
const strangers = 'src/strangers.test.ts'
const protection = 'src/platform/protection.test.ts'
const roles: Cited = [
  'src/permissions.test.ts',
  '…: let in where the address says so, and nothing is there anywhere else',
]
const hidden: Cited = [strangers, '… is told the same of it as of a case that never was']

/** V8, who may do what: to level 3. */
export const v08: Record<string, Answer> = {
  'V8.1.1': { document, note: 'Who may do and see what.' },
  'V8.1.2': { document, note: 'Who may do and see what: fields, and /access/roles.' },
  'V8.1.3': { document, note: 'Who may do and see what: what else decides, and what does not.' },
  'V8.1.4': { document, note: 'Who may do and see what: from when, and what follows.' },
  'V8.2.1': { tests: [roles, ['src/app.test.ts', 'a page that does not say who may use it stops the start']] },
  'V8.2.2': {
    tests: [
      hidden,
      [strangers, 'a record of a case … is not there'],
      [protection, "… shows nothing of another's case, and nothing of any case to nobody"],
      [protection, 'a hidden case cannot be told from one that does not exist by writing to it'],
    ],
  },
  'V8.2.3': {
    note: 'Records by role, own agency and single sharing in the database; fields of safe contact and sealed lines by the store.',
    tests: [
      ['src/probes/rows.test.ts', '…, of …: every row, in every relation'],
      [
        'src/domains/sharing/items.test.ts',
        'what was ticked opens for that agency alone, until its day, and for nobody of the other side',
      ],
    ],
  },
  'V8.2.4': {
    note: 'What the document names is done: tries, age of the session and of the proof, purpose, conflicts. Place and device decide nothing, and the document says so.',
    tests: [
      [
        'src/domains/sign-in/limit.test.ts',
        'an address from which too many sign-ins went wrong waits a quarter of an hour, with words on what to do',
      ],
      [
        'src/domains/sign-in/lock.test.ts',
        'what is in the vault, and taking a case out, asks first for proof of who it is, and goes on from there (C4)',
      ],
      [
        'src/domains/looks/purpose.test.ts',
        'in any world each is asked who has nothing but a team, and no row of a case page is without its why (S7)',
      ],
      [
        'src/domains/looks/routes.test.ts',
        'whoever sits at a desk is asked nothing while something of the case is late, and only then',
      ],
    ],
  },
  'V8.3.1': { tests: [[protection, 'an injected SET makes nobody somebody else'], roles] },
  'V8.3.2': {
    tests: [
      ['src/domains/staff/routes/people.test.ts', 'a new role counts at once and ends open sessions (S16)'],
      ['src/domains/scim/routes.test.ts', 'a mover’s new role holds at once, and open sessions end (S16)'],
      [
        'src/platform/exclusions.test.ts',
        'nor does a grant to the person’s team show it, or one that comes afterwards',
      ],
    ],
  },
  'V8.3.3': {
    note: 'The database itself learns who asks, from their session’s token, in the transaction that reads.',
    tests: [
      [protection, 'what was bound ends with its transaction: a pooled connection brings nobody along'],
      [protection, 'without a session nothing is there at all'],
      ['src/domains/scim/routes.test.ts', 'bound, it reads no row of any table by itself, and may write to none'],
    ],
  },
  'V8.4.1': {
    tests: [
      [strangers, 'its referrals, its inbox, its keys, its staff and its teams'],
      [
        'src/domains/scim/routes.test.ts',
        'people and groups of another agency are not there, to read, change or remove',
      ],
      [
        'src/domains/staff/routes/people.test.ts',
        'an administrator of one agency cannot end the access of another’s people, below the screen either',
      ],
    ],
  },
  'V8.4.2': {
    notMet:
      'Administrators sign in with the same two factors as all, prove it again before they change sign-in settings, and read no case; but no device is assessed and no context weighed.',
  },
}
