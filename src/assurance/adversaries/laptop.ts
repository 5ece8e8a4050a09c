import type { Adversary } from '../threats.ts'

const lock = 'src/domains/sign-in/lock.test.ts'
const left = 'e2e/nothing-left.spec.ts'

export const laptop: Adversary = {
  who: 'Who steals a laptop, or sits down at one',
  has: 'A device that was signed in; its disk; perhaps its owner’s PIN.',
  wants: 'What stands on the screen, what is on the disk, and the way back in.',
  gains: [
    {
      says: 'What is open, for as long as it is used: up to 15 minutes after its owner left, and longer for whoever goes on clicking, to 12 hours after the sign-in.',
      tests: [
        [
          'src/domains/sign-in/routes.test.ts',
          'a session locks after 15 idle minutes and ends after 12 hours, by the database’s clock alone (S16)',
        ],
      ],
    },
    {
      says: 'The vault too, where its owner proved who they are in the last 12 hours: a whole shift is not asked twice.',
      tests: [[lock, 'proof lasts for 12 hours: who signed in with password and code is not asked in a shift']],
    },
    {
      says: 'With the device’s own PIN and a passkey on it: everything, until the passkey is removed.',
      untested: 'The browser and the device decide; e2e/passkeys.spec.ts shows that such a passkey signs in.',
    },
    {
      says: 'The address of this site in the history, and case ids in it; files that were taken out and kept.',
      untested: 'What somebody saved is beyond us; an exported file says who took it.',
    },
    {
      says: 'Without scripts, what its forms sent, in the files of the browser’s windows.',
      tests: [
        [left, 'without scripts the browser keeps what its forms sent, in the files of its windows and nowhere else'],
      ],
    },
  ],
  kept: [
    {
      says: 'No word of a case and none that was typed is in any file of the browser, after sign-out, lock, closing or a kill.',
      tests: [
        [left, 'after … no word of a case and none that was typed is in any file of the browser (U2)'],
        ['src/titles.test.ts', 'no page of a case has a title that names anybody: a browser remembers titles (U2)'],
      ],
    },
    {
      says: 'At the lock the page empties itself, and goes on only for the same person.',
      tests: [
        [
          'e2e/passkeys.spec.ts',
          'a minute before the lock the page warns and can stay; at the lock nothing readable is left, and signing in leads back (S16, U2)',
        ],
        [lock, 'the way back is for the person who was away: another who signs in there sees their own first page'],
      ],
    },
    {
      says: 'What was being typed is on the server, sealed, and comes back to its writer alone.',
      tests: [
        [
          'src/domains/drafts/routes.test.ts',
          'nothing typed stands readable in the database, and a draft that is moved to another row does not open',
        ],
        ['src/domains/drafts/routes.test.ts', 'nobody else has it: not on the same form, not in their list'],
      ],
    },
    {
      says: 'Nobody adds a passkey, new codes or a factor with an open page alone.',
      tests: [
        [
          lock,
          'how one signs in is changed by somebody who proved in the last quarter of an hour who they are (ASVS 7.5.1)',
        ],
      ],
    },
    {
      says: 'Its owner ends the session from elsewhere, or an administrator does, at once.',
      tests: [
        ['src/domains/sign-in/notices.test.ts', 'one ends all other sessions and stays in this one'],
        [
          'src/domains/staff/routes/people.test.ts',
          'access can be stopped at once all the same: signed out everywhere, and the cases stay theirs (INV-56)',
        ],
      ],
    },
  ],
}
