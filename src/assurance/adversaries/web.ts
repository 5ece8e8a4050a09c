import type { Adversary } from '../threats.ts'

const limit = 'src/domains/sign-in/limit.test.ts'
const door = 'src/domains/sign-in/routes.test.ts'
const headers = 'src/platform/headers.test.ts'

export const web: Adversary = {
  who: 'An attacker from the web',
  has: 'The address, this code, lists of stolen passwords, a page that staff can be led to, many network addresses.',
  wants: 'A session, a record, or silence: nobody able to work.',
  gains: [
    {
      says: 'That Waymark runs here, its sign-in page, which domains of addresses sign in by their organisation, and where.',
      tests: [['src/permissions.test.ts', 'without a session these addresses answer, and no others']],
    },
    {
      says: 'The password way of an account whose address they know, shut for a quarter of an hour and longer, again and again; passkeys go on.',
      tests: [
        [
          door,
          'five wrong tries close the door for the right one too, over a restart, and say nothing that an unknown address does not',
        ],
      ],
    },
    {
      says: 'A password and a code from somebody who types both into a copy of our page, at that moment. A passkey cannot be had so.',
      untested: 'People are not tested; passkeys are bound to the address by the browser.',
    },
    {
      says: 'An office made to wait, from inside its own network; and the whole service slowed by traffic, which the proxy must bear.',
      tests: [
        [
          limit,
          'an address from which too many sign-ins went wrong waits a quarter of an hour, with words on what to do',
        ],
      ],
    },
    {
      says: 'A weakness in a package that nobody has seen yet: nothing looks for known ones by itself.',
      untested: 'Not built: asvs.md, V15.2.1.',
    },
  ],
  kept: [
    {
      says: 'Whether an address is known, and which factor was wrong.',
      tests: [
        [door, 'one wrong factor of the two is refused with one same answer, and so is an address that nobody has'],
      ],
    },
    {
      says: 'Guesses in bulk: per account and per network address, over processes and restarts, whatever a forged header says.',
      tests: [
        [limit, 'the account is locked after five tries as before, wherever they come from'],
        [
          limit,
          'without a trusted proxy nobody’s word on an address is taken: a forged one is no way past, and shuts nobody else out',
        ],
        ['src/platform/tries.test.ts', 'a thousand tries begun at once, by two processes, are a thousand tries (S16)'],
      ],
    },
    {
      says: 'Stolen passwords: 43,940 common ones cannot be chosen, and none signs in alone.',
      tests: [
        [
          door,
          'setting up refuses a short password, one that is tried first, two that differ, a wrong code, and a forged device',
        ],
      ],
    },
    {
      says: 'Staff’s browsers: no form from another site, no frame, no script but ours, no cookie from a neighbouring host.',
      tests: [
        [
          'src/on-the-record.test.ts',
          'a form that is sent again, is too old, was changed, is too large, is no form or comes from another site',
        ],
        [
          headers,
          'nothing but our own scripts and styles is run, nothing frames a page, and no address is passed on (ASVS 3.4.3, 3.4.5, 3.4.6)',
        ],
        [
          headers,
          'by https every cookie is for this host, over TLS, out of reach of scripts and of other sites’ forms (ASVS 3.3.1 to 3.3.4)',
        ],
      ],
    },
    {
      says: 'Injection: what is typed stays words, and a statement that were injected would be nobody’s.',
      tests: [
        ['src/hostile-input.test.ts', 'no strange value is a fault of ours; what was typed stays, as words (S15)'],
        ['src/platform/protection.test.ts', 'an injected SET makes nobody somebody else'],
      ],
    },
    {
      says: 'Our inner network, by way of an address that somebody names as a provider.',
      tests: [
        [
          'src/platform/outgoing.test.ts',
          'an address of this machine is not asked, by number, by name, or without https',
        ],
        ['src/platform/outgoing.test.ts', 'an answer that leads elsewhere is not followed (ASVS 15.3.2)'],
      ],
    },
    {
      says: 'A forged provider: answers, tokens and words of sign-out that it did not give.',
      tests: [
        [
          'src/domains/sign-in/organisation.test.ts',
          'an answer counts once, and in the browser alone that began it (ASVS 10.2.1)',
        ],
        [
          'src/domains/sign-in/organisation.test.ts',
          'a forged word of the provider ends nobody’s session (ASVS 10.5, RFC 8725)',
        ],
      ],
    },
    {
      says: 'An open bucket (case 20): files of a case stand sealed in the database, the app’s own role opens none as it came, and no folder is served.',
      tests: [
        [
          'src/domains/files/routes.test.ts',
          'the app’s own role reads no original and no shut copy, and the name of the file is kept nowhere (INV-07, INV-08)',
        ],
        [headers, 'no folder is listed, and no file of the code or of git is an address (ASVS 13.4.1, 13.4.3)'],
      ],
    },
  ],
}
