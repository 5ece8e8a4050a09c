/**
 * When something is worth a question. Each value is our own choice; those with a rate behind them were tuned on one
 * invented year alone (docs/decisions/0021) and hold for the others as they fall.
 */
export type Limits = typeof limits
export const limits = {
  /** A second look some weeks later is forgetting; one that comes back for months is following. */
  comesBackDays: 3,
  comesBackOverDays: 60,
  comesBackWithinDays: 365,
  /** Cover for a colleague without a word of it in the rota ends within three weeks. */
  oftenDays: 6,
  oftenWithinDays: 28,
  /** Fewer than 1 in 500 people: the same name is hardly chance. */
  rareSurnamePer10000: 20,
  rareSurnameDays: 1,
  /** A common name, or a postcode sector of some 3,000 homes, needs more than chance gives. */
  commonSurnameDays: 2,
  surnameWithinDays: 365,
  /** The same door, number or named person is never chance: one look is enough. */
  sameAddressLooks: 1,
  streetDays: 1,
  sectorDays: 3,
  nearWithinDays: 270,
  employerDays: 2,
  employerWithinDays: 270,
  /** An old link fails once or twice; then its owner knows. */
  refusedAtOneCase: 3,
  refusedTied: 1,
  refusedWithinDays: 60,
  refusedCasesInWeek: 8,
  /** Someone new or busy may read some cases of the team in a day; peers of the same role set the rest. */
  browsingDay: 6,
  browsingMonth: 18,
  browsingTimesPeers: 2,
  browsingTimesSelf: 3,
  /** Papers for a handover or for court are few and steady. */
  copiesBeforeLeaving: 20,
  copiesTimesSelf: 2,
  leavingWithinDays: 42,
  copiesInWeek: 40,
  /** One late call happens to everybody. */
  offDutyDays: 3,
  offDutyWithinDays: 42,
  ownNameSearches: 1,
  /** So many who have no part do not come to one case by chance. */
  crowdPeople: 6,
  crowdWithinDays: 14,
  crowdReturns: 3,
  publicFigureLooks: 1,
} as const
