import {
  area,
  type Field,
  type Kind,
  line,
  mustBe,
  onDay,
  oneOf,
  pounds,
  type Step,
  stays,
  tick,
  yesOrNo,
} from './machine.ts'

/** Who is asked further: whoever holds a mark is asked in any case. */
const furtherAsked: Field = {
  ...{ name: 'asked', label: 'Which partners, one on each line', kind: 'lines' },
  hint: 'Whoever was asked before is asked again, except who said that no mark was ever set',
}
const why = (label: string, ask: string): Field => area('why', label, ask)
const refuse = (from: readonly string[]): Step => ({
  ...{ code: 'refuse', from, to: 'refused', text: 'It is not possible', isWarning: true },
  fields: [
    why('Why it is not possible, or not right', 'Enter why it is not possible'),
    area('instead', 'What is offered instead', 'Enter what is offered instead'),
  ],
})
const begin = (to: string, fields: readonly Field[]): Step => ({ code: 'begin', from: [], to, text: 'Begin', fields })
const refused = 'Not possible'

/** A recording that somebody else holds: the system keeps where it is, and no copy (TD-04, HS-05). */
const recording = (from: readonly string[]): Step =>
  stays('recording', from, 'It recorded something', [
    area('what', 'What was recorded, and when', 'Enter what was recorded', 'Sound, pictures, a call. No place'),
    line('heldBy', 'Who holds the recording', 'Enter who holds it', 'Police, a monitoring service, the person harmed'),
    line('reference', 'Under which reference', 'Enter its reference, or “none”'),
    { ...line('incident', 'Of which incident'), kind: 'pick' },
  ])

/** Items that call for help or record for somebody else are safety devices: those have a number, a route and tests (HS-04, TD-01). */
const items = [
  'Smoke alarm',
  'Burglar alarm',
  'Camera or video doorbell',
  'Outside lighting',
  'Sensor lighting',
  'Door lock changed',
  'Window lock',
  'Steel door or door plate',
  'Door viewer',
  'Door chain',
  'Letterbox cover',
  'Gated access',
  'Window bars or film',
  'Fire blanket',
  'Fire extinguisher',
  'Fire hammer',
  'Emergency lighting',
  'Shed, garage or car security',
  'Other',
]

/** Home security, item by item (HS-03, HS-04, SA-05). */
const security: Kind = {
  code: 'security',
  name: 'Home security',
  about:
    'One item at a time: a lock, a bell, a light. Asked for, approved, fitted, checked. An alarm that calls for help or records for somebody is a safety device.',
  calledBy: 'item',
  longest: {},
  path: ['requested', 'approved', 'fitted', 'checked'],
  states: {
    ...{ requested: 'Asked for', approved: 'Approved', fitted: 'Fitted', checked: 'Checked' },
    ...{ removed: 'Taken away', refused },
  },
  next: {
    requested: 'Decide whether it is paid for, and by whom',
    approved: 'See that it is fitted',
    fitted: 'Check that it works',
    checked: 'Check again that it works',
  },
  steps: [
    begin('requested', [
      oneOf('item', 'Which item', 'Select which item', items),
      area('where', 'What exactly', undefined, 'Which door or window, what is there now. No address'),
      { ...line('sanctuary', 'Does it belong to the works of a sanctuary?'), kind: 'pick' },
    ]),
    {
      ...{ code: 'approve', from: ['requested'], to: 'approved', text: 'It is approved' },
      fields: [
        line('provider', 'Who fits it', 'Enter who fits it'),
        pounds('cost', 'Cost in pounds', 'Enter the cost in pounds, or 0'),
        line('funder', 'Who pays', 'Enter who pays'),
      ],
    },
    {
      ...{ code: 'fit', from: ['approved'], to: 'fitted', text: 'It is fitted' },
      fields: [
        line('fittedBy', 'Who fitted it', 'Enter who fitted it'),
        yesOrNo('shown', 'Were they shown how it works?', 'Select whether they were shown how it works'),
      ],
    },
    {
      ...{ code: 'check', from: ['fitted', 'checked'], to: 'checked', text: 'It was checked, and works' },
      fields: [line('checkedBy', 'Who checked it', 'Enter who checked it')],
    },
    {
      ...{ code: 'fault', from: ['fitted', 'checked'], to: 'approved', text: 'It does not work' },
      fields: [area('fault', 'What is wrong, and what protects until it is put right', 'Enter what is wrong')],
    },
    {
      ...{ code: 'remove', from: ['fitted', 'checked'], to: 'removed', text: 'It is taken away', isWarning: true },
      fields: [why('Why, and what protects now', 'Enter why it is taken away')],
    },
    recording(['fitted', 'checked']),
    refuse(['requested', 'approved']),
  ],
}

/** Crime-prevention advice for everybody (HS-01). */
const advice: Kind = {
  code: 'advice',
  name: 'Security advice at home',
  about: 'A visit by somebody who knows how homes are made safer.',
  longest: {},
  path: ['asked', 'visited', 'done'],
  states: { asked: 'Asked for', visited: 'Visited', done: 'Done', refused },
  next: { asked: 'See that the visit takes place', visited: 'See what becomes of what they recommended' },
  steps: [
    begin('asked', [
      line('adviser', 'Who is asked', 'Enter who is asked to visit'),
      area(
        'visit',
        'How and when they may come',
        'Enter how and when they may come',
        'As safe contact says. Who may be at home?',
      ),
    ]),
    {
      ...{ code: 'visit', from: ['asked'], to: 'visited', text: 'They were there' },
      fields: [
        area('advice', 'What they advised', 'Enter what they advised'),
        area(
          'works',
          'What they recommend to be fitted',
          'Enter what they recommend, or “nothing”',
          'Begin each item as home security',
        ),
      ],
    },
    {
      ...{ code: 'finish', from: ['visited'], to: 'done', text: 'All of it was taken up or decided' },
      fields: [area('result', 'What became of it', 'Enter what became of it')],
    },
    refuse(['asked']),
  ],
}

/** Fire service: referral and survey (HS-06, HS-07). */
const fire: Kind = {
  code: 'fire',
  name: 'Fire safety visit',
  about: 'The fire service is asked to come where fire is feared. It checks the ways out.',
  longest: {},
  path: ['asked', 'acknowledged', 'surveyed', 'done'],
  states: { asked: 'Asked for', acknowledged: 'Acknowledged', surveyed: 'Surveyed', done: 'Done', refused },
  next: {
    asked: 'Have the fire service say that they have it',
    acknowledged: 'See that the survey takes place',
    surveyed: 'See to what the survey found',
  },
  steps: [
    begin('asked', [
      area('reason', 'Why fire is feared', 'Enter why fire is feared'),
      oneOf('urgency', 'How urgent', 'Select how urgent it is', ['Today', 'Within three days', 'Routine']),
      yesOrNo(
        'threat',
        'Was there a threat or an attempt of arson?',
        'Select whether there was a threat',
        'If it is now, dial 999',
      ),
    ]),
    {
      ...{ code: 'acknowledge', from: ['asked'], to: 'acknowledged', text: 'The fire service has it' },
      fields: [line('by', 'Who of the fire service said so', 'Enter who said so')],
    },
    {
      ...{ code: 'survey', from: ['acknowledged'], to: 'surveyed', text: 'The survey took place' },
      fields: [
        area('routes', 'Ways out: what was checked and found', 'Enter what was found about the ways out'),
        yesOrNo('alarms', 'Do smoke alarms work on each floor?', 'Select whether smoke alarms work'),
        area('follow', 'What is still to be done', 'Enter what is still to be done, or “nothing”'),
      ],
    },
    {
      ...{ code: 'finish', from: ['surveyed'], to: 'done', text: 'What it found is seen to' },
      fields: [area('result', 'What was done, and what goes into the safety plan', 'Enter what was done')],
    },
    refuse(['asked', 'acknowledged']),
  ],
}

const member: readonly Field[] = [
  { ...line('member', 'Name of the person to be asked', 'Enter the name'), isOutsider: true },
  line(
    'namesake',
    'It is somebody else, of the same name: how that was checked',
    undefined,
    'Only where somebody in this case has this name. Such as: asked their date of birth, or met them',
  ),
  line('how', 'How they know the person harmed', 'Enter how they know them'),
  mustBe(
    'no',
    'part',
    'Could they take part in the abuse, or side with it?',
    'They cannot be told: write down that they are not asked',
  ),
  mustBe(
    'no',
    'reveals',
    'Could it put the person harmed in danger if they knew?',
    'They cannot be told: write down that they are not asked',
    'Such as by what they would learn about them that is private. Do not write down what',
  ),
  mustBe(
    'no',
    'linked',
    'Is there any link to the person reported?',
    'They cannot be told: write down that they are not asked',
    'Family, friends, work, club, online',
  ),
  line('checked', 'How that was checked', 'Enter how that was checked'),
]
/** Only in suitable cases, and after talking with the person harmed (HS-11). */
const suspectTold: readonly Field[] = [
  oneOf(
    'suspectTold',
    'Is the person reported to know of the watch?',
    'Select whether the person reported is to know',
    [
      { value: 'no', text: 'No' },
      { value: 'yes', text: 'Yes: the person harmed was asked first' },
    ],
  ),
  area(
    'view',
    'What the person harmed says to that',
    'Enter what the person harmed says to that',
    'In their own words, as far as you can',
  ),
  area('suspectWhy', 'Why it is decided so', 'Enter why it is decided so'),
]
const tellSuspect = stays('tell-suspect', ['active'], 'Whether the person reported knows: decided anew', suspectTold)
/** Which of the questions stopped it, and never what lies behind (HS-12 to HS-14). */
const blocked: readonly Field[] = [
  line('member', 'Name of the person who is not asked', 'Enter the name'),
  oneOf(
    'stopped',
    'What stopped it',
    'Select what stopped it',
    [
      { value: 'part', text: 'They may take part in the abuse, or side with it' },
      { value: 'reveals', text: 'If they knew, it could put the person harmed in danger' },
      { value: 'linked', text: 'There may be a link to the person reported' },
      { value: 'wish', text: 'The person harmed does not want them asked' },
    ],
    'Do not write down what lies behind it',
  ),
]
const leaves = [
  { value: 'linked', text: 'There may be a link to the person reported' },
  { value: 'part', text: 'They may take part in the abuse, or side with it' },
  { value: 'reveals', text: 'It could put the person harmed in danger that they know' },
  { value: 'wish', text: 'The person harmed does not want them in it any more' },
  { value: 'own', text: 'They themselves want to leave it' },
]
const leaver: readonly Field[] = [
  { ...line('member', 'Who is taken out', 'Select who is taken out'), kind: 'pick' },
  oneOf('stopped', 'Why', 'Select why', leaves, 'Do not write down what lies behind it'),
]

/** Cocoon watch that names the person harmed (HS-08 to HS-14, INV-16, INV-17; S-19). */
const namedWatch: Kind = {
  code: 'named-watch',
  name: 'Cocoon watch',
  about:
    'Neighbours, family or others who know of it call 999 at once. Only with informed consent, and each of them checked first.',
  longest: { active: 'watchReviewDays', withdrawn: 'watchToldDays' },
  path: ['proposed', 'screened', 'consented', 'active'],
  states: {
    ...{ proposed: 'Proposed', screened: 'Somebody was checked', consented: 'Consent given', active: 'On' },
    ...{ withdrawn: 'Over: those who knew are to be told', ended: 'Over', refused },
  },
  next: {
    proposed: 'Check each person before anybody is told anything',
    screened: 'Ask the person harmed for their informed consent',
    consented: 'Tell those who were checked what they are asked to do',
    active: 'Ask whether the watch still fits, and whether they still consent',
    withdrawn: 'Have those who knew told, in neutral words, by whoever was agreed',
  },
  steps: [
    begin('proposed', [area('aim', 'What it is for', 'Enter what the watch is for')]),
    {
      ...{ code: 'member', from: ['proposed', 'screened', 'consented'], to: 'screened', text: 'Check a person' },
      fields: member,
    },
    {
      ...{ code: 'member-blocked', from: ['proposed'], to: 'proposed', text: 'Somebody is not asked' },
      fields: blocked,
    },
    stays('further-blocked', ['screened', 'consented', 'active'], 'Somebody is not asked', blocked),
    {
      ...{ code: 'member-drop', from: ['screened', 'consented'], to: 'screened', text: 'Take a person out again' },
      ...{ needsOthers: true, fields: leaver },
    },
    {
      ...{ code: 'consent', from: ['screened'], to: 'consented', text: 'They consent' },
      fields: [
        line('explainedBy', 'Who explained it to them', 'Enter who explained it'),
        area(
          'explained',
          'What was explained',
          'Enter what was explained',
          'Who would know what, what may come of it, and that they can end it at any time without a reason',
        ),
        oneOf('given', 'How they consented', 'Select how they consented', [
          'In person',
          'By telephone, on a safe route',
          'In writing',
        ]),
        tick(
          'everyName',
          'They know the name of each person who is to be told',
          'Tick this only when they know each name',
        ),
        tick('themselves', 'It was they themselves who consented', 'Nobody else can consent for them'),
        line('tells', 'Who tells the others should it end', 'Enter who tells the others should it end'),
      ],
    },
    {
      ...{ code: 'start', from: ['consented'], to: 'active', text: 'The watch begins' },
      fields: [
        area('briefing', 'What they were told and asked to do', 'Enter what they were told', 'No more than they need'),
        ...suspectTold,
      ],
    },
    {
      ...{ code: 'further-member', from: ['active'], to: 'active', text: 'A further person joins', keepsDay: true },
      fields: [
        ...member,
        tick(
          'agreed',
          'The person harmed knows of this person and consents',
          'Nobody is told whom the person harmed does not know of',
        ),
        area('briefing', 'What they were told and asked to do', 'Enter what they were told', 'No more than they need'),
      ],
    },
    {
      ...{ code: 'member-out', from: ['active'], to: 'active', text: 'Take one person out', keepsDay: true },
      ...{ needsOthers: true, isWarning: true },
      fields: [
        ...leaver,
        line('toldBy', 'Who told them that they are no longer asked, and when', 'Enter who told them'),
        tick('neutral', 'In neutral words, and without a reason', 'Nobody is told a reason'),
        tick('knows', 'The person harmed knows that they are out', 'Tell the person harmed: it is their watch'),
      ],
    },
    tellSuspect,
    {
      ...{ code: 'review', from: ['active'], to: 'active', text: 'It was looked at again' },
      fields: [
        tick('still', 'They still consent', 'Without their consent the watch ends: choose that step'),
        area('found', 'What was found', 'Enter what was found'),
      ],
    },
    {
      ...{
        code: 'withdraw',
        from: ['screened', 'consented', 'active'],
        to: 'withdrawn',
        text: 'They do not want it any more',
        isWarning: true,
      },
      fields: [
        line(
          'told',
          'To whom they said so, and how',
          'Enter to whom they said so',
          'Do not ask for a reason, and write none down',
        ),
        area(
          'instead',
          'What protects now',
          'Enter what protects now',
          'A police watch, for instance: begin it as a measure of its own',
        ),
      ],
    },
    {
      ...{ code: 'end', from: ['screened', 'consented', 'active'], to: 'withdrawn', text: 'End it', isWarning: true },
      fields: [why('Why it ends, and what protects now', 'Enter why it ends')],
    },
    {
      ...{ code: 'told', from: ['withdrawn'], to: 'ended', text: 'Those who knew were told' },
      fields: [
        line('by', 'Who told them', 'Enter who told them'),
        tick('neutral', 'In neutral words, and without a reason', 'Nobody is told a reason'),
      ],
    },
    refuse(['proposed']),
  ],
}

/** A watch without a name: an area leaflet (HS-10; S-19). */
const unnamedWatch: Kind = {
  code: 'unnamed-watch',
  name: 'Leaflet for an area',
  about:
    'Says that abuse happens in the area and what to do. It names nobody and nothing by which somebody could be found.',
  longest: { active: 'watchReviewDays' },
  path: ['proposed', 'checked', 'active'],
  states: { proposed: 'Text written', checked: 'Text checked', active: 'Handed out', ended: 'Over', refused },
  next: {
    proposed: 'Have the text checked by somebody else',
    checked: 'See that it is handed out',
    active: 'Look whether it still fits',
  },
  holdsNoPlace: true,
  steps: [
    begin('proposed', [
      {
        ...area(
          'leaflet',
          'The text, as it would be handed out',
          'Enter the text',
          'Name a ward or a town, and no street',
        ),
        isPublic: true,
      },
      oneOf('homes', 'How many homes get it', 'Select how many homes get it', [
        { value: '500 or more', text: '500 or more' },
        { value: '200 to 499', text: '200 to 499' },
        { value: 'fewer', text: 'Fewer than 200' },
      ]),
    ]),
    {
      ...{ code: 'check', from: ['proposed'], to: 'checked', text: 'Nobody can be found by it', notBy: ['begin'] },
      fields: [
        mustBe(
          'yes',
          'wide',
          'Is the area wide enough: several streets, and never hers or his alone?',
          'Choose a wider area, or say that it is not possible',
        ),
        mustBe(
          'no',
          'picture',
          'Is there a picture, a date or a detail by which neighbours would know who is meant?',
          'Take it out: say that it is not possible, and begin again',
        ),
        mustBe(
          'no',
          'recipients',
          'Is anybody who gets it told that there is a case?',
          'Nobody who gets it is told: leave them out',
        ),
      ],
    },
    {
      ...{ code: 'start', from: ['checked'], to: 'active', text: 'It is handed out' },
      fields: [line('by', 'Who hands it out', 'Enter who hands it out'), ...suspectTold],
    },
    tellSuspect,
    {
      ...{ code: 'review', from: ['active'], to: 'active', text: 'It was looked at again' },
      fields: [area('found', 'What came of it', 'Enter what came of it')],
    },
    {
      ...{ code: 'end', from: ['active'], to: 'ended', text: 'End it', isWarning: true },
      fields: [why('Why it ends, and what protects now', 'Enter why it ends')],
    },
    refuse(['proposed', 'checked']),
  ],
}

/** What whoever goes to a call may need at the door of a sanctuary: shown on their call sheet (SA-11). */
const forACall: readonly Field[] = [
  line('whoIn', 'Who may be waiting in the room', undefined, 'Shown to the unit that goes to a call there'),
  line(
    'locks',
    'How it locks from inside, and how they know that police are there',
    undefined,
    'Shown to the unit that goes to a call there',
  ),
]

const works = (code: string, from: string, to: string, text: string, more: readonly Field[]): Step => ({
  ...{ code, from: [from], to, text },
  fields: more,
})
const notEligible = 'Then it cannot be a sanctuary: say that it is not possible, and offer something else'

/** Sanctuary (SA-01 to SA-13, INV-61; S-26). */
const sanctuary: Kind = {
  code: 'sanctuary',
  name: 'Sanctuary',
  about:
    'A safe room and stronger doors and windows, so that they can stay in their home. Part of wider support, never alone.',
  longest: { marked: 'markConfirmDays', installed: 'sanctuaryReviewDays', leaving: 'markConfirmDays' },
  path: ['referred', 'eligible', 'signed', 'assessed', 'approved', 'fitted', 'inspected', 'marked', 'installed'],
  states: {
    ...{
      referred: 'Referred',
      eligible: 'Three tests passed',
      signed: 'First opinion on the risk',
      assessed: 'Both opinions on the risk',
    },
    ...{ approved: 'Approved', fitted: 'Works done', inspected: 'Inspected', marked: 'Partners asked to mark it' },
    ...{ installed: 'In place', leaving: 'Partners asked to take the mark off', closed: 'Over', refused },
  },
  next: {
    referred: 'Put the three tests',
    eligible: 'Have police crime prevention assess the risk',
    signed: 'Have the specialist officer assess the risk',
    assessed: 'Decide, with support in place',
    approved: 'See that the works are done',
    fitted: 'Have the works inspected',
    inspected: 'Ask each partner to mark the address for an immediate response',
    marked: 'Have each partner confirm the mark',
    installed: 'Renew it or take it off: look at it again, with each partner',
    leaving: 'Have each partner confirm that the mark is off',
  },
  steps: [
    begin('referred', [
      area(
        'needs',
        'Their needs, and why they want to stay',
        'Enter their needs and wishes',
        'Health, disability, children, work, who helps them',
      ),
      line(
        'landlord',
        'Whose home it is, and who agreed to works',
        'Enter whose home it is',
        'Tenancy, landlord or owner',
      ),
    ]),
    {
      ...{ code: 'test', from: ['referred'], to: 'eligible', text: 'The three tests are passed' },
      fields: [
        mustBe('yes', 'safe', 'Is it safe for them to stay?', notEligible),
        mustBe('yes', 'choice', 'Is it their own choice?', notEligible),
        mustBe(
          'no',
          'lives',
          'Does the person reported live there, sleep there at times, or have a right to?',
          notEligible,
          'A tenancy in his name counts until a court or the landlord has ended it',
        ),
      ],
    },
    {
      ...{ code: 'sign', from: ['eligible'], to: 'signed', text: 'Police crime prevention has assessed it' },
      fields: [
        line('by', 'Who assessed it', 'Enter who assessed it'),
        area('opinion', 'Their opinion on the risk', 'Enter their opinion'),
      ],
    },
    {
      ...{
        code: 'second-sign',
        from: ['signed'],
        to: 'assessed',
        text: 'The specialist officer has assessed it',
        notBy: ['sign'],
      },
      fields: [
        line('by', 'Which specialist assessed it', 'Enter which specialist assessed it'),
        area('opinion', 'Their opinion on the risk', 'Enter their opinion'),
        { ...area('consulted', 'Which partners were asked, and what they said'), isRetired: true },
      ],
    },
    stays(
      'consult',
      ['referred', 'eligible', 'signed', 'assessed', 'approved', 'fitted', 'inspected', 'marked', 'installed'],
      'A partner was consulted',
      [
        line(
          'partner',
          'Who was consulted',
          'Enter who was consulted',
          'A name and a body: council, fire service, specialist service, landlord',
        ),
        area('said', 'What they said', 'Enter what they said'),
      ],
    ),
    {
      ...{ code: 'approve', from: ['assessed'], to: 'approved', text: 'It is approved' },
      needsStep: {
        code: 'consult',
        says: 'no partner was consulted yet. Write down whom you asked, and what they said',
      },
      fields: [
        {
          ...oneOf('level', 'Risk level at that time', '', [
            { value: 'high', text: 'High' },
            { value: 'medium', text: 'Medium' },
            { value: 'standard', text: 'Standard' },
            { value: 'none', text: 'Nobody had assessed it' },
          ]),
          isGiven: true,
        },
        {
          name: 'support',
          label: 'Which support goes with it',
          kind: 'pick',
          ask: 'Select the support that goes with it: there must be some',
        },
        area('exception', 'Where the level is not high: why it is right all the same'),
        area('partners', 'Who does what', 'Enter who does what', 'Council, police, fire service, specialist service'),
        area(
          'works',
          'Works: the room',
          'Enter the works',
          'A room from which to call and wait. Each further item is begun from the page of this sanctuary',
        ),
        line('standard', 'Which technical standard, in which version', 'Enter the standard and its version'),
        pounds('cost', 'Cost in pounds', 'Enter the cost in pounds, or 0'),
        line('funder', 'Who pays', 'Enter who pays'),
      ],
    },
    works('fit', 'approved', 'fitted', 'The works are done', [
      line('fittedBy', 'Who did the works', 'Enter who did the works'),
      tick(
        'room',
        'There is a room from which they can call and wait for police',
        'Without the room it is home security, and no sanctuary',
      ),
      yesOrNo('shown', 'Were they and the children shown how to use it?', 'Select whether they were shown'),
      ...forACall,
    ]),
    {
      ...{ code: 'inspect', from: ['fitted'], to: 'inspected', text: 'It passed its inspection', notBy: ['fit'] },
      fields: [
        line('by', 'Who inspected it', 'Enter who inspected it'),
        line('certificate', 'Number of the certificate, or where it is kept', 'Enter where the certificate is'),
        tick('fire', 'The fire service has agreed the ways out', 'A room without a way out in a fire is a danger'),
      ],
    },
    {
      ...{ code: 'fail', from: ['fitted', 'inspected', 'installed'], to: 'approved', text: 'It does not hold' },
      fields: [area('fault', 'What is wrong, and what protects until it is put right', 'Enter what is wrong')],
    },
    {
      ...{
        code: 'mark',
        from: ['inspected'],
        to: 'marked',
        text: 'The partners are asked to mark it',
        asksPartners: 'set',
      },
      fields: [
        {
          ...{
            name: 'asked',
            label: 'Which partners, one on each line',
            kind: 'lines',
            ask: 'Enter at least one partner',
          },
          hint: 'Such as: police control room, fire control, ambulance control, council. They are asked for “immediate response” and told nothing else',
        },
      ],
    },
    {
      ...{
        code: 'install',
        from: ['marked'],
        to: 'installed',
        text: 'Every partner has confirmed',
        needsPartners: true,
      },
      fields: [tick('told', 'They know that the address is marked, and what to say in a call', 'Tell them first')],
    },
    {
      ...{
        code: 'renew',
        from: ['marked', 'installed'],
        to: 'marked',
        text: 'It still fits: each partner confirms again',
        asksPartners: 'set',
      },
      fields: [
        area('found', 'What was found', 'Enter what was found', 'The risk, the room, the alarms, the support'),
        ...forACall.map((field) => ({ ...field, hint: 'Leave it empty where it is as it was' })),
        furtherAsked,
      ],
    },
    {
      ...{
        code: 'leave',
        from: ['approved', 'fitted', 'inspected', 'marked', 'installed'],
        to: 'leaving',
        text: 'They move, or it is not needed',
        isWarning: true,
        whenMarked: true,
        asksPartners: 'take off',
      },
      fields: [
        why('Why it ends, and what protects now', 'Enter why it ends'),
        line('equipment', 'What happens with the equipment', 'Enter what happens with it'),
      ],
    },
    {
      ...{
        code: 'close',
        from: ['leaving'],
        to: 'closed',
        text: 'Every partner has taken the mark off',
        needsPartners: true,
      },
      fields: [
        area(
          'result',
          'Were they able to stay in a home of their own?',
          'Enter how it went',
          'Said of the home, never that they are safe',
        ),
      ],
    },
    {
      ...refuse(['referred', 'eligible', 'signed', 'assessed', 'approved', 'fitted', 'inspected']),
      whenMarked: false,
    },
  ],
}

const testResult = oneOf('result', 'What the test showed', 'Select what the test showed', [
  { value: 'works', text: 'The call came through, and they were recognised' },
])

/** Safety devices (TD-01 to TD-07, TD-15; MODEL 5.11). */
const device: Kind = {
  code: 'device',
  name: 'Safety device',
  about:
    'A telephone or an alarm that calls for help. Given out with training and a test, tested each month, replaced and returned.',
  longest: { issued: 'deviceGapDays', faulty: 'deviceGapDays', shut: 'deviceGapDays', lost: 'deviceLostDays' },
  path: ['asked', 'issued', 'active'],
  states: {
    ...{
      asked: 'Asked for',
      issued: 'Given out',
      active: 'Works',
      lost: 'Lost: number to be shut',
      shut: 'Lost: number shut',
      faulty: 'Faulty: to be replaced',
    },
    ...{ returned: 'Returned', refused },
  },
  next: {
    asked: 'Find a device and give it out',
    issued: 'Test it, with a silent call',
    active: 'Test it again',
    lost: 'Shut its number, and tell the control room',
    shut: 'Replace it',
    faulty: 'Replace it',
  },
  steps: [
    begin('asked', [
      { name: 'device', label: 'Which kind of device', kind: 'pick', ask: 'Select which kind of device' },
      area('reason', 'What it is for', 'Enter what it is for'),
    ]),
    {
      ...{ code: 'issue', from: ['asked', 'faulty', 'shut'], to: 'issued', text: 'It is given out' },
      fields: [
        {
          ...line('serial', 'Number of the device', 'Enter the number on the device'),
          hint: 'A call from it is known by this number',
          isDeviceNumber: true,
        },
        {
          ...line('callsFrom', 'Number that the control room sees when it calls, where that is another'),
          isDeviceNumber: true,
        },
        {
          ...area('goFirst', 'Where police go first when it calls and nobody speaks'),
          hint: 'Only as agreed with them. Shown to the control room when this device calls. Leave it empty where their home is kept secret: the device shows where it is',
          isForCalls: true,
        },
        line(
          'route',
          'Who answers its calls',
          'Enter who answers its calls',
          'A monitoring service, or the control room',
        ),
        tick(
          'linked',
          'Whoever answers sees whose it is, even in a silent call',
          'Have them linked before it is given out',
        ),
        tick('trained', 'They were shown how to use it, and tried it', 'Show them first'),
        yesOrNo(
          'alerts',
          'Do they want its alerts?',
          'Select whether they want its alerts',
          'Their choice. It can be changed at any time',
        ),
        tick(
          'location',
          'They know that it shows where they are when they call, and that we keep no such places',
          'Explain that first',
        ),
      ],
    },
    {
      ...{ code: 'test', from: ['issued', 'active'], to: 'active', text: 'It was tested, and works' },
      fields: [line('by', 'With whom it was tested', 'Enter with whom it was tested'), testResult],
    },
    {
      ...{ code: 'fault', from: ['issued', 'active'], to: 'faulty', text: 'It does not work', isWarning: true },
      fields: [area('fault', 'What is wrong, and what protects until it is replaced', 'Enter what is wrong')],
    },
    {
      ...{ code: 'lose', from: ['issued', 'active'], to: 'lost', text: 'It is lost or was taken', isWarning: true },
      fields: [
        area('how', 'How it was lost, and who may have it', 'Enter how it was lost'),
        area('protects', 'What protects until it is replaced', 'Enter what protects now'),
      ],
    },
    {
      ...{ code: 'shut', from: ['lost'], to: 'shut', text: 'Its number is shut' },
      fields: [
        line('shutBy', 'Who shut the number, and when', 'Enter who shut the number'),
        line('control', 'Who of the control room, or of whoever answers, was told', 'Enter who was told'),
        tick('linked', 'A call from it is not taken for theirs any more', 'Have it taken off their name first'),
      ],
    },
    recording(['issued', 'active', 'faulty', 'lost', 'shut']),
    {
      ...{
        code: 'return',
        from: ['issued', 'active', 'faulty', 'shut'],
        to: 'returned',
        text: 'It is returned or written off',
      },
      fields: [why('Why, and what protects now', 'Enter why it is returned')],
    },
    refuse(['asked']),
  ],
}

/** Looking through telephones, cars and accounts (TD-10 to TD-13, SP-40; S-09). */
const deviceCheck: Kind = {
  code: 'device-check',
  name: 'Check of telephones, cars and accounts',
  about:
    'Looking for what tells where they are or what they do. On a device that is safe, and never one change before they decided about it.',
  longest: {},
  path: ['planned', 'looked', 'decided', 'done'],
  states: {
    ...{ planned: 'Planned', looked: 'Looked through', decided: 'They decided', done: 'Done' },
    refused,
  },
  next: {
    planned: 'Look through each device with them',
    looked: 'Ask what they decide about each thing that was found',
    decided: 'Do what they decided, and look through all of it again when they have moved or something changes',
  },
  steps: [
    begin('planned', [
      area(
        'devices',
        'What is to be looked through',
        'Enter what is to be looked through',
        'Telephones, the children’s too, tablets, computers, car and satnav, watches, speakers, cameras, shared accounts',
      ),
      mustBe(
        'yes',
        'safe',
        'Is it arranged on a device and in a place that nobody else reaches?',
        'Find such a place first: a library, your office, a friend’s',
        'A library’s computer, a friend’s telephone',
      ),
    ]),
    {
      ...{ code: 'look', from: ['planned'], to: 'looked', text: 'It was looked through' },
      fields: [
        area(
          'found',
          'What was found, device by device',
          'Enter what was found, or “nothing”',
          'Places that are shared, programs nobody knows, accounts that others are in, histories',
        ),
        area(
          'signs',
          'What would be noticed, if it were changed',
          'Enter what would be noticed, or “nothing”',
          'A program that goes quiet, a history that is empty all at once',
        ),
      ],
    },
    {
      ...{ code: 'decide', from: ['looked'], to: 'decided', text: 'They decided' },
      fields: [
        area(
          'decision',
          'What they decided about each',
          'Enter what they decided',
          'Leave it, change it now, change it on the day they leave',
        ),
        tick('theirs', 'It is their own decision', 'Nothing is changed that they did not decide'),
      ],
    },
    {
      ...{ code: 'again', from: ['decided'], to: 'looked', text: 'It was looked through again' },
      fields: [
        area('found', 'What was found, device by device', 'Enter what was found, or “nothing”'),
        area('signs', 'What would be noticed, if it were changed', 'Enter what would be noticed, or “nothing”'),
      ],
    },
    {
      ...{ code: 'finish', from: ['decided'], to: 'done', text: 'It is done' },
      fields: [area('result', 'What was changed, and what was left', 'Enter what was changed')],
    },
    refuse(['planned']),
  ],
}

const power: readonly Field[] = [
  oneOf('basis', 'By what power', 'Select by what power', [
    'Bail condition',
    'Order of a court',
    'Licence condition',
    'Agreed by the person who wears it',
  ]),
  onDay(
    'until',
    'Until which day',
    'Enter the day on which that power ends',
    'Such as 30/4/2027. It is looked at by then',
  ),
]
const explained = tick(
  'explained',
  'It was explained: what an alert says, how often false ones come, that they can change it',
  'Explain it first',
)
/** Proximity tag of the person reported (TD-06, INV-18; S-37). Neither the middle of a zone nor anybody's place is kept. */
const tag: Kind = {
  code: 'tag',
  name: 'Proximity tag',
  about:
    'The person reported wears a tag. Whether the person harmed is alerted is their own informed choice; the control room always is.',
  longest: { on: 'tagReviewDays' },
  ends: ['ordered', 'chosen', 'on'],
  path: ['ordered', 'chosen', 'on'],
  states: { ordered: 'Ordered', chosen: 'They chose about alerts', on: 'On', ended: 'Over' },
  next: {
    ordered: 'Explain alerts, and ask what they choose',
    chosen: 'Have the tag fitted and the control room confirm',
    on: 'Look whether it still fits, and ask again about alerts',
  },
  holdsNoPlace: true,
  steps: [
    begin('ordered', [
      ...power,
      line(
        'zone',
        'How wide the zone is',
        'Enter how wide the zone is',
        'Such as “2 km”. Never what stands in its middle',
      ),
    ]),
    {
      ...{ code: 'choose', from: ['ordered'], to: 'chosen', text: 'They chose about alerts' },
      fields: [
        explained,
        yesOrNo('alerts', 'Do they want to be alerted?', 'Select what they chose'),
        line('times', 'Not at these times', undefined, 'Such as: not at work, Monday to Friday 9 to 5'),
      ],
    },
    {
      ...{ code: 'fit', from: ['chosen'], to: 'on', text: 'The tag is on' },
      fields: [
        line('by', 'Who fitted it', 'Enter who fitted it'),
        tick(
          'control',
          'The control room has confirmed that it gets each alert',
          'The control room is alerted whatever they chose',
        ),
      ],
    },
    {
      ...{ code: 'change', from: ['on'], to: 'on', text: 'They chose anew about alerts', keepsDay: true },
      fields: [
        explained,
        yesOrNo('alerts', 'Do they want to be alerted?', 'Select what they chose'),
        line('times', 'Not at these times'),
      ],
    },
    {
      ...{ code: 'alert', from: ['on'], to: 'on', text: 'There was an alert', keepsDay: true },
      fields: [
        oneOf('was', 'What it was', 'Select what it was', [
          { value: 'real', text: 'He was near' },
          { value: 'false', text: 'A false alert' },
          { value: 'not known', text: 'Not known' },
        ]),
        area('done', 'What was done', 'Enter what was done', 'Write a breach down under What happened. No place here'),
      ],
    },
    {
      ...{ code: 'review', from: ['on'], to: 'on', text: 'It was looked at again' },
      fields: [area('found', 'What was found', 'Enter what was found')],
    },
    {
      ...stays('prolong', ['ordered', 'chosen', 'on'], 'Its power has another end', power),
      keepsDay: false,
    },
    {
      ...{ code: 'end', from: ['ordered', 'chosen', 'on'], to: 'ended', text: 'It comes off', isWarning: true },
      fields: [why('Why, what protects now, and how they were told', 'Enter why it comes off')],
    },
  ],
}

/** Fetching what is theirs (RR-18). */
const property: Kind = {
  code: 'property',
  name: 'Fetching belongings',
  about: 'A day, an escort and a list, so that nobody goes back alone.',
  longest: {},
  path: ['asked', 'arranged', 'done'],
  states: { asked: 'Asked for', arranged: 'Arranged', done: 'Done', refused },
  next: { asked: 'Arrange the day and the escort', arranged: 'See that it took place, and what is still missing' },
  steps: [
    begin('asked', [
      area('list', 'What they need', 'Enter what they need', 'Papers, medicine, keys, school things, toys, pets'),
      area(
        'dangers',
        'What could go wrong',
        'Enter what could go wrong',
        'Who may be there, orders in force, weapons, dogs',
      ),
    ]),
    {
      ...{ code: 'arrange', from: ['asked', 'arranged'], to: 'arranged', text: 'It is arranged' },
      fields: [
        line('when', 'Day and time', 'Enter the day and time'),
        line(
          'escort',
          'Who goes with them',
          'Enter who goes with them',
          'They, or somebody in their place, never alone',
        ),
        area('place', 'Where they meet', 'Enter where they meet', 'Not where they live now'),
        area('safety', 'What they do if it goes wrong', 'Enter what they do if it goes wrong'),
      ],
    },
    {
      ...{ code: 'finish', from: ['arranged'], to: 'done', text: 'It took place' },
      fields: [area('fetched', 'What was fetched, and what is missing', 'Enter what was fetched')],
    },
    refuse(['asked', 'arranged']),
  ],
}

/** Taking them to a place of safety (RR-07). Where it is stands with safe contact alone. */
const place: Kind = {
  code: 'place',
  name: 'Place of safety',
  about: 'Taking them somewhere safe. Where that is stands under safe contact alone, never here.',
  longest: {},
  path: ['needed', 'found', 'there'],
  states: { needed: 'Needed', found: 'Found', there: 'They are there', over: 'Over', refused },
  next: {
    needed: 'Find a place',
    found: 'Take them there',
    there: 'Look whether they are still there, and what comes next',
  },
  holdsNoPlace: true,
  steps: [
    begin('needed', [
      area(
        'needs',
        'Who comes, and what they need',
        'Enter who comes and what they need',
        'Children, pets, health, access, language, money',
      ),
      oneOf('sort', 'What sort of place', 'Select what sort of place', [
        'Refuge',
        'Family or friends',
        'Council housing',
        'Hotel for a night',
        'Other',
      ]),
    ]),
    {
      ...{ code: 'find', from: ['needed'], to: 'found', text: 'A place is found' },
      fields: [
        line('by', 'Who found it', 'Enter who found it', 'Never its name or where it is'),
        area(
          'travel',
          'How they get there, and with whom',
          'Enter how they get there',
          'Nothing that tells where it goes',
        ),
        tick('devices', 'Telephones, satnav and shared accounts were thought of', 'Think of them before they leave'),
      ],
    },
    {
      ...{ code: 'arrive', from: ['found'], to: 'there', text: 'They are there' },
      fields: [
        tick(
          'kept',
          'The place stands under safe contact as a protected address, or nowhere',
          'Write it down there first, or nowhere',
        ),
      ],
    },
    {
      ...{ code: 'review', from: ['there'], to: 'there', text: 'It was looked at again' },
      fields: [area('found', 'What was found', 'Enter what was found')],
    },
    {
      ...{ code: 'end', from: ['there'], to: 'over', text: 'They moved on' },
      fields: [area('result', 'What comes next', 'Enter what comes next')],
    },
    refuse(['needed', 'found']),
  ],
}

const agreedUntil = onDay(
  'until',
  'Until which day it is agreed',
  'Enter the day until which it is agreed',
  'Such as 30/4/2027. By then it is looked at again',
)

/** Police watch: visible patrols and safety visits (HS-15, HS-16). */
const policeWatch: Kind = {
  code: 'police-watch',
  name: 'Police watch',
  about:
    'Officers who were briefed patrol where it happened, so that they are seen, and visit where safe contact lets them. The control room sees each patrol.',
  longest: { asked: 'policeWatchDays', briefed: 'policeWatchDays', on: 'policeWatchDays' },
  ends: ['asked', 'briefed', 'on'],
  path: ['asked', 'briefed', 'on'],
  states: { asked: 'Asked for', briefed: 'Officers briefed', on: 'On', ended: 'Over', refused },
  next: {
    asked: 'Brief the officers before any of them goes there',
    briefed: 'Begin the patrols',
    on: 'Patrol, visit or look at it again',
  },
  holdsNoPlace: true,
  steps: [
    begin('asked', [
      area('reason', 'Why officers are to be seen there', 'Enter why', 'What happened, and how often'),
      line('team', 'Which team is asked', 'Enter which team is asked', 'A neighbourhood team or a shift. No street'),
      area(
        'schedule',
        'How often, and at what times',
        'Enter how often and at what times',
        'Such as: each night, 10pm to 2am',
      ),
      agreedUntil,
    ]),
    {
      ...{ code: 'brief', from: ['asked'], to: 'briefed', text: 'The officers were briefed' },
      fields: [
        line('by', 'Who briefed them', 'Enter who briefed them'),
        area(
          'briefing',
          'What they were told',
          'Enter what they were told',
          'The danger, orders in force, who may be there. Where it is stands in the force’s own system',
        ),
        tick(
          'contact',
          'They know whether, when and how they may knock, as safe contact says',
          'Nobody goes there who does not know it',
        ),
      ],
    },
    {
      ...{ code: 'start', from: ['briefed'], to: 'on', text: 'The patrols begin' },
      fields: [
        line('control', 'Who of the control room has the times', 'Enter who of the control room has the times'),
        tick(
          'told',
          'The person harmed knows of it, or it was decided that they cannot be told safely yet',
          'Decide that first',
        ),
      ],
    },
    {
      ...{ code: 'patrol', from: ['on'], to: 'on', text: 'There was a patrol' },
      fields: [
        line('when', 'At what time', 'Enter at what time'),
        line('by', 'Who patrolled', 'Enter who patrolled'),
        area(
          'seen',
          'What was seen',
          'Enter what was seen, or “nothing”',
          'Write what happened down under What happened',
        ),
      ],
    },
    {
      ...{ code: 'visit', from: ['on'], to: 'on', text: 'There was a safety visit' },
      fields: [
        mustBe(
          'yes',
          'asSafe',
          'Did safe contact let officers knock at that time?',
          'Then it was no safe visit: write down what happened as an attempt under the duty, and tell the contact lead',
          'Safe contact says by which way, at what times, and what to say at the door',
        ),
        line('when', 'At what time', 'Enter at what time'),
        line('by', 'Who visited, and who had briefed them', 'Enter who visited'),
        oneOf('result', 'What came of it', 'Select what came of it', [
          'They were met, and spoken with alone',
          'They were met, and could not be spoken with alone',
          'Nobody answered',
        ]),
        area('said', 'What they said, and what they need', undefined, 'In their own words, as far as you can'),
      ],
    },
    {
      ...{ code: 'review', from: ['on'], to: 'on', text: 'It was looked at again' },
      fields: [
        area('found', 'What was found', 'Enter what was found', 'Is it still needed, at these times, by this team?'),
        agreedUntil,
      ],
    },
    {
      ...{ code: 'end', from: ['briefed', 'on'], to: 'ended', text: 'End it', isWarning: true },
      fields: [why('Why it ends, what protects now, and how they were told', 'Enter why it ends')],
    },
    refuse(['asked']),
  ],
}

const marked: Field = {
  ...onDay(
    'until',
    'Until which day it is to stand',
    'Enter the day until which it is to stand',
    'Such as 30/4/2027. By then it is renewed or taken off',
  ),
  longest: 'urgentMarkDays',
}
const lasts = 'The marker itself is in each partner’s own system: no address and no number is written here.'

/** A marker for an urgent response, with its end and each partner’s word (RR-04, INV-61). */
const urgentMark: Kind = {
  code: 'urgent-mark',
  name: 'Urgent-response marker',
  about: `Partners mark a person or an address, so that a call gets an urgent response. It ends on a day. ${lasts}`,
  longest: { asked: 'markConfirmDays', leaving: 'markConfirmDays', on: 'urgentMarkDays' },
  ends: ['asked', 'on'],
  path: ['asked', 'on'],
  states: {
    ...{
      asked: 'Partners asked to mark it',
      on: 'Marked',
      leaving: 'Partners asked to take the mark off',
      over: 'Off',
    },
  },
  next: {
    asked: 'Have each partner confirm the mark',
    on: 'Renew it or take it off, before it ends',
    leaving: 'Have each partner confirm that the mark is off',
  },
  holdsNoPlace: true,
  steps: [
    {
      ...begin('asked', [
        oneOf('of', 'What is marked', 'Select what is marked', [
          'The person',
          'The address',
          'The person and the address',
        ]),
        area('reason', 'Why a call needs an urgent response', 'Enter why', 'Partners are not told this'),
        marked,
        {
          ...{
            name: 'asked',
            label: 'Which partners, one on each line',
            kind: 'lines',
            ask: 'Enter at least one partner',
          },
          hint: 'Such as: police control room, fire control, ambulance control. They are asked for “immediate response” and told nothing else',
        },
      ]),
      asksPartners: 'set',
    },
    {
      ...{ code: 'stand', from: ['asked'], to: 'on', text: 'Every partner has confirmed', needsPartners: true },
      fields: [tick('told', 'They know of the mark, and what to say in a call', 'Tell them first')],
    },
    {
      ...{ code: 'renew', from: ['asked', 'on'], to: 'asked', text: 'Renew it: each partner confirms again' },
      asksPartners: 'set',
      fields: [area('found', 'Why it is still needed', 'Enter why it is still needed'), marked, furtherAsked],
    },
    {
      ...{ code: 'leave', from: ['asked', 'on'], to: 'leaving', text: 'Take it off', isWarning: true },
      asksPartners: 'take off',
      fields: [why('Why it comes off, and what protects now', 'Enter why it comes off')],
    },
    {
      ...{
        code: 'close',
        from: ['leaving'],
        to: 'over',
        text: 'Every partner has taken the mark off',
        needsPartners: true,
      },
      fields: [tick('told', 'They know that it is off', 'Tell them first')],
    },
  ],
}

export const kinds: readonly Kind[] = [
  security,
  advice,
  fire,
  namedWatch,
  unnamedWatch,
  sanctuary,
  device,
  deviceCheck,
  tag,
  policeWatch,
  urgentMark,
  property,
  place,
]
export const kindOf = (code: string): Kind => {
  const kind = kinds.find((each) => each.code === code)
  if (!kind) throw new Error(`There is no measure of the kind ${code}`)
  return kind
}
export const stepOf = (kind: Kind, code: string): Step | undefined => kind.steps.find((step) => step.code === code)
/** A step as it is taken from a state: one that stays leads back there. */
export const takenFrom = (step: Step, state: string): Step => (step.to === '' ? { ...step, to: state } : step)
export const isOver = (kind: Kind, state: string): boolean => kind.next[state] === undefined
/** What may be done in this state, in the order of the kind. */
export const stepsFrom = (kind: Kind, state: string): Step[] =>
  kind.steps.filter(({ from }) => from.includes(state)).map((step) => takenFrom(step, state))
