import { z } from 'zod'
import { dayEnds, dayText, readDay, readMoment, timeText } from '../../../platform/times.ts'
import { type Body, bodies, type Details, detailsSchema } from '../../../rules/entry.ts'
import type { EntryType } from '../../../rules/entry-types.ts'
import type { NewEntry } from '../../../rules/record.ts'
import { type ConditionInput, conditionKinds, conditionSlug } from './conditions.ts'
import { isAboutSuspect, notTicked } from './entry-forms.ts'
import { type EntryForm, type Field, grades } from './fields.ts'

export type Named = { id: string; name: string }
/** What a form needs to know of the case to be read. */
export type FormAbout = {
  type: EntryType
  form: EntryForm
  now: Date
  suspects: readonly Named[]
  orders: readonly Named[]
  isCorrection?: boolean
}
export type EntryInput = Pick<NewEntry, 'happened' | 'knownAt' | 'body' | 'toldBy' | 'what' | 'details'> & {
  receivedAt: Date | null
  suspectId: string | null
  conditions: ConditionInput[]
  points: { list: string; point: string }[]
}
type Typed = Record<string, string | undefined>
/** Notes what is wrong with a field, in words that say what to do. */
type Issue = (field: string, message: string) => void

const hour = 3_600_000
const longest = 4000

/** One entry's form, as one schema: what is wrong stands at its own field. */
export const entryInput = (about: FormAbout) =>
  z.record(z.string(), z.string().optional().catch(undefined)).transform((typed, context): EntryInput => {
    const issue: Issue = (field, message) => context.addIssue({ code: 'custom', path: [field], message })
    const happened = happenedIn(typed, about, issue)
    const [knownAt, receivedAt] = heardIn(typed, about, issue)
    const suspectId = suspectIn(typed, about, issue)
    const conditions = about.form.fields.some(({ kind }) => kind === 'conditions') ? conditionsIn(typed, issue) : []
    return {
      happened: happened ?? { from: about.now, until: about.now, precision: 'minute' },
      knownAt: earliestOf(knownAt, receivedAt),
      receivedAt,
      suspectId,
      conditions,
      body: bodyIn(typed, issue),
      toldBy: shortText(typed.toldBy, 'toldBy', issue),
      what: accountIn(typed, about, issue),
      details: detailsIn(typed, about, conditions, issue),
      points: pointsIn(typed, about),
    }
  })

/** What the form shows filled in before anybody types: now, by us. */
export const filledIn = (body: Body, now: Date, suspects: readonly Named[]): Typed => ({
  day: dayText(now),
  time: timeText(now),
  exact: 'as written',
  body,
  suspect: suspects.length === 1 ? suspects[0]?.id : undefined,
})

const earliestOf = (known: Date, received: Date | null): Date => (received && received < known ? received : known)

const happenedIn = (typed: Typed, about: FormAbout, issue: Issue): NewEntry['happened'] | null => {
  const { now, form } = about
  const latest = new Date(now.getTime() + (form.mayBeAhead ? 24 * hour : 60_000))
  const tooLate = form.mayBeAhead ? 'more than a day ahead' : 'in the future'
  const read = whenIn(typed, now)
  if ('problem' in read) {
    issue(read.field, read.problem)
    return null
  }
  if (read.from > latest) {
    issue('day', `That is ${tooLate}. Check the day and the time`)
    return null
  }
  return read
}

type When = NewEntry['happened'] | { problem: string; field: string }

const whenIn = ({ day = '', time = '', exact = 'as written' }: Typed, now: Date): When => {
  const isWhole = exact === 'month' || exact === 'year'
  if (time.trim() !== '' && !isWhole) {
    const read = readMoment(day, time, now)
    if ('problem' in read) return read
    return read.note ? { problem: read.note, field: 'time' } : { from: read.at, until: read.at, precision: 'minute' }
  }
  const read = readDay(day, now)
  if ('problem' in read) return { ...read, field: 'day' }
  if (!isWhole) return { ...dayEnds(read.day), precision: 'day' }
  const [first, last] =
    exact === 'month' ? monthOf(read.day) : [`${read.day.slice(0, 4)}-01-01`, `${read.day.slice(0, 4)}-12-31`]
  return { from: dayEnds(first).from, until: dayEnds(last).until, precision: exact === 'month' ? 'month' : 'year' }
}

const monthOf = (day: string): [string, string] => {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return [`${day.slice(0, 8)}01`, `${day.slice(0, 8)}${last}`]
}

/** When we heard, and when the body that must tell had it from the court or the CPS. Empty: now, and not yet. */
const heardIn = (typed: Typed, { now, form }: FormAbout, issue: Issue): [Date, Date | null] => {
  const known = pastMoment(typed, 'known', now, issue)
  const received = form.isReceived ? pastMoment(typed, 'received', now, issue) : null
  return [known ?? now, received]
}

export const pastMoment = (typed: Typed, name: 'known' | 'received', now: Date, issue: Issue): Date | null => {
  const [day = '', time = ''] = [typed[`${name}Day`], typed[`${name}Time`]]
  if (day.trim() === '' && time.trim() === '') return null
  const read = readMoment(day, time, now)
  if ('problem' in read) {
    issue(`${name}${read.field === 'day' ? 'Day' : 'Time'}`, read.problem)
    return null
  }
  if (read.note) issue(`${name}Time`, read.note)
  if (read.at.getTime() > now.getTime() + 60_000)
    issue(`${name}Day`, 'That is in the future. Check the day and the time')
  return read.at
}

const suspectIn = ({ suspect }: Typed, { suspects, type }: FormAbout, issue: Issue): string | null => {
  if (!isAboutSuspect(type)) return null
  const found = suspects.find(({ id }) => id === suspect)
  if (!found && suspects.length > 0) issue('suspect', 'Select whom this is about')
  return found?.id ?? null
}

const bodyIn = ({ body }: Typed, issue: Issue): Body => {
  const found = bodies.find((each) => each === body)
  if (!found) issue('body', 'Select which body says so')
  return found ?? 'other'
}

const shortText = (text: string | undefined, field: string, issue: Issue): string | null => {
  const trimmed = text?.trim() ?? ''
  if (trimmed.length > 200) issue(field, 'Write 200 characters or fewer')
  return trimmed || null
}

const accountIn = ({ what }: Typed, { form, isCorrection }: FormAbout, issue: Issue): string | null => {
  const trimmed = what?.trim() ?? ''
  if (!trimmed && isCorrection) issue('what', 'Write what was wrong, and what is right')
  else if (!trimmed && form.account?.isRequired) issue('what', 'Write this in words that the victim can be told')
  if (trimmed.length > longest) issue('what', `Write ${longest} characters or fewer`)
  return trimmed || null
}

const conditionsIn = (typed: Typed, issue: Issue): ConditionInput[] =>
  conditionKinds.flatMap(({ kind }) => {
    const slug = conditionSlug(kind)
    if (typed[`condition-${slug}`] !== 'yes') return []
    const plain = typed[`plain-${slug}`]?.trim() ?? ''
    if (!plain) issue(`plain-${slug}`, 'Say in plain words what this condition means')
    if (plain.length > 500) issue(`plain-${slug}`, 'Write 500 characters or fewer')
    return [{ kind, plain, about: shortText(typed[`about-${slug}`], `about-${slug}`, issue), untilOn: null }]
  })

type Points = Field & { kind: 'points' }
/** A list that can change while a form is open names its boxes by their words, and not by their place. */
export const pointName = ({ list, points, isAreas }: Points, index: number): string =>
  `point-${list.replaceAll(' ', '-')}-${isAreas ? slugOf(points[index] ?? '') : index}`

const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.join('-') ?? ''

const pointsIn = (typed: Typed, { form: { fields }, isCorrection }: FormAbout): EntryInput['points'] =>
  fields.flatMap((field) =>
    field.kind === 'points'
      ? field.points.flatMap((point, index) => {
          if (typed[pointName(field, index)]) return [{ list: field.list, point }]
          return field.isAreas && !isCorrection ? [{ list: notTicked, point }] : []
        })
      : [],
  )

const detailsIn = (typed: Typed, about: FormAbout, conditions: ConditionInput[], issue: Issue): Details => {
  const details: Record<string, unknown> = {}
  for (const field of about.form.fields) {
    const [name, value] = answerTo(typed, field, about, issue)
    if (name && value !== undefined) details[name] = value
  }
  if (details.mark === 'intelligence') {
    for (const { name, missing } of grades) if (details[name] === undefined) issue(name, missing)
  } else for (const { name } of grades) delete details[name]
  if (conditions.length > 0) details.conditions = conditions.map(({ kind }) => kind)
  if (about.isCorrection && typed.neverHappened === 'yes') details.neverHappened = true
  if (String(details.startsOn ?? '') > String(details.endsOn ?? '9'))
    issue('endsOn', 'The last day is before the first')
  return detailsSchema.parse(details)
}

const answerTo = (typed: Typed, field: Field, about: FormAbout, issue: Issue): [string?, unknown?] => {
  if (field.kind === 'points' || field.kind === 'conditions') return []
  if (field.kind === 'order') return ['about', orderIn(typed, about, issue)]
  const text = typed[field.name]?.trim() ?? ''
  const isMissing = text === '' && 'isRequired' in field && field.isRequired
  if (isMissing) issue(field.name, `${missingWords[field.kind] ?? 'Select'}: ${lower(field.label)}`)
  return [field.name, text === '' ? undefined : valueIn(text, field, about.now, issue)]
}

const missingWords: Partial<Record<Field['kind'], string>> = { day: 'Enter the day', text: 'Enter' }
const lower = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1)

const valueIn = (text: string, field: Field, now: Date, issue: Issue): unknown => {
  switch (field.kind) {
    case 'day': {
      const read = readDay(text, now)
      if ('day' in read) return read.day
      issue(field.name, read.problem)
      return undefined
    }
    case 'tick':
      return text === 'yes' ? true : undefined
    case 'yes-no':
      return text === 'yes' ? true : text === 'no' ? false : undefined
    case 'choice': {
      const found = field.choices.find(({ value }) => value === text)
      if (!found) issue(field.name, `Select: ${lower(field.label)}`)
      return found?.value
    }
    case 'number': {
      if (/^\d{1,4}$/.test(text)) return Number(text)
      issue(field.name, 'Enter a whole number, in figures')
      return undefined
    }
    case 'text':
      return shortText(text, field.name, issue) ?? undefined
    case 'points':
    case 'conditions':
    case 'order':
      return undefined
  }
}

const orderIn = ({ order }: Typed, { orders }: FormAbout, issue: Issue): string | undefined => {
  const found = orders.find(({ id }) => id === order)
  if (!found && orders.length > 0) issue('order', 'Select which order')
  return found?.id
}
