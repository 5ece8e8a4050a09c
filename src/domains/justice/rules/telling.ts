import { nextShift, release, workingDays } from '../../../rules/clocks.ts'
import type { Body } from '../../../rules/entry.ts'
import type { EntryType } from '../../../rules/entry-types.ts'
import { told } from '../../../rules/kinds.ts'
import type { Condition, Example, Rule, Source } from '../../../rules/rule.ts'
import { earlierCode, victimsCode } from '../../../rules/sources.ts'

type Version = '2006' | '2013' | '2015' | '2021'
type Code = { inForce: Rule['inForce']; source: Source | null; confidence: Rule['confidence'] }

/** The Codes of their day. For victims of domestic abuse each gave one working day. */
const codes: Record<Version, Code> = {
  '2006': {
    inForce: { from: '2006-04-03', to: '2013-12-09' },
    source: earlierCode("Victims' Code of 2006: vulnerable or intimidated victims"),
    confidence: 'MEDIUM',
  },
  '2013': {
    inForce: { from: '2013-12-10', to: '2015-11-15' },
    source: earlierCode("Victims' Code of 2013: enhanced entitlements"),
    confidence: 'MEDIUM',
  },
  '2015': {
    inForce: { from: '2015-11-16', to: '2021-03-31' },
    source: earlierCode("Victims' Code of 2015: enhanced entitlements"),
    confidence: 'MEDIUM',
  },
  '2021': { inForce: { from: '2021-04-01', to: null }, source: null, confidence: 'HIGH' },
}
const versions: readonly Version[] = ['2006', '2013', '2015', '2021']

type Days = { happened: string; statutory: string; shift: string; hour: string; because: string }
const fromTheEvent: Record<Version, [Days, Days]> = {
  '2006': [
    {
      because: 'the Friday before the Jubilee holidays of 2012',
      happened: '2012-06-01T18:00',
      statutory: '2012-06-06T23:59:59',
      shift: '2012-06-02T07:00:00',
      hour: '2012-06-01T19:00:00',
    },
    {
      because: 'the day before Good Friday 2013',
      happened: '2013-03-28T12:00',
      statutory: '2013-04-02T23:59:59',
      shift: '2013-03-28T23:00:00',
      hour: '2013-03-28T13:00:00',
    },
  ],
  '2013': [
    {
      because: 'Christmas Eve 2013',
      happened: '2013-12-24T10:00',
      statutory: '2013-12-27T23:59:59',
      shift: '2013-12-24T23:00:00',
      hour: '2013-12-24T11:00:00',
    },
    {
      because: 'the day before Good Friday 2014',
      happened: '2014-04-17T16:00',
      statutory: '2014-04-22T23:59:59',
      shift: '2014-04-18T07:00:00',
      hour: '2014-04-17T17:00:00',
    },
  ],
  '2015': [
    {
      because: 'Christmas Eve 2015, at the change of shift',
      happened: '2015-12-24T15:00',
      statutory: '2015-12-29T23:59:59',
      shift: '2015-12-25T07:00:00',
      hour: '2015-12-24T16:00:00',
    },
    {
      because: 'the day before the moved holiday of May 2020',
      happened: '2020-05-07T10:00',
      statutory: '2020-05-11T23:59:59',
      shift: '2020-05-07T23:00:00',
      hour: '2020-05-07T11:00:00',
    },
  ],
  '2021': [
    {
      because: 'Christmas Eve 2026, with 25 and 28 December off',
      happened: '2026-12-24T15:50',
      statutory: '2026-12-29T23:59:59',
      shift: '2026-12-25T07:00:00',
      hour: '2026-12-24T16:50:00',
    },
    {
      because: 'the Friday before the state funeral of 2022',
      happened: '2022-09-16T12:00',
      statutory: '2022-09-20T23:59:59',
      shift: '2022-09-16T23:00:00',
      hour: '2022-09-16T13:00:00',
    },
  ],
}
/** Decided before a holiday, received after it: the clock starts at receipt. */
const received: Record<Version, [happened: string, received: string, due: string]> = {
  '2006': ['2012-06-01T16:35', '2012-06-06T09:10', '2012-06-07T23:59:59'],
  '2013': ['2014-04-17T16:35', '2014-04-22T09:10', '2014-04-23T23:59:59'],
  '2015': ['2020-05-07T16:35', '2020-05-11T09:10', '2020-05-12T23:59:59'],
  '2021': ['2027-04-30T16:35', '2027-05-04T09:10', '2027-05-05T23:59:59'],
}

export type Telling = {
  id: string
  code: string
  on: EntryType[]
  when?: Condition[]
  holder: Body
  task: string
  /** The first Code that named it. */
  since: Version
  /** Where the victim is told from: the event, or its receipt from court or CPS. */
  from?: 'happened' | 'received'
  /** Working days without enhanced rights. */
  standard?: number
  isRelease?: true
  right: 'R3' | 'R4' | 'R6' | 'R8' | 'R9' | 'R11'
  confidence?: Rule['confidence']
}

const rights = {
  R3: 'Right 3: to be provided with information when reporting the crime',
  R4: 'Right 4: to be referred to services that support victims',
  R6: 'Right 6: to be provided with information about the investigation and prosecution',
  R8: 'Right 8: to be given information about the trial, trial process and role as a witness',
  R9: 'Right 9: to be given information about the outcome of the case and any appeals',
  R11: 'Right 11: to be given information about the offender following a conviction',
}

/** One duty to tell, in every Code that had it: one working day at the enhanced level. */
export const telling = ({ since, from = 'happened', standard = 5, isRelease, confidence, ...what }: Telling): Rule[] =>
  versions.slice(versions.indexOf(since)).map((version) => {
    const code = codes[version]
    return {
      ...what,
      version,
      owedTo: 'each person',
      ownedBy: 'holder',
      clocks: { statutory: workingDays(1, from, standard), safety: isRelease ? release : nextShift },
      metBy: { types: told },
      source: code.source ?? victimsCode(rights[what.right]),
      inForce: code.inForce,
      confidence: version === '2021' ? (confidence ?? code.confidence) : code.confidence,
      examples: examplesOf(version, from, isRelease),
    }
  })

const examplesOf = (version: Version, from: 'happened' | 'received', isRelease: true | undefined): Example[] => {
  const atOnce = fromTheEvent[version].map(({ because, happened, statutory, shift, hour }) => ({
    because,
    happened,
    ...(from === 'received' && { received: happened }),
    statutoryDue: statutory,
    safetyDue: isRelease ? hour : shift,
  }))
  const [happened, receivedAt, statutoryDue] = received[version]
  const because = 'decided before a holiday, received after it'
  return from === 'happened' ? atOnce : [...atOnce, { because, happened, received: receivedAt, statutoryDue }]
}
