import type { Answer } from '../asvs.ts'

const document = 'docs/security.md'
const protection = 'src/platform/protection.test.ts'
const headers = 'src/platform/headers.test.ts'
const secrets = 'src/platform/secrets.test.ts'
const migrate = 'src/platform/migrate.test.ts'

/** V13, configuration. */
export const v13: Record<string, Answer> = {
  'V13.1.1': { document, note: 'What it talks to.' },
  'V13.2.1': {
    notMet:
      'Each process has an account of its own at the database, but with a password that does not change by itself. Certificates can be set in the ..._DATABASE_URL settings; we have not run that.',
  },
  'V13.2.2': {
    tests: [
      [protection, 'the roles that enter own nothing and pass no protection'],
      [protection, 'the definer functions that the app may call are those on this list, and no others'],
      [migrate, 'the owner of the tables is no superuser either'],
    ],
  },
  'V13.2.3': {
    tests: [
      [
        migrate,
        'the app and the worker enter with their own passwords, own nothing, and may pass no row-level security',
      ],
      [
        'src/platform/postgres.test.ts',
        'the database listens on loopback alone, asks everyone for a password, and checks its pages',
      ],
    ],
  },
  'V13.2.4': {
    document,
    note: 'What it talks to. Addresses that administrators name are limited in the product (V1.3.6); the rest is the firewall’s.',
  },
  'V13.2.5': { document, note: 'What it talks to.' },
  'V13.3.1': {
    document: 'SECURITY.md',
    note: 'Running it safely: the secret comes from a secret store. Without one it is a file that only its owner may read.',
  },
  'V13.3.2': {
    tests: [
      [secrets, 'the secret file is made once, only its owner may read it, and it is the same on the next start'],
      [secrets, 'the fingerprint gives neither the secret nor a key away'],
      [protection, 'the keys of the door are out of reach'],
    ],
  },
  'V13.4.1': {
    document,
    note: 'What it is built from: deploy without .git. Nothing of the checkout is an address, which src/platform/headers.test.ts shows.',
  },
  'V13.4.2': {
    note: 'There is no debug mode; a fault is a reference, whatever the level of the log.',
    tests: [[headers, 'a fault of ours is told as a reference, and says nothing of itself (ASVS 16.5.1, 16.5.4)']],
  },
  'V13.4.3': {
    tests: [[headers, 'no folder is listed, and no file of the code or of git is an address (ASVS 13.4.1, 13.4.3)']],
  },
  'V13.4.4': { tests: [[headers, 'TRACE gives nothing of a request back (ASVS 13.4.4)']] },
  'V13.4.5': {
    tests: [
      [
        'src/platform/metrics.test.ts',
        'only this machine reads the metrics, or who has the token; a proxy here does not make a stranger local',
      ],
      [
        'src/domains/scim/routes.test.ts',
        'without a key, with a wrong one and with an ended one nothing is told, and the try is on the record',
      ],
      ['src/permissions.test.ts', 'without a session these addresses answer, and no others'],
    ],
  },
}
