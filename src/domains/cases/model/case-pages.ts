/** The parts of a case, in the order of their links. A domain with a case page adds its line: `part` is its place after /cases/:caseId. */
export const casePages = [
  { part: '', text: 'Overview', access: 'cases:read' },
  { part: 'people', text: 'People', access: 'people:read' },
  { part: 'notes', text: 'Notes', access: 'notes:read' },
  { part: 'handovers', text: 'Handovers', access: 'handovers:read' },
  { part: 'team', text: 'Who can see it', access: 'cases:read' },
] as const satisfies { part: string; text: string; access: string }[]

export type CasePart = (typeof casePages)[number]['part']

/** The parts that this person may open. */
export const pagesFor = (may: ReadonlySet<string>): { part: CasePart; text: string }[] =>
  casePages.filter(({ access }) => may.has(access)).map(({ part, text }) => ({ part, text }))
