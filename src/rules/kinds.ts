import type { EntryType } from './entry-types.ts'

/** Reports of abuse, by anyone: they count towards a repeat, an escalation and a pattern. */
export const abuse: EntryType[] = [
  'incidents.recorded',
  'incidents.crime-recorded',
  'incidents.victim-reported',
  'incidents.third-party-reported',
  'orders.breached',
  'justice.breach-reported',
]
/** Word of abuse that is not a report of one occasion. */
export const wordOfAbuse: EntryType[] = ['incidents.disclosed', 'incidents.concern-raised', 'incidents.health-reported']
/** Somebody has the suspect, or is after them. */
export const suspectDealtWith: EntryType[] = [
  'justice.suspect-arrested',
  'justice.suspect-interviewed',
  'justice.suspect-spoken-to',
  'justice.charged',
  'justice.remanded',
]
export const assessed: EntryType[] = ['risk.assessed', 'risk.regraded']
export const reviewed: EntryType[] = [...assessed, 'risk.reviewed', 'duties.done']
/** A telling that counts (INV-22): sent, or tried, is not told. */
export const told: EntryType[] = [
  'duties.told',
  'duties.not-told-by-choice',
  'duties.unable',
  'duties.contact-read-as-telling',
]
export const done: EntryType[] = ['duties.done']
