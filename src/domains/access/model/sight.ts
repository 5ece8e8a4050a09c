/** What lets somebody see a case, in words. */
export const kinds = {
  lead: 'Opened it, or leads on it',
  team: 'Through a team',
  named: 'Let in by name',
  task: 'For a task',
  referral: 'A referral',
  listing: 'A conference',
  emergency: 'Emergency access',
} as const
export const kindWords = (kind: string): string => Object.entries(kinds).find(([name]) => name === kind)?.[1] ?? kind
