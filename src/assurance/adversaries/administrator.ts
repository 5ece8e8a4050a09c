import type { Adversary } from '../threats.ts'

const people = 'src/domains/staff/routes/people.test.ts'
const organisation = 'src/domains/sign-in/organisation.test.ts'

export const administrator: Adversary = {
  who: 'A hostile administrator of an agency',
  has: 'The right to invite, stop and help back in everybody of one agency; perhaps its directory and its sign-in provider too.',
  wants: 'To read a case without a grant, to hide that somebody did, or to shut colleagues out.',
  gains: [
    {
      says: 'A way to become somebody: a recovery link for a colleague, used by themselves, signs in as that colleague, who sees what they see. The colleague finds their own sign-in dead, they and their supervisor are told that it was set up again, and the link’s maker is named.',
      tests: [
        [people, 'a recovery link says who made it, where the person and the supervisor see it'],
        [
          'src/domains/sign-in/notices.test.ts',
          'what happened to somebody’s sign-in is read by them and by whoever looks after it, and by nobody else',
        ],
        [
          'src/domains/sign-in/routes.test.ts',
          'a recovery link ends what was open, and the old password and device with it',
        ],
      ],
    },
    {
      says: 'The same without a trace at the colleague’s, where they rule the provider: it may say that anybody of their agency signed in with two factors, and is believed. A new browser is told to the person.',
      tests: [
        [
          organisation,
          'a second factor at the provider is proof, by amr or by a value of acr that the agency named (S16)',
        ],
        [
          'src/domains/sign-in/notices.test.ts',
          'the first browser is no news, the same one again neither; a new one is told by e-mail and on one’s own page',
        ],
      ],
    },
    {
      says: 'Everybody of their agency shut out at once: "Stop access now" asks nobody.',
      tests: [['src/domains/sign-in/leaving.test.ts', '"stop access now" shuts every way in']],
    },
    {
      says: 'Names, roles, e-mail addresses, teams and hours of their agency’s people, and how many cases each sees.',
      tests: [[people, 'numbers of a person are for themselves, their supervisor and an administrator']],
    },
    {
      says: 'Recovery by one person alone: no second administrator is asked.',
      untested: 'Not built: decision 5 says when we would change our mind.',
    },
  ],
  kept: [
    {
      says: 'Every case, in their own name: no permission, no grant, no team.',
      tests: [
        [people, 'an administrator sees numbers and no case: each case page is the same not-found (INV-39)'],
        ['src/domains/access/access.test.ts', 'no screen that an administrator may open holds a word of any case'],
        [
          'src/domains/staff/routes/hours.test.ts',
          'nobody who administers is in a team: a team is a way to see cases (INV-39)',
        ],
      ],
    },
    {
      says: 'Another role for themselves.',
      tests: [
        [people, 'nobody changes their own role, on the screen or below it'],
        [people, 'who becomes an administrator hands over first, and then sees no case (INV-39)'],
      ],
    },
    {
      says: 'People and settings of any other agency.',
      tests: [
        [people, 'an administrator of one agency cannot end the access of another’s people, below the screen either'],
        [organisation, 'nobody is made: who is not known here is refused, and so is who belongs to another agency'],
        [
          'src/domains/scim/routes.test.ts',
          'people and groups of another agency are not there, to read, change or remove',
        ],
      ],
    },
    {
      says: 'An administrator made by a word of the directory, and a case through its groups for whoever was not mapped.',
      tests: [
        [
          'src/domains/scim/routes.test.ts',
          'administrator, as a word of the directory, makes nobody one until the agency says so',
        ],
        [
          'src/domains/scim/routes.test.ts',
          'not mapped, it changes nothing; mapped, who is in it is in the team; who goes is out',
        ],
      ],
    },
    {
      says: 'The log, its searches, the questions about misuse and the private lives of staff.',
      tests: [
        [
          'src/domains/audit/routes.test.ts',
          'every other role is told that there is no such page, and the database says nothing to them either',
        ],
        [
          'src/domains/misuse/routes.test.ts',
          'the person, their line up and down, their team, administrators and everybody else find nothing, byte for byte',
        ],
        [
          'src/domains/conflicts/routes.test.ts',
          'what was typed is nowhere in the database afterwards, and the person sees counts and dates',
        ],
      ],
    },
    {
      says: 'The cases of whom they shut out: the leads stay, and what is late climbs to the supervisor.',
      tests: [
        [
          people,
          'access can be stopped at once all the same: signed out everywhere, and the cases stay theirs (INV-56)',
        ],
        [
          'src/worker.test.ts',
          'a safety clock that has passed climbs to the owner’s supervisor who is on duty, once, however often the batch is delivered (R7, VC-14)',
        ],
      ],
    },
  ],
}
