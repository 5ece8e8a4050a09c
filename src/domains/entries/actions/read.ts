import type { Work } from '../../../platform/request.ts'
import { dayText, timeText } from '../../../platform/times.ts'
import { NotFound } from '../../../platform/web.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import type { EntryType } from '../../../rules/entry-types.ts'
import type { Services } from '../../../rules/services.ts'
import { releaseChecklistAt } from '../../local-policy/index.ts'
import { entryForms } from '../model/entry-forms.ts'
import type { EntryInput, FormAbout, Named } from '../model/entry-input.ts'
import {
  alike,
  conditionsOf,
  dutiesOfFact,
  type EntryRow,
  entriesOfFact,
  entriesOfTypes,
  oneEntry,
  perpetratorsOf,
  pointsOf,
} from '../store.ts'
import { detailsOf } from './record.ts'

/** What the form of this type needs to know of the case. A type without a form is written down elsewhere. */
export const formAbout = async ({ tx, now }: Work, caseId: string, type: EntryType): Promise<FormAbout> => {
  const form = entryForms[type]
  if (!form) throw new NotFound()
  const asksOrder = form.fields.some(({ kind }) => kind === 'order')
  return {
    ...{ type, now, form: await withAreasList(tx, now, form) },
    suspects: await perpetratorsOf(tx, caseId),
    orders: asksOrder ? ordersFrom(await entriesOfTypes(tx, caseId, ['orders.made', 'orders.notice-given'])) : [],
  }
}

/** The list before a release is the area’s own, as it is asked now (BL-16). */
const withAreasList = async (tx: Work['tx'], now: Date, form: FormAbout['form']): Promise<FormAbout['form']> => {
  if (!form.fields.some((field) => field.kind === 'points' && field.isAreas)) return form
  const points = await releaseChecklistAt(tx, now)
  return {
    ...form,
    fields: form.fields.map((field) => (field.kind === 'points' && field.isAreas ? { ...field, points } : field)),
  }
}

/** Each order that was made here, as it is called in a list. */
const ordersFrom = (entries: readonly EntryRow[]): Named[] =>
  [...Map.groupBy(entries, ({ factId }) => factId)].flatMap(([id, ofFact]) => {
    const last = ofFact.findLast(({ relation }) => relation !== 'confirms') ?? ofFact[0]
    if (!last || detailsOf(last).neverHappened) return []
    return [{ id, name: `${detailsOf(last).orderKind ?? 'Order'}, ${dayText(last.happenedFrom)}` }]
  })

/** The witness care unit hears from the court itself: its form says so from the start. */
export const answerOn = ({ form }: FormAbout, { actor, now }: Work): Record<string, string> =>
  form.isReceived && bodyOf(actor.agencyKind) === 'wcu'
    ? { receivedDay: dayText(now), receivedTime: timeText(now) }
    : {}

const twoDays = 48 * 3_600_000

/** What may be the same thing: of this kind, about this suspect, within 48 hours. */
export const sameFacts = ({ tx }: Work, caseId: string, type: EntryType, { happened, suspectId }: EntryInput) =>
  alike(tx, {
    ...{ caseId, type, suspectId },
    from: new Date(happened.from.getTime() - twoDays),
    until: new Date(happened.until.getTime() + twoDays),
  })

export type FactPage = Awaited<ReturnType<typeof factPage>>

/** One entry with the rest of its fact, its duties, its conditions and its points. */
export const factPage = async (_services: Services, { tx }: Work, caseId: string, entryId: string) => {
  const entry = await oneEntry(tx, caseId, entryId)
  if (!entry) throw new NotFound()
  const all = await entriesOfFact(tx, caseId, entry.factId)
  return {
    entry,
    all,
    duties: await dutiesOfFact(tx, caseId, entry.id, entry.factId),
    conditions: (await conditionsOf(tx, caseId)).filter(
      ({ factId, setFactId }) => factId === entry.factId || setFactId === entry.factId,
    ),
    points: (await pointsOf(tx, caseId)).filter((point) => all.some(({ id }) => id === point.entryId)),
    latency: latencyOf(all),
  }
}

/** From the court's decision until the body that must tell had it: measured, never a permission to wait (BL-05). */
export const latencyOf = (
  entries: readonly Pick<EntryRow, 'happenedFrom' | 'receivedAt' | 'relation'>[],
): { from: Date; until: Date } | null => {
  const from = entries.findLast(({ relation }) => relation !== 'confirms')?.happenedFrom ?? entries[0]?.happenedFrom
  const received = entries.flatMap(({ receivedAt }) => receivedAt ?? [])[0]
  return from && received ? { from, until: received } : null
}
