import type { Adversary } from '../threats.ts'

const detect = 'src/domains/misuse/model/detect.test.ts'
const misuse = 'src/domains/misuse/routes.test.ts'

export const curious: Adversary = {
  who: 'A curious colleague',
  has: 'A sign-in, a role, a quiet night, and a name from the news or from their street (SAFETY 11, cases 1, 7, 8 and 22).',
  wants: 'To know. Nothing more, and that is enough to harm.',
  gains: [
    {
      says: 'On a case that they were let in to, what their role sees whole by MODEL 13, what their agency wrote, and what was shared with it; no other record.',
      tests: [['src/probes/rows.test.ts', '…, of …: every row, in every relation']],
    },
    {
      says: 'What their team may see, after a reason: a lie opens the page as the truth does.',
      tests: [
        [
          'src/domains/looks/routes.test.ts',
          'no byte of the case leaves before the reason, which opens it for twelve hours',
        ],
      ],
    },
    {
      says: 'The rows of the team’s lists and searches, without a reason: names, levels and what is due.',
      tests: [['src/domains/looks/routes.test.ts', 'lists and searches of the team show rows and ask nothing']],
    },
    {
      says: 'Emergency access with a full name, a birthday and a reason: an hour of one case without the vault, with everybody told.',
      tests: [
        [
          'src/domains/access/emergency.test.ts',
          'the full name and date of birth and a reason open it; who was told and why are on it',
        ],
        ['src/domains/access/emergency.test.ts', 'no statement of the app makes it longer than the hour'],
      ],
    },
    {
      says: 'A single look at a neighbour or somebody known from the news often stays unasked: nobody tells the product who that is, and homes meet whole or not at all.',
      untested: 'Decision 21: of seven such neighbours two to seven are found, by looks that go on for months.',
    },
    {
      says: 'For whoever has the random id of a case and asks for it thousands of times, each time on the record: that it exists. The refusal takes 0.1 to 0.2 ms longer than for one that never was.',
      untested: 'Measured by npm run timing; docs/goals.md, S3.',
    },
  ],
  kept: [
    {
      says: 'Whatever they were not let into is as good as absent, to the byte and to the statement.',
      tests: [
        ['src/strangers.test.ts', '… is told the same of it as of a case that never was'],
        ['src/strangers.test.ts', 'a record of a case … is not there'],
      ],
    },
    {
      says: 'No page, search, board, form or copy shows a word of a case in which they have no part.',
      tests: [
        [
          'src/probes/probes.test.ts',
          'nobody is shown a word of a case that MODEL 13 keeps from them, by any channel (S2)',
        ],
      ],
    },
    {
      says: 'Each look has its row before the page leaves; without the log there is no page.',
      tests: [
        ['src/on-the-record.test.ts', 'each answer has one row in the log before it leaves (S5, INV-49)'],
        ['src/unwritten.test.ts', 'where the log cannot be written, nothing of a record is served (S5)'],
      ],
    },
    {
      says: 'Browsing, six people at one case, closed doors, one’s own name and a rare surname become questions.',
      tests: [
        [detect, 'browsing: many cases in a day, measured by the others of the same role'],
        [
          detect,
          'six people without a part in one case within two weeks: one question about each of them, the first too',
        ],
        [
          misuse,
          'what the app itself refuses and what people search for count: three closed doors, and one’s own name',
        ],
        [
          misuse,
          'one look where somebody has the same rare surname is a question; of the name itself nothing leaves the database',
        ],
      ],
    },
    {
      says: 'Emergency access is looked after by somebody else within a working day, and is rationed.',
      tests: [
        [
          'src/domains/access/emergency.test.ts',
          'whatever was used, each has somebody other than the person who looks after it: none is without',
        ],
        ['src/domains/access/emergency.test.ts', 'twice in a day, and then a supervisor’s word (S11)'],
      ],
    },
    {
      says: 'A count tells nobody apart: small ones are hidden (case 22).',
      tests: [['src/domains/reports/suppression.test.ts', 'a small count is shown to nobody (IS-08, INV-47)']],
    },
    {
      says: 'A library worker sees nothing but their own table’s part (case 22).',
      tests: [
        [
          'src/permissions.test.ts',
          'an administrator reaches no address of a case, and a library worker none that MODEL 13 closes to them',
        ],
      ],
    },
  ],
}
