import type { DetailName } from './entry.ts'

type About = {
  /** What a person reads. */
  label: string
  /** A suspect's matter fans out to each open case where that person is the perpetrator; the rest is one case's own. */
  scope: 'matter' | 'case'
  /** The published event's name (MODEL 7), where it has one. */
  event?: string
  details?: readonly DetailName[]
}

/** Every stored entry, `<domain>.<past-tense>`. */
export const entryTypes = {
  'justice.suspect-arrested': {
    label: 'Suspect arrested',
    scope: 'matter',
    event: 'SuspectArrested',
    details: ['forBreach'],
  },
  'justice.arrest-requested': { label: 'Arrest asked for', scope: 'matter' },
  'justice.suspect-interviewed': {
    label: 'Suspect interviewed under caution',
    scope: 'matter',
    event: 'SuspectInterviewed',
  },
  'justice.suspect-spoken-to': { label: 'Police spoke to the suspect', scope: 'matter' },
  'justice.suspect-released-without-charge': {
    label: 'Suspect released without charge',
    scope: 'matter',
    event: 'SuspectReleased',
  },
  'justice.bail-granted': {
    label: 'Suspect released on police bail',
    scope: 'matter',
    event: 'BailConditionsSet',
    details: ['conditions', 'endsOn', 'rank', 'stage'],
  },
  'justice.suspect-released-under-investigation': {
    label: 'Suspect released under investigation',
    scope: 'matter',
    event: 'SuspectReleased',
  },
  'justice.bail-varied': {
    label: 'Police bail changed',
    scope: 'matter',
    event: 'BailVaried',
    details: ['conditions', 'endsOn', 'rank'],
  },
  'justice.bail-extended': {
    label: 'Police bail extended',
    scope: 'matter',
    event: 'BailVaried',
    details: ['endsOn', 'rank'],
  },
  'justice.bail-cancelled': {
    label: 'Police bail cancelled',
    scope: 'matter',
    event: 'BailCancelled',
    details: ['protectionsEnding'],
  },
  'justice.breach-reported': { label: 'Breach of bail reported', scope: 'matter', event: 'BreachReported' },
  'justice.breach-acted-on': { label: 'Breach acted on', scope: 'matter' },
  'justice.breach-not-put-before-court': {
    label: 'Not put before the court for a breach',
    scope: 'matter',
    details: ['reason'],
  },
  'justice.not-investigated': { label: 'Police decided not to investigate', scope: 'matter', details: ['reason'] },
  'justice.charged': { label: 'Suspect charged', scope: 'matter', event: 'ChargeDecided' },
  'justice.out-of-court-disposal-decided': {
    label: 'Dealt with out of court',
    scope: 'matter',
    details: ['decidedBy', 'outcome', 'conditions'],
  },
  'justice.case-stopped': {
    label: 'Case stopped',
    scope: 'matter',
    event: 'CaseStopped',
    details: ['decidedBy', 'stage', 'reason', 'protectionsEnding'],
  },
  'justice.hearing-listed': {
    label: 'Hearing listed',
    scope: 'matter',
    event: 'HearingListed',
    details: ['hearing', 'hearingOn'],
  },
  'justice.bail-hearing-decided': {
    label: 'Court decided bail',
    scope: 'matter',
    event: 'HearingResult',
    details: ['released', 'outcome', 'conditions'],
  },
  'justice.remanded': { label: 'Remanded in custody', scope: 'matter', details: ['released'] },
  'justice.warrant-issued': { label: 'Warrant issued', scope: 'matter' },
  'justice.warrant-hearing-decided': {
    label: 'Hearing after arrest on a warrant',
    scope: 'matter',
    details: ['released', 'outcome'],
  },
  'justice.not-guilty-plea-entered': { label: 'Not guilty plea', scope: 'matter' },
  'justice.special-measures-decided': { label: 'Special measures decided', scope: 'matter', details: ['outcome'] },
  'justice.trial-ended': {
    label: 'Trial ended',
    scope: 'matter',
    event: 'HearingResult',
    details: ['outcome', 'released'],
  },
  'justice.sentenced': {
    label: 'Sentenced',
    scope: 'matter',
    event: 'HearingResult',
    details: ['outcome', 'sentenceMonths', 'specifiedOffence', 'stalkingOrControl', 'released'],
  },
  'justice.appeal-notified': { label: 'Appeal', scope: 'matter', details: ['hearingOn', 'outcome'] },
  'justice.release-date-known': {
    label: 'Prison release date known',
    scope: 'matter',
    event: 'CustodyReleaseDateKnown',
    details: ['releaseOn', 'confirmed'],
  },
  'justice.suspect-released-from-prison': { label: 'Released from prison', scope: 'matter', event: 'SuspectReleased' },
  'justice.suspect-escaped': { label: 'Escaped from custody', scope: 'matter' },
  'justice.withdrawal-indicated': {
    label: 'Victim does not want to go on with the prosecution',
    scope: 'case',
    event: 'WithdrawalIndicated',
  },
  'justice.investigation-allocated': { label: 'Investigation given to an officer', scope: 'matter' },
  'justice.investigation-left-unallocated': { label: 'Nobody has the investigation', scope: 'matter' },
  'justice.task-transferred': { label: 'Task passed on', scope: 'matter' },
  'justice.family-proceedings-issued': { label: 'Family proceedings started', scope: 'case', details: ['hearingOn'] },
  'justice.family-hearing-listed': { label: 'Family hearing listed', scope: 'case', details: ['hearingOn'] },
  'orders.notice-given': { label: 'Protection notice given', scope: 'matter', details: ['orderKind'] },
  'orders.made': {
    label: 'Order made',
    scope: 'matter',
    event: 'OrderMade',
    details: ['orderKind', 'startsOn', 'endsOn', 'conditions'],
  },
  'orders.served': { label: 'Order served', scope: 'matter', event: 'OrderServed' },
  'orders.breached': { label: 'Order broken', scope: 'matter' },
  'orders.renewal-decided': { label: 'Decided what follows the order', scope: 'case', details: ['outcome', 'reason'] },
  'orders.ended': { label: 'Order ended', scope: 'matter', event: 'OrderEnded', details: ['protectionsEnding'] },
  'incidents.recorded': {
    label: 'Incident',
    scope: 'case',
    event: 'IncidentRecorded',
    details: [
      'reportedBy',
      'reportedToPolice',
      'isCrime',
      'childPresent',
      'weapon',
      'firearm',
      'threatToKill',
      'strangled',
    ],
  },
  'incidents.crime-recorded': { label: 'Crime recorded', scope: 'case', details: ['reportedBy', 'childPresent'] },
  'incidents.victim-reported': { label: 'Victim reported', scope: 'case', details: ['childPresent'] },
  'incidents.third-party-reported': { label: 'Someone else reported', scope: 'case', details: ['reporter'] },
  'incidents.disclosed': { label: 'Victim told of earlier abuse', scope: 'case' },
  'incidents.concern-raised': { label: 'An agency is worried', scope: 'case' },
  'incidents.health-reported': { label: 'Health service told of abuse', scope: 'case' },
  'incidents.counter-allegation-made': { label: 'Suspect accuses the victim', scope: 'case' },
  'incidents.victim-asked-for-news': { label: 'Victim asked what is happening', scope: 'case' },
  'incidents.agency-saw-victim': { label: 'An agency was with the victim', scope: 'case' },
  'incidents.information-received': { label: 'Information', scope: 'case' },
  'incidents.flag-placed': { label: 'Warning placed on record', scope: 'case' },
  'incidents.call-deferred': { label: 'Call put off', scope: 'case' },
  'incidents.log-deferred': { label: 'Incident log put off', scope: 'case' },
  'incidents.trigger-raised': {
    label: 'Something has changed',
    scope: 'case',
    event: 'TriggerRaised',
    details: ['reason', 'weapon'],
  },
  'incidents.separation-planned': { label: 'Separation planned', scope: 'case' },
  'incidents.separated': { label: 'Separated', scope: 'case' },
  'incidents.relationship-started': { label: 'New relationship', scope: 'case' },
  'incidents.pregnancy-recorded': { label: 'Pregnancy or birth', scope: 'case' },
  'incidents.child-linked': { label: 'Child present or linked', scope: 'case', details: ['childPresent'] },
  'incidents.moved-in-emergency': { label: 'Victim moved in an emergency', scope: 'case' },
  'incidents.moved-to-refuge': { label: 'Victim moved to safe accommodation', scope: 'case' },
  'risk.assessed': {
    label: 'Risk assessed',
    scope: 'case',
    event: 'RiskGraded',
    details: ['grade', 'previousGrade', 'score', 'loweredProperly'],
  },
  'risk.regraded': {
    label: 'Risk level changed',
    scope: 'case',
    event: 'RiskGraded',
    details: ['grade', 'previousGrade', 'loweredProperly'],
  },
  'risk.reviewed': { label: 'Risk reviewed', scope: 'case', event: 'ReviewCompleted', details: ['grade', 'tells'] },
  'risk.firearms-checked': { label: 'Firearms checked', scope: 'case' },
  'safety-plans.agreed': { label: 'Safety plan agreed', scope: 'case', event: 'SafetyPlanAgreed' },
  'safety-plans.reviewed': {
    label: 'Safety plan reviewed',
    scope: 'case',
    event: 'ReviewCompleted',
    details: ['tells'],
  },
  'conferences.referred': { label: 'Referred to the conference', scope: 'case', event: 'ReferralSent' },
  'conferences.listed': { label: 'Listed for the conference', scope: 'case', event: 'ConferenceListed' },
  'conferences.researched': { label: 'Research returned for the conference', scope: 'case' },
  'conferences.heard': { label: 'Heard at the conference', scope: 'case', event: 'ConferenceDecided' },
  'referrals.sent': { label: 'Referred', scope: 'case', event: 'ReferralSent' },
  'referrals.acknowledged': { label: 'Referral acknowledged', scope: 'case' },
  'referrals.accepted': { label: 'Referral accepted', scope: 'case', event: 'ReferralAccepted' },
  'referrals.declined': { label: 'Referral declined', scope: 'case' },
  'referrals.withdrawn': { label: 'Referral withdrawn', scope: 'case' },
  'referrals.completed': { label: 'Outcome of a referral', scope: 'case' },
  'referrals.support-offered': { label: 'Support offered', scope: 'case', details: ['outcome', 'endsOn'] },
  'cases.opened': { label: 'Case opened', scope: 'case', event: 'CaseOpened' },
  'cases.left-without-owner': { label: 'Nobody owns this', scope: 'case' },
  'cases.handover-accepted': { label: 'Handover accepted', scope: 'case', event: 'HandoverAccepted' },
  'cases.transferred': { label: 'Passed to another area', scope: 'case' },
  'cases.closed': { label: 'Case closed', scope: 'case', details: ['reason'] },
  'cases.reopened': { label: 'Case opened again', scope: 'case' },
  'cases.victim-died': { label: 'Death of the victim', scope: 'case' },
  'duties.told': { label: 'Told', scope: 'case', event: 'DutyTold', details: ['tells', 'route'] },
  'duties.not-told-by-choice': { label: 'Not told, by their own choice', scope: 'case', details: ['tells', 'reason'] },
  'duties.unable': { label: 'Could not be told', scope: 'case', details: ['tells', 'reason'] },
  'duties.attempt-failed': { label: 'Tried, not reached', scope: 'case', details: ['tells', 'route'] },
  'duties.contact-read-as-telling': {
    label: 'Contact with the victim, read as telling',
    scope: 'case',
  },
  'duties.done': { label: 'Done', scope: 'case', details: ['tells'] },
  'safe-contact.changed': { label: 'Safe contact changed', scope: 'case', event: 'SafeContactChanged' },
} as const satisfies Record<string, About>

export type EntryType = keyof typeof entryTypes

export const isEntryType = (type: string): type is EntryType => Object.hasOwn(entryTypes, type)

/** What a person reads for an entry. */
export const labelOf = (type: EntryType): string => entryTypes[type].label
