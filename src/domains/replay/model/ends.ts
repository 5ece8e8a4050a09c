import { addDays, addMonths, exists } from '../../../rules/days.ts'

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
const more: Record<string, number> = {
  a: 1,
  fourteen: 14,
  'twenty-one': 21,
  'twenty-eight': 28,
  thirty: 30,
  sixty: 60,
  ninety: 90,
}
const number = `\\d{1,3}|${[...numbers, ...Object.keys(more)].join('|')}`
const unit = '(day|week|month|year)s?'
const lasting = new RegExp(`\\b(?:for|of|lasting|bailed|bail)\\s+(${number})[\\s-]+${unit}\\b`, 'i')
const long = new RegExp(`\\b(${number})-${unit}\\b`, 'i')
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const until = new RegExp(
  `\\b(?:until|till|to|expir\\w+(?: on)?|ends?(?: on)?|return(?:s|ing)?(?: on)?)\\s+(?:(\\d{4}-\\d{2}-\\d{2})|(\\d{1,2})\\s+(${months.join('|')})[a-z]*\\s+(\\d{4}))\\b`,
  'i',
)

const countOf = (word: string): number =>
  more[word.toLowerCase()] ?? (Number(word) || numbers.indexOf(word.toLowerCase()) + 1)

export type Ends = { day: string; words: string }

/** The last day of bail or of an order, as its account gives it: "for 28 days", "until 3 March 2024". */
export const endIn = (what: string | null, from: string): Ends | null => {
  if (what === null) return null
  const named = until.exec(what)
  if (named) {
    const [words, iso, day, month = '', year] = named
    const place = String(months.indexOf(month.toLowerCase().slice(0, 3)) + 1).padStart(2, '0')
    const date = iso ?? `${year}-${place}-${day?.padStart(2, '0')}`
    return exists(`${date}T12:00`) && date >= from ? { day: date, words } : null
  }
  const [words, count, per] = lasting.exec(what) ?? long.exec(what) ?? []
  return words && count && per ? { day: after(from, countOf(count), per.toLowerCase()), words } : null
}

const after = (from: string, count: number, unit: string): string => {
  if (unit === 'day' || unit === 'week') return addDays(from, unit === 'week' ? count * 7 : count)
  return addMonths(from, unit === 'year' ? count * 12 : count)
}

const length = new RegExp(`\\b(${number})[\\s-]+(week|month|year)s?\\b`, 'i')

/** The whole months of a sentence to be served in prison, as its account gives them. */
export const sentenceIn = (what: string | null): { months: number; words: string } | null => {
  if (what === null || /\b(?:suspended|community)\b/i.test(what)) return null
  const [words, count, per] = length.exec(what) ?? []
  if (!words || !count || !per) return null
  const each = { week: 1 / 4.345, month: 1, year: 12 }[per.toLowerCase()] ?? 0
  return { months: Math.floor(countOf(count) * each), words }
}
