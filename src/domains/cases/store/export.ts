import type { Tx } from '../../../platform/db.ts'

/** What a file of a case holds, in the order of the file. Row-level security reads with the person who takes it out. */
const tables = [
  'relationship',
  'household',
  'householdMember',
  'identity',
  'involvement',
  'account',
  'barrier',
  'sharedSetting',
  'leadPeriod',
  'handover',
  'episode',
  'riskLevel',
  'assessment',
  'entry',
  'duty',
  'note',
  'condition',
  'breachAction',
  'referral',
  'informationRequest',
  'intervention',
  'interventionStep',
  'interventionTold',
  'interventionNotChosen',
  'interventionDecision',
  'complexCase',
  'measure',
  'measureMark',
  'evidenceFile',
  'childExposure',
  'childNotice',
  'childAnswer',
  'childEffect',
] as const

/** Sealed lines stay sealed, and go into no file; nor does what Waymark keeps for its own searches and clocks. */
const leftOut = new Set([
  ...['personCalled', 'contactRoute', 'contactWindows', 'contactNever'],
  ...['plainName', 'plainNames', 'nextClockAt', 'arrangeAt'],
])
const kept = (row: object) =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]: [string, unknown]) =>
      leftOut.has(name) ? [] : [[name, value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value]],
    ),
  )

export const wholeCase = async (tx: Tx, caseId: string): Promise<Record<string, unknown>> => {
  const people = await tx
    .selectFrom('party as y')
    .innerJoin('person as p', 'p.id', 'y.personId')
    .selectAll('p')
    .select(['y.role', 'y.isMain', 'y.why', 'y.addedAt as inCaseSince', 'y.endedAt as inCaseUntil'])
    .where('y.caseId', '=', caseId)
    .orderBy('y.addedAt')
    .execute()
  const found: Record<string, unknown> = {
    case: await tx.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirst(),
    people: people.map(kept),
  }
  for (const table of tables) {
    const rows = await tx.selectFrom(table).selectAll().where('caseId', '=', caseId).execute()
    found[table] = rows.map(kept)
  }
  return found
}
