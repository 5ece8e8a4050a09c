import type pg from 'pg'
import { type Mutant, type Policy, policiesOf } from './mutants.ts'

const ends =
  /^(\)|;| and\b| or\b| union\b| order by\b| limit\b| into\b| then\b| group by\b| where\b| (cross |left )?join\b| from\b|\$function\$)/
const begins =
  /\b(where|and|or|if|elsif|when|on|return(?= not )|select(?= (exists|not|private\.works_for_other_side|p\.role not)\b))\s|(?<!\w)\((?=[a-z_.]+ (is|in|=|<>|<) )/g

/** The conditions in the body of a function: each from the word that begins it to where it ends. */
const conditionsIn = (body: string): { from: number; to: number; word: string }[] =>
  [...body.matchAll(begins)].flatMap(({ index, 0: { length }, 1: word = '' }) => {
    const from = index + length
    let depth = 0
    let to = from
    for (; to < body.length; to++) {
      const sign = body[to]
      if (depth === 0 && ends.test(body.slice(to, to + 14)) && !body.slice(from, to).endsWith('distinct')) break
      if (sign === '(') depth++
      if (sign === ')') depth--
    }
    const text = body.slice(from, to).trim()
    return text.length === 0 || text === 'true' ? [] : [{ from, to, word }]
  })

/** Beside an "or", or where it makes a function refuse, a condition never holds; anywhere else it always does. */
const insteadOf = (body: string, from: number, to: number, word: string): string =>
  // What looks for one row of somebody finds one still.
  /^p\.id = (who|me)$/.test(body.slice(from, to))
    ? 'true limit 1'
    : word === 'or' || /^ or\b/.test(body.slice(to)) || (/^(if|elsif)$/.test(word) && /^ then\b/.test(body.slice(to)))
      ? 'false'
      : 'true'

type Asked = { name: string; definition: string; tables: readonly string[] }
/** Every function that a reading policy asks, and those that these ask in their turn, with the tables that hang on each. */
export const functionsAsked = async (client: pg.Client): Promise<Asked[]> => {
  const policies = await policiesOf(client)
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select n.nspname || '.' || p.proname as name, regexp_replace(pg_get_functiondef(p.oid), '\\s+', ' ', 'g') as definition from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang and l.lanname in ('sql', 'plpgsql')
    where p.prokind = 'f' and n.nspname in ('public', 'private') order by 1`,
  )
  const bodyOf = (definition: string) => definition.slice(definition.indexOf('$function$'))
  const calls = (text: string, name: string) => new RegExp(`(?<![\\w.])${name.replace('.', '\\.')}\\(`).test(text)
  const asks = ({ qual }: Policy, name: string) => calls(qual, name.replace(/^public\./, ''))
  const above = (name: string, seen: ReadonlySet<string> = new Set([name])): ReadonlySet<string> => {
    const more = rows.filter(
      (row) => !seen.has(row.name) && [...seen].some((one) => calls(bodyOf(row.definition), one)),
    )
    return more.length > 0 ? above(name, new Set([...seen, ...more.map((row) => row.name)])) : seen
  }
  return rows.flatMap(({ name, definition }) => {
    const names = [...above(name)]
    // One table for each wording: what is asked in the same words is answered by the same function.
    const wordings = new Map<string, string>()
    for (const policy of policies) {
      if (!names.some((one) => asks(policy, one))) continue
      const short = policy.place.split('.').at(-1) ?? ''
      const wording = `${policy.name} ${policy.qual.replaceAll(`${short}.`, '')}`
      if (!wordings.has(wording)) wordings.set(wording, policy.place)
    }
    // Of what nearly every table asks, any few of them are enough.
    const all = [...new Set(wordings.values())]
    const tables = all.length > 14 ? all.filter((_, index) => index % Math.ceil(all.length / 6) === 0) : all
    return tables.length > 0 ? [{ name, definition, tables }] : []
  })
}

/** Every way to take one condition out of a function that answers "may I". */
const conditionMutants = ({ name, definition, tables }: Asked): Mutant[] => {
  const start = definition.indexOf('$function$')
  const [head, body] = [definition.slice(0, start), definition.slice(start)]
  if (body.includes('--')) throw new Error(`a remark in ${name} would hide what stands after it`)
  const seen = new Map<string, number>()
  return conditionsIn(body).map(({ from, to, word }) => {
    const instead = insteadOf(body, from, to, word)
    const part = `${body.slice(from, to).trim()} is ${instead}`
    const often = (seen.get(part) ?? 0) + 1
    seen.set(part, often)
    const apply = `${head}${body.slice(0, from)}${instead}${body.slice(to)}`
    return { on: name, what: 'function', part: often > 1 ? `${part} (${often})` : part, apply, tables }
  })
}

/** A list of words in a function, each of them taken out, and each that is not there put in: a letter of MODEL 13 as the database holds it. */
const listMutants = ({ name, definition }: Asked, policies: readonly Policy[]): Mutant[] => {
  const lists = [...definition.matchAll(/(array\[|role in \()('[^\])]*')(?=[\])])/g)]
  const words = [...new Set(lists.flatMap(({ 1: kind, 2: list = '' }) => (kind === 'array[' ? list.split(', ') : [])))]
  // Those that ask for the word, and those that ask for the first word of what an entry is.
  const tablesOf = (word: string) => [
    ...new Set(
      policies
        .filter(({ qual }) => qual.includes(`${word}::text`) || qual.includes('split_part'))
        .map(({ place }) => place),
    ),
  ]
  return lists.flatMap(({ index, 1: kind = '', 2: list = '' }) => {
    const from = index + kind.length
    const there = list.split(', ')
    const change = (part: string, word: string, now: readonly string[]): Mutant => ({
      ...{ on: name, what: 'function', part: `${part} ${word}: ${list}`, tables: tablesOf(word) },
      apply: definition.slice(0, from) + now.join(', ') + definition.slice(from + list.length),
    })
    const out =
      there.length > 1
        ? there.map((word) =>
            change(
              'without',
              word,
              there.filter((one) => one !== word),
            ),
          )
        : []
    const more = kind === 'array[' ? words.filter((word) => !there.includes(word)) : []
    return [...out, ...more.map((word) => change('with', word, [...there, word]))]
  })
}

export const functionMutants = async (client: pg.Client): Promise<Mutant[]> => {
  const policies = await policiesOf(client)
  return (await functionsAsked(client)).flatMap((asked) => [
    ...conditionMutants(asked),
    ...(asked.name === 'private.seen_whole' ? listMutants(asked, policies) : []),
  ])
}
