import pg from 'pg'

/** One thing that the database asks before it shows a row, changed in one part. `apply` is undone by a rollback. */
export type Mutant = { on: string; what: string; part: string; apply: string; tables: readonly string[] }
export type Policy = { place: string; name: string; qual: string }

/** Where each bracket that opened at such a place closes. */
const groupsIn = (text: string): { from: number; to: number }[] => {
  const found: { from: number; to: number }[] = []
  const opened: number[] = []
  let isQuoted = false
  for (const [at, sign] of [...text].entries()) {
    if (sign === "'") isQuoted = !isQuoted
    if (isQuoted) continue
    if (sign === '(') opened.push(at)
    const from = sign === ')' ? opened.pop() : undefined
    // What belongs to a word before it is no condition without that word.
    const word = from === undefined ? '' : (/\w+$/.exec(text.slice(0, from))?.[0] ?? '')
    if (from !== undefined && (word === '' || word === 'COALESCE')) found.push({ from: from - word.length, to: at + 1 })
  }
  return found
}
/** The same for what is called by name, which has no brackets of its own. */
const callsIn = (text: string): { from: number; to: number }[] =>
  [...text.matchAll(asks)].map(({ index, 0: { length } }) => ({ from: index, to: index + length }))
const asks =
  /\b(private\.)?(shown_by_itself|is_of_current_agency|actor_has_case|answers_misuse|current_on_other_side)\([^()]*\)/g
const compares = / (=|<>|>|<|>=|<=|IS|IN|~~) |^\((NOT|EXISTS)|^COALESCE|^\( SELECT (public\.)?current_is_/
const isCondition = (part: string): boolean =>
  !/ JOIN /.test(part.replace(/SELECT.*/, '')) &&
  (part.match(asks)?.[0] === part ||
    (compares.test(part) && (/current_is_/.test(part.slice(0, 30)) || !/^\(\s*(SELECT|'|ARRAY)/i.test(part))))

/**
 * Each condition in brackets taken out: what stands beside an "and", and the whole, become true; what stands beside an "or"
 * becomes false, since true would be the same as taking out all of it.
 */
export const changesOf = (condition: string): { part: string; changed: string }[] => {
  const parts = [...groupsIn(condition), ...callsIn(condition)].flatMap(({ from, to }) => {
    const part = condition.slice(from, to)
    if (!isCondition(part) || part === condition) return []
    const isBesideOr = /\bOR $/.test(condition.slice(0, from)) || /^ OR\b/.test(condition.slice(to))
    const instead = isBesideOr ? 'false' : 'true'
    return [{ part: `${part} is ${instead}`, changed: condition.slice(0, from) + instead + condition.slice(to) }]
  })
  const whole = condition === 'true' ? [] : [{ part: 'the whole is true', changed: 'true' }]
  const seen = new Set<string>()
  return [...whole, ...parts].filter(({ changed }) => !seen.has(plain(changed)) && seen.add(plain(changed)))
}
/** Brackets around what is true or false anyway do not make another change of it. */
const plain = (condition: string): string => {
  const less = condition.replace(/(^|[^\w.])\((true|false)\)/g, '$1$2')
  return less === condition ? less : plain(less)
}

/** What the app's own role is asked before it reads a row. */
export const policiesOf = async (client: pg.Client): Promise<Policy[]> => {
  const { rows } = await client.query<Policy>(
    `select p.polrelid::regclass::text as place, p.polname as name, regexp_replace(pg_get_expr(p.polqual, p.polrelid), '\\s+', ' ', 'g') as qual
    from pg_policy p where 'waymark_app'::regrole = any (p.polroles) and p.polcmd in ('r', '*') and p.polqual is not null order by 1, 2`,
  )
  return rows
}

/** Every way to change one part of what the reading policies ask. */
export const policyMutants = async (client: pg.Client): Promise<Mutant[]> =>
  (await policiesOf(client)).flatMap(({ place, name, qual }) =>
    changesOf(qual).map(({ part, changed }) => ({
      ...{ on: place, what: name, part, tables: [place] },
      apply: `alter policy ${pg.escapeIdentifier(name)} on ${place} using (${changed})`,
    })),
  )
