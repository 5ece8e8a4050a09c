import type { Answer } from '../asvs.ts'
import type { Cited } from '../cited.ts'

const document = 'docs/security.md'
const door = 'src/domains/sign-in/routes.test.ts'
const lock = 'src/domains/sign-in/lock.test.ts'
const organisation = 'src/domains/sign-in/organisation.test.ts'
const password = 'src/domains/sign-in/password.test.ts'
const protection = 'src/platform/protection.test.ts'
const clocks: Cited = [
  door,
  'a session locks after 15 idle minutes and ends after 12 hours, by the database’s clock alone (S16)',
]
const readBack: Cited = [door, 'nothing that signs in is kept where it can be read back']
const cookies: Cited = [
  'src/platform/headers.test.ts',
  'by https every cookie is for this host, over TLS, out of reach of scripts and of other sites’ forms (ASVS 3.3.1 to 3.3.4)',
]

/** V7, sessions. */
export const v07: Record<string, Answer> = {
  'V7.1.1': { document, note: 'Sessions.' },
  'V7.1.2': { document, note: 'Sessions: how many at once.' },
  'V7.1.3': { document, note: 'Sessions: an agency’s provider.' },
  'V7.2.1': {
    tests: [
      [protection, 'without a session nothing is there at all'],
      [protection, 'a session that was revoked, has ended or never was binds nobody'],
    ],
  },
  'V7.2.2': { tests: [readBack, cookies] },
  'V7.2.3': { note: 'randomBytes(32), kept as SHA-256.', tests: [cookies, readBack] },
  'V7.2.4': {
    tests: [
      [
        password,
        'a sign-in ends the session that this browser still held, also somebody else’s, and leaves those of other browsers (ASVS 7.2.4)',
      ],
      [password, 'proof given within a session gives it another token, and the one before opens nothing (ASVS 7.2.4)'],
    ],
  },
  'V7.3.1': {
    tests: [
      clocks,
      [
        lock,
        'after 15 minutes away the sign-in page says so, and signing in leads back to the page that was asked for (S16)',
      ],
    ],
  },
  'V7.3.2': { tests: [clocks, [lock, 'a session that reached its 12 hours leads back too, and says why']] },
  'V7.4.1': {
    tests: [
      [door, 'signing out ends that session, and its cookie opens nothing afterwards'],
      ['src/platform/headers.test.ts', 'who signs out has no cookie left: it goes under its whole name (ASVS 7.4.1)'],
    ],
  },
  'V7.4.2': {
    tests: [
      [
        'src/domains/sign-in/leaving.test.ts',
        'whoever is disabled, by whatever hand, is out of every way in at the next request (INV-56)',
      ],
    ],
  },
  'V7.4.3': {
    tests: [
      [door, 'a recovery link ends what was open, and the old password and device with it'],
      ['src/domains/sign-in/notices.test.ts', 'one ends all other sessions and stays in this one'],
    ],
  },
  'V7.4.4': {
    tests: [
      ['src/platform/headers.test.ts', 'on every page of somebody who is signed in stands the way out (ASVS 7.4.4)'],
    ],
  },
  'V7.4.5': {
    tests: [
      ['src/domains/sign-in/leaving.test.ts', '"stop access now" shuts every way in'],
      [
        'src/domains/staff/routes/people.test.ts',
        'access can be stopped at once all the same: signed out everywhere, and the cases stay theirs (INV-56)',
      ],
    ],
  },
  'V7.5.1': {
    tests: [
      [
        lock,
        'how one signs in is changed by somebody who proved in the last quarter of an hour who they are (ASVS 7.5.1)',
      ],
    ],
  },
  'V7.5.2': {
    notMet:
      'One sees and ends one’s own sessions, but without being asked for a factor first: whoever fears for a session should not have to look for a telephone.',
  },
  'V7.6.1': {
    tests: [
      [organisation, 'who signs out at the provider is out here at once: the provider says so itself (back-channel)'],
      [organisation, 'whoever signs out here is told that the organisation still knows them, with the way out there'],
      clocks,
    ],
  },
  'V7.6.2': {
    notMet:
      'A page elsewhere can lead a browser to the address at which signing in by one’s organisation begins; where the provider asks nothing, a session begins without a click.',
  },
}
