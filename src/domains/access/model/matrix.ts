// Who sees what of a case that they were let in to (MODEL 13). A grant comes first, and conflicts are subtracted last.

export const levels = {
  F: 'Full',
  O: 'Own entries, and what is shared with them',
  S: 'What is shared with them item by item, and what they wrote themselves',
  R: 'That it exists',
  C: 'Counts only',
  '-': 'Nothing',
} as const
export type Level = keyof typeof levels

/** What there is to see, each with the permissions that open it; those without one have no screen here yet. */
export const objects = {
  header: {
    label: 'The case, its people and who leads it',
    opens: ['cases', 'people', 'handovers', 'notes', 'entries', 'pictures', 'referrals', 'feedback'],
  },
  'safe contact': { label: 'Safe contact', opens: ['safe-contact', 'messages'] },
  address: { label: 'Protected address, and what is released of it', opens: ['releases', 'bundles'] },
  plan: { label: 'Safety plan', opens: ['safety-plans', 'police-cards'] },
  risk: { label: 'Risk assessment', opens: ['risk', 'interventions', 'measures'] },
  incidents: { label: 'Incidents, injuries and files about them', opens: ['incidents', 'injuries', 'files'] },
  orders: { label: 'Orders and conditions', opens: ['orders', 'justice'] },
  duties: { label: 'Duties', opens: ['duties'] },
  statement: { label: 'Victim personal statement, withdrawal', opens: [] },
  conference: { label: 'Conference (MARAC) plan', opens: [] },
  disclosure: { label: 'Disclosure scheme application', opens: [] },
  register: { label: 'Register of people who do harm, and plans for managing them', opens: ['management-plans'] },
  programme: { label: 'Programme record', opens: [] },
  'staff case': { label: 'Support of a member of staff', opens: [] },
} as const satisfies Record<string, { label: string; opens: readonly string[] }>
export type ObjectClass = keyof typeof objects
export const objectClasses: ObjectClass[] = Object.keys(objects).filter((name): name is ObjectClass =>
  Object.hasOwn(objects, name),
)

/** Those that have a screen here. */
export const shownClasses: ObjectClass[] = objectClasses.filter((name) => objects[name].opens.length > 0)

type Row = { label: string; roles: readonly string[]; sees: Record<ObjectClass, Level> }

/** Levels in the order of the objects above, as MODEL 13 prints them: one letter each. */
const row = (label: string, roles: readonly string[], printed: string): Row => {
  const letters = printed.split(' ').filter((letter): letter is Level => Object.hasOwn(levels, letter))
  const at = (name: ObjectClass): Level => letters[objectClasses.indexOf(name)] ?? '-'
  return {
    ...{ label, roles },
    sees: {
      ...{ header: at('header'), 'safe contact': at('safe contact'), address: at('address'), plan: at('plan') },
      ...{ risk: at('risk'), incidents: at('incidents'), orders: at('orders'), duties: at('duties') },
      ...{ statement: at('statement'), conference: at('conference'), disclosure: at('disclosure') },
      ...{ register: at('register'), programme: at('programme'), 'staff case': at('staff case') },
    },
  }
}

/** The table by which this product opens things. Where it differs from MODEL 13, `differences` says so. */
export const matrix: readonly Row[] = [
  row('IDVA service', ['idva', 'idva-manager'], 'F F F F F O F F S F S S S S'),
  row(
    'Police: domestic abuse, investigation',
    ['investigating-officer', 'abuse-specialist', 'police-supervisor'],
    'F F S S F F F F F F F F S -',
  ),
  row('First responder', ['first-responder'], 'F F S S F F F O - S - S - -'),
  row('Witness care', ['witness-care-officer', 'wcu-manager'], 'O F - - R R F F F - - - - -'),
  row('Prosecution', ['cps-lawyer', 'cps-manager'], 'O R - - S F F F F S - S - -'),
  row('Victim liaison (probation)', ['victim-liaison-officer'], 'S S - - S S F O - S S F S -'),
  row('Probation management', ['probation-manager'], 'S - - - S S F O - S S F S -'),
  row('Social work', ['social-worker', 'council-manager'], 'S S S S S S S O S S S S S -'),
  row('Housing', ['housing-officer', 'housing-manager'], 'S S S S O O S O - S - S - -'),
  row('Library', ['library-worker'], 'O S - - - - - O - - - - - -'),
]

export type Difference = { roles: string; object: ObjectClass; model: Level; here: Level; because: string }
/** Where this table is not that of MODEL 13. */
export const differences: readonly Difference[] = [
  {
    ...{ roles: 'Victim liaison (probation)', object: 'safe contact', model: '-', here: 'S' },
    because: 'They tell the victim under the contact scheme, so a way may be shared with them, one by one',
  },
  {
    ...{ roles: 'Social work', object: 'duties', model: '-', here: 'O' },
    because: 'Whoever leads or was given work sees it',
  },
  { ...{ roles: 'Housing', object: 'duties', model: '-', here: 'O' }, because: 'Whoever was given work sees it' },
  {
    ...{ roles: 'Library', object: 'header', model: '-', here: 'O' },
    because: 'A library worker to whom somebody spoke opens the case, and sees that case alone',
  },
  {
    ...{ roles: 'Library', object: 'safe contact', model: '-', here: 'S' },
    because: 'Whoever opens a case writes down how the person may be reached',
  },
  {
    ...{ roles: 'Library', object: 'incidents', model: 'O', here: '-' },
    because: 'The model means a library’s count of its own incidents, which has no screen here',
  },
  {
    ...{ roles: 'Library', object: 'duties', model: '-', here: 'O' },
    because: 'Whoever opens a case owns its first work until it is handed over',
  },
]

const rowOf = new Map(matrix.flatMap((each) => each.roles.map((role) => [role, each] as const)))
/** What a role sees of an object; undefined for a role that works on no case. */
export const levelFor = (role: string, object: ObjectClass): Level | undefined => rowOf.get(role)?.sees[object]

const objectOf = new Map<string, ObjectClass>(
  objectClasses.flatMap((name) => objects[name].opens.map((word) => [word, name] as const)),
)
/** Whether the table lets a role use this permission. A role or a permission that it does not name is not narrowed by it. */
export const opens = (role: string, permission: string): boolean => {
  const object = objectOf.get(permission.split(':')[0] ?? '')
  const level = object && levelFor(role, object)
  if (level === undefined) return true
  // Reading safe contact where only its being there may be known gives a page that says whom to ask.
  return level === 'R' ? object === 'safe contact' : level !== '-' && level !== 'C'
}

/** The objects of which a case holds single records, as its own words for them. */
const inPart = { risk: 'risk', incidents: 'incidents', orders: 'orders', duties: 'duties' } as const
export type SeenInPart = keyof typeof inPart
const seenInPart: SeenInPart[] = ['risk', 'incidents', 'orders', 'duties']
export const partWords = (object: SeenInPart): string => inPart[object]

/** Objects of which somebody is shown only what their agency wrote and what was shared, and those that they may only know to be there. */
export type Sights = { partial: SeenInPart[]; existing: SeenInPart[] }
/** Who leads a case sees the whole of it (DESIGN 2). migrations/0210_classes.sql holds the same. */
export const sightsOf = (role: string, isLead: boolean): Sights => {
  const at = (...wanted: Level[]) =>
    isLead ? [] : seenInPart.filter((object) => wanted.includes(levelFor(role, object) ?? 'O'))
  return { partial: at('O', 'S'), existing: at('R') }
}
