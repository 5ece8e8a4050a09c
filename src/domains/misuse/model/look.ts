import { londonDay } from '../../../rules/days.ts'

/** What carried a look: the person's own part in the case, or nothing but the person's word. */
export const purposes = [
  'own',
  'referral',
  'task',
  'lead',
  'team',
  'rota',
  'queue',
  'listing',
  'stated',
  'emergency',
  'none',
] as const
export type Purpose = (typeof purposes)[number]
export const lookKinds = ['consult', 'search', 'export', 'print', 'fail'] as const
export type LookKind = (typeof lookKinds)[number]

/** What ties the person who looks to somebody in the case: never who, never the value itself. */
export const ties = ['surname', 'address', 'phone', 'connection', 'street', 'sector', 'employer', 'own name'] as const
export type Tie = (typeof ties)[number]

/** One line of the log as it is judged here: nothing of what stood on the page. */
export type Look = {
  id: string
  who: string
  at: number
  kind: LookKind
  caseId: string | null
  purpose: Purpose
  ties: readonly Tie[]
  /** How many of 10,000 people bear the surname that both have. */
  surnameShare: number | null
  isPublicFigure: boolean
  /** Outside the person's own hours, shifts and desk turns. */
  isOffDuty: boolean
  /** The case is led by somebody whom this person supervises. */
  isSupervising: boolean
}

const isOneOf =
  <Value extends string>(values: readonly Value[]) =>
  (value: string): value is Value =>
    values.some((each) => each === value)
export const isPurpose = isOneOf(purposes)
export const isLookKind = isOneOf(lookKinds)
export const isTie = isOneOf(ties)

export type Person = {
  id: string
  role: string
  /** The last day here, as soon as it is known. */
  leavesOn: string | null
}

const wordOnly: ReadonlySet<Purpose> = new Set(['team', 'stated', 'emergency', 'none'])

/** Nothing that the person must do there carried this look. */
export const hasNoPart = ({ purpose, isSupervising }: Look): boolean => wordOnly.has(purpose) && !isSupervising

const isCopy = ({ kind }: Look): boolean => kind === 'export' || kind === 'print'

/** What leaves the building: exports and prints, of one's own cases too. */
export const copies = (looks: readonly Look[]): Look[] => looks.filter(isCopy)

/** The looks that any detector asks for; all others may be left where they are. */
export const matters = (look: Look): boolean =>
  isCopy(look) || look.kind === 'search' || look.kind === 'fail' || (look.caseId !== null && wordOnly.has(look.purpose))

export const dayOf = ({ at }: Pick<Look, 'at'>): string => londonDay(new Date(at))
export const daysIn = (looks: readonly Look[]): number => new Set(looks.map(dayOf)).size

/** The order in which things happened, whatever the order in which they came. */
export const inOrder = (looks: readonly Look[]): Look[] =>
  looks.toSorted((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1))
