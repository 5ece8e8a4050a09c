import { isEntryType, labelOf } from '../../../rules/entry-types.ts'
import { bodyLabels } from '../../../rules/labels.ts'
import type { Rule } from '../../../rules/rule.ts'
import { monthWords } from './periods.ts'

/** How a part of a line looks in the picture; its words say the same. */
export type Look = 'good' | 'soon' | 'late' | 'open' | 'other'
export type Part = { code: string; text: string; look: Look }

/** One report, as data: what it counts, and what each code that the database gives back is called. */
export type Report = {
  name: ReportName
  title: string
  /** What it answers, in one sentence. */
  asks: string
  /** What is counted, and by which moment it falls into a quarter. */
  counts: string
  source: string
  parts: readonly Part[]
  section: (code: string) => string
  line: (code: string, rules: readonly Rule[]) => string
  /** The order of the lines, where it is not that of their codes. */
  order?: readonly string[]
  /** Heads of the columns of times; the database gives none where too few went into them. */
  middle?: string
  longest?: string
  later?: string
  /** Each line is a whole of its own kind with parts of its own: drawn as a list, not as one bar. */
  isList?: true
  /** What one of the things counted is called: telling, tellings. */
  unit: readonly [string, string]
}

export const reportNames = [
  'stops',
  'tellings',
  'court-latency',
  'triggers',
  'equality',
  'feedback',
  'children',
] as const
export type ReportName = (typeof reportNames)[number]

const good = (code: string, text: string): Part => ({ code, text, look: 'good' })
const soon = (code: string, text: string): Part => ({ code, text, look: 'soon' })
const late = (code: string, text: string): Part => ({ code, text, look: 'late' })
const open = (code: string, text: string): Part => ({ code, text, look: 'open' })
const other = (code: string, text: string): Part => ({ code, text, look: 'other' })
const same = (...words: readonly string[]): Part[] => words.map((text) => other(text, capital(text)))

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
const labels: Record<string, string> = bodyLabels
const bodyLabel = (body: string): string => labels[body] ?? capital(body)

const stopLine = (code: string): string => {
  const [body = '', reason = ''] = code.split('|')
  if (reason === 'not investigated') return 'Police: not investigated'
  return `${body === 'not said' ? 'Who decided was not entered' : bodyLabel(body)}: ${reason}`
}
/** What the first rule of that code asks for. */
const taskOf = (code: string, rules: readonly Rule[]): string => rules.find((rule) => rule.code === code)?.task ?? code
const entryWords = (type: string): string => (isEntryType(type) ? labelOf(type) : type)

const equalityLines: Record<string, string> = {
  gender: 'Gender of the person harmed',
  'gender-reported': 'Gender of the person reported',
  relationship: 'How the two are connected',
  age: 'Age of the person harmed when the case was opened',
  language: 'Language',
  communication: 'What they need to understand and be understood',
  orientation: 'Sexual orientation',
  trans: 'Gender the same as registered at birth',
  disability: 'Disability: a condition that limits daily life',
  ethnicity: 'Ethnic group',
}

/** The set of reports. A report is a line here and a count in the database; page, picture and file are the same for all. */
export const reports: Record<ReportName, Report> = {
  stops: {
    name: 'stops',
    title: 'Decisions to stop',
    asks: 'Which cases were stopped before or after charge, who decided, on what ground, and was the victim told?',
    counts: 'Each decision to stop or not to investigate counts once, in the quarter in which it was made.',
    source: 'College of Policing guidance: discontinuance (DC-04)',
    parts: [
      good('told in time', 'Told within the law’s clock'),
      late('told late', 'Told after it'),
      open('not told yet', 'Not told yet, clock runs'),
      late('not told, late', 'Not told, clock is over'),
      other('not told, closed', 'Own choice, or could not be told'),
      other('no duty', 'No duty to tell was raised'),
    ],
    section: (code) =>
      code === 'after-charge' ? 'After charge' : code === 'before-charge' ? 'Before charge' : 'Stage not entered',
    line: stopLine,
    middle: 'Half were told within',
    unit: ['decision', 'decisions'],
  },
  tellings: {
    name: 'tellings',
    title: 'Telling in time',
    asks: 'Are victims told within the safety clock and within the law’s clock, and by whom not?',
    counts:
      'Each duty to tell somebody counts once, in the quarter in which it came up. It stands in one column: the furthest clock that was missed.',
    source: 'Victims’ Code, and College of Policing guidance: as soon as possible (VC-13)',
    parts: [
      good('told in time', 'Told within both clocks'),
      soon('told after safety', 'Told after safety’s, within the law’s'),
      late('told after law', 'Told after the law’s'),
      open('open', 'Not told yet, both run'),
      soon('open after safety', 'Not told, safety’s is over'),
      late('open after law', 'Not told, the law’s is over'),
      other('not told, closed', 'Own choice, or could not be told'),
    ],
    section: bodyLabel,
    line: taskOf,
    middle: 'Half were told within, from when it was known',
    unit: ['telling', 'tellings'],
  },
  'court-latency': {
    name: 'court-latency',
    title: 'How long the court’s word takes',
    asks: 'How long from the court’s decision until the body that must tell has it, and until the victim is told?',
    counts:
      'Each bail decision, warrant, end of a trial and sentence counts once, in the month of the decision. Receipt is the first time that anybody here had it from the court.',
    source: 'College of Policing guidance: bail; the court should pass it on within one working day (BL-05)',
    parts: [
      good('same day', 'Received the same day'),
      good('next working day', 'By the end of the next working day'),
      late('later', 'Over one working day'),
      open('not received', 'No receipt entered'),
    ],
    section: () => 'By month of the decision',
    line: monthWords,
    middle: 'Half had it within',
    longest: 'Longest, at most',
    later: 'Half of those told were told within',
    unit: ['decision', 'decisions'],
  },
  triggers: {
    name: 'triggers',
    title: 'Answers to a change',
    asks: 'When something changed, how soon were the risk and the plan reviewed?',
    counts:
      'Each change counts once for the review of the risk and once for that of the plan, in the quarter in which it asked for it. One review may answer several.',
    source: 'College of Policing guidance: trigger points and significant change (TP-01 to TP-13)',
    parts: [
      good('done in time', 'Done in time'),
      late('done late', 'Done late'),
      open('open', 'Open, clock runs'),
      late('open, late', 'Open, clock is over'),
    ],
    section: (code) => (code === 'RISK_REVIEW' ? 'Risk review' : 'Plan review'),
    line: entryWords,
    middle: 'Half were done within',
    unit: ['answer', 'answers'],
  },
  equality: {
    name: 'equality',
    title: 'Who the cases are about',
    asks: 'Does help reach everybody, whatever their gender, orientation, age, disability, ethnic group or tie to the person reported?',
    counts:
      'Each person harmed counts once, by the first of their cases that was opened in the quarter. "Not recorded" means that nobody wrote it down.',
    source: 'County strategy: whom it covers (CC-13)',
    parts: same(
      ...['woman', 'man', 'another term'],
      ...['partner, now or before', 'family', 'not personally connected'],
      ...['under 16', '16 or 17', '18 to 24', '25 to 34', '35 to 44', '45 to 54', '55 to 64', '65 or over'],
      ...['English', 'another language', 'a need is recorded'],
      ...['straight or heterosexual', 'gay or lesbian', 'bisexual', 'another orientation'],
      ...['yes', 'yes, a lot', 'yes, a little', 'no'],
      ...['Asian or Asian British', 'Black, Black British, Caribbean or African', 'mixed or more than one', 'white'],
      ...['another ethnic group', 'chose not to say', 'not asked', 'not recorded'],
    ),
    section: () => 'People harmed',
    line: (code) => equalityLines[code] ?? code,
    order: Object.keys(equalityLines),
    isList: true,
    unit: ['person', 'people'],
  },
  feedback: {
    name: 'feedback',
    title: 'Respected, believed, informed',
    asks: 'Do people say that each service kept to the standard?',
    counts:
      'The last answer of each person about each service in the quarter counts. Who chose not to answer is not counted.',
    source: 'College of Policing guidance: survivors’ charter (VC-16)',
    parts: [
      good('yes', 'Yes'),
      soon('partly', 'Partly'),
      late('no', 'No'),
      other('chose not to say', 'Chose not to say'),
    ],
    section: (agency) => agency,
    line: capital,
    order: ['respected', 'believed', 'informed'],
    unit: ['answer', 'answers'],
  },
  children: {
    name: 'children',
    title: 'What is seen in children',
    asks: 'How many children are seen to be low or afraid, and how many to be angry or in trouble, so that support fits?',
    counts:
      'Each child counts once for each kind, in the quarter in which it was seen. The report says nothing of whom.',
    source: 'County strategy, Aim 3 (CH-14)',
    parts: [other('inward', 'Inward'), other('outward', 'Outward')],
    section: () => 'Children in cases',
    line: () => 'Seen',
    unit: ['child', 'children'],
  },
}
