import pg from 'pg'

/** One thing that the database asks before it shows a row, changed in one part. `apply` is undone by a rollback. */
export type Mutant = { on: string; what: string; part: string; apply: string; tables: readonly string[] }
type Policy = { place: string; name: string; qual: string }

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
  return [...whole, ...parts].filter(({ changed }) => !seen.has(changed) && seen.add(changed))
}

const policiesOf = async (client: pg.Client): Promise<Policy[]> => {
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

const ends = /^(\)|;| and\b| or\b| union\b| order by\b| limit\b| into\b| then\b| group by\b| where\b|\$function\$)/

/** The conditions in the body of a function that stand after "where", "and" or "or", each from its word to where it ends. */
const conditionsIn = (body: string): { from: number; to: number; word: string }[] =>
  [...body.matchAll(/\b(where|and|or)\s/g)].flatMap(({ index, 0: { length }, 1: word = '' }) => {
    const from = index + length
    let depth = 0
    let to = from
    for (; to < body.length; to++) {
      const sign = body[to]
      if (depth === 0 && ends.test(body.slice(to, to + 12))) break
      if (sign === '(') depth++
      if (sign === ')') depth--
    }
    const text = body.slice(from, to)
    return /between/.test(text) || text.trim().length === 0 ? [] : [{ from, to, word }]
  })

/** Every way to take one condition out of a function that answers "may I". */
export const functionMutants = async (client: pg.Client, names: readonly string[]): Promise<Mutant[]> => {
  const policies = await policiesOf(client)
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select n.nspname || '.' || p.proname as name, pg_get_functiondef(p.oid) as definition from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace where p.proname = any ($1) and n.nspname in ('public', 'private') order by 1`,
    [names],
  )
  return rows.flatMap(({ name, definition }) => {
    const text = definition.replace(/\s+/g, ' ')
    const start = text.indexOf('$function$')
    const [head, body] = [text.slice(0, start), text.slice(start)]
    const short = name.split('.').at(-1) ?? ''
    const asking = policies.filter(({ qual }) => qual.includes(`${short}(`)).map(({ place }) => place)
    return conditionsIn(body).map(({ from, to, word }) => {
      const instead = word === 'or' || /^ or\b/.test(body.slice(to)) ? 'false' : 'true'
      const apply = `${head}${body.slice(0, from)}${instead}${body.slice(to)}`
      return {
        on: name,
        what: 'function',
        part: `${body.slice(from, to)} is ${instead}`,
        apply,
        tables: [...new Set(asking)],
      }
    })
  })
}
