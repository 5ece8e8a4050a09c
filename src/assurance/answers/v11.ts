import type { Answer } from '../asvs.ts'
import type { Cited } from '../cited.ts'

const document = 'docs/security.md'
const vault = 'src/platform/vault.test.ts'
const anyByte: Cited = [vault, 'any changed byte of the text is noticed']
const moved: Cited = [vault, 'a value that is moved to another row, column, table or person does not open']

/** V11, cryptography. */
export const v11: Record<string, Answer> = {
  'V11.1.1': { document, note: 'Keys, and what is made with them: the life of each.' },
  'V11.1.2': { document, note: 'Keys, and what is made with them.' },
  'V11.2.1': { document, note: 'Keys: whose code it is.' },
  'V11.2.2': {
    notMet:
      'A sealed value names its key, so a new key could be used for new values; but nothing re-seals what is sealed, and the one secret cannot be exchanged while data live.',
  },
  'V11.2.3': { document, note: 'Keys: nothing weaker than 128 bits.' },
  'V11.3.1': {
    note: 'AES-256-GCM, and no other.',
    tests: [anyByte, [vault, 'the same word sealed twice does not look the same']],
  },
  'V11.3.2': { note: 'AES-256-GCM, and no other.', tests: [anyByte] },
  'V11.3.3': { tests: [anyByte, moved] },
  'V11.4.1': {
    document,
    note: 'Keys: SHA-256, HMAC and HKDF with it; one-time codes with HMAC-SHA-1, as RFC 6238 and the apps have it.',
  },
  'V11.4.2': {
    note: 'argon2id, 19 MiB, two passes: OWASP’s floor.',
    tests: [
      [
        'src/domains/sign-in/recovery.test.ts',
        'codes are random, kept as salted argon2id under our own key, and no table of them can be read back (ASVS 6.5.2)',
      ],
      ['src/domains/sign-in/routes.test.ts', 'nothing that signs in is kept where it can be read back'],
    ],
  },
  'V11.4.3': {
    note: 'SHA-256, and Ed25519 over it.',
    tests: [
      [
        'src/platform/audit/tampering.test.ts',
        '1,000 of 1,000 random tamperings are found, and none where nothing was touched',
      ],
    ],
  },
  'V11.4.4': { notApplicable: 'No key is made from a password.' },
  'V11.5.1': {
    document,
    note: 'Keys: 256 random bits for sessions, links, keys of systems. Recovery codes, which people type, have 36 (V6.5.4), and argon2id under a key.',
  },
  'V11.6.1': { document, note: 'Keys: Ed25519 for the log; RS, PS, ES and EdDSA of providers.' },
}
