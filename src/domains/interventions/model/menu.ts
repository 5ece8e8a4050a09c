import { z } from 'zod'
import { optionalText, text } from '../../../platform/fields.ts'
import { bodies, type Grade, grades } from '../../../rules/entry.ts'
import { bodyLabels } from '../../../rules/labels.ts'
import { atRisk, type Danger, needCodes, needs, signs, triggers } from '../../risk/index.ts'

export const sides = ['harmed', 'reported'] as const
export type Side = (typeof sides)[number]
export const sideWords: Record<Side, string> = {
  harmed: 'With the person harmed',
  reported: 'About the person reported',
}
export const isSide = (side: string): side is Side => sides.some((each) => each === side)

const signWords: Record<(typeof signs)[number], string> = {
  threatToKill: 'A threat to kill',
  strangled: 'Pressure on the throat',
  firearm: 'A firearm',
  selfHarm: 'Thoughts of suicide of the person harmed',
}
const dangerNames: readonly Danger[] = ['victim', 'children', 'family', 'partner', 'workers', 'self']

/** What an item may answer: signs in answers, who may come to harm, and what has changed; each with its words. */
export const factors: ReadonlyMap<string, string> = new Map([
  ...signs.map((sign): [string, string] => [`sign:${sign}`, signWords[sign]]),
  ...dangerNames.map((who): [string, string] => [`danger:${who}`, `Danger to: ${atRisk[who].toLowerCase()}`]),
  ...needCodes.map((code): [string, string] => [`need:${code}`, `A need: ${needs[code].name.toLowerCase()}`]),
  ...triggers.map(({ slug, because }): [string, string] => [
    `trigger:${slug}`,
    `${because.charAt(0).toUpperCase()}${because.slice(1)}`,
  ]),
])

/** Where in Waymark it is done, on the case. */
export const places = {
  orders: 'Orders',
  justice: 'Justice',
  referrals: 'Referrals',
  risk: 'Risk',
  'safety-plans': 'Safety plans',
  incidents: 'Incidents',
  'safe-contact': 'Safe contact',
  entries: 'What happened',
} as const
export type Place = keyof typeof places
const isPlace = (place: string): place is Place => Object.hasOwn(places, place)
export const placeNames: Place[] = Object.keys(places).filter(isPlace)

const itemShape = z.object({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
  side: z.enum(sides),
  levels: z.array(z.enum(grades)),
  least: z.array(z.enum(grades)),
  name: z.string(),
  purpose: z.string(),
  leads: z.enum(bodies),
  answers: z.array(z.string()),
  place: z.string().refine(isPlace).nullable(),
})
export type Item = z.infer<typeof itemShape>
export const itemsStored = (stored: unknown): Item[] => z.array(itemShape).parse(stored)

export type Menu = { number: number; items: readonly Item[]; since: { by: string; at: Date; reason: string } | null }

export const levelField = (level: Grade): string => `level-${level}`
export const leastField = (level: Grade): string => `least-${level}`
export const factorField = (factor: string): string => factor.replace(':', '-')

/** What a form of an item shows, by the names of its fields. */
export const answersOf = (item: Item): Record<string, string> => ({
  ...{ name: item.name, purpose: item.purpose, side: item.side, leads: item.leads, place: item.place ?? '' },
  ...Object.fromEntries(item.levels.map((level) => [levelField(level), 'yes'])),
  ...Object.fromEntries(item.least.map((level) => [leastField(level), 'yes'])),
  ...Object.fromEntries(item.answers.map((factor) => [factorField(factor), 'yes'])),
})
/** The fields in which two may differ, in words. */
export const itemLabels: Record<string, string> = {
  ...{ name: 'Name', purpose: 'What it is for', side: 'Side', leads: 'Who usually leads', place: 'Where it is done' },
  ...Object.fromEntries(grades.map((level) => [levelField(level), `At ${level}`])),
  ...Object.fromEntries(grades.map((level) => [leastField(level), `Expected at ${level}`])),
  ...Object.fromEntries([...factors].map(([factor, words]) => [factorField(factor), words])),
}

const base = z.object({
  name: text('Enter a short name', 80),
  purpose: text('Enter what it is for', 600),
  side: z.enum(sides, 'Select the side'),
  leads: z.enum(bodies, 'Select who usually leads'),
  place: z.union([z.literal(''), z.string().refine(isPlace, 'Select where it is done')]).default(''),
  reason: text('Enter the reason: who agreed to it, and where that is written', 1000),
  retire: optionalText(3),
})
export type ItemChange = { item: Omit<Item, 'code'>; reason: string; isRetired: boolean }

/** An item as it was typed; ticks stand under names of their own. */
export const itemForm = z
  .record(z.string(), z.string().optional().catch(undefined))
  .transform((typed, context): ItemChange => {
    const read = base.safeParse(typed)
    for (const { path, message } of read.error?.issues ?? []) context.addIssue({ code: 'custom', path, message })
    const ticked = (field: string) => typed[field] === 'yes'
    const levels = grades.filter((level) => ticked(levelField(level)))
    const least = grades.filter((level) => ticked(leastField(level)))
    const answers = [...factors.keys()].filter((factor) => ticked(factorField(factor)))
    const issue = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    if (levels.length + answers.length === 0)
      issue(levelField('high'), 'Tick a level, or something that it answers: nobody would be shown it otherwise')
    if (least.some((level) => !levels.includes(level)))
      issue(leastField('high'), 'It is expected at a level at which it is not on the menu: tick that level too')
    if (!read.success) return z.NEVER
    const { reason, retire, place, ...words } = read.data
    return { item: { ...words, place: place || null, levels, least, answers }, reason, isRetired: retire === 'yes' }
  })

/** A short code of its name, that no other item has or had. */
export const codeFor = (name: string, taken: ReadonlySet<string>): string => {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 50)
  const code = plain || 'item'
  if (!taken.has(code)) return code
  for (let number = 2; ; number += 1) if (!taken.has(`${code}-${number}`)) return `${code}-${number}`
}

/** What a version changed: names of items that came, went, or say something else now. */
export const changesBetween = (before: readonly Item[], after: readonly Item[]) => {
  const of = (items: readonly Item[], code: string) => items.find((item) => item.code === code)
  return {
    added: after.filter(({ code }) => !of(before, code)).map(({ name }) => name),
    retired: before.filter(({ code }) => !of(after, code)).map(({ name }) => name),
    changed: after
      .filter((item) => {
        const earlier = of(before, item.code)
        return earlier && JSON.stringify(itemShape.parse(earlier)) !== JSON.stringify(itemShape.parse(item))
      })
      .map(({ name }) => name),
  }
}

/** The levels as a form offers them, the gravest first; and who may usually lead. */
export const levelsOffered = grades.toReversed()
export const leadersOffered = bodies.map((value) => ({ value, text: bodyLabels[value] }))
export const leadWords = (leads: Item['leads']): string => bodyLabels[leads]
