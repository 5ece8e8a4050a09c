const bare = (words: string): string => words.normalize('NFKD').replace(/\p{M}/gu, '')
const tokens = (words: string): string[] =>
  bare(words)
    .split(/[^\p{L}]+/u)
    .filter(Boolean)
export type Named = { name: string; called: string | null }
const partsOf = ({ name, called }: Named): string[] =>
  tokens(`${name} ${called ?? ''}`).map((part) => part.toLowerCase())

const lower = (words: string): string[] => tokens(words).map((part) => part.toLowerCase())
/** All of a name but the surname: a family shares that. */
const ownParts = (name: string): string[] => {
  const words = name.trim().split(/\s+/)
  return lower((words.length > 1 ? words.slice(0, -1) : words).join(' '))
}
/** Whether a text names somebody by a part of their name that is theirs alone. */
export const namesOneOf = (words: string, others: readonly Named[], child: Named): boolean => {
  const shared = partsOf(child)
  const sought = others
    .flatMap(({ name, called }) => [...ownParts(name), ...ownParts(called ?? '')])
    .filter((part) => part.length > 1 && !shared.includes(part))
  // A short name may be a word as well: then it counts where it is written like a name.
  return tokens(words).some(
    (token) => sought.includes(token.toLowerCase()) && (token.length > 4 || /^\p{Lu}/u.test(token)),
  )
}
/** Whether a name is that of somebody, by its first and last part or all that was typed: a relative may share one of them. */
export const isNameOf = (typed: string, people: readonly Named[]): boolean => {
  const parts = lower(typed)
  const isAll = (name: string): boolean => parts.length > 0 && lower(name).join(' ') === parts.join(' ')
  return people.some(({ name, called }) => {
    const own = lower(name)
    const ends = [own[0], own.at(-1)]
    return (
      (own.length > 1 && ends.every((part) => part !== undefined && parts.includes(part))) ||
      [name, called ?? '', ...ownParts(name)].some(isAll)
    )
  })
}
/** Whether a name may be that of somebody: all of what was typed is in it, or all of it is in what was typed. */
export const mayBe = (typed: string, people: readonly Named[]): boolean => {
  const parts = tokens(typed).map((part) => part.toLowerCase())
  const within = (some: readonly string[], all: readonly string[]) =>
    some.length > 0 && some.every((part) => all.includes(part))
  return people.some((one) => {
    const name = tokens(one.name).map((part) => part.toLowerCase())
    return within(parts, partsOf(one)) || (name.length > 1 && within(name, parts))
  })
}

const toSaySoMuch =
  'the a an her his their my our of at school nursery playgroup childminder carer college teacher head'.split(' ')
/** Whether a text repeats another, whatever its signs; what names nobody and nothing ("her childminder") may be said. */
export const quotes = (words: string, sought: string): boolean => {
  const parts = lower(sought)
  while (toSaySoMuch.includes(parts[0] ?? '') && parts.length > 1) parts.shift()
  const isNothing = parts.every((part) => toSaySoMuch.includes(part))
  return !isNothing && ` ${lower(words).join(' ')} `.includes(` ${parts.join(' ')} `)
}
