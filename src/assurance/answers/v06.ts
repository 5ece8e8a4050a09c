import type { Answer } from '../asvs.ts'
import type { Cited } from '../cited.ts'

const document = 'docs/security.md'
const door = 'src/domains/sign-in/routes.test.ts'
const recovery = 'src/domains/sign-in/recovery.test.ts'
const limit = 'src/domains/sign-in/limit.test.ts'
const organisation = 'src/domains/sign-in/organisation.test.ts'
const passwords = 'src/platform/passwords.test.ts'
const refused: Cited = [
  door,
  'setting up refuses a short password, one that is tried first, two that differ, a wrong code, and a forged device',
]
const exact: Cited = [
  door,
  'a password counts exactly as it was typed, and may be as long as 200 characters (ASVS 6.2.5, 6.2.8, 6.2.9)',
]
const masked: Cited = [
  'src/platform/headers.test.ts',
  'a password is masked, and may be pasted and kept by a password manager (ASVS 6.2.6, 6.2.7)',
]
const listed: Cited = [
  passwords,
  'the list holds more than the 3,000 most common passwords that are long enough, and none that is not (ASVS 6.2.4)',
]
const tenCodes: Cited = [
  recovery,
  'codes are random, kept as salted argon2id under our own key, and no table of them can be read back (ASVS 6.5.2)',
]
const noPhone = { notApplicable: 'Nothing is sent by telephone, text or e-mail to sign in with.' }
const password = 'src/domains/sign-in/password.test.ts'
const change: Cited = [
  password,
  'who knows the password that they have sets another, stays here and is out everywhere else, and is told (ASVS 6.2.2, 6.2.3)',
]
const current: Cited = [
  password,
  'the present password is needed, and the new one follows the rules of joining; nothing typed is shown again',
]

/** V6, who somebody is. */
export const v06: Record<string, Answer> = {
  'V6.1.1': { document, note: 'Guessing, and calls without end.' },
  'V6.1.2': { document, note: 'Guessing: near words.' },
  'V6.1.3': { document, note: 'Ways in.' },
  'V6.2.1': { note: '12 characters.', tests: [refused] },
  'V6.2.2': { tests: [change] },
  'V6.2.3': { tests: [change, current] },
  'V6.2.4': { tests: [listed, refused] },
  'V6.2.5': { tests: [exact, [passwords, 'a password of random letters and figures is taken']] },
  'V6.2.6': { tests: [masked] },
  'V6.2.7': { tests: [masked] },
  'V6.2.8': { tests: [exact] },
  'V6.2.9': { tests: [exact] },
  'V6.2.10': { document, note: 'Guessing: a password is never made to expire.' },
  'V6.2.11': {
    tests: [
      [
        passwords,
        'a password of the person’s own name, the product or the field, with figures around it, is refused (ASVS 6.2.11)',
      ],
      refused,
    ],
  },
  'V6.2.12': {
    note: 'The list is of passwords that became known by thefts; no service outside is asked.',
    tests: [listed, refused],
  },
  'V6.3.1': {
    tests: [
      [
        limit,
        'an address from which too many sign-ins went wrong waits a quarter of an hour, with words on what to do',
      ],
      [limit, 'the account is locked after five tries as before, wherever they come from'],
      [
        door,
        'five wrong tries close the door for the right one too, over a restart, and say nothing that an unknown address does not',
      ],
      ['src/platform/tries.test.ts', 'a thousand tries begun at once, by two processes, are a thousand tries (S16)'],
    ],
  },
  'V6.3.2': {
    tests: [
      [
        'src/commands/run.test.ts',
        'the first agency and its administrator are made once, and the answer is a link and nothing else',
      ],
      [
        'e2e/start.spec.ts',
        'invented people are never loaded over anything, nor beside a key for live messages (INV-58)',
      ],
    ],
  },
  'V6.3.3': {
    notMet:
      'Passkeys, and password with code, are two factors. Somebody whose agency’s own provider says nothing of a second factor gets in all the same; only the vault and taking a case out then ask for it.',
  },
  'V6.3.4': {
    note: 'What a provider does not say counts as one factor.',
    tests: [
      ['src/permissions.test.ts', 'without a session these addresses answer, and no others'],
      ['src/domains/sign-in/leaving.test.ts', 'every way in is open to somebody who works here'],
      [
        organisation,
        'where only the organisation signs people in, a password lets in the one named administrator and nobody else',
      ],
    ],
  },
  'V6.4.1': {
    note: 'A link of 256 random bits, good once and for 48 hours, sets what the person chooses.',
    tests: [
      [door, 'a link sets the password and the device, once; then both factors sign in'],
      [door, 'a link that has run out leads nowhere, and neither does one that nobody made'],
    ],
  },
  'V6.4.2': { document, note: 'Ways in: no hints and no questions.' },
  'V6.4.3': {
    notMet:
      'A forgotten password is set by an administrator’s link, which sets the device as well and asks for no factor that is left. It ends all sessions and is told to the person and their supervisor.',
  },
  'V6.4.4': { document, note: 'Ways in: the administrator makes sure who asks, as at the invitation.' },
  'V6.5.1': {
    tests: [
      [door, 'a one-time code counts once'],
      [
        recovery,
        'a recovery code and the password sign in once, in place of the device’s code, and say how many are left',
      ],
      [recovery, 'a code that two use at the same moment lets one of them in'],
    ],
  },
  'V6.5.2': { tests: [tenCodes] },
  'V6.5.3': { note: 'The device’s key is made by otplib from the platform’s random numbers.', tests: [tenCodes] },
  'V6.5.4': {
    note: 'Twelve figures, eleven of them random: 36 bits.',
    tests: [
      tenCodes,
      [recovery, 'ten codes are shown once, each in three groups of four figures, with a way to print them'],
    ],
  },
  'V6.5.5': {
    notMet:
      'A one-time code is taken half a minute before and after its own 30 seconds too, for clocks that differ: once, and within 90 seconds.',
  },
  'V6.6.1': noPhone,
  'V6.6.2': noPhone,
  'V6.6.3': noPhone,
  'V6.8.1': {
    tests: [
      [organisation, 'nobody is made: who is not known here is refused, and so is who belongs to another agency'],
      [organisation, 'somebody else of the organisation does not become a person who came in before'],
      [organisation, 'a state that nobody made, none at all, and an answer of another agency’s address are refused'],
    ],
  },
  'V6.8.2': {
    tests: [
      ['src/domains/sign-in/tokens.test.ts', 'whose ID token signs somebody in (ASVS 6.8.2, 9.1, 9.2, 10.5)'],
      ['src/domains/sign-in/tokens.test.ts', 'a token … signs nobody in'],
    ],
  },
  'V6.8.3': { notApplicable: 'No SAML.' },
  'V6.8.4': {
    tests: [
      [
        organisation,
        'a second factor at the provider is proof, by amr or by a value of acr that the agency named (S16)',
      ],
      [
        organisation,
        'proof is given at the provider anew, after it was asked, by the same person and with two factors',
      ],
      [organisation, 'one factor, and another person, prove nothing'],
    ],
  },
}
