/** Where the person stands towards whoever harms them; a child's plan has a set of its own (MODEL 5.7). */
export const circumstances = {
  staying: 'Staying with them, for now',
  leaving: 'Getting ready to leave',
  separated: 'Living apart',
  child: 'A child’s own plan',
} as const
export type Circumstance = keyof typeof circumstances
export const isCircumstance = (word: string): word is Circumstance => Object.hasOwn(circumstances, word)
export const circumstanceCodes: Circumstance[] = Object.keys(circumstances).filter(isCircumstance)

/** The parts of a plan, in the order in which it is read: what is strong comes first (SP-10). */
export const headings = {
  strengths: 'What already helps',
  now: 'Help and contact',
  crisis: 'If it happens again',
  home: 'At home',
  going: 'Going, and what to take',
  device: 'Phones, cars and accounts',
  money: 'Money',
  job: 'Work',
  school: 'School or college',
  child: 'Children',
  contact: 'When the children see them',
  legal: 'The law, and advice',
  long: 'Further ahead',
} as const
export type Heading = keyof typeof headings
export const isHeading = (word: string): word is Heading => Object.hasOwn(headings, word)
export const headingCodes: Heading[] = Object.keys(headings).filter(isHeading)

/**
 * A thought that may belong in a plan. `code` is its requirement; `for` those whom it is for; `warns` why taking it up may be noticed, or may
 * take away a sign by which they judge the danger (SP-17).
 */
export type Prompt = {
  code: string
  for: readonly Circumstance[]
  heading: Heading
  title: string
  hint?: string
  warns?: string
  /** Only where it is so: a school that both go to (CC-12), or somebody under 18 (CC-12, AD-12). Then it has to be gone through. */
  where?: Setting
}
/** What of somebody's life asks for thoughts of its own. */
export type Setting = 'school' | 'under 18'

/** The thought beside which a list names each, with the decision whether it is safe to tell them (P3-06). */
export const whomToTell = 'P3-06'

const grown: readonly Circumstance[] = ['staying', 'leaving', 'separated']
const staying: readonly Circumstance[] = ['staying']
const leaving: readonly Circumstance[] = ['leaving']
const separated: readonly Circumstance[] = ['separated']
const child: readonly Circumstance[] = ['child']
const everybody: readonly Circumstance[] = [...grown, 'child']
const together: readonly Circumstance[] = ['staying', 'leaving']
const add = (heading: Heading, prompts: readonly Omit<Prompt, 'heading'>[]): Prompt[] =>
  prompts.map((prompt) => ({ ...prompt, heading }))

/** What is offered in our own words; nothing of it is in a plan until the person says so (CATALOGUE SP, CH, P1 to P3). */
export const prompts: readonly Prompt[] = [
  ...add('strengths', [
    {
      code: 'SP-10',
      for: [...grown, 'child'],
      title: 'People and things that give strength',
      hint: 'Who can be trusted, what has helped before, what they are good at',
    },
    {
      code: 'SP-13',
      for: grown,
      title: 'What they do already to stay out of harm',
      hint: 'It is theirs and it has worked: build on it before anything new',
    },
    {
      code: 'SP-21',
      for: grown,
      title: 'Ways that are open, staying at home among them',
      hint: 'Each that was thought of, and what they make of it',
    },
  ]),
  ...add('now', [
    { code: 'P1-01', for: grown, title: 'Somebody to talk to: outreach, a local service, a helpline' },
    {
      code: 'P1-02',
      for: grown,
      title: 'How services can reach them safely',
      hint: 'The rule itself stands under Safe contact: here, what was agreed about it',
    },
    {
      code: 'AD-12',
      for: grown,
      where: 'under 18',
      title: 'A young people’s adviser',
      hint: 'Works with them as an adviser works with somebody grown',
    },
    { code: 'P2-01', for: leaving, title: 'Who may know of this plan, and who may not' },
    { code: 'P3-02', for: separated, title: 'A number that is not listed, calls screened, emergency numbers stored' },
    { code: 'SP-28', for: grown, title: 'What officers must know before they call or come' },
  ]),
  ...add('crisis', [
    {
      code: 'P1-03',
      for: grown,
      title: 'A phone within reach, and numbers known by heart',
      hint: 'Which numbers. Printed only if they ask for it',
    },
    {
      code: 'P1-04',
      for: grown,
      title: 'A word or sign that means: call the police',
      hint: 'Who knows it. With the person who harms in the room, too',
    },
    {
      code: 'SP-32',
      for: grown,
      title: 'How help is called when they cannot speak',
      hint: 'Silent call, an alarm, somebody who calls for them. A personal alarm: wanted, issued, or why not',
    },
    {
      code: 'P1-05',
      for: together,
      title: 'Ways out of each room, and rooms to keep away from',
      hint: 'Rooms without a way out, and where there are things that can be used as weapons',
    },
    { code: 'SP-33', for: grown, title: 'Where they would go at short notice', hint: 'Never the address of a refuge' },
  ]),
  ...add('home', [
    {
      code: 'SP-27',
      for: grown,
      title: 'Weapons, and things that were used as weapons',
      hint: 'Moved out of reach, made less dangerous, or left: what was agreed',
      warns: 'Something that is suddenly gone may be noticed',
    },
    { code: 'P3-05', for: separated, title: 'Locks, alarm, smoke alarm, lights outside' },
    { code: 'HS-02', for: ['staying', 'separated'], title: 'Staying in their own home, made safer' },
    { code: 'HS-06', for: grown, title: 'If fire is feared: the fire service looks at the home' },
    { code: 'P3-10', for: separated, title: 'Other shops, banks and places than before' },
    {
      code: 'SP-46',
      for: grown,
      title: 'Other ways, times and places than usual',
      hint: 'So that they are harder to follow',
      warns: 'Before they leave, a change of habit may be what gives the plan away',
    },
    {
      code: 'P2-17',
      for: leaving,
      title: 'Habits kept as they are until the day',
      hint: 'Nothing unusual that could be noticed',
    },
  ]),
  ...add('going', [
    { code: 'P2-04', for: leaving, title: 'Spare keys, cut and kept somewhere safe' },
    {
      code: 'P2-05',
      for: leaving,
      title: 'A bag, ready, and where it is',
      hint: 'With somebody they trust, if at home it could be found',
      warns: 'A packed bag that is found says everything',
    },
    {
      code: 'P2-06',
      for: leaving,
      title: 'Papers',
      hint: 'Whose and which is ticked off person by person, under “Papers to have ready”. Here: how they are got together',
      warns: 'Papers that are gone may be missed: a copy may do',
    },
    {
      code: 'P2-07',
      for: leaving,
      title: 'Bank and card details',
      hint: 'That they have them. Never the numbers here',
    },
    { code: 'P2-08', for: leaving, title: 'Passwords', hint: 'That they have them. Never the passwords here' },
    { code: 'P2-09', for: leaving, title: 'Some money in hand' },
    { code: 'P2-10', for: leaving, title: 'Keys of car, home and work' },
    { code: 'P2-11', for: leaving, title: 'Medicine and prescriptions, the children’s too' },
    { code: 'P2-12', for: leaving, title: 'Numbers and addresses: services, lawyer, doctor, family, friends' },
    { code: 'P2-13', for: leaving, title: 'Clothes, and what comforts them and the children' },
    { code: 'P2-14', for: leaving, title: 'Photographs and what is dear to them' },
    {
      code: 'P2-15',
      for: leaving,
      title: 'What shows others whom to look out for',
      hint: 'A recent photograph, details of the car. A copy for police if they wish',
    },
    {
      code: 'P2-02',
      for: leaving,
      title: 'The way to a new home, without a satnav',
      hint: 'Where one was used: its history',
      warns: 'A history that is wiped at one go may be noticed, above all where it is checked',
    },
  ]),
  ...add('device', [
    {
      code: 'TD-08',
      for: grown,
      title: 'Traces on computers, bills and phones',
      hint: 'Pages looked at, calls on the bill, messages. A device away from home leaves none at home',
      warns: 'Deleting may itself be seen, and taken as a sign',
    },
    {
      code: 'TD-12',
      for: grown,
      title: 'Location that is shared, and programs that watch',
      hint: 'Phone, watch, tags, the children’s devices. Look it up from a safe device',
      warns: 'Taking out what watches tells whoever watches',
    },
    {
      code: 'P1-08',
      for: together,
      title: 'Passwords changed often',
      hint: 'Social accounts first, and from a device that nobody watches',
      warns: 'Where the person who harms looks into them, a changed password may make it worse',
    },
    {
      code: 'P3-03',
      for: separated,
      title: 'New passwords, and who may see what',
      hint: 'Shared plans, family accounts, answers that they know. From a device that nobody watches: a new password is read there too',
      warns: 'Somebody who is suddenly locked out knows that something has changed',
    },
    {
      code: 'P1-09',
      for: staying,
      title: 'The satnav in the car',
      hint: 'Its history shows where they were',
      warns: 'A history that is suddenly empty may be noticed',
    },
    {
      code: 'P3-04',
      for: separated,
      title: 'The satnav that came along, or was left behind',
      hint: 'Taken, or its history wiped',
      warns: 'A history that is suddenly empty may be noticed',
    },
    {
      code: 'SP-39',
      for: grown,
      title: 'Social media',
      hint: 'Live location, photographs that show a place, friends who pass things on, accounts that were taken over',
    },
  ]),
  ...add('money', [
    {
      code: 'P1-06',
      for: together,
      title: 'Some money put by, and where',
      hint: 'For fares and the first days',
      warns: 'Money that is missing may be noticed',
    },
    {
      code: 'SP-09',
      for: grown,
      title: 'Letters and files that could show where they are',
      hint: 'Benefits, debts, courts: a letter can ask for care, and says no address',
    },
  ]),
  ...add('job', [
    {
      code: 'SP-43',
      for: grown,
      title: 'Work: who knows, and what they may do',
      hint: 'Time to prepare, a number that is not put through, a way to the car',
    },
    { code: 'P3-09', for: separated, title: 'Other hours, another way to work or to school' },
    {
      code: whomToTell,
      for: separated,
      title: 'School, work and neighbours: whom to tell of an order, and to ask for a call to the police',
      hint: 'For each: is it safe to tell them?',
    },
  ]),
  ...add('school', [
    {
      code: 'SP-45',
      for: everybody,
      where: 'school',
      title: 'Timetables: when both are there',
      hint: 'Only the hours that both are there. Never the whole timetable of the other, and never to anybody who does not need it',
    },
    {
      code: 'SP-45 ways',
      for: everybody,
      where: 'school',
      title: 'Ways there and back, and from room to room',
      hint: 'Another gate, another bus, somebody who walks along',
    },
    { code: 'SP-45 breaks', for: everybody, where: 'school', title: 'Breaks, meals and free hours' },
    {
      code: 'SP-45 who',
      for: everybody,
      where: 'school',
      title: 'Who may come near, and to whom they can go at once',
      hint: 'One person there by name. The school is shown this part alone, and knows what it does if the rule is broken',
    },
  ]),
  ...add('child', [
    {
      code: 'CH-12',
      for: grown,
      where: 'under 18',
      title: 'Children’s services: whether they are told, and why or why not',
      hint: 'A referral was considered: what came of it. It has a page of its own under Referrals',
    },
    {
      code: 'CH-01',
      for: grown,
      title: 'Whether each child has a plan of their own',
      hint: 'It begins beside this one. What children are for in it: to get out, and not to be hurt',
    },
    {
      code: 'P2-16',
      for: leaving,
      title: 'Talking to the children about leaving',
      hint: 'Whether it is safe to tell each of them is decided under “The children”. All of them come if it can be',
      warns: 'A small child may say it',
    },
    {
      code: 'P3-07',
      for: separated,
      title: 'Who may fetch the children',
      hint: 'School, nursery and carers have it in writing',
    },
    {
      code: 'CH-02',
      for: child,
      title: 'Practising the way out',
      hint: 'If the parent wants to, and when they did. Nobody has to',
    },
    { code: 'CH-03', for: child, title: 'A safe person or place', hint: 'Best where police can be called from' },
    {
      code: 'CH-04',
      for: child,
      title: 'How to call the police, and numbers that help',
      hint: 'If it is safe to teach them; when they were taught',
    },
    {
      code: 'CH-05',
      for: child,
      title: 'Whether this child is harmed as well',
      hint: 'Asked of each child. Where there is a worry, a referral follows',
    },
    {
      code: 'SP-47',
      for: child,
      title: 'Who may fetch this child, and what to do if somebody else tries',
      hint: 'For the school or nursery alone',
    },
    {
      code: 'CH-09',
      for: child,
      title: 'Somebody of their own to talk to',
      hint: 'A young people’s adviser, a service for children',
    },
  ]),
  ...add('contact', [
    {
      code: 'P3-08',
      for: separated,
      title: 'Before a visit',
      hint: 'A public place, not near home or school; the time; somebody neutral who hands over; who is told, the school of who may fetch among them',
    },
    {
      code: 'P3-08 during',
      for: separated,
      title: 'During a visit',
      hint: 'How the child can call, who is near, what if they come late or drunk',
    },
    {
      code: 'P3-08 after',
      for: separated,
      title: 'After a visit',
      hint: 'What if the child is not brought back; how the child is, a call by the safe way',
    },
    {
      code: 'SP-31',
      for: together,
      title: 'The children’s time with them, as it is now',
      hint: 'How it can go on safely',
    },
  ]),
  ...add('legal', [
    { code: 'P2-03', for: together, title: 'Orders that keep somebody away, and advice about them' },
    { code: 'P3-01', for: separated, title: 'Advice on contact, where the children live, and orders' },
    {
      code: 'P1-07',
      for: grown,
      title: 'Injuries seen by a doctor, written down, photographed if they wish',
      hint: 'For a court or for housing, later',
    },
    {
      code: 'P3-12',
      for: separated,
      title: 'Copies of papers and orders, and a record of what happens',
      hint: 'Kept outside this system, where they wish',
    },
    {
      code: 'SP-37',
      for: grown,
      title: 'Advice on the law',
      hint: 'From whom, and by when. A referral has a page of its own',
    },
    { code: 'SP-37 money', for: grown, title: 'Advice on money, debts and benefits', hint: 'From whom, and by when' },
    {
      code: 'SP-37 children',
      for: grown,
      title: 'Advice on where the children live and whom they see',
      hint: 'From whom, and by when',
    },
  ]),
  ...add('long', [
    { code: 'SP-35', for: [...grown, 'child'], title: 'Support for longer' },
    { code: 'SP-49', for: grown, title: 'A service for people who are stalked, online too' },
    { code: 'P3-11', for: separated, title: 'A word or sign with family, colleagues, teachers or friends' },
  ]),
]

export const promptOf = (code: string): Prompt | undefined => prompts.find((prompt) => prompt.code === code)
/** What is offered; what hangs on a setting only where it is so. A child's own plan has the part on school in any case. */
export const promptsFor = (circumstance: Circumstance | null, settings: readonly Setting[] = []): Prompt[] =>
  circumstance === null
    ? []
    : prompts.filter(
        ({ for: whom, where }) =>
          whom.includes(circumstance) && (where === undefined || settings.includes(where) || circumstance === 'child'),
      )
/** What has to be gone through before a plan is checked: CC-12, SP-45. */
export const promptsNeeded = (circumstance: Circumstance | null, settings: readonly Setting[]): Prompt[] =>
  promptsFor(circumstance, settings).filter(({ where }) => where !== undefined && settings.includes(where))
/** A thought that a school may be shown: its own part, and who may fetch a child (SP-45, SP-47). */
export const isForSchool = ({ heading, code }: { heading: Heading; code: string | null }): boolean =>
  heading === 'school' || code === 'SP-47' || code === 'P3-07'
