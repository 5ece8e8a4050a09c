/** Accounts, all invented. None of them is anybody's. */
export const concerns = [
  'Came to the house at night and would not leave.',
  'Shouting was heard through the wall, and then a door was broken.',
  'Says that every message and every journey is checked.',
  'Was pushed in the kitchen while the children were upstairs.',
  'Has no money of their own and must ask for each thing.',
  'Was followed from work to the bus on three days.',
  'Pictures were sent to family after the separation.',
  'The phone was smashed when it rang.',
  'Was held by the neck for some seconds and could not breathe.',
  'Wants to leave and does not know where to go.',
  'Threats were made that the cat would be next.',
  'Was locked out in the rain with the baby inside.',
  'Found a tracker under the car.',
  'A colleague saw bruises and asked; they said where they came from.',
] as const

export const sources = [
  'They rang us themselves',
  'A neighbour, by telephone',
  'The officer who went there',
  'Their sibling',
  'The health visitor',
  'A housing officer after a repair visit',
  'The school',
  'A friend who came with them',
] as const

export const levelReasons = {
  high: [
    'Strangled last month, separated since. Fear is growing.',
    'Threats to kill with details of how. Knows where they live.',
    'Pregnant, followed each day, and nobody else at home.',
  ],
  medium: [
    'Pushed and threatened; has somewhere to stay for now.',
    'Watched and messaged all day since the separation.',
    'Violence twice this year; the family knows and helps.',
  ],
  standard: [
    'One incident, no injury, lives elsewhere now.',
    'Shouting and broken things; no threats since they moved out.',
  ],
} as const

export const views = [
  'Is afraid when the car is outside. Sleeps badly.',
  'Feels safer since the locks were changed.',
  'Says it will get worse when the court papers come.',
  'Is not afraid for themselves, but for the children.',
  'Thinks that it is over now, and wants to be left in peace.',
] as const

export const childTold = {
  services: {
    ...{ toldWho: 'Invented County Council, children’s desk', reference: 'CS-1024', voice: undefined },
    ...{
      what: 'The child was in the next room and heard it. Is safe tonight.',
      asksAgain: false,
      isHomeEducated: false,
    },
  },
  school: {
    ...{
      toldWho: 'The safeguarding lead of the school',
      reference: undefined,
      voice: 'Did not want to go to bed alone.',
    },
    ...{ what: 'At home, in the evening; the child was there.', asksAgain: false, isHomeEducated: false },
  },
} as const
export const theyHaveIt = { toldBy: 'Somebody at their desk, by telephone', what: undefined } as const

export const handoverWords = [
  {
    risk: 'Separated lately, was followed twice. Level set with their own view.',
    plan: 'Stays with a sibling until the locks are changed. Bag is packed.',
    contact: 'Mobile between ten and twelve, ask for the first name only. Was promised a call this week.',
    duties: 'What is open is on the list, the soonest first.',
  },
  {
    risk: 'Threats by message. Nobody has asked yet what they think of the level.',
    plan: 'Nothing agreed yet beyond calling 999.',
    contact: 'Work telephone in the morning. No messages left.',
    duties: 'Tell them what happens with bail; the rest is on the list.',
  },
] as const

export const tellings = [
  'Went through what was decided, what each condition means, and what to do if one is broken.',
  'Told what happened and why, in short sentences, and asked them to say it back.',
  'Explained what comes next and when they hear from us again.',
] as const

export const feedbackWords = [
  'They rang when they said they would.',
  'Nobody told me that it was adjourned.',
  'I was asked what I wanted, and it was done.',
] as const

export const done = [
  'Done with them by telephone, and written into the plan.',
  'Looked at again with all that is known today.',
  'Went through it with the supervisor; nothing more is needed.',
] as const
