/** The parts of a case, in the order of their links. A domain with a case page adds its line: `part` is its place after /cases/:caseId. */
export const casePages = [
  { part: '', text: 'Overview', access: 'cases:read' },
  { part: 'entries', text: 'What happened', access: 'entries:read' },
  { part: 'duties', text: 'Duties', access: 'duties:read' },
  { part: 'risk', text: 'Risk', access: 'risk:read' },
  { part: 'incidents', text: 'Incidents', access: 'incidents:read' },
  { part: 'justice', text: 'Justice', access: 'justice:read' },
  { part: 'orders', text: 'Orders', access: 'orders:read' },
  { part: 'pictures', text: 'Pictures', access: 'pictures:read' },
  { part: 'safe-contact', text: 'Safe contact', access: 'safe-contact:read' },
  { part: 'messages', text: 'Calls and messages', access: 'messages:read' },
  { part: 'people', text: 'People', access: 'people:read' },
  { part: 'notes', text: 'Notes', access: 'notes:read' },
  { part: 'referrals', text: 'Referrals', access: 'referrals:read' },
  { part: 'sharing', text: 'What was shared', access: 'sharing:read' },
  { part: 'feedback', text: 'Feedback', access: 'feedback:read' },
  { part: 'handovers', text: 'Handovers', access: 'handovers:read' },
  { part: 'team', text: 'Who can see it', access: 'cases:read' },
  { part: 'conflicts', text: 'Conflicts and seal', access: 'conflicts:write' },
  { part: 'looks', text: 'Who looked', access: 'cases:read' },
] as const satisfies { part: string; text: string; access: string }[]

export type CasePart = (typeof casePages)[number]['part']

/** The parts that this person may open. */
export const pagesFor = (may: ReadonlySet<string>): { part: CasePart; text: string }[] =>
  casePages.filter(({ access }) => may.has(access)).map(({ part, text }) => ({ part, text }))

const others: Record<string, string> = {
  access: 'Who can see it, and why',
  export: 'Copy of the case',
  close: 'Closing',
}

/** What the parts of a case are called, each once; a page of the first part counts as it. */
export const partNames = (parts: readonly string[]): string[] => [
  ...new Set(parts.map((part) => casePages.find((page) => page.part === part)?.text ?? others[part] ?? 'Overview')),
]
