// Written by `script/waymark db types` from migrations/. Change those, not this.
import type { ColumnType } from 'kysely'

export type ArrayType<T> = ArrayTypeImpl<T> extends (infer U)[] ? U[] : ArrayTypeImpl<T>

export type ArrayTypeImpl<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S[], I[], U[]> : T[]

export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>

export type Json = JsonValue

export type JsonArray = JsonValue[]

export type JsonObject = {
  [x: string]: JsonValue | undefined
}

export type JsonPrimitive = boolean | number | string | null

export type JsonValue = JsonArray | JsonObject | JsonPrimitive

export interface AccessRequest {
  agencyId: string
  answer: string | null
  askerBornOn: string | null
  askerName: string
  asks: string
  checkedBy: string | null
  delivery: string
  dueOn: string | null
  endedAt: Date | null
  endedBy: string | null
  exemption: string | null
  extendedWhy: string | null
  forWhom: string
  id: Generated<string>
  identityHow: string | null
  identityOn: string | null
  pack: Buffer | null
  packFor: string | null
  packUntil: Date | null
  receivedAt: Date
  receivedBy: string
  receivedOn: string
  redactedBy: string | null
  reference: string
  refusedWhy: string | null
  searchedBy: string | null
  standing: string | null
  state: Generated<string>
  version: Generated<number>
}

export interface AccessStep {
  agencyId: string
  at: Date
  byId: string
  id: Generated<string>
  note: string | null
  requestId: string
  step: string
}

export interface AccessSubject {
  agencyId: string
  caseId: string
  personId: string
  requestId: string
}

export interface Account {
  agreedHow: string
  agreedOn: string
  caseId: string
  id: Generated<string>
  text: string
  writtenAt: Date
  writtenBy: string
}

export interface Agency {
  area: string | null
  id: Generated<string>
  kind: string
  madeAt: Generated<Date>
  name: string
}

export interface AggressorOpinion {
  caseId: string
  control: string
  defence: string
  fear: string
  history: string
  id: Generated<string>
  injuries: string
  otherCaseId: string
  personId: string | null
  reasons: string
  reviewerId: string
  writtenAt: Date
  writtenBy: string
}

export interface AggressorReview {
  agrees: boolean
  caseId: string
  opinionId: string
  otherCaseId: string
  reasons: string
  reviewedAt: Date
  reviewedBy: string
}

export interface Alarm {
  caseId: string | null
  dutyId: string | null
  emergencyLookId: string | null
  id: Generated<string>
  kind: string
  raisedAt: Date
  referralId: string | null
  seenAt: Date | null
  toId: string
}

export interface Assessment {
  agencyId: string
  alone: string
  answers: Json
  asked: string
  caseId: string
  code: string
  count: number | null
  doneAt: Date
  doneBy: string
  id: Generated<string>
  interpreter: string | null
  personId: string
  questions: Json
  riskTo: Json
}

export interface Attempt {
  allowedBy: string | null
  allowedWhy: string | null
  caseId: string
  dutyIds: Generated<string[]>
  how: string
  id: Generated<string>
  note: string | null
  outcome: string
  personId: string
  recordedAt: Date
  routeId: string | null
  triedAt: Date
  triedBy: string
}

export interface Attendance {
  agencyId: string
  askedAt: Date
  askedBy: string
  commandId: string | null
  dueAt: Date | null
  fromDevice: Generated<boolean>
  id: string
  isException: Generated<boolean>
  lateAt: Date | null
  marks: ArrayType<Buffer>
  outcome: string | null
  proposedTeamId: string | null
  reviewedAt: Date | null
  reviewedBy: string | null
  reviewerId: string | null
  said: string | null
  sentAt: Date | null
  sentTeamId: string | null
}

export interface Audit {
  actorId: string | null
  agencyId: string | null
  at: Date
  caseId: string | null
  detail: string | null
  form: number
  hmac: Buffer | null
  id: string
  kind: string
  objectId: string | null
  purpose: string | null
  reasonId: string | null
  reference: string
  route: string
  writtenAt: Generated<Date>
}

export interface AuditBatch {
  firstAt: Date | null
  form: number
  lastAt: Date | null
  number: number
  previous: Buffer | null
  root: Buffer
  rows: number
  sealedAt: Date
  signature: Buffer
}

export interface AuditPlace {
  auditId: string
  batch: number
  position: number
}

export interface AuditWaiting {
  auditId: string
}

export interface BankHoliday {
  addedAt: Date
  addedBy: string
  day: string
  name: string
  source: string
}

export interface Barrier {
  adjustment: string | null
  caseId: string
  endedAt: Date | null
  endedBy: string | null
  endedWhy: string | null
  id: Generated<string>
  kind: string
  personId: string
  recordedAt: Date
  recordedBy: string
  what: string
}

export interface Behaviour {
  caseId: string
  code: string
  entryId: string
  id: Generated<string>
  note: string | null
  onDay: string
}

export interface BreachAction {
  answersClaim: string
  breachFactId: string | null
  buildsTrust: string
  caseId: string
  confidence: string
  entryId: string
  outcome: string
  protects: string
  showsBoth: string
}

export interface Bundle {
  agencyId: string
  begunAt: Date | null
  caseId: string
  checkedAt: Date | null
  contentHash: Buffer | null
  failedAs: string | null
  found: Generated<Json>
  id: string
  items: Json
  madeAt: Date
  madeBy: string
  outsideKind: string | null
  outsideName: string | null
  pages: number | null
  pagesRead: Generated<number>
  paper: Buffer | null
  plan: Buffer | null
  readings: Buffer | null
  recipientId: string | null
  since: Date
  sourceHash: Buffer
  state: Generated<string>
  tries: Generated<number>
  version: Generated<number>
  why: string
}

export interface CaseExclusion {
  at: Date
  caseId: string
  declaredBy: string | null
  endedAt: Date | null
  endedBecause: string | null
  endedBy: string | null
  ground: string
  id: Generated<string>
  personId: string | null
  practitionerId: string
  releaseAt: Date | null
  releaseBecause: string | null
  releaseBy: string | null
  said: string | null
  source: string
}

export interface CaseGrant {
  agencyId: string
  caseId: string
  grantedAt: Date
  grantedBy: string
  granteeId: string
  kind: Generated<string>
  reason: string
  revokedAt: Date | null
  untilAt: Date | null
}

export interface Cases {
  agencyId: string
  closedAs: string | null
  closedAt: Date | null
  closingAt: Date | null
  closingBy: string | null
  closingReason: string | null
  concern: string
  contactLeadId: string | null
  doubleOf: string | null
  id: Generated<string>
  level: string | null
  levelReviewOn: string | null
  openedAt: Date
  openedBy: string
  planLeadId: string | null
  reference: string
  reopenedAt: Date | null
  riskLeadId: string | null
  sealedAt: Date | null
  sealedBecause: string | null
  sealedBy: string | null
  separatedOn: string | null
  source: string
  state: Generated<string>
  version: Generated<number>
}

export interface CaseSeal {
  agreement: string | null
  alternate: string
  caseId: string
  colleagueAsked: string | null
  colleagueId: string | null
  handledBy: string
  id: Generated<string>
  member: string
  standardsId: string | null
  writtenAt: Date
  writtenBy: string
}

export interface CheckedPoint {
  caseId: string
  entryId: string
  list: string
  point: string
}

export interface ChildAnswer {
  answer: string
  caseId: string
  childId: string
  entryId: string
  id: Generated<string>
  recordedAt: Date
  recordedBy: string
}

export interface ChildEffect {
  caseId: string
  childId: string
  entryId: string
  factId: string
  id: Generated<string>
  kind: string
  recordedAt: Date
  recordedBy: string
  seenBy: string
  seenOn: string
}

export interface ChildExposure {
  caseId: string
  childId: string
  entryId: string
  how: string
  recordedAt: Date
  recordedBy: string
}

export interface ChildNotice {
  asksAgain: Generated<boolean>
  caseId: string
  childId: string
  entryId: string
  factId: string
  id: Generated<string>
  isHomeEducated: Generated<boolean>
  kind: string
  recordedAt: Date
  recordedBy: string
  reference: string | null
  toldAt: Date
  toldWho: string
  voice: string | null
}

export interface ComplexCase {
  agencyId: string
  caseId: string
  closedAt: Date | null
  closedBy: string | null
  factId: string
  id: Generated<string>
  markedAt: Date
  markedBy: string
  metOn: string | null
  outcome: string | null
  ownerId: string
  reason: string
  said: string | null
}

export interface Condition {
  caseId: string
  endedAt: Date | null
  endedEntryId: string | null
  endedWhy: string | null
  entryId: string
  factId: string
  fromOn: string | null
  id: Generated<string>
  kind: string
  place: string | null
  plain: string
  recordedAt: Date
  recordedBy: string
  replacesId: string | null
  untilOn: string | null
  who: string | null
}

export interface Connection {
  endedAt: Date | null
  givenAt: Date
  givenBy: string | null
  id: Generated<string>
  practitionerId: string
  relation: string
  source: string
}

export interface ConnectionToken {
  connectionId: string
  kind: string
  token: Buffer
}

export interface ContactRead {
  caseId: string
  personId: string
  practitionerId: string
  readAt: Date
  version: number
}

export interface ContactShare {
  agencyId: string
  caseId: string
  endedAt: Date | null
  endedBy: string | null
  id: Generated<string>
  personId: string
  routeId: string
  sharedAt: Date
  sharedBy: string
  why: string
}

export interface DeskMessage {
  about: string
  agencyId: string
  caseId: string | null
  doneAs: string | null
  doneAt: Date | null
  doneBy: string | null
  fromId: string | null
  hiddenFrom: Generated<string[]>
  id: Generated<string>
  kind: string
  readers: Generated<string[]>
  said: string
  sentAt: Date
  toId: string | null
}

export interface DeskShift {
  cancelledAt: Date | null
  fromAt: Date
  id: Generated<string>
  practitionerId: string
  teamId: string
  untilAt: Date
}

export interface DeviceKind {
  addedAt: Date
  addedBy: string | null
  consent: string
  id: Generated<string>
  name: string
  purpose: string
  reason: string
  retiredAt: Date | null
  retiredBy: string | null
  route: string
  testDays: number
}

export interface DeviceNumber {
  caseId: string
  isCurrent: boolean
  measureId: string
  personId: string
  token: Buffer
}

export interface Digest {
  practitionerId: string
  sentOn: string | null
  wanted: boolean
}

export interface DirectoryGroup {
  agencyId: string
  changedAt: Date
  externalId: string | null
  id: Generated<string>
  madeAt: Date
  name: string
  removedAt: Date | null
  role: string | null
  teamId: string | null
}

export interface DirectoryKey {
  agencyId: string
  endedAt: Date | null
  id: Generated<string>
  madeAt: Date
  madeBy: string
  name: string
  seenAt: Date | null
  tokenHash: Buffer
}

export interface DirectoryMember {
  gaveTeamId: string | null
  groupId: string
  practitionerId: string
  removedAt: Date | null
}

export interface DirectoryPerson {
  agencyId: string
  changedAt: Date
  department: string | null
  externalId: string | null
  familyName: string | null
  givenName: string | null
  givenRole: string | null
  isActive: boolean
  madeAt: Date
  practitionerId: string
  removedAt: Date | null
  roleState: Generated<string>
  userName: string
  words: Generated<string[]>
}

export interface DirectoryWord {
  agencyId: string
  role: string
  setAt: Date
  setBy: string
  word: string
}

export interface Draft {
  address: string
  begunAt: Date
  caseId: string | null
  interruptedAt: Date | null
  page: string
  practitionerId: string
  savedAt: Date
  saves: Generated<number>
  sealed: Buffer
  version: Generated<number>
  writer: Buffer
}

export interface Duty {
  appliedEarly: Generated<boolean>
  arrangeAt: Date | null
  becauseId: string
  caseId: string
  certain: Generated<boolean>
  closedAt: Date | null
  code: string
  dueAt: Generated<Date | null>
  dueUnknown: string | null
  factId: string
  holder: string
  id: Generated<string>
  key: string
  metById: string | null
  nextClockAt: Date | null
  notes: Generated<string[]>
  occurrence: string
  outcome: string | null
  ownedBy: string
  ownerId: string
  personId: string | null
  quotes: Generated<string[]>
  raisedAt: Date
  reasons: Generated<string[]>
  ruleId: string
  ruleVersion: string
  safetyDueAt: Date | null
  state: Generated<string>
  statutoryDueAt: Date | null
  supersededById: string | null
  task: string
  version: Generated<number>
}

export interface DutyMove {
  caseId: string
  dutyId: string
  fromId: string
  id: Generated<string>
  movedAt: Date
  movedBy: string
  reason: string
  toId: string
}

export interface EmergencyLook {
  agencyId: string
  caseId: string | null
  dutyId: string | null
  endedAt: Date | null
  endedBy: string | null
  follows: string | null
  id: string
  lettersAt: Date | null
  openedAt: Generated<Date>
  outcome: string | null
  pick: string
  practitionerId: string
  reviewedAt: Date | null
  reviewedBy: string | null
  reviewerId: string | null
  said: string
  told: Generated<string[]>
  untilAt: Date | null
}

export interface EmergencyWord {
  givenAt: Generated<Date>
  givenBy: string
  id: string
  practitionerId: string
  usedAt: Date | null
}

export interface Entry {
  agencyId: string | null
  body: string
  caseId: string
  details: Generated<Json>
  enteredAt: Date
  enteredBy: string | null
  factId: string
  fromOtherCase: Generated<boolean>
  happenedFrom: Date
  happenedUntil: Date
  id: Generated<string>
  knownAt: Date
  position: number
  precision: Generated<string>
  receivedAt: Date | null
  relation: string
  suspectId: string | null
  toldBy: string | null
  type: string
  what: string | null
}

export interface Episode {
  approvedBy: string
  caseId: string
  closedAs: string
  closedAt: Date
  openedAt: Date
  proposedBy: string
  reason: string
  reopenedAt: Date | null
  reopenedBy: string | null
  reopenedWhy: string | null
}

export interface Erasure {
  agencyId: string
  caseId: string
  doneAt: Date | null
  dueOn: string
  firstAt: Date | null
  firstBy: string | null
  firstWhy: string | null
  id: Generated<string>
  keepUntil: string | null
  keptAt: Date | null
  keptBy: string | null
  keptWhy: string | null
  kind: string
  proposedAt: Date
  reference: string
  secondBy: string | null
}

export interface EvidenceBytes {
  caseId: string
  fileId: string
  madeAt: Date
  part: string
  sealed: Buffer
}

export interface EvidenceFile {
  addedAt: Date
  addedBy: string
  agencyId: string
  agreed: string
  begunAt: Date | null
  caseId: string
  checkedAt: Date | null
  class: string
  closedAt: Date | null
  closedBy: string | null
  closedWhy: string | null
  coveredAt: Date | null
  coveredBy: string | null
  covers: Generated<Json>
  decidedAt: Date | null
  decidedBy: string | null
  decidedWhy: string | null
  entryId: string | null
  found: Generated<Json>
  id: Generated<string>
  keeps: number[] | null
  kind: string
  lateEntryId: string | null
  mustCover: Generated<boolean>
  mustSplit: Generated<boolean>
  named: Generated<Json>
  notIn: Generated<string[]>
  others: string[] | null
  pages: number | null
  peopleAt: Date | null
  peopleBy: string | null
  peopleWhy: string | null
  personId: string
  refusedAs: string | null
  sha256: Buffer
  shows: string
  size: number
  splitFactId: string | null
  splitOf: string | null
  state: Generated<string>
  stateBefore: string | null
  stoodOpenFrom: Date | null
  stoodOpenUntil: Date | null
  takenBy: string
  takenFound: string | null
  takenOn: string | null
  tries: Generated<number>
  type: string | null
  version: Generated<number>
  waitsFor: Generated<string[]>
}

export interface FairCount {
  answers: Json
  askedAt: Date
  askedBy: string
  caseId: string
  personId: string
}

export interface Feed {
  endedAt: Date | null
  madeAt: Date
  practitionerId: string
  tokenHash: Buffer
}

export interface Feedback {
  aboutAgencyId: string
  agencyId: string
  askedAt: Date
  askedBy: string
  believed: string | null
  caseId: string
  id: Generated<string>
  informed: string | null
  outcome: string
  personId: string
  respected: string | null
  said: string | null
}

export interface FormAnswer {
  at: Generated<Date>
  contentHash: string
  key: string
  location: string
  practitionerId: string
}

export interface Handover {
  answer: string | null
  answeredAt: Date | null
  caseId: string
  contact: string
  duties: string
  fromId: string
  id: Generated<string>
  leads: string[]
  offeredAt: Date
  offeredBy: string
  plan: string
  reason: string | null
  risk: string
  toId: string
}

export interface Heartbeat {
  at: Date
  lateDuties: number
  openDuties: number
  process: string
}

export interface Helpline {
  about: string
  id: Generated<string>
  isEnded: Generated<boolean>
  line: string
  name: string
  number: string
  place: string
  reason: string
  setAt: Date
  setBy: string | null
}

export interface HelplineCheck {
  checkedBy: string
  checkedOn: string
  evidence: string
  helplineId: string
  recordedAt: Date
}

export interface Household {
  caseId: string
  district: string | null
  id: Generated<string>
  label: string
  recordedAt: Date
  recordedBy: string
}

export interface HouseholdMember {
  caseId: string
  fromOn: string | null
  householdId: string
  how: string
  personId: string
  recordedAt: Date
  untilOn: string | null
  whenThere: string | null
}

export interface Identity {
  bornOn: string | null
  caseId: string
  id: Generated<string>
  name: string
  personId: string
  recordedAt: Date
  recordedBy: string
  toldBy: string
}

export interface InboxBatch {
  agencyId: string
  content: string
  endedAt: Date | null
  format: string
  id: string
  madeAt: Date
  madeBy: string
  rowCount: number
  source: string
  takenCount: Generated<number>
  tally: Generated<Json>
}

export interface InboxItem {
  agencyId: string
  arrivedAt: Date
  arrivedBy: string | null
  caseId: string | null
  content: Json
  contentHash: string
  entryId: string | null
  format: string
  id: Generated<string>
  sortedAt: Date | null
  sortedBy: string | null
  sortedWhy: string | null
  source: string
  sourceRef: string
  state: string
  suspectId: string | null
  whyTray: string | null
}

export interface InboxKey {
  id: Generated<string>
  madeAt: Date
  madeBy: string
  practitionerId: string
  revokedAt: Date | null
  source: string
  tokenHash: Buffer
}

export interface InboxReference {
  agencyId: string
  caseId: string
  kind: string
  madeAt: Date
  madeBy: string
  reference: string
  suspectId: string | null
}

export interface Incident {
  caseId: string
  entryId: string
  mark: string
  seenBy: string | null
  sourceAgency: string
}

export interface InformationRequest {
  advice: string | null
  agencyId: string
  answerBy: string
  answeredAt: Date | null
  answeredBy: string | null
  asks: string
  caseId: string
  counselling: string
  factId: string
  fromBody: string
  fromReference: string | null
  fromWho: string
  id: Generated<string>
  notice: string | null
  noticeAgainOn: string | null
  noticeBy: string | null
  noticeFactId: string | null
  noticeHow: string | null
  noticeOn: string | null
  noticeView: string | null
  personId: string
  receivedOn: string
  recordedAt: Date
  recordedBy: string
  sharingId: string | null
  state: Generated<string>
  testsAt: Date | null
  testsBy: string | null
  testsMet: string[] | null
  testsWords: string | null
  version: Generated<number>
  why: string | null
}

export interface Installation {
  isDemo: boolean
  loadedAt: Date | null
  madeAt: Date
  one: Generated<boolean>
}

export interface Instrument {
  agencyId: string
  body: Json
  code: string
  edition: string
  endedAt: Date | null
  endedBy: string | null
  id: Generated<string>
  loadedAt: Date
  loadedBy: string
  title: string
}

export interface Intervention {
  agencyId: string
  because: Json
  caseId: string
  chosenAt: Date
  chosenBy: string
  dueOn: string
  factId: string
  id: Generated<string>
  insteadOf: string | null
  insteadWhy: string | null
  item: string | null
  leadAgencyId: string | null
  leadOutside: string | null
  menuVersion: number | null
  name: string
  ownerId: string
  reviewFactId: string
  reviewOn: string
  side: string
  state: Generated<string>
  version: Generated<number>
  what: string
}

export interface InterventionDecision {
  about: string
  agencyId: string
  caseId: string
  decidedAt: Date
  decidedBy: string
  framework: string
  headings: Json
  id: Generated<string>
  interventionId: string | null
  levelId: string | null
  notChosenId: string | null
}

export interface InterventionMenu {
  items: Json
  number: number
  reason: string
  setAt: Date
  setBy: string
}

export interface InterventionNotChosen {
  agencyId: string
  atLevel: string
  caseId: string
  decidedAt: Date
  decidedBy: string
  id: Generated<string>
  item: string
  menuVersion: number
  name: string
  reason: string
  side: string
}

export interface InterventionStep {
  agencyId: string
  caseId: string
  evidence: string | null
  happenedOn: string
  id: Generated<string>
  interventionId: string
  kind: string
  ofVersion: number
  reviewFactId: string | null
  reviewOn: string | null
  said: string
  takenAt: Date
  takenBy: string
}

export interface InterventionTold {
  caseId: string
  interventionId: string
  isKnown: string
  knownWords: string
  ofVersion: number
  saidAt: Date
  saidBy: string
}

export interface Involvement {
  agencyId: string
  caseId: string
  fromOn: string
  id: Generated<string>
  isPoliceAdviser: Generated<boolean>
  practitionerId: string | null
  recordedBy: string
  untilOn: string | null
  why: string
}

export interface ItemGrant {
  agencyId: string
  caseId: string
  endedAt: Date | null
  fromAt: Date
  id: Generated<string>
  kind: string
  recordId: string
  sharingId: string
  untilAt: Date
}

export interface LanguageCheck {
  evidence: string
  id: Generated<string>
  language: string
  readBy: string
  signedAt: Date
  signedBy: string
  wordsHash: string
}

export interface LeadPeriod {
  caseId: string
  fromAt: Date
  handoverId: string | null
  lead: string
  practitionerId: string
  untilAt: Date | null
}

export interface Leave {
  cancelledAt: Date | null
  coverId: string | null
  fromOn: string
  id: Generated<string>
  practitionerId: string
  recordedAt: Date
  recordedBy: string
  untilOn: string
}

export interface LegalHold {
  agencyId: string
  caseId: string
  ground: string
  id: Generated<string>
  liftedAt: Date | null
  liftedBy: string | null
  liftedWhy: string | null
  reason: string
  reference: string
  setAt: Date
  setBy: string
}

export interface ListExport {
  agencyId: string
  approvalEndsAt: Date | null
  approvedAt: Date | null
  approvedHash: Buffer | null
  approverId: string | null
  askedAt: Date
  askedBy: string
  caseIds: string[]
  contentHash: Buffer
  endedAt: Date | null
  endedBy: string | null
  endedWhy: string | null
  format: string
  forWhom: string
  id: Generated<string>
  list: string
  people: Generated<number>
  query: string
  releasedAt: Date | null
  rowCount: number
  sealed: Buffer | null
  state: Generated<string>
  version: Generated<number>
  why: string
}

export interface LookReason {
  at: Date
  caseId: string
  id: string
  pick: string
  practitionerId: string
  said: string
  untilAt: Date
}

export interface ManagementPlan {
  agencyId: string
  caseId: string
  covers: string
  endedAs: string | null
  endedAt: Date | null
  endedBy: string | null
  endedWhy: string | null
  factId: string
  id: Generated<string>
  leadId: string | null
  leadOutside: string | null
  lookedOn: string
  nextReviewOn: string
  personId: string
  writtenAt: Date
  writtenBy: string
}

export interface Measure {
  agencyId: string
  begunAt: Date
  begunBy: string
  caseId: string
  deviceKindId: string | null
  factId: string | null
  id: string
  isOver: Generated<boolean>
  kind: string
  nextOn: string | null
  ownerId: string
  parentId: string | null
  personId: string
  round: Generated<number>
  state: Generated<string>
  version: Generated<number>
}

export interface MeasureMark {
  askedOn: string
  asks: string
  caseId: string
  confirmedAt: Date | null
  confirmedBy: string | null
  confirmedHow: string | null
  confirmedOn: string | null
  id: Generated<string>
  measureId: string
  neverSet: Generated<boolean>
  partner: string
  personId: string
  round: number
}

export interface Message {
  caseId: string
  channel: string
  checkedAt: Date | null
  dutyIds: Generated<string[]>
  endedAt: Date | null
  endedWhy: string | null
  id: Generated<string>
  notifyId: string | null
  personId: string
  queuedAt: Date
  queuedBy: string | null
  reference: string
  retryOf: string | null
  routeId: string
  ruleVersion: number
  sendAt: Date
  sendBefore: Date
  state: string
  template: string
  triedAt: Date | null
}

export interface MissingReport {
  agencyId: string
  answeredAt: Date | null
  answeredBy: string | null
  bornOn: string | null
  caller: string
  callerIs: string
  callerReached: string | null
  cameAt: Date
  dueAt: Date
  id: string
  lateAt: Date | null
  name: string
  said: string[]
  saidWhere: string | null
  supervisorId: string | null
  takenAt: Date
  takenBy: string
}

export interface MisuseAlert {
  agencyId: string
  caseId: string | null
  closedAt: Date | null
  dueAt: Date | null
  id: Generated<string>
  kind: string
  lateAt: Date | null
  noticedAt: Date
  practitionerId: string
  raisedAt: Date
  state: Generated<string>
  told: Generated<string[]>
  version: Generated<number>
}

export interface MisuseDesk {
  id: Generated<string>
  namedAt: Date
  namedBy: string
  teamId: string
}

export interface MisuseLook {
  alertId: string
  at: Date
  auditId: string
  isOffDuty: boolean
  isSupervising: boolean
  kind: string
  purpose: string
  surnameShare: number | null
  ties: string[]
}

export interface MisuseReading {
  batch: number
  one: Generated<boolean>
  readAt: Date | null
}

export interface MisuseStep {
  alertId: string
  at: Date
  byId: string | null
  id: Generated<string>
  looks: number | null
  said: string | null
  toWhom: string | null
  what: string
}

export interface Note {
  agencyId: string
  agreed: string | null
  caseId: string
  correctsId: string | null
  happenedAt: Date
  how: string
  id: Generated<string>
  next: string | null
  noticed: string | null
  said: string | null
  sharedAt: Date | null
  sharedBy: string | null
  sharedWhy: string | null
  writtenAt: Date
  writtenBy: string
}

export interface OrderView {
  caseId: string
  id: Generated<string>
  personId: string
  recordedAt: Date
  recordedBy: string
  saidOn: string
  view: string
  writtenWhere: string
}

export interface OtherWay {
  askedAt: Date
  askedBy: string | null
  askedOf: string
  bookedFor: Date | null
  caseId: string
  choice: string | null
  decidedAt: Date | null
  decidedBy: string | null
  dutyId: string
  id: Generated<string>
  nextWindowAt: Date | null
  personId: string
  reason: string | null
  suspectWhereabouts: string | null
}

export interface Party {
  addedAt: Date
  addedBy: string
  caseId: string
  endedAt: Date | null
  endedWhy: string | null
  isMain: Generated<boolean>
  personId: string
  role: string
  why: string | null
}

export interface Person {
  addedAt: Date
  addedBy: string
  ageAbout: number | null
  agencyId: string
  bornOn: string | null
  called: string | null
  communicationNeeds: string | null
  diedOn: string | null
  gender: string | null
  id: Generated<string>
  language: string | null
  name: string
  nameIsBelieved: Generated<boolean>
  otherNames: string | null
  plainName: Generated<string | null>
  plainNames: Generated<string | null>
  school: string | null
  version: Generated<number>
}

export interface PersonToken {
  kind: string
  personId: string
  token: Buffer
}

export interface PersonVersion {
  changedAt: Date
  changedBy: string | null
  personId: string
  version: number
  was: Json
}

export interface PolicyValue {
  fromAt: Date
  id: Generated<string>
  name: string
  reason: string
  setAt: Date
  setBy: string
  value: Json
}

export interface Practitioner {
  agencyId: string
  disabledAt: Date | null
  email: string
  id: Generated<string>
  invitedAt: Generated<Date>
  joinedAt: Date | null
  name: string
  phone: string | null
  role: string
  supervisorId: string | null
  version: Generated<number>
}

export interface PrivateBindKey {
  key: Buffer
  one: Generated<boolean>
}

export interface PrivateErasedKey {
  erasedAt: Date
  forgottenAt: Date | null
  name: string
}

export interface PrivateKeeper {
  id: string
  one: Generated<boolean>
}

export interface PrivateLookAgain {
  caseId: string | null
  id: Generated<string>
}

export interface PrivateMeasureWay {
  asksPartners: string | null
  fromState: string
  isEnd: boolean
  kind: string
  needsPartners: boolean
  needsStep: string | null
  notBy: string[]
  step: string
  toState: string
  whenMarked: boolean | null
}

export interface PrivateMissingMatch {
  caseId: string
  entryId: string | null
  reportId: string
}

export interface Referral {
  acknowledgedAt: Date | null
  acknowledgedBy: string | null
  agreement: string
  answer: string | null
  answeredAt: Date | null
  answeredBy: string | null
  approvedBy: string | null
  caseId: string
  chaseAt: Date | null
  chasedAt: Date | null
  contactNever: Buffer | null
  contactRoute: Buffer
  contactWindows: Json
  declineReason: string | null
  factId: string
  fromAgencyId: string
  id: Generated<string>
  level: string | null
  nextOffer: string | null
  outcome: string | null
  outcomeAt: Date | null
  outcomeBy: string | null
  outcomeNote: string | null
  personCalled: Buffer
  personId: string
  reason: string
  safeClose: string | null
  sentAt: Date
  sentBy: string
  service: string
  sharingBasis: string
  startedAt: Date | null
  toAgencyId: string
  toldPerson: string
  urgency: string
  version: Generated<number>
  waitingUntil: string | null
  workerId: string | null
}

export interface Relationship {
  caseId: string
  endedAt: Date | null
  fromOn: string | null
  ground: string | null
  id: Generated<string>
  kind: string
  livesTogether: boolean | null
  note: string | null
  otherId: string
  otherRole: string
  personId: string
  personRole: string
  recordedAt: Date
  recordedBy: string
  untilOn: string | null
}

export interface Release {
  agencyId: string
  agreement: string
  approvalEndsAt: Date | null
  approvedAt: Date | null
  approvedFactId: string | null
  approvedHash: Buffer | null
  approverId: string
  askedAt: Date
  askedBy: string
  atOnceWhy: string | null
  basis: string
  bundleId: string | null
  caseId: string
  checked: Generated<string[]>
  contentHash: Buffer
  endedAt: Date | null
  endedBy: string | null
  endedWhy: string | null
  factId: string
  id: Generated<string>
  kind: string
  lateEntryId: string | null
  looksAsked: Generated<number>
  openedAt: Date | null
  outsideKind: string | null
  outsideName: string | null
  personId: string | null
  recipientId: string | null
  releasedAt: Date | null
  reviewedAt: Date | null
  reviewFound: string | null
  reviewWords: string | null
  routeId: string | null
  sentHash: Buffer | null
  sentHow: string
  sourceHash: Buffer
  special: string
  state: Generated<string>
  toLookAt: Generated<boolean>
  version: Generated<number>
  why: string
}

export interface ReportedContact {
  caseId: string
  endedAt: Date | null
  endedBy: string | null
  id: Generated<string>
  outside: string | null
  personId: string
  practitionerId: string | null
  recordedAt: Date
  recordedBy: string
}

export interface RetentionPeriod {
  agencyId: string
  id: Generated<string>
  kind: string
  setAt: Date
  setBy: string
  source: string
  years: number
}

export interface RiskLevel {
  agencyId: string
  assessmentId: string | null
  caseId: string
  decidedAt: Date
  decidedBy: string
  id: Generated<string>
  level: string
  nextReviewOn: string
  personId: string
  proposal: string | null
  proposedAt: Date | null
  reasons: string
  riskTo: Generated<Json>
  secondPersonId: string | null
  victimView: string | null
  victimViewNotAsked: string | null
}

export interface RuleCheck {
  checkedBy: string
  checkedOn: string
  evidence: string
  id: Generated<string>
  recordedAt: Date
  ruleId: string
  ruleVersion: string
}

export interface SavedFilter {
  board: string
  name: string
  practitionerId: string
  query: string
  savedAt: Date
}

export interface SealedUnit {
  addedAt: Date
  addedBy: string
  caseId: string
  unitId: string
}

export interface SealLift {
  answer: string | null
  answeredAt: Date | null
  answeredBy: string | null
  because: string
  caseId: string
  id: Generated<string>
  proposedAt: Date
  proposedBy: string
}

export interface Seen {
  beforeAt: Date | null
  caseId: string
  practitionerId: string
  seenAt: Date
}

export interface SharedSetting {
  caseId: string
  endedAt: Date | null
  endedBy: string | null
  id: Generated<string>
  kind: string
  name: string
  otherId: string
  personId: string
  recordedAt: Date
  recordedBy: string
  whatIsDone: string | null
}

export interface SharingDecision {
  also: string | null
  approverId: string | null
  askedAt: Date
  askedBy: string
  basis: string
  caseId: string
  declinedAt: Date | null
  declinedWhy: string | null
  expiresOn: string | null
  fromAgencyId: string
  granteeId: string | null
  id: Generated<string>
  outsideKind: string | null
  outsideName: string | null
  personId: string
  referralId: string | null
  sharedAt: Date | null
  special: string
  stoppedAt: Date | null
  stoppedBy: string | null
  stoppedWhy: string | null
  toAgencyId: string | null
  what: Json
  why: string
}

export interface SharingWord {
  about: string
  caseId: string
  how: string | null
  onDay: string
  position: number
  recordedAt: Date
  recordedBy: string
  sharingId: string
  state: string
}

export interface SignInChallenge {
  challengeHash: Buffer
  endsAt: Date
  practitionerId: string | null
  purpose: string
}

export interface SignInCredential {
  failures: Generated<number>
  lockedUntil: Date | null
  passwordHash: string | null
  practitionerId: string
  totpCipher: Buffer | null
  totpLastStep: Generated<number>
}

export interface SignInDevice {
  deviceHash: Buffer
  firstAt: Generated<Date>
  lastAt: Generated<Date>
  practitionerId: string
}

export interface SignInLink {
  endsAt: Date
  madeAt: Generated<Date>
  madeBy: string | null
  practitionerId: string
  purpose: string
  tokenHash: Buffer
  usedAt: Date | null
}

export interface SignInNotice {
  aboutId: string
  at: Generated<Date>
  device: string | null
  id: Generated<string>
  mailedAt: Date | null
  recipientId: string
  what: string
}

export interface SignInOrganisationAsk {
  agencyId: string
  askedAt: Generated<Date>
  browserHash: Buffer
  purpose: string
  returnTo: string | null
  sessionHash: Buffer | null
  stateHash: Buffer
  usedAt: Date | null
}

export interface SignInOrganisationSubject {
  agencyId: string
  issuer: string
  linkedAt: Generated<Date>
  practitionerId: string
  subject: string
}

export interface SignInPasskey {
  counter: number
  credentialId: Buffer
  endedAt: Date | null
  endedWhy: string | null
  id: string
  madeAt: Generated<Date>
  name: string
  practitionerId: string
  publicKey: Buffer
  transports: string[]
  usedAt: Date | null
}

export interface SignInRecoveryCode {
  codeHash: string
  madeAt: Generated<Date>
  practitionerId: string
  slot: number
  usedAt: Date | null
}

export interface SignInSession {
  device: string
  endsAt: Date
  method: Generated<string>
  organisationSid: string | null
  practitionerId: string
  revokedAt: Date | null
  seenAt: Generated<Date>
  startedAt: Generated<Date>
  strongAt: Date | null
  tokenHash: Buffer
}

export interface SignInStop {
  at: Date
  byWhom: string
  practitionerId: string
}

export interface SignInTries {
  failures: number
  fromHash: Buffer
  until: Date
}

export interface SingleSignOn {
  agencyId: string
  breakGlassId: string | null
  changedAt: Date
  changedBy: string
  clientId: string
  domains: Generated<string[]>
  externalClaim: string | null
  isOn: boolean
  isOnly: boolean
  issuer: string
  secretCipher: Buffer
  strongValues: Generated<string[]>
}

export interface SupportOffer {
  answer: string
  caseId: string
  factId: string
  id: Generated<string>
  offerAgainOn: string | null
  offeredAt: Date
  offeredBy: string
  personId: string
  recordedAt: Date
  said: string | null
  service: string
}

export interface Team {
  agencyId: string
  closedAt: Date | null
  goesToCalls: Generated<boolean>
  id: Generated<string>
  isDesk: Generated<boolean>
  isOutOfHours: Generated<boolean>
  isSafeguarding: Generated<boolean>
  name: string
  takesReferrals: Generated<boolean>
}

export interface TeamMember {
  fromAt: Generated<Date>
  practitionerId: string
  teamId: string
  untilAt: Date | null
}

export interface Telling {
  caseId: string
  content: string
  dutyIds: string[]
  how: string
  id: Generated<string>
  personId: string
  points: Generated<string[]>
  reaction: string | null
  recordedAt: Date
  riskChanged: boolean
  routeId: string | null
  source: string | null
  toldAt: Date
  toldBeforeRelease: boolean | null
  toldBy: string
  toldWho: string
}

export interface VaultContactRoute {
  askFor: Buffer | null
  callerId: Generated<string>
  caseId: string
  confirmedAt: Date | null
  endedAt: Date | null
  endedBy: string | null
  endsOn: string | null
  id: Generated<string>
  isForbidden: Generated<boolean>
  kind: string
  personId: string
  preference: Generated<number>
  setAt: Date
  setBy: string
  textIsSafe: Generated<boolean>
  thirdPartyName: Buffer | null
  thirdPartyScope: string | null
  value: Buffer | null
  voicemailIsSafe: Generated<boolean>
  windows: Generated<Json>
}

export interface VaultContactRule {
  caseId: string
  codeWord: Buffer | null
  confirmedWith: string
  frequency: string
  id: Generated<string>
  interpreter: string | null
  notTold: Generated<string[]>
  personId: string
  reviewOn: string
  setAt: Date
  setBy: string
  version: number
  warnings: Buffer | null
}

export interface VaultEvidenceKey {
  caseId: string
  keptAs: string | null
  madeAt: Date
  wrapped: Buffer
}

export interface VaultInjury {
  agencyId: string
  caseId: string
  content: Buffer
  id: string
  kind: string
  personId: string
  seenOn: string
  writtenAt: Date
  writtenBy: string
}

export interface VaultInjuryMark {
  addedAt: Date
  caseId: string
  content: Buffer
  id: string
  injuryId: string
  personId: string
  struckAt: Date | null
  struckWhy: Buffer | null
}

export interface VaultMeasureStep {
  agencyId: string
  caseId: string
  content: Buffer
  factId: string
  fromState: string
  happenedOn: string
  id: string
  measureId: string
  nextOn: string | null
  ownerId: string | null
  personId: string
  step: string
  takenAt: Date
  takenBy: string
  toState: string
  version: number
}

export interface VaultPersonKey {
  keptAs: string | null
  madeAt: Date
  personId: string
  wrapped: Buffer
}

export interface VaultPlaceFound {
  agencyId: string
  foundAt: Date
  id: Generated<string>
  leadId: string | null
  people: number
  placeIds: Generated<string[]>
  what: string
}

export interface VaultPlanCopy {
  agencyId: string
  caseId: string
  content: Buffer
  factId: string | null
  givenOn: string | null
  id: string
  personId: string
  recordId: string
  step: string
  takenAt: Date
  takenBy: string
  version: number
}

export interface VaultPlanItem {
  agencyId: string
  caseId: string
  content: Buffer
  id: string
  itemId: string
  offerId: string | null
  personId: string
  planId: string
  replacedAt: Date | null
  version: number
  writtenAt: Date
  writtenBy: string
}

export interface VaultPlanOffer {
  agencyId: string
  answer: Buffer | null
  answeredAt: Date | null
  answeredBy: string | null
  caseId: string
  content: Buffer
  factId: string
  id: string
  offeredAt: Date
  offeredBy: string
  outcome: string | null
  personId: string
}

export interface VaultPlanPaper {
  caseId: string
  content: Buffer
  id: string
  madeAt: Date
  madeBy: string
  personId: string
  planId: string
  version: number
}

export interface VaultPlanRecord {
  agencyId: string
  caseId: string
  content: Buffer
  decision: string | null
  factId: string | null
  id: string
  isOver: Generated<boolean>
  kind: string
  ofRecord: string | null
  personId: string
  recordId: string
  replacedAt: Date | null
  version: number
  writtenAt: Date
  writtenBy: string
}

export interface VaultPlanStep {
  caseId: string
  content: Buffer | null
  id: string
  items: string[] | null
  nextReviewOn: string | null
  personId: string
  planId: string
  position: number
  step: string
  takenAt: Date
  takenBy: string | null
  version: number | null
}

export interface VaultPoliceCard {
  agencyId: string
  agreedOn: string
  caseId: string
  content: Buffer
  endedAs: string | null
  endedAt: Date | null
  endedBy: string | null
  endsOn: string
  factId: string
  id: string
  personId: string
  writtenAt: Date
  writtenBy: string
}

export interface VaultProtectedPlace {
  addedAt: Date
  addedBy: string
  agencyId: string
  id: string
  sealed: Buffer
}

export interface VaultProviderKey {
  agencyId: string
  keptAs: string
  madeAt: Date
  wrapped: Buffer
}

export interface VaultReleaseCopy {
  caseId: string
  madeAt: Date
  personId: string
  releaseId: string
  sealed: Buffer
}

export interface VaultSafetyPlan {
  caseId: string
  id: string
  nextReviewOn: string | null
  personId: string
  startedAt: Date
  startedBy: string
  state: Generated<string>
  version: Generated<number>
}

export interface WorkingPattern {
  endsAt: string
  fromOn: string
  id: Generated<string>
  onBankHolidays: Generated<boolean>
  practitionerId: string
  startsAt: string
  untilOn: string | null
  weekday: number
}

export interface Tables {
  accessRequest: AccessRequest
  accessStep: AccessStep
  accessSubject: AccessSubject
  account: Account
  agency: Agency
  aggressorOpinion: AggressorOpinion
  aggressorReview: AggressorReview
  alarm: Alarm
  assessment: Assessment
  attempt: Attempt
  attendance: Attendance
  audit: Audit
  auditBatch: AuditBatch
  auditPlace: AuditPlace
  auditWaiting: AuditWaiting
  bankHoliday: BankHoliday
  barrier: Barrier
  behaviour: Behaviour
  breachAction: BreachAction
  bundle: Bundle
  caseExclusion: CaseExclusion
  caseGrant: CaseGrant
  cases: Cases
  caseSeal: CaseSeal
  checkedPoint: CheckedPoint
  childAnswer: ChildAnswer
  childEffect: ChildEffect
  childExposure: ChildExposure
  childNotice: ChildNotice
  complexCase: ComplexCase
  condition: Condition
  connection: Connection
  connectionToken: ConnectionToken
  contactRead: ContactRead
  contactShare: ContactShare
  deskMessage: DeskMessage
  deskShift: DeskShift
  deviceKind: DeviceKind
  deviceNumber: DeviceNumber
  digest: Digest
  directoryGroup: DirectoryGroup
  directoryKey: DirectoryKey
  directoryMember: DirectoryMember
  directoryPerson: DirectoryPerson
  directoryWord: DirectoryWord
  draft: Draft
  duty: Duty
  dutyMove: DutyMove
  emergencyLook: EmergencyLook
  emergencyWord: EmergencyWord
  entry: Entry
  episode: Episode
  erasure: Erasure
  evidenceBytes: EvidenceBytes
  evidenceFile: EvidenceFile
  fairCount: FairCount
  feed: Feed
  feedback: Feedback
  formAnswer: FormAnswer
  handover: Handover
  heartbeat: Heartbeat
  helpline: Helpline
  helplineCheck: HelplineCheck
  household: Household
  householdMember: HouseholdMember
  identity: Identity
  inboxBatch: InboxBatch
  inboxItem: InboxItem
  inboxKey: InboxKey
  inboxReference: InboxReference
  incident: Incident
  informationRequest: InformationRequest
  installation: Installation
  instrument: Instrument
  intervention: Intervention
  interventionDecision: InterventionDecision
  interventionMenu: InterventionMenu
  interventionNotChosen: InterventionNotChosen
  interventionStep: InterventionStep
  interventionTold: InterventionTold
  involvement: Involvement
  itemGrant: ItemGrant
  languageCheck: LanguageCheck
  leadPeriod: LeadPeriod
  leave: Leave
  legalHold: LegalHold
  listExport: ListExport
  lookReason: LookReason
  managementPlan: ManagementPlan
  measure: Measure
  measureMark: MeasureMark
  message: Message
  missingReport: MissingReport
  misuseAlert: MisuseAlert
  misuseDesk: MisuseDesk
  misuseLook: MisuseLook
  misuseReading: MisuseReading
  misuseStep: MisuseStep
  note: Note
  orderView: OrderView
  otherWay: OtherWay
  party: Party
  person: Person
  personToken: PersonToken
  personVersion: PersonVersion
  policyValue: PolicyValue
  practitioner: Practitioner
  'private.bindKey': PrivateBindKey
  'private.erasedKey': PrivateErasedKey
  'private.keeper': PrivateKeeper
  'private.lookAgain': PrivateLookAgain
  'private.measureWay': PrivateMeasureWay
  'private.missingMatch': PrivateMissingMatch
  referral: Referral
  relationship: Relationship
  release: Release
  reportedContact: ReportedContact
  retentionPeriod: RetentionPeriod
  riskLevel: RiskLevel
  ruleCheck: RuleCheck
  savedFilter: SavedFilter
  sealedUnit: SealedUnit
  sealLift: SealLift
  seen: Seen
  sharedSetting: SharedSetting
  sharingDecision: SharingDecision
  sharingWord: SharingWord
  'signIn.challenge': SignInChallenge
  'signIn.credential': SignInCredential
  'signIn.device': SignInDevice
  'signIn.link': SignInLink
  'signIn.notice': SignInNotice
  'signIn.organisationAsk': SignInOrganisationAsk
  'signIn.organisationSubject': SignInOrganisationSubject
  'signIn.passkey': SignInPasskey
  'signIn.recoveryCode': SignInRecoveryCode
  'signIn.session': SignInSession
  'signIn.stop': SignInStop
  'signIn.tries': SignInTries
  singleSignOn: SingleSignOn
  supportOffer: SupportOffer
  team: Team
  teamMember: TeamMember
  telling: Telling
  'vault.contactRoute': VaultContactRoute
  'vault.contactRule': VaultContactRule
  'vault.evidenceKey': VaultEvidenceKey
  'vault.injury': VaultInjury
  'vault.injuryMark': VaultInjuryMark
  'vault.measureStep': VaultMeasureStep
  'vault.personKey': VaultPersonKey
  'vault.placeFound': VaultPlaceFound
  'vault.planCopy': VaultPlanCopy
  'vault.planItem': VaultPlanItem
  'vault.planOffer': VaultPlanOffer
  'vault.planPaper': VaultPlanPaper
  'vault.planRecord': VaultPlanRecord
  'vault.planStep': VaultPlanStep
  'vault.policeCard': VaultPoliceCard
  'vault.protectedPlace': VaultProtectedPlace
  'vault.providerKey': VaultProviderKey
  'vault.releaseCopy': VaultReleaseCopy
  'vault.safetyPlan': VaultSafetyPlan
  workingPattern: WorkingPattern
}
