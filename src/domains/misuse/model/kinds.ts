import type { Look } from './look.ts'

/** What an alert may be about: how it is called, and what it is a question about. */
export const kinds = {
  'repeated looks': 'Looks again and again without a part in the case',
  'same name': 'Looks at a case where somebody has the same surname',
  'same address': 'Looks at a case that shares an address, a number or a named person',
  neighbour: 'Looks at a case from the same street or nearby',
  colleague: 'Looks at a case of somebody with the same employer',
  'refused tries': 'Tries that were refused',
  browsing: 'Many cases without a part in them',
  'many copies': 'Many exports and prints',
  'odd hours': 'Looks outside working hours without a task',
  'own name': 'A search for the own name or for somebody close',
  'one case, many people': 'One case looked at by many who have no part in it',
} as const
export type Kind = keyof typeof kinds
export const isKind = (kind: string): kind is Kind => Object.hasOwn(kinds, kind)
export const kindWords = (kind: string): string => (isKind(kind) ? kinds[kind] : kind)

/** One question: about this person, of this kind, about this case or about no single one. */
export type Finding = { who: string; kind: Kind; caseId: string | null; raisedAt: number; looks: Look[] }

export const keyOf = ({ who, kind, caseId }: Pick<Finding, 'who' | 'kind' | 'caseId'>): string =>
  `${who} ${kind} ${caseId ?? ''}`
