import type { Body, DetailName, Grade } from './entry.ts'
import type { EntryType } from './entry-types.ts'
import type { PolicyName } from './policy.ts'
import type { WordGroup } from './words.ts'

/**
 * Which time starts a clock: one of the entry's, the day that it names (`date`: a hearing, an end, a release), or the
 * moment at which the duty itself came up (`raised`: an alert, an absence).
 */
export type StartsFrom = 'happened' | 'known' | 'received' | 'entered' | 'date' | 'raised'

/** A number of working days is never a number of court hours: two kinds, two calendars (INV-26). */
export type SimpleClock =
  | { kind: 'workingDays'; count: number | PolicyName; standardCount?: number; from: StartsFrom }
  | { kind: 'hours'; count: number | PolicyName; from: StartsFrom }
  | { kind: 'courtHours'; count: number; from: StartsFrom }
  | { kind: 'days'; count: number | PolicyName; from: StartsFrom }
  | { kind: 'endOfDay'; from: StartsFrom }
  | { kind: 'endOfNextShift'; from: StartsFrom }
  | { kind: 'hourOfNextWorkingDay'; hour: PolicyName; from: StartsFrom }
/** `afterSeparation`: one level shorter while a separation is recent. */
export type ClockByGrade = {
  kind: 'byGrade'
  high: SimpleClock
  medium: SimpleClock
  standard: SimpleClock
  afterSeparation?: true
}
export type Clock = SimpleClock | ClockByGrade

/** All of a rule's conditions must hold. What hangs on `says` is never certain, and quotes the words. */
export type Condition =
  | { is: 'detail'; name: DetailName; oneOf: (string | boolean | null)[] }
  | { is: 'detailAtLeast'; name: DetailName; count: number | PolicyName }
  | { is: 'detailBelow'; name: DetailName; count: number }
  | { is: 'by'; oneOf: Body[] }
  | { is: 'notBy'; oneOf: Body[] }
  | { is: 'says'; words: WordGroup[] }
  | { is: 'grade'; oneOf: Grade[] }
  | {
      is: 'earlier'
      types: EntryType[]
      months?: PolicyName
      atLeast?: number | PolicyName
      other?: ('day' | 'reporter')[]
      covering?: string
      ofOneSuspect?: true
    }
  /** `covering`: one that says what it stands for counts only where it stands for this. */
  | { is: 'noEarlier'; types: EntryType[]; months?: PolicyName; covering?: string }
  | { is: 'policy'; name: PolicyName; value: boolean }
  | { is: 'noneSince'; types: EntryType[]; since: EntryType[]; ofOneSuspect?: true }
  | { is: 'openDuty'; code: string }
  | { is: 'noOpenDuty'; code: string }
  | { is: 'any'; of: Condition[] }

/** Alerts on days counted back from a date that the entry names; an alert on a day off comes the working day before. */
export type LeadTimes = {
  date: 'hearingOn' | 'endsOn' | 'releaseOn'
  days: PolicyName
  /** Orders too short for the usual alerts have their own. */
  shortDays?: PolicyName
  onTheDay: boolean
  /** The date came to be known too late for one of the days: asked for at once, besides those still to come or instead of them. */
  shortNotice?: 'too' | 'only'
  /** Once this is decided, no more alerts come. */
  unless?: EntryType[]
}

export type Source = { title: string; section: string; url: string }
/** `named`: the person whom the entry names, chosen by whoever wrote it down. */
export type OwnedBy = 'holder' | 'risk lead' | 'plan lead' | 'contact lead' | 'recorder' | 'named'

/** A rule says: when this is entered, this body must do this, by then, because this document says so. */
export type Rule = {
  /** `<domain>/<duty-in-words>`; versions of one rule share it and differ in `version`. */
  id: string
  version: string
  code: string
  on: EntryType[]
  when?: Condition[]
  /** Raised only when this clock has run out with none of these entries: an absence is a duty. */
  absence?: { clock: Clock; unless: EntryType[]; orSameDay?: true }
  /** Raised when a person was told something that a correction has made wrong. */
  whenCorrected?: true
  /** Raised when the law's clock of another duty has run out and nobody has told. */
  whenLate?: string
  lead?: LeadTimes
  /** One open duty a case: later causes join it, and the earliest due time counts. */
  absorbs?: boolean
  /** Where several are reported, each has a duty of their own, and only what is about the same one answers it. */
  ofOneSuspect?: true
  /** Not owed while the case is closed: what it looks after ends with the case, or stands and is owed again when the case opens again. */
  endsWithCase?: 'for good' | 'until it opens'
  /** Owed to each person who must be told, or once for the case. */
  owedTo: 'each person' | 'case'
  holder: Body | 'recorder'
  ownedBy: OwnedBy
  task: string
  clocks: { statutory?: Clock; safety?: Clock }
  metBy: { types: EntryType[]; by?: Body[]; when?: Condition[] }
  source: Source
  inForce: { from: string; to: string | null }
  confidence: 'HIGH' | 'MEDIUM' | 'UNCERTAIN'
  right?: string
  /** A later version that gives the victim longer than the one before must say who agreed to it. */
  lengthens?: string
  examples: Example[]
}

/** One worked date. `named` is the day that the entry names; `raised` the days on which the duty comes up. */
export type Example = {
  because: string
  /** London time, as `2026-12-24T15:50`, known at once; `received` where a clock starts there. */
  happened: string
  received?: string
  named?: string
  startsOn?: string
  grade?: Grade
  statutoryDue?: string
  safetyDue?: string
  raised?: string[]
}

/** Whether a version was in force on a London day. */
export const isInForce = ({ inForce }: Rule, day: string): boolean =>
  inForce.from <= day && (inForce.to === null || day <= inForce.to)
