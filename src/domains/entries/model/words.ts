import { type Body, bodies } from '../../../rules/entry.ts'
import { type EntryType, isEntryType, labelOf } from '../../../rules/entry-types.ts'
import { bodyLabels } from '../../../rules/labels.ts'

/** Every body, as a form offers it. */
export const bodyChoices = bodies.map((value) => ({ value, text: bodyLabels[value] }))

export const isBody = (text: string): text is Body => bodies.some((body) => body === text)
/** The name of a body that is stored; one that is not in the list is shown as it stands. */
export const bodyName = (body: string): string => (isBody(body) ? bodyLabels[body] : body)
/** What a stored entry is called; a type of a later version is shown as it stands. */
export const entryLabel = (type: string): string => (isEntryType(type) ? labelOf(type) : type)

/** The first word of a type is the part of the work that it belongs to; the list of entries is chosen by it. */
export const kindNames: Record<string, string> = {
  justice: 'Police, courts and prison',
  orders: 'Orders',
  incidents: 'Incidents and changes',
  risk: 'Risk',
  'safety-plans': 'Safety plan',
  'police-cards': 'If police attend',
  interventions: 'Interventions',
  measures: 'Measures that protect',
  'missing-reports': 'Calls to police about them',
  'management-plans': 'Managing the person reported',
  conferences: 'Conference',
  referrals: 'Referrals',
  files: 'Files',
  duties: 'Telling and tasks',
  cases: 'The case',
  'safe-contact': 'Safe contact',
}
export const kindOf = (type: EntryType | string): string => type.split('.')[0] ?? type
