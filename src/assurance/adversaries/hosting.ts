import type { Adversary } from '../threats.ts'

const tampering = 'src/platform/audit/tampering.test.ts'
const vault = 'src/platform/vault.test.ts'
const erasure = 'src/commands/erasure.test.ts'

export const hosting: Adversary = {
  who: 'The operator of the hosting',
  has: 'The machines: at least the database and its backups; with the app’s machine, the secret and the keys as well.',
  wants: 'To read, or to change what was recorded, without being seen.',
  gains: [
    {
      says: 'With database, secret and keys: everything. Nothing in Waymark stands against whoever runs all three.',
      untested: 'There is nothing to test: the app itself reads with these.',
    },
    {
      says: 'With the database alone: names, notes, incidents, orders, duties and levels in plain words. Only what is in the vault, drafts, sealed lines and device keys is sealed.',
      untested: 'Said plainly in docs/security.md; the disk’s encryption is theirs.',
    },
    {
      says: 'Rows of the log that are not sealed yet, to delete with their tickets: a minute’s worth at most.',
      untested: 'Decision 14 says so; the worker tells of rows that went while their tickets stayed.',
    },
    {
      says: 'With the secret, an older backup and a copy of the keys from before an erasing that nobody rewrote: what was erased since. With a backup from before keys had a place of their own, the secret alone is enough.',
      untested:
        'What lies in copies that others made is not ours to test; docs/how-to/keep-the-keys.md says how to keep none.',
    },
    {
      says: 'What goes by on the wire inside, where they end TLS; who is at work when; service stopped at will.',
      untested: 'The proxy and the network are theirs.',
    },
  ],
  kept: [
    {
      says: 'Without the secret: ways to reach somebody, code words and sealed lines, in the database and in every backup.',
      tests: [
        [vault, 'a value that is moved to another row, column, table or person does not open'],
        [vault, 'what was sealed for a person opens again, in its own place (INV-11)'],
        ['src/commands/backup.test.ts', 'a backup holds no secret and no password, and only its owner may read it'],
        [erasure, 'with no keys, or another installation’s, a backup opens for nobody, and it is said'],
      ],
    },
    {
      says: 'In every backup since keys are kept apart, the older ones too, what was erased: the key went with the last of what it opened. The secret and today’s keys do not help.',
      tests: [
        [
          erasure,
          'the older backup, put back elsewhere with today’s keys, opens nothing of who was erased and all of the others (S9)',
        ],
        [
          erasure,
          'whoever has that backup, the secret and today’s keys finds nothing that opens a key of who was erased (S9)',
        ],
        [
          'src/domains/retention/retention.test.ts',
          'contact details go with the person’s key, so that no copy of the sealed values opens them, and the key stays while another’s value needs it',
        ],
      ],
    },
    {
      says: 'A change, gap or rollback of the log that nobody sees, once its checkpoint lies where they cannot write.',
      tests: [
        [tampering, '1,000 of 1,000 random tamperings are found, and none where nothing was touched'],
        [tampering, 'a database that was put back is told from its checkpoint also when the worker has gone on since'],
        [
          'src/commands/audit.test.ts',
          'the log comes back with a backup, and an older copy in place of the log is told as such (S6, R9)',
        ],
      ],
    },
    {
      says: 'Passwords, codes, sessions, and the private ties of staff, from the database alone.',
      tests: [
        ['src/domains/sign-in/routes.test.ts', 'nothing that signs in is kept where it can be read back'],
        [
          'src/platform/blind-tokens.test.ts',
          'nothing typed can be read in a token, another key gives others, and any text is taken (INV-36)',
        ],
      ],
    },
    {
      says: 'Words of a case in logs of the process and in metrics, and from where somebody works.',
      tests: [
        [
          'src/platform/log.test.ts',
          'a request is logged by the pattern of its route: no id, no query, no address, no browser, no body',
        ],
        ['src/probes/probes.test.ts', 'no line of the log says any of it'],
        [
          'src/platform/tries.test.ts',
          'no address is kept that could be read back, and none for longer than its quarter of an hour',
        ],
      ],
    },
    {
      says: 'What the app’s own role may not do: it owns nothing, and passes no protection.',
      tests: [['src/platform/protection.test.ts', 'the roles that enter own nothing and pass no protection']],
    },
  ],
}
