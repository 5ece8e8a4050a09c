/** The objects of MODEL 13 that the built screens hold. */
type ObjectName = 'case header' | 'safe contact' | 'risk assessment' | 'incident' | 'orders' | 'duties' | 'plan'

/** What a column is of: an object of MODEL 13; the writing agency's own; whose referral it is; or what every member of staff may read. */
export type Kind = ObjectName | 'own note' | 'referral'

/**
 * Columns of a case's tables that hold somebody's words, and what they are of. Made from MODEL 13 and 14, not from the
 * queries.
 */
export const words: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  account: { text: 'case header', agreed_how: 'case header' },
  aggressor_opinion: {
    ...{ fear: 'risk assessment', injuries: 'risk assessment', control: 'risk assessment' },
    ...{ history: 'risk assessment', defence: 'risk assessment', reasons: 'risk assessment' },
  },
  aggressor_review: { reasons: 'risk assessment' },
  attempt: { note: 'duties', allowed_why: 'duties' },
  barrier: { what: 'case header', adjustment: 'case header' },
  behaviour: { note: 'incident' },
  breach_action: { protects: 'orders', shows_both: 'orders', answers_claim: 'orders', builds_trust: 'orders' },
  cases: { concern: 'case header', source: 'case header' },
  condition: { who: 'orders', place: 'orders', plain: 'orders' },
  contact_share: { why: 'safe contact' },
  duty_move: { reason: 'duties' },
  feedback: { said: 'duties' },
  handover: { risk: 'risk assessment', plan: 'plan', contact: 'safe contact', duties: 'duties', reason: 'case header' },
  household: { label: 'case header', district: 'case header' },
  household_member: { when_there: 'case header' },
  identity: { name: 'case header', told_by: 'case header' },
  incident: { source_agency: 'incident', seen_by: 'incident' },
  involvement: { why: 'case header' },
  note: { said: 'own note', noticed: 'own note', agreed: 'own note', next: 'own note' },
  order_view: { view: 'orders', written_where: 'orders' },
  other_way: { reason: 'safe contact', suspect_whereabouts: 'safe contact' },
  party: { why: 'case header' },
  person: {
    ...{ name: 'case header', other_names: 'case header', called: 'case header', gender: 'case header' },
    ...{ language: 'case header', communication_needs: 'case header', school: 'case header' },
  },
  referral: {
    ...{ reason: 'referral', sharing_basis: 'referral', told_person: 'referral' },
    ...{ decline_reason: 'referral', next_offer: 'referral', safe_close: 'referral', outcome_note: 'referral' },
  },
  relationship: { ground: 'case header', note: 'case header' },
  reported_contact: { outside: 'case header' },
  risk_level: { reasons: 'risk assessment', victim_view: 'risk assessment', victim_view_not_asked: 'risk assessment' },
  shared_setting: { name: 'case header', what_is_done: 'case header' },
  support_offer: { said: 'case header' },
  telling: { told_who: 'duties', content: 'duties', reaction: 'duties', source: 'duties' },
  'vault.contact_rule': { frequency: 'safe contact', confirmed_with: 'safe contact', interpreter: 'safe contact' },
}

/** What the front door sealed: a canary of it is what was typed there. */
export const sealed: readonly { canary: string; kind: Kind }[] = [
  { canary: '900123', kind: 'safe contact' },
  { canary: 'heron', kind: 'safe contact' },
  { canary: 'brother may pick up', kind: 'safe contact' },
]
