import { z } from 'zod'
import { formats, type Sheet } from '../../platform/exports.ts'
import { optionalText, text } from '../../platform/fields.ts'
import { dayText, timeText } from '../../platform/times.ts'
import { type BoardName, boardNames, type CaseRow, type DutyRow } from '../boards/index.ts'
import { bodyName } from '../entries/index.ts'

export const listWords: Record<BoardName, string> = {
  mine: 'My duties',
  cases: 'My cases',
  team: 'Team duties',
  'team-cases': 'Team cases',
}
export const isList = (name: string): name is BoardName => boardNames.some((each) => each === name)
export const listName = (name: string): string => (isList(name) ? listWords[name] : name)
export const formatWords = { csv: 'CSV', xlsx: 'Excel (XLSX)' } as const

const at = (moment: Date | null): string => (moment ? `${dayText(moment)} ${timeText(moment)}` : '')
const level = (known: string | null): string => known ?? 'none yet'
type Column<Row> = readonly [head: string, cell: (row: Row) => string]

// Named one by one: what is not named here leaves in no list. Nobody who is in a case is, and no way to reach anybody.
const ofCases: readonly Column<CaseRow>[] = [
  ['Case', ({ reference }) => reference],
  ['Level', (row) => level(row.level)],
  ['Next due', ({ nextDueAt }) => at(nextDueAt)],
  ['Open duties', ({ openDuties }) => String(openDuties)],
  ['Contact lead', ({ contactLeadName }) => contactLeadName],
  ['Level review', ({ levelReviewOn }) => levelReviewOn ?? ''],
  ['Opened', ({ openedAt }) => dayText(openedAt)],
]
const ofDuties: readonly Column<DutyRow>[] = [
  ['Case', ({ reference }) => reference],
  ['Level', (row) => level(row.level)],
  ['What', ({ task }) => task],
  ['Safety clock', ({ safetyDueAt }) => at(safetyDueAt)],
  ['Law clock', ({ statutoryDueAt }) => at(statutoryDueAt)],
  ['Held by', ({ holder }) => bodyName(holder)],
  ['Owner', ({ ownerName }) => ownerName],
]
const sheet = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Sheet => ({
  columns: columns.map(([head]) => head),
  rows: rows.map((row) => columns.map(([, cell]) => cell(row))),
})
export const sheetOfCases = (rows: readonly CaseRow[]): Sheet => sheet(ofCases, rows)
export const sheetOfDuties = (rows: readonly DutyRow[]): Sheet => sheet(ofDuties, rows)

/** More than anybody reads: a report counts what is longer. */
export const mostRows = 5_000

export const listQuery = z.object({
  list: z.enum(boardNames),
  query: z
    .string()
    .max(300)
    .default('')
    .transform((typed) => new URLSearchParams(typed).toString()),
})

export const newForm = (needsTwo: boolean) =>
  z
    .object({
      format: z.enum(formats, 'Select what kind of file'),
      why: text('Enter what it is for', 500),
      forWhom: text('Enter who will have it', 200),
      approverId: z.union([z.uuid(), z.literal('')]).default(''),
    })
    .superRefine(({ approverId }, context) => {
      if (needsTwo && approverId === '')
        context.addIssue({ code: 'custom', path: ['approverId'], message: 'Select the second person' })
    })
export type NewForm = z.infer<ReturnType<typeof newForm>>

export const answerForm = z
  .object({ answer: z.enum(['approve', 'refuse'], 'Select what you decide'), why: optionalText(500) })
  .superRefine(({ answer, why }, context) => {
    if (answer === 'refuse' && !why) context.addIssue({ code: 'custom', path: ['why'], message: 'Enter why not' })
  })

export const stateWords: Record<string, string> = {
  asked: 'Waits for a second person',
  approved: 'Approved, not taken yet',
  released: 'Taken',
  refused: 'Refused',
  void: 'Void',
  withdrawn: 'Taken back',
}
const voidWords: Record<string, string> = {
  over: 'Its time is over',
  more: 'With what you took out since, it is about more than 25 people: that takes two',
  person: 'The second person can have no part in it any more',
  changed: 'You no longer see all of these cases',
  content: 'What is kept of it is not what was asked for',
}
export const voidText = (code: string): string => voidWords[code] ?? code
export const isFormat = (format: string): format is (typeof formats)[number] => formats.some((each) => each === format)
