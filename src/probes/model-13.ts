// MODEL 13, copied by hand from the text and from nothing else: what each role may see of each object on a case that it
// was granted. F full, O own entries and what is shared to it, S only what is shared item by item, R that it exists,
// C counts, - nothing. It is the judge in probes.test.ts, so it imports nothing of what it judges.

export const letters = ['F', 'O', 'S', 'R', 'C', '-'] as const
export type Letter = (typeof letters)[number]

const columns = [
  'idva',
  'police',
  'responder',
  'wcu',
  'cps',
  'npt',
  'probation',
  'social',
  'school',
  'health',
  'housing',
  'library',
] as const
export type Column = (typeof columns)[number]

const rows = {
  'case header': 'F F F O O S S S - S S -',
  'safe contact': 'F F F F R S - S S S S -',
  'protected address': 'F S S - - S - S - S S -',
  'safety plan': 'F S S - - S - S S S S -',
  'risk assessment': 'F F F R S S S S - O O -',
  incident: 'O F F R F S S S S O O O',
  orders: 'F F F F F F F S S R S -',
  duties: 'F F O F F - O - - - - -',
  statements: 'S F - F F - - S - - - -',
  plan: 'F F S - S S S F S F F -',
  register: 'S F S - S S F S - S S -',
} as const
export type ObjectName = keyof typeof rows

/** Which column of MODEL 13 a role of ours stands in. A role without a column sees nothing of any case. */
const columnOf: Readonly<Record<string, Column>> = {
  idva: 'idva',
  'idva-manager': 'idva',
  'first-responder': 'responder',
  'investigating-officer': 'police',
  'abuse-specialist': 'police',
  'police-supervisor': 'police',
  'witness-care-officer': 'wcu',
  'wcu-manager': 'wcu',
  'cps-lawyer': 'cps',
  'cps-manager': 'cps',
  'victim-liaison-officer': 'probation',
  'probation-manager': 'probation',
  'social-worker': 'social',
  'council-manager': 'social',
  'housing-officer': 'housing',
  'housing-manager': 'housing',
  'library-worker': 'library',
}

const isLetter = (text: string | undefined): text is Letter => letters.some((letter) => letter === text)

/** What MODEL 13 says of this role and this object. */
export const letterOf = (role: string, object: ObjectName): Letter => {
  const column = columnOf[role]
  if (!column) return '-'
  const letter = rows[object].split(' ')[columns.indexOf(column)]
  if (!isLetter(letter)) throw new Error(`MODEL 13 has no letter for ${role} and ${object}`)
  return letter
}
