/** What somebody may need beside protection (RM-15). A need raises and lowers no level: it leads to an offer. */
export const needs = {
  housing: {
    name: 'Housing',
    leads: 'Talk over staying and moving: housing advice, a sanctuary, a refuge',
    part: 'referrals',
  },
  money: { name: 'Money', leads: 'Help with benefits, debts and an account of their own', part: 'referrals' },
  health: { name: 'Health', leads: 'A doctor or nurse whom they can see alone', part: 'referrals' },
  mind: {
    name: 'How they bear it',
    leads: 'Somebody to talk to, and help now where they think of ending their life',
    part: 'referrals',
  },
  substances: {
    name: 'Drink, drugs or medicines',
    leads: 'Support that does not make stopping a condition',
    part: 'referrals',
  },
  immigration: {
    name: 'Right to be here',
    leads: 'Free advice from somebody who is qualified, before anybody else is asked',
    part: 'referrals',
  },
  work: {
    name: 'Work and learning',
    leads: 'What an employer, a college or a school may be asked for, if they want it',
    part: 'interventions',
  },
  care: {
    name: 'Caring for somebody',
    leads: 'Who steps in while they are away, and an assessment as a carer',
    part: 'referrals',
  },
  access: {
    name: 'Disability and being understood',
    leads: 'Write down what is agreed with them, so that each service keeps to it',
    part: 'people',
  },
  children: { name: 'Children', leads: 'Support for each child in their own right', part: 'incidents' },
  culture: {
    name: 'Community and belief',
    leads: 'A service of their own community, if they choose one and it is safe',
    part: 'referrals',
  },
  pets: { name: 'Animals', leads: 'Foster care for animals, so that nobody stays for them', part: 'referrals' },
  law: { name: 'Law', leads: 'Legal advice of their own: orders, children, home', part: 'orders' },
  alone: { name: 'Being cut off', leads: 'People whom they trust, and a way to reach them', part: 'safe-contact' },
} as const
export type Need = keyof typeof needs
export const needCodes = [
  'housing',
  'money',
  'health',
  'mind',
  'substances',
  'immigration',
  'work',
  'care',
  'access',
  'children',
  'culture',
  'pets',
  'law',
  'alone',
] as const satisfies readonly Need[]
