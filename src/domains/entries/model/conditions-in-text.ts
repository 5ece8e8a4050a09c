import type { ConditionInput, ConditionKind } from './conditions.ts'

/** How other systems begin each kind of condition. What begins in no such way is another condition, in its own words. */
const beginnings: [ConditionKind, RegExp][] = [
  ['no contact', /^(?:no|not to|must not)\s+(?:(?:have|make|any|direct|indirect|or|and)\s+)*contact\b/i],
  ['not to go to', /^(?:not to|must not) (?:go|enter|attend|approach|be (?:in|within|near))\b|^exclu(?:ded|sion)\b/i],
  ['live at', /^(?:to |must )?(?:live|reside|sleep)\b|^residence\b/i],
  ['curfew', /^(?:to (?:keep|observe) (?:a )?|must (?:keep|observe) (?:a )?)?curfew\b/i],
  ['report to police', /^(?:to |must )?report(?:ing)?\b/i],
  ['hand over', /^(?:to |must )?(?:surrender|hand (?:in|over))\b/i],
  ['tag', /^(?:to wear |must wear )?(?:an? )?(?:electronic|gps|tag)\b/i],
]

/** The conditions that a system names in one cell, each with the words that it used: nobody guesses what they mean. */
export const conditionsInText = (cell: string): ConditionInput[] =>
  cell
    .split(/;|\n/)
    .map((each) => each.trim())
    .filter(Boolean)
    .map((plain) => ({
      kind: beginnings.find(([, begins]) => begins.test(plain))?.[0] ?? 'other',
      about: null,
      plain: plain.charAt(0).toUpperCase() + plain.slice(1),
      untilOn: null,
    }))
