import { audit } from '../../../platform/audit/write.ts'
import type { Work } from '../../../platform/request.ts'
import { dayText } from '../../../platform/times.ts'
import { highestAt } from '../../../rules/derive-case.ts'
import { detailsSchema, type Grade } from '../../../rules/entry.ts'
import { abuse } from '../../../rules/kinds.ts'
import type { Services } from '../../../rules/services.ts'
import type { CaseTop } from '../../cases/index.ts'
import { entriesOfTypes, entryLabel } from '../../entries/index.ts'
import { type Order, ordersOn, orderTypes } from '../../orders/index.ts'
import { currentLevel, levelsOf, type SignFound, signsFound } from '../../risk/index.ts'
import type { SummaryForm } from '../model/forms.ts'
import { factors } from '../model/menu.ts'
import { interventionsOf } from '../store/case.ts'

export type Summary = {
  current: { level: Grade; reasons: string; at: Date; by: string; person: string } | null
  moves: { at: Date; level: Grade | null }[]
  /** Signs by their names alone: the words of answers stay with those who were asked. */
  signs: { words: string; at: Date; by: string }[]
  dangers: { words: string; at: Date }[]
  incidents: { label: string; count: number; first: Date; last: Date }[]
  orders: Order[]
  /** What is done about the person reported; never what is done with the person harmed. */
  measures: { name: string; state: string; dueOn: string; leadAgency: string }[]
}

/** What is on record and shown to whoever makes it; none of it is anybody's own words. */
export const summaryOf = async (work: Work, { caseId, openedAt }: CaseTop): Promise<Summary> => {
  const { tx, now } = work
  const levels = await levelsOf(tx, caseId)
  const held = [...Map.groupBy(levels, ({ agencyId, personId }) => `${agencyId} ${personId}`).values()].flatMap(
    (each) => currentLevel(each) ?? [],
  )
  const [highest] = held.toSorted(
    (a, b) => order(b.level) - order(a.level) || b.decidedAt.getTime() - a.decidedAt.getTime(),
  )
  const found = await signsFound(work, caseId)
  const facts = factsOf(await entriesOfTypes(tx, caseId, abuse))
  return {
    current: highest
      ? {
          ...{ level: highest.level, reasons: highest.reasons, at: highest.decidedAt, person: highest.personName },
          by: `${highest.decidedByName}, ${highest.agencyName}`,
        }
      : null,
    moves: movesIn(levels, openedAt),
    signs: found
      .filter(({ factor }) => factor.startsWith('sign:'))
      .map(({ factor, at, by }) => ({ words: factors.get(factor) ?? factor, at, by })),
    dangers: latestOf(found.filter(({ factor }) => factor.startsWith('danger:'))),
    incidents: [...Map.groupBy(facts, ({ type }) => type)].map(([type, rows]) => {
      const times = rows.map(({ happenedFrom }) => happenedFrom.getTime())
      const [first, last] = [new Date(Math.min(...times)), new Date(Math.max(...times))]
      return { label: entryLabel(type), count: rows.length, first, last }
    }),
    orders: ordersOn(await entriesOfTypes(tx, caseId, orderTypes), dayText(now)),
    // One of somebody’s own is named in their own words: those stay on the case.
    measures: (await interventionsOf(tx, caseId))
      .filter(({ side }) => side === 'reported')
      .map(({ item, name, state, dueOn, leadAgency }) => ({
        ...{
          state,
          dueOn,
          name: item === null ? 'Another intervention' : name,
          leadAgency: leadAgency ?? 'A body outside',
        },
      })),
  }
}

const order = (level: Grade): number => ({ standard: 0, medium: 1, high: 2 })[level]

type Entry = Awaited<ReturnType<typeof entriesOfTypes>>[number]
/** Each fact as it was last set right; one that never happened is left out. */
const factsOf = (entries: readonly Entry[]): Entry[] =>
  [...Map.groupBy(entries, ({ factId }) => factId).values()].flatMap((rows) => {
    const last = rows.findLast(({ relation }) => relation !== 'confirms') ?? rows[0]
    return last && !detailsSchema.catch({}).parse(last.details).neverHappened ? [last] : []
  })

/** The newest word on each who may come to harm. */
const latestOf = (found: readonly SignFound[]): Summary['dangers'] =>
  found
    .filter((one, index) => found.findIndex(({ factor }) => factor === one.factor) === index)
    .map(({ words, at }) => ({ words, at }))

type Levels = Awaited<ReturnType<typeof levelsOf>>
/** The highest level that any agency held, each time that it moved. */
const movesIn = (levels: Levels, openedAt: Date): Summary['moves'] => {
  const counted = levels
    .filter(({ proposal }) => proposal === null || proposal === 'agreed')
    .map(({ agencyId, personId, level, decidedAt }) => ({ agencyId, personId, level, at: decidedAt }))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const moments = [openedAt, ...counted.map(({ at }) => at).filter((at) => at > openedAt)]
  const all = moments.map((at) => ({ at, level: highestAt(counted, at) }))
  return all.filter(({ level }, index) => index === 0 || level !== all[index - 1]?.level)
}

/** That it was taken out, for whom and what for, is on the record before it leaves (INV-50). */
export const noteSummary = async (
  services: Pick<Services, 'secret' | 'keeper'>,
  work: Work,
  caseId: string,
  { recipient, purpose, request }: Pick<SummaryForm, 'recipient' | 'purpose'> & { request: string },
): Promise<void> => {
  const detail = `Summary for ${recipient}: ${purpose}`
  const row = { kind: 'export', route: '/cases/:caseId/interventions/summary', caseId, detail } as const
  await audit(services, work, { ...row, ...work.look, reference: request })
}
