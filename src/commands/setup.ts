import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { z } from 'zod'
import { hashOfToken, newToken } from '../domains/sign-in/store/sessions.ts'
import { migrate } from '../platform/migrate.ts'
import { openServer } from '../platform/server.ts'
import { readSettings } from '../platform/settings.ts'
import { CannotDo, type Io, type Run, say } from './io.ts'

const kinds = [
  'police',
  'advocacy',
  'wcu',
  'cps',
  'probation',
  'council',
  'housing',
  'library',
  'health',
  'school',
  'refuge',
  'other',
] as const

const answers = z.object({
  agency: z.string().trim().min(1, 'Give the name of the first agency').max(200, 'The name of the agency is too long'),
  kind: z.enum(kinds, `Give its kind: ${kinds.join(', ')}`),
  name: z.string().trim().min(1, "Give the administrator's name").max(200, 'That name is too long'),
  email: z.email("Give the administrator's e-mail address, like name@agency.example"),
})
type Answers = z.infer<typeof answers>

const questions: Record<keyof Answers, string> = {
  agency: 'Name of the first agency',
  kind: `Its kind (${kinds.join(', ')})`,
  name: "Administrator's name",
  email: "Administrator's e-mail address",
}
const options = {
  agency: { type: 'string' },
  kind: { type: 'string' },
  name: { type: 'string' },
  email: { type: 'string' },
} as const

/** Makes the first agency and its administrator, who gets a link that works once. */
export const run: Run = async (args, io) => {
  const { values } = parseArgs({ args, options })
  const read = answers.safeParse(await askFor(values, io))
  if (!read.success) throw new CannotDo(read.error.issues.map(({ message }) => message).join('\n'))
  const settings = readSettings(io.environment)
  const server = await openServer(settings)
  try {
    await migrate(server.owner, server.secret)
    const token = newToken()
    if (!(await makeFirst(server.owner, read.data, hashOfToken(token))))
      throw new CannotDo(
        'There are agencies here already. An administrator adds people in the app. Nothing was changed.',
      )
    const address = settings.WAYMARK_ADDRESS ?? `http://localhost:${settings.PORT}`
    say(io.stderr, `${read.data.agency} is made. Give ${read.data.name} this link; it works once, for 48 hours:`)
    say(io.stdout, `${address}/sign-in/join/${token}`)
    return 0
  } finally {
    await server.stop()
  }
}

const askFor = async (
  given: Partial<Record<keyof Answers, string>>,
  { stdin, stderr }: Io,
): Promise<Record<string, string>> => {
  const answered: Record<string, string> = { ...given }
  const missing = Object.entries(questions).filter(([name]) => !(name in given))
  if (missing.length === 0) return answered
  const lines = createInterface({ input: stdin })[Symbol.asyncIterator]()
  for (const [name, question] of missing) {
    stderr.write(`${question}: `)
    const { value, done } = await lines.next()
    if (!done) answered[name] = value
  }
  return answered
}

const makeFirst = async (
  owner: string,
  { agency, kind, name, email }: Answers,
  tokenHash: Buffer,
): Promise<boolean> => {
  const client = new pg.Client(owner)
  await client.connect()
  const words = [agency, kind, name, email, tokenHash, '48 hours', false]
  try {
    const { rows } = await client.query<{ who: string | null }>(
      'select private.set_up($1, $2, $3, $4, $5, $6, $7) as who',
      words,
    )
    return rows[0]?.who !== null
  } finally {
    await client.end()
  }
}
