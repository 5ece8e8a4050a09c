import type { Adversary } from '../threats.ts'

const conflicts = 'src/domains/conflicts/routes.test.ts'
const channels = 'src/domains/conflicts/channels.test.ts'
const worlds = 'src/domains/conflicts/worlds.test.ts'

export const worksHere: Adversary = {
  who: 'Who hurts somebody, and works here',
  has: 'A sign-in, a role, a team, colleagues, and knowledge of how records are kept (SAFETY 11, cases 2 to 6).',
  wants: 'To read what was said of them, to find the person, to change or lose the case.',
  gains: [
    {
      says: 'A case to which nothing ties them: who leaves out whom they know, and is met by no name with a birthday, number or home, is a colleague like any other.',
      tests: [[conflicts, 'a name without a date of birth, and a date of birth with another name, close nothing']],
    },
    {
      says: 'What their team reads, until the tie is known: they are asked why, their answer is kept, and then the page opens.',
      tests: [
        [
          'src/domains/looks/routes.test.ts',
          'no byte of the case leaves before the reason, which opens it for twelve hours',
        ],
      ],
    },
    {
      says: 'Time: the reader of the log raises its question after some looks, not at the first. Of 50 who misuse in an invented year, what the product is told today finds 46, 44 and 50 on three seeds (95 % is missed on two); with all facts it would be 49, 49 and 50.',
      untested:
        'An invented year is no real one: decision 21 has the figures, and script/waymark misuse year --as-here prints them.',
    },
    {
      says: 'Whatever colleagues tell them, and that their own case was closed to them is at least not shown.',
      untested: 'Talk leaves no trace.',
    },
  ],
  kept: [
    {
      says: 'A case that they are in, or somebody of theirs is in, is not there for them: by page, search, count, feed, alarm, form or the database itself.',
      tests: [
        [
          worlds,
          'whoever an independent reckoning keeps out of a case meets nothing of it anywhere, and everybody else keeps it (S12, INV-24, INV-36)',
        ],
        [channels, 'a calendar feed, a digest and the lists of handovers, figures and leave leave the case out'],
        [
          'src/platform/exclusions.test.ts',
          'who has a conflict meets what they would meet if the case had never been opened',
        ],
      ],
    },
    {
      says: 'So is the case of a colleague for the whole team, and a sealed case for a whole force (cases 5 and 6).',
      tests: [
        [
          conflicts,
          'the case of a colleague closes to their whole team, to who joins it later, and not to the next team',
        ],
        [channels, 'a whole force but one named cover never gets it: not now, not who joins later, not by an alarm'],
      ],
    },
    {
      says: 'They do not learn it by reporting it themselves: the answer is the same whether a case was there or not.',
      tests: [[conflicts, 'the answer is the same, byte for byte, whether a case about them was there or not']],
    },
    {
      says: 'The case is never lost with them: what they led goes on with others in the same moment.',
      tests: [
        [conflicts, 'who gives a former partner afterwards loses the case of that partner, and what they led goes on'],
        [
          channels,
          'where nobody of the agency is left, the work goes on with another agency, and the case never stands without leads',
        ],
      ],
    },
    {
      says: 'Emergency access does not open it.',
      tests: [
        [
          'src/domains/access/emergency.test.ts',
          'no such person, a sealed case, a conflict, a closed case: the same page',
        ],
      ],
    },
    {
      says: 'Looks before the tie was known are listed for professional standards.',
      tests: [
        [
          channels,
          'professional standards get the list of past looks by those now kept out; any grant of theirs is gone (S-03)',
        ],
      ],
    },
    {
      says: 'They cannot undo it: nobody ends their own tie alone, or edits what was written or the log.',
      tests: [
        [
          conflicts,
          'a false match ends when two at the desk agree; nobody ends their own, nor one of "it is me", and it does not come back by itself',
        ],
        [
          'src/platform/audit/log.test.ts',
          'nothing in it can be changed or taken away by the app or the worker, nor read by the app',
        ],
      ],
    },
    {
      says: 'Being reported themselves, they are not the contact of the person harmed.',
      tests: [
        [
          'src/domains/counter-allegations/routes.test.ts',
          'whoever works with the person reported is not the contact of the person harmed: not by a record, a handover or a closing (INV-05)',
        ],
      ],
    },
  ],
}
