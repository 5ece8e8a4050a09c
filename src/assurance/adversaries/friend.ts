import type { Adversary } from '../threats.ts'

const misuse = 'src/domains/misuse/routes.test.ts'
const looks = 'src/domains/looks/routes.test.ts'

export const friend: Adversary = {
  who: 'A friend or relative of that person, who works here',
  has: 'A sign-in and a right of their own; a tie that nobody wrote down (SAFETY 11, cases 3, 4, 9 and 10).',
  wants: 'To tell them where the person is, what is planned, or what was said.',
  gains: [
    {
      says: 'If they work on that case: all that their role may see, the safe ways included, and nobody asks them why. Nothing keeps a person from telling what they may know.',
      tests: [['src/domains/looks/routes.test.ts', 'a lead, somebody let in by name, and the owner of open work']],
    },
    {
      says: 'If their team sees it: the same, after a reason that they make up.',
      tests: [[looks, 'no byte of the case leaves before the reason, which opens it for twelve hours']],
    },
    {
      says: 'A protected address without a second person, if they work on that case (case 9). It is shown one at a time, with their name and the moment on it, and goes from the page within a minute.',
      tests: [
        [
          'src/domains/safe-contact/routes/routes.test.ts',
          'a value that is shown says to whom and when, and its page goes by itself within a minute (S8)',
        ],
      ],
    },
    {
      says: 'One or two looks that share nothing with their ordinary work: too few for a question.',
      untested: 'Decision 21 says which looks are not found.',
    },
  ],
  kept: [
    {
      says: 'Their name stands where the team reads who looked, when and with what reason; the person may be given that list (case 8).',
      tests: [
        [
          looks,
          'a person’s looks of one day for one reason are one line, with pages, role, agency and the reason given',
        ],
        [looks, 'the list for the person gives role and agency, no name and no words, and is on the record as given'],
      ],
    },
    {
      says: 'Looks that go on become a question, asked by somebody outside their line, of which they learn nothing.',
      tests: [
        [
          misuse,
          'months of looks at one case reach professional standards, with one sentence why, the looks and a picture',
        ],
        [
          misuse,
          'the person, their line up and down, their team, administrators and everybody else find nothing, byte for byte',
        ],
      ],
    },
    {
      says: 'Each showing of a number or an address is its own click and its own row, after proof of who it is.',
      tests: [
        [
          'src/domains/safe-contact/routes/routes.test.ts',
          'each showing of a sealed value is its own click and is on the record; no value stands anywhere in the database in plain words',
        ],
        [
          'src/domains/sign-in/lock.test.ts',
          'what is in the vault, and taking a case out, asks first for proof of who it is, and goes on from there (C4)',
        ],
      ],
    },
    {
      says: 'Who manages the person reported is not shown how to reach the person harmed (cases 9, 10 and 15). Clare’s Law is not built.',
      tests: [
        [
          'src/domains/safe-contact/model/gate.test.ts',
          'police, advisers and witness care see all of safe contact, the CPS and who manages probation that it exists at most, others what is shared (MODEL 13)',
        ],
        ['src/domains/sharing/routes.test.ts', 'nothing goes to the side of the person reported (INV-03)'],
      ],
    },
    {
      says: 'A tie that they or a colleague name closes the case at once.',
      tests: [
        [
          'src/domains/conflicts/routes.test.ts',
          'said on the case, it closes the case at once; the words are read by the desk and by nobody who works on the case',
        ],
        ['src/domains/conflicts/routes.test.ts', 'a supervisor says it for somebody of theirs, and for nobody else'],
      ],
    },
    {
      says: 'A copy of a case needs a reason, says who took it, holds nothing sealed; many copies before leaving become a question (case 23). No copy carries a watermark.',
      tests: [
        [
          'src/domains/cases/routes/routes.test.ts',
          'a file of a case needs a reason, names who took it, holds no sealed thing and no name in its own name (INV-50)',
        ],
        [
          'src/domains/misuse/model/detect.test.ts',
          'copies before leaving: many more than before, and only where leaving is near',
        ],
      ],
    },
  ],
}
