import { z } from 'zod'
import { text, tick } from '../../platform/fields.ts'

export const leads = ['risk', 'plan', 'contact'] as const
export type Lead = (typeof leads)[number]
export const leadWords: Record<Lead, string> = { risk: 'Risk lead', plan: 'Plan lead', contact: 'Contact lead' }

/** The four things that a handover must say (CC-04). */
const blocks = {
  risk: text('Enter what the next person must know of the risk'),
  plan: text('Enter what is planned, and what is not done yet'),
  contact: text('Enter how and when the next person can be in contact, and what was promised'),
  duties: text('Enter what is still to do, and by when'),
}
export const offerForm = z.object({
  toId: z.uuid('Select who you offer it to'),
  lead_risk: tick,
  lead_plan: tick,
  lead_contact: tick,
  /** The duties that one holds without a lead. */
  dutiesOnly: tick,
  ...blocks,
})
export type OfferForm = z.infer<typeof offerForm>
export const chosenLeads = ({ lead_risk, lead_plan, lead_contact }: OfferForm): Lead[] =>
  leads.filter((lead) => ({ risk: lead_risk, plan: lead_plan, contact: lead_contact })[lead])

export const declineForm = z.object({ reason: text('Enter why you cannot take it', 500) })

export const everythingForm = z.object(blocks)
export type Blocks = z.infer<typeof everythingForm>

/**
 * Which open duties of the sender go with these leads. A duty owned as a lead goes with that lead. What is owed as the
 * holder's person or by whoever recorded something goes with contact, or when the sender keeps no lead at all.
 */
export const goesAlong = (ownedBy: string, handed: readonly string[], kept: readonly string[]): boolean =>
  kept.length === 0 ||
  handed.some((lead) => ownedBy === `${lead} lead`) ||
  (handed.includes('contact') && !isLeads(ownedBy))

const isLeads = (ownedBy: string): boolean => leads.some((lead) => ownedBy === `${lead} lead`)

export type Held = { caseId: string; reference: string; leads: string[]; openDuties: number }
