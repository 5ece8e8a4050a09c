import { type Settled, settleKeys } from './keys/settle.ts'
import { type Migrated, migrate } from './migrate.ts'
import type { Server } from './server.ts'

/** Before anything is served: every migration has run, and the database and what keeps its keys agree. */
export const bringUpToDate = async (server: Server, tell: (line: string) => void): Promise<Migrated> => {
  const done = await migrate(server.owner, server.secret)
  const settled = await settleKeys(server.owner, server)
  for (const line of settled ? linesOf(settled) : [unsettled]) tell(line)
  return done
}

const unsettled =
  'The keys of the vault are not there, or what keeps them does not answer. Nothing of it can be read or written until they are; all else works: docs/how-to/keep-the-keys.md'

/** What came of it in words; nothing where there is nothing to say. */
export const linesOf = ({ moved, erased, missing, forgottenAgain, unused }: Settled): string[] => [
  ...(moved > 0
    ? [
        `${moved} keys of the vault now stand outside the database. Backups from before this hold them still: docs/how-to/keep-the-keys.md says what to do.`,
      ]
    : []),
  ...(sum(erased) > 0 ? [`Erased since this copy of the database was made, and still erased: ${whose(erased)}.`] : []),
  ...(sum(missing) > 0
    ? [
        `MISSING: the keys of ${whose(missing)}. What they open cannot be read, and nothing new is sealed for them, until the keys are put back: docs/how-to/keep-the-keys.md`,
      ]
    : []),
  ...(forgottenAgain > 0
    ? [`${forgottenAgain} erased keys had come back with an older copy of the keys. They are erased again.`]
    : []),
  ...(unused.length > 0 ? [`${unused.length} kept keys are named by nothing in this database.`] : []),
]
const sum = ({ people, cases, providers }: Settled['erased']): number => people + cases + providers
const whose = ({ people, cases, providers }: Settled['erased']): string =>
  `${people} ${people === 1 ? 'person' : 'people'}, and of the files of ${cases} ${cases === 1 ? 'case' : 'cases'}${providers > 0 ? `, and of the protected places of ${providers} ${providers === 1 ? 'provider' : 'providers'}` : ''}`
