/**
 * The parts of a case, in the order of their links. A domain with a case page adds its line: `part` is its place after
 * /cases/:caseId, and a part that is `under` another is reached from the top of that one.
 */
export const casePages = [
  { part: '', text: 'Overview', access: 'cases:read' },
  { part: 'entries', text: 'What happened', access: 'entries:read' },
  { part: 'incidents', text: 'Incidents', access: 'incidents:read', under: 'entries' },
  { part: 'injuries', text: 'Injuries', access: 'injuries:read', under: 'entries' },
  { part: 'files', text: 'Files', access: 'files:read', under: 'entries' },
  { part: 'duties', text: 'Duties', access: 'duties:read' },
  { part: 'handovers', text: 'Handovers', access: 'handovers:read', under: 'duties' },
  { part: 'risk', text: 'Risk', access: 'risk:read' },
  { part: 'safety-plans', text: 'Safety plans', access: 'safety-plans:read', under: 'risk' },
  { part: 'police-cards', text: 'If police attend', access: 'police-cards:read', under: 'risk' },
  { part: 'interventions', text: 'Interventions', access: 'interventions:read', under: 'risk' },
  { part: 'measures', text: 'Measures', access: 'measures:read', under: 'risk' },
  { part: 'justice', text: 'Justice', access: 'justice:read' },
  { part: 'management-plans', text: 'Before a release', access: 'management-plans:read', under: 'justice' },
  { part: 'orders', text: 'Orders', access: 'orders:read' },
  { part: 'pictures', text: 'Pictures', access: 'pictures:read' },
  { part: 'safe-contact', text: 'Safe contact', access: 'safe-contact:read' },
  { part: 'messages', text: 'Calls and messages', access: 'messages:read', under: 'safe-contact' },
  { part: 'people', text: 'People', access: 'people:read' },
  { part: 'notes', text: 'Notes', access: 'notes:read' },
  { part: 'feedback', text: 'Feedback', access: 'feedback:read', under: 'notes' },
  { part: 'referrals', text: 'Referrals', access: 'referrals:read' },
  { part: 'team', text: 'Who can see it', access: 'cases:read' },
  { part: 'looks', text: 'Who looked', access: 'cases:read', under: 'team' },
  { part: 'sharing', text: 'What was shared', access: 'sharing:read', under: 'team' },
  { part: 'information-requests', text: 'Asked for', access: 'sharing:read', under: 'team' },
  { part: 'releases', text: 'Released outside', access: 'releases:read', under: 'team' },
  { part: 'bundles', text: 'Bundles for court', access: 'bundles:read', under: 'team' },
  { part: 'conflicts', text: 'Conflicts and seal', access: 'conflicts:write', under: 'team' },
] as const satisfies { part: string; text: string; access: string; under?: string }[]

export type CasePart = (typeof casePages)[number]['part']
/** `lead` is the part in whose place it is found: its own, where it stands in the first row. */
export type CasePage = { part: CasePart; text: string; lead: CasePart }

/** The parts that this person may open. Whoever may not open a lead finds what is under it in the first row. */
export const pagesFor = (may: ReadonlySet<string>): CasePage[] => {
  const open = casePages.filter(({ access }) => may.has(access))
  return open.map((page) => {
    const lead = 'under' in page ? open.find(({ part }) => part === page.under) : undefined
    return { part: page.part, text: page.text, lead: lead?.part ?? page.part }
  })
}

const others: Record<string, string> = {
  access: 'Who can see it, and why',
  export: 'Copy of the case',
  close: 'Closing',
}

/** What the parts of a case are called, each once; a page of the first part counts as it. */
export const partNames = (parts: readonly string[]): string[] => [
  ...new Set(parts.map((part) => casePages.find((page) => page.part === part)?.text ?? others[part] ?? 'Overview')),
]
