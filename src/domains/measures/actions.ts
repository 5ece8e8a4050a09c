import { randomUUID } from 'node:crypto'
import { deviceTokenOf } from '../../platform/blind-tokens.ts'
import type { Work } from '../../platform/request.ts'
import { dayEnds } from '../../platform/times.ts'
import { openEach, sealFor } from '../../platform/vault.ts'
import { bodyOf } from '../../rules/body-of.ts'
import { dutyKey } from '../../rules/duty.ts'
import { record } from '../../rules/record.ts'
import type { Services } from '../../rules/services.ts'
import { openForNews } from '../cases/index.ts'
import { toldLine } from '../safe-contact/index.ts'
import { type Answers, answersStored, holdersIn, numbersIn, partnersIn, type Taken } from './model/forms.ts'
import { isOver, kindOf } from './model/kinds.ts'
import type { Kind, Step } from './model/machine.ts'
import { nextStep } from './rules.ts'
import {
  firstStepsOf,
  insertMarks,
  insertMeasure,
  insertStep,
  keepDeviceNumbers,
  type MarkRow,
  type MeasureRow,
  marksOf,
  type StepRow,
  stepsOf,
} from './store.ts'

const table = 'vault.measure_step'
const column = 'content'

export type TakenStep = Omit<StepRow, 'content'> & {
  /** Null where the key of the person was erased, and with it every word. */
  answers: Answers | null
}
export const openSteps = async (services: Services, { tx }: Work, row: MeasureRow): Promise<TakenStep[]> => {
  const rows = await stepsOf(tx, row.caseId, row.id)
  const texts = await openEach(
    services,
    tx,
    row.personId,
    rows.map(({ id, content }) => ({ table, column, row: id, sealed: content })),
  )
  return rows.map(({ content: _, ...rest }, index) => {
    const words = texts[index] ?? null
    return { ...rest, answers: words === null ? null : answersStored.parse(JSON.parse(words)) }
  })
}

/** What each measure of a case is called: by its kind, its device, or, of home security, by its item. */
export const calledOf = async (
  services: Services,
  { tx }: Work,
  caseId: string,
  rows: readonly MeasureRow[],
): Promise<Map<string, string>> => {
  const called = new Map(rows.map(({ id, kind, device }) => [id, device ?? kindOf(kind).name]))
  const byItem = new Map(rows.flatMap(({ id, kind }) => (kindOf(kind).calledBy ? [[id, kindOf(kind).calledBy]] : [])))
  if (byItem.size === 0) return called
  const firsts = (await firstStepsOf(tx, caseId)).filter(({ measureId }) => byItem.has(measureId))
  for (const [personId, own] of Map.groupBy(firsts, (step) => step.personId)) {
    const sealed = own.map(({ id, content }) => ({ table, column, row: id, sealed: content }))
    const texts = await openEach(services, tx, personId, sealed)
    for (const [index, { measureId }] of own.entries()) {
      const words = texts[index]
      const answers = words ? answersStored.parse(JSON.parse(words)) : {}
      const name = answers[byItem.get(measureId) ?? '']
      if (name) called.set(measureId, name)
    }
  }
  return called
}

type About = {
  id: string
  caseId: string
  personId: string
  version: number
  state: string
  factId: string | null
  round: number
}
type Next = { kind: Kind; step: Step; taken: Taken; marks: readonly MarkRow[] }

/** Begins a measure with its first step. Gives its id. */
export const beginMeasure = async (
  services: Services,
  work: Work,
  caseId: string,
  {
    personId,
    deviceKindId,
    parentId,
    ...next
  }: Omit<Next, 'marks'> & { personId: string; deviceKindId: string | null; parentId: string | null },
): Promise<string> => {
  const { tx, now, actor } = work
  const id = randomUUID()
  await openForNews(services, work, caseId, 'something is put in place to protect')
  await insertMeasure(tx, {
    ...{ id, caseId, personId, kind: next.kind.code, deviceKindId, parentId, ownerId: next.taken.ownerId ?? actor.id },
    ...{ agencyId: actor.agencyId, begunBy: actor.id, begunAt: now },
  })
  const about = { id, caseId, personId, version: 0, state: '', factId: null, round: 0 }
  await move(services, work, about, { ...next, marks: [] })
  return id
}

/** Takes one step: it answers the duty of the one before, and raises that of the next. The machine in the database has the last word. */
export const takeStep = async (
  services: Services,
  work: Work,
  row: MeasureRow,
  next: { step: Step; taken: Taken },
): Promise<void> => {
  const marks = await marksOf(work.tx, row.caseId, row.id)
  await move(services, work, row, { kind: kindOf(row.kind), ...next, marks })
  if (row.kind === 'device') await knowDevice(services, work, row)
}

/** Each step of a device keeps the numbers that it has, so that one of before there were marks is known from its next test on (TD-02). */
const knowDevice = async (services: Services, work: Work, row: MeasureRow): Promise<void> => {
  const numbers = numbersIn(await openSteps(services, work, row))
  const marks = numbers.flatMap((number) => deviceTokenOf(services.secret, number) ?? [])
  if (marks.length > 0) await keepDeviceNumbers(work.tx, row.id, marks)
}

const move = async (
  services: Services,
  work: Work,
  about: About,
  { kind, step, taken, marks }: Next,
): Promise<void> => {
  const { tx, now, actor } = work
  const { id: measureId, caseId, personId } = about
  const { happenedOn, ownerId, nextOn, isKnown } = taken
  const next = ownerId && nextOn ? { ownerId, endsOn: nextOn } : {}
  const tells = about.factId ? { tells: [dutyKey(about.factId, nextStep)] } : {}
  const { factId } = await record(services, work, {
    ...{ caseId, type: isOver(kind, step.to) ? 'measures.ended' : 'measures.moved' },
    happened: { ...dayEnds(happenedOn), precision: 'day' },
    ...{ knownAt: now, body: bodyOf(actor.agencyKind), toldBy: null },
    // Words of the kind, and nobody’s own: what was said stays sealed.
    what: `${kind.name}: ${kind.states[step.to] ?? step.to}. ${toldLine[isKnown]}`,
    details: { ...tells, ...next, isKnown, protectsId: personId },
  })
  const id = randomUUID()
  const content = await sealFor(services, work, { personId, table, column, row: id }, JSON.stringify(taken.answers))
  const by = { agencyId: actor.agencyId, takenBy: actor.id, takenAt: now }
  await insertStep(tx, {
    ...{ id, measureId, caseId, personId, version: about.version + 1, step: step.code, fromState: about.state },
    ...{ toState: step.to, happenedOn, content, factId, ownerId, nextOn, ...by },
  })
  if (!step.asksPartners) return
  // Whoever may hold a mark is asked each time, until it is off (SA-11, INV-61).
  const partners = partnersIn([...holdersIn(marks), taken.answers.asked ?? ''].join('\n'))
  const asked = { measureId, caseId, personId, round: about.round + 1, asks: step.asksPartners, askedOn: happenedOn }
  await insertMarks(
    tx,
    partners.map((partner) => ({ ...asked, partner })),
  )
}
