import { z } from 'zod'

/** One list as it stood from a moment on. */
export type ChecklistVersion = {
  items: readonly string[]
  fromAt: Date
  setAt: Date
  by: string
  agency: string
  reason: string
}
export type Checklist = {
  items: readonly string[]
  /** The list that holds now; none: the default holds. */
  since: ChecklistVersion | null
  history: readonly ChecklistVersion[]
  /** What holds until an area sets a list. */
  usual: readonly string[]
}

const longest = 200
const most = 30

/** What a change of the list did: what is asked now and was not, what is not asked any more, and whether the order moved. */
export const changesBetween = (before: readonly string[], after: readonly string[]) => {
  const kept = before.filter((item) => after.includes(item))
  return {
    added: after.filter((item) => !before.includes(item)),
    retired: before.filter((item) => !after.includes(item)),
    isMoved: kept.join('\n') !== after.filter((item) => before.includes(item)).join('\n'),
  }
}

export const placeName = (index: number): string => `place-${index}`
export const retireName = (index: number): string => `retire-${index}`
/** Which list a form was filled in for: another one since then means that somebody else was quicker. */
export const versionOf = ({ history }: Pick<Checklist, 'history'>): string => String(history.length)

export type ChecklistChange = { items: string[]; reason: string; isConfirmed: boolean }

/** The form that changes the list: each item has a place or is retired, and one can be added at the end or where it is put. */
export const checklistForm = (now: Pick<Checklist, 'items' | 'history'>) =>
  z.record(z.string(), z.string().optional().catch(undefined)).transform((typed, context): ChecklistChange => {
    const issue = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    if (typed.version !== versionOf(now))
      issue('reason', 'Somebody else has just changed the list. It is shown as it is now: make your change again')
    const placed = now.items.flatMap((item, index) => {
      if (typed[retireName(index)] === 'yes') return []
      const place = placeIn(typed[placeName(index)])
      if (place === null) issue(placeName(index), 'Enter its place: a whole number from 1')
      // Put where another stands, it comes before that one when it moves up, and after it when it moves down.
      const to = place ?? index + 1
      return [{ item, place: to + Math.sign(to - index - 1) / 2 }]
    })
    const added = typed.add?.trim() ?? ''
    if (added.length > longest) issue('add', `Write ${longest} characters or fewer`)
    if (now.items.some((item) => item.toLowerCase() === added.toLowerCase())) issue('add', 'This is asked already')
    const addAt = typed.addAt?.trim() ? placeIn(typed.addAt) : placed.length + 1
    if (added && addAt === null) issue('addAt', 'Enter its place: a whole number from 1, or leave it empty')
    const all = added ? [...placed, { item: added, place: (addAt ?? placed.length + 1) - 0.5 }] : placed
    const items = all.toSorted((a, b) => a.place - b.place).map(({ item }) => item)
    if (items.length === 0) issue('add', 'Keep at least one item, or add one')
    if (items.length > most) issue('add', `Keep ${most} items or fewer: nobody reads a longer list`)
    if (context.issues.length === 0 && items.join('\n') === now.items.join('\n'))
      issue('add', 'Nothing has changed yet: add an item, retire one, or give one another place')
    const reason = typed.reason?.trim() ?? ''
    if (reason.length < 10) issue('reason', 'Enter the reason: who agreed to it, and where that is written')
    if (reason.length > 1000) issue('reason', 'Write 1,000 characters or fewer')
    return { items, reason, isConfirmed: typed.confirmed === 'yes' }
  })

const placeIn = (typed: string | undefined): number | null => {
  const text = typed?.trim() ?? ''
  return /^\d{1,2}$/.test(text) && Number(text) >= 1 ? Number(text) : null
}
