/** A term of bail or of an order: its code, its name, and what it means in plain words until somebody writes it better (BL-09). */
export const conditionKinds = [
  {
    kind: 'no contact',
    label: 'No contact',
    ask: 'With whom',
    plain:
      'Must not contact you in any way: not in person, by phone, message, letter or online, and not through anybody else.',
  },
  {
    kind: 'not to go to',
    label: 'Not to go to a place',
    ask: 'Which place or street',
    plain: 'Must not go to the place named, or wait near it, for any reason.',
  },
  {
    kind: 'live at',
    label: 'Live at an address',
    ask: 'Which town or area, no more than the court said',
    plain: 'Must live and sleep each night at the address given, and may not move without asking.',
  },
  {
    kind: 'curfew',
    label: 'Curfew',
    ask: 'Between which hours',
    plain: 'Must be indoors between the hours named, every day.',
  },
  {
    kind: 'report to police',
    label: 'Report to police',
    ask: 'Where and when',
    plain: 'Must go to the police station named on the days named.',
  },
  {
    kind: 'hand over',
    label: 'Hand something over',
    ask: 'What',
    plain: 'Must give the thing named to police, such as a passport or keys.',
  },
  {
    kind: 'tag',
    label: 'Electronic tag',
    ask: 'What it watches',
    plain: 'Must wear an electronic tag that shows where they are or whether they are at home.',
  },
  { kind: 'other', label: 'Another condition', ask: 'What it is about', plain: '' },
] as const

export type ConditionKind = (typeof conditionKinds)[number]['kind']
export type ConditionInput = { kind: ConditionKind; about: string | null; plain: string; untilOn: string | null }
export const isConditionKind = (kind: string): kind is ConditionKind =>
  conditionKinds.some((each) => each.kind === kind)

/** A condition as stored, with the entry that set it and the one that ended it. */
export type Condition = {
  id: string
  entryId: string
  kind: string
  who: string | null
  place: string | null
  plain: string
  untilOn: string | null
  endedAt: Date | null
  endedWhy: string | null
  factId: string
  setBy: string
  /** The fact of the entry that set it; a term that was added to an order belongs to the order all the same. */
  setFactId: string
  setAt: Date
  suspectId: string | null
  endedEntryId: string | null
  endedFactId: string | null
  replacesId: string | null
}

export const conditionSlug = (kind: string): string => kind.replaceAll(' ', '-')
export const conditionLabel = (kind: string): string => conditionKinds.find((each) => each.kind === kind)?.label ?? kind

/** A condition holds until it is ended, and through its last day. */
export const isInForce = ({ endedAt, untilOn }: Pick<Condition, 'endedAt' | 'untilOn'>, today: string): boolean =>
  endedAt === null && (untilOn === null || today <= untilOn)

const setsBail = [
  'justice.bail-granted',
  'justice.bail-varied',
  'justice.bail-extended',
  'justice.bail-hearing-decided',
]
/** A term of bail, by police or by a court: a licence and a caution have terms of their own. */
export const isOfBail = ({ setBy }: Pick<Condition, 'setBy'>): boolean => setsBail.includes(setBy)
export const isOfOrder = ({ setBy }: Pick<Condition, 'setBy'>): boolean => setBy.startsWith('orders.')

type Ending = { type: string; suspectId: string | null; about?: string | undefined }

/** Why the conditions of bail end with such an entry; those of an order end with the order alone. */
const endsBail: Record<string, string> = {
  'justice.bail-varied': 'Bail was changed',
  'justice.bail-cancelled': 'Bail was cancelled',
  'justice.bail-hearing-decided': 'The court decided bail afresh',
  'justice.remanded': 'Remanded in custody',
  'justice.suspect-released-without-charge': 'Released without charge',
  'justice.case-stopped': 'The case was stopped',
  'justice.trial-ended': 'The trial ended',
  'justice.sentenced': 'Sentenced',
}

/** The protections that fall away with an entry (DC-05), and why. */
export const endingWith = (
  ending: Ending,
  conditions: readonly Condition[],
): { conditions: Condition[]; why: string } => {
  const why = ending.type === 'orders.ended' ? 'The order ended' : (endsBail[ending.type] ?? '')
  if (!why) return { conditions: [], why }
  const isOrder = ending.type === 'orders.ended'
  const isOfBailAlone = ending.type.startsWith('justice.bail-')
  return {
    why,
    conditions: conditions.filter(
      (one) =>
        isOfOrder(one) === isOrder &&
        (!isOfBailAlone || isOfBail(one)) &&
        isAboutSame(one, ending) &&
        (!isOrder || ending.about === undefined || one.factId === ending.about),
    ),
  }
}

const isAboutSame = ({ suspectId }: Condition, ending: Ending): boolean =>
  suspectId === null || ending.suspectId === null || suspectId === ending.suspectId
