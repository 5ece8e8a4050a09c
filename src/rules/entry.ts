import { z } from 'zod'
import type { EntryType } from './entry-types.ts'

/** A time as far as it is known: equal ends when exact, the whole day when only the day is told. */
export type Moment = { earliest: Date; latest: Date }

export const bodies = [
  'police',
  'cps',
  'wcu',
  'probation',
  'court',
  'prison',
  'advocacy',
  'conference',
  'health',
  'housing',
  'council',
  'school',
  'library',
  'other',
] as const
export type Body = (typeof bodies)[number]

export const grades = ['standard', 'medium', 'high'] as const
export type Grade = (typeof grades)[number]

const text = z.string().optional()
const day = z.iso.date().optional()
const flag = z.boolean().optional()

/** What an entry may carry besides its times. Codes, days and ids only; nobody's words. */
export const detailsSchema = z.object({
  /** The day of the hearing; its hour is for the page, not for any clock. */
  hearingOn: day,
  hearing: z.enum(['first', 'bail', 'plea', 'trial', 'sentence', 'appeal', 'family', 'other']).optional(),
  outcome: text,
  startsOn: day,
  endsOn: day,
  releaseOn: day,
  confirmed: flag,
  grade: z.enum(grades).optional(),
  previousGrade: z.enum(grades).optional(),
  score: z.int().optional(),
  /** Lowered with reasons, the victim's view and, from high, a second person (INV-27). */
  loweredProperly: flag,
  rank: z.enum(['custody officer', 'inspector', 'superintendent', 'court']).optional(),
  stage: z.enum(['before-charge', 'after-charge']).optional(),
  decidedBy: z.enum(['police', 'cps', 'court']).optional(),
  /** Name, and rank or role, of who decided to stop (DC-04); no rule reads it. */
  decisionMaker: text,
  orderKind: text,
  conditions: z.array(z.string()).optional(),
  /** What the provider of safe accommodation calls the place: never where it is (INV-06). */
  providerReference: text,
  protectionsEnding: z.array(z.string()).optional(),
  /** Length of a prison sentence, in whole months. */
  sentenceMonths: z.int().optional(),
  /** A specified violent or sexual offence: the victim contact scheme asks. */
  specifiedOffence: flag,
  /** Stalking, harassment, controlling or coercive behaviour: the notification pilot asks. */
  stalkingOrControl: flag,
  inCustody: flag,
  released: flag,
  forBreach: flag,
  /** Where bail makes the suspect live, held against where the victim lives, works and goes. */
  bailAddress: z.enum(['far enough', 'near the victim', 'not checked']).optional(),
  /** Somebody said that this person was violent before, to anyone. */
  earlierViolence: flag,
  /** The person's history was looked up, in every area. */
  historySearched: flag,
  /** Somebody in it lives in another area. */
  otherArea: flag,
  isCrime: flag,
  reportedToPolice: flag,
  reportedBy: z.enum(['victim', 'suspect', 'third party', 'agency', 'not known']).optional(),
  reporter: text,
  /** What a report is worth, and the grades of intelligence: of its source, and of what it says (INV-29). */
  mark: z.enum(['fact', 'opinion', 'hearsay', 'intelligence']).optional(),
  sourceGrade: z.enum(['1', '2', '3']).optional(),
  assessedAs: z.enum(['A', 'B', 'C', 'D', 'E']).optional(),
  /** While somebody is held: who speaks for the prison, whether contact is watched, and that there is intelligence (RR-15). */
  prisonContact: text,
  contactWatched: z.enum(['asked for', 'in place', 'refused', 'not asked for']).optional(),
  hasIntelligence: flag,
  childPresent: flag,
  /** A child came into the case, or was found to live, stay or visit there (MODEL 8). */
  childLinked: z.enum(['added', 'lives', 'stays', 'visits']).optional(),
  /** A second or later time in 12 months that the same child was part of it (CH-08). */
  childAgain: flag,
  againIds: z.array(z.uuid()).optional(),
  /** Whether a child is harmed themselves (CH-05). */
  childHarm: z.enum(['yes', 'not sure', 'no', 'not asked']).optional(),
  /** Who of the two is under 18 (RULES 1.1, 1.7; INV-40). */
  young: z.enum(['harmed 16-17', 'harmed under 16', 'reported 16-17', 'reported under 16']).optional(),
  /** The children that it is about, where it is not about each child of the case. */
  childIds: z.array(z.uuid()).optional(),
  weapon: flag,
  firearm: flag,
  threatToKill: flag,
  strangled: flag,
  selfHarm: flag,
  route: text,
  reason: text,
  /** Whether the person harmed knows of what was agreed, changed or taken back (RM-12). */
  isKnown: z.enum(['there', 'reached', 'not yet', 'not theirs']).optional(),
  /** Whom it protects, where it protects one: of the people owed a telling, only they are told of it. */
  protectsId: z.uuid().optional(),
  /** Whose the duty is, where somebody was chosen for it. */
  ownerId: z.uuid().optional(),
  /** The fact that this answers, where it answers one only: the order whose renewal was decided. */
  about: text,
  /** The date is told only roughly: nothing that is counted by it is certain. */
  datedRoughly: flag,
  /** The fact was entered by mistake: it did not happen. */
  neverHappened: flag,
  /** Keys of the duties that one conversation or one piece of work answered. */
  tells: z.array(z.string()).optional(),
  /** Keys of the duties that this leaves open, though such an entry meets them: the review of whom it is not about. */
  leaves: z.array(z.string()).optional(),
  /** Codes of the duties that this answers, and no others: what an account says, or for what a referral and a telling stand. */
  covers: z.array(z.string()).optional(),
  /** The case that a fact about the suspect first belonged to. */
  matterId: text,
})
export type Details = z.infer<typeof detailsSchema>
export type DetailName = keyof Details

/** One thing that was learned. Entries are never edited: another entry confirms or corrects the fact. */
export type Entry = {
  id: string
  factId: string
  /** Place in the case's history as it was written down: the database's sequence, or the order in a file. */
  position: number
  relation: 'starts' | 'confirms' | 'corrects'
  type: EntryType
  /** Whom of those reported it is about, where it says so. */
  suspectId?: string | null
  happenedAt: Moment
  knownAt: Moment
  /** When the court or the CPS told the body that must tell the victim. */
  receivedAt: Moment | null
  enteredAt: Moment
  by: Body
  what: string | null
  details: Details
}

export const exactly = (at: Date): Moment => ({ earliest: at, latest: at })
export const isExact = ({ earliest, latest }: Moment): boolean => earliest.getTime() === latest.getTime()

/** What names nobody may be about whoever the other is about. */
export const isOfSameSuspect = (one: Pick<Entry, 'suspectId'>, other: Pick<Entry, 'suspectId'>): boolean =>
  !one.suspectId || !other.suspectId || one.suspectId === other.suspectId
