import type { ObjectName } from './model-13.ts'

/** What a record is of: an object of MODEL 13; of a plan, what somebody agreed for a call of police ("S (immediate)"); work that says whether somebody is managed by a plan; the writing agency's own; a referral; what two hand over to each other. */
export type Kind = ObjectName | 'police card' | 'management duty' | 'own note' | 'referral' | 'handover'

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
  assessment: { interpreter: 'risk assessment' },
  attempt: { note: 'duties', allowed_why: 'duties' },
  barrier: { what: 'case header', adjustment: 'case header' },
  behaviour: { note: 'incident' },
  bundle: { outside_name: 'protected address', why: 'protected address' },
  breach_action: { protects: 'orders', shows_both: 'orders', answers_claim: 'orders', builds_trust: 'orders' },
  cases: { concern: 'case header', source: 'case header' },
  child_notice: { told_who: 'incident', reference: 'incident', voice: 'incident' },
  child_effect: { seen_by: 'incident' },
  condition: { who: 'orders', place: 'orders', plain: 'orders' },
  contact_share: { why: 'safe contact' },
  duty_move: { reason: 'duties' },
  evidence_file: { shows: 'incident', taken_by: 'incident' },
  feedback: { said: 'duties' },
  handover: {
    ...{ risk: 'handover', plan: 'handover', contact: 'handover', duties: 'handover', reason: 'handover' },
  },
  household: { label: 'case header', district: 'case header' },
  household_member: { when_there: 'case header' },
  identity: { name: 'case header', told_by: 'case header' },
  information_request: {
    ...{ from_body: 'own note', from_who: 'own note', asks: 'own note', tests_words: 'own note' },
    ...{ why: 'own note', advice: 'own note', notice_how: 'own note', notice_view: 'own note' },
  },
  incident: { source_agency: 'incident', seen_by: 'incident' },
  intervention: {
    name: 'risk assessment',
    what: 'risk assessment',
    instead_why: 'risk assessment',
    lead_outside: 'risk assessment',
  },
  intervention_told: { known_words: 'risk assessment' },
  intervention_step: { said: 'risk assessment', evidence: 'risk assessment' },
  intervention_not_chosen: { reason: 'risk assessment' },
  intervention_decision: { about: 'risk assessment', framework: 'risk assessment' },
  complex_case: { reason: 'risk assessment', said: 'risk assessment' },
  management_plan: { lead_outside: 'register', covers: 'register', ended_why: 'register' },
  measure_mark: { partner: 'risk assessment', confirmed_how: 'risk assessment' },
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
  release: { outside_name: 'protected address', why: 'protected address' },
  relationship: { ground: 'case header', note: 'case header' },
  reported_contact: { outside: 'case header' },
  risk_level: {
    reasons: 'risk assessment',
    victim_view: 'risk assessment',
    victim_view_not_asked: 'risk assessment',
  },
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
  { canary: 'pelican', kind: 'safety plan' },
  { canary: 'bittern', kind: 'police card' },
]

/** Which object the records of a table are of, for every table of cases that is more than the reader's own affair. */
export const kinds: Readonly<Record<string, Kind>> = {
  ...{ account: 'case header', barrier: 'case header', case_seal: 'case header', episode: 'case header' },
  ...{ household: 'case header', household_member: 'case header', identity: 'case header', involvement: 'case header' },
  ...{ lead_period: 'case header', party: 'case header', relationship: 'case header', shared_setting: 'case header' },
  ...{
    reported_contact: 'case header',
    support_offer: 'case header',
    look_reason: 'case header',
    seal_lift: 'case header',
  },
  ...{ risk_level: 'risk assessment', assessment: 'risk assessment' },
  ...{ intervention: 'risk assessment', intervention_step: 'risk assessment', intervention_told: 'risk assessment' },
  ...{ complex_case: 'risk assessment' },
  ...{ intervention_not_chosen: 'risk assessment', intervention_decision: 'risk assessment' },
  ...{ measure: 'risk assessment', 'vault.measure_step': 'risk assessment', measure_mark: 'risk assessment' },
  ...{ incident: 'incident', behaviour: 'incident', child_exposure: 'incident', evidence_file: 'incident' },
  ...{ child_notice: 'incident', child_answer: 'incident', child_effect: 'incident' },
  ...{ 'vault.injury': 'incident', 'vault.injury_mark': 'incident' },
  'vault.evidence_key': 'case header',
  bundle: 'protected address',
  management_plan: 'register',
  ...{ condition: 'orders', order_view: 'orders', breach_action: 'orders', checked_point: 'orders' },
  ...{ duty: 'duties', duty_move: 'duties', telling: 'duties', attempt: 'duties', feedback: 'duties' },
  other_way: 'safe contact',
  ...{ release: 'protected address', 'vault.release_copy': 'protected address' },
  ...{ 'vault.safety_plan': 'safety plan', 'vault.plan_item': 'safety plan', 'vault.plan_step': 'safety plan' },
  ...{ 'vault.plan_paper': 'safety plan', 'vault.plan_offer': 'safety plan' },
  ...{ 'vault.plan_record': 'safety plan', 'vault.plan_copy': 'safety plan' },
  'vault.police_card': 'police card',
  ...{ note: 'own note', information_request: 'own note', referral: 'referral', handover: 'handover' },
}
/** Which object an entry is of, by the first word of its kind; any other is of the case itself. */
export const entryKinds: Readonly<Record<string, Kind>> = {
  files: 'incident',
  ...{ risk: 'risk assessment', incidents: 'incident', orders: 'orders', justice: 'orders', duties: 'duties' },
  'information-requests': 'own note',
  'safety-plans': 'safety plan',
  'police-cards': 'police card',
  interventions: 'risk assessment',
  measures: 'risk assessment',
  releases: 'protected address',
  'management-plans': 'register',
}
