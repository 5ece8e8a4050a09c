const deepest = 6

/**
 * What came in, without what no person types and PostgreSQL does not take: NUL, and half of a character. What is nested
 * deeper than anything that is sent here falls away.
 */
export const tidy = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return tidyText(value)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  if (depth === deepest) return undefined
  if (Array.isArray(value)) return value.map((each) => tidy(each, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, tidy(each, depth + 1)]))
}

export const tidyText = (text: string): string => text.replaceAll('\0', '').toWellFormed()
