import type { Adversary } from '../threats.ts'

const gate = 'src/domains/safe-contact/model/gate.test.ts'
const messages = 'src/domains/messages/messages.test.ts'

export const device: Adversary = {
  who: 'Who hurts somebody, and has that person’s device in hand',
  has: 'The telephone, the post and the accounts of the person harmed; patience; perhaps software that watches.',
  wants: 'To learn that help was asked for, from whom, and where the person is going.',
  gains: [
    {
      says: 'All that the person’s own device shows or keeps: a call and its number, a text, a letter, what was looked up elsewhere.',
      untested: 'What a watched device shows is beyond any test of ours.',
    },
    {
      says: 'That somebody rang or wrote, and when: neutral words are still words that came.',
      tests: [
        [
          messages,
          'a text leaves in the safe time with neutral words, arrives, and tells nobody: a message is a try (INV-12, INV-22)',
        ],
      ],
    },
    {
      says: 'What was safe yesterday: between the moment at which a way stops being safe and the moment at which somebody tells us, messages may still go there.',
      untested: 'Nobody told us; no test can.',
    },
    {
      says: 'Traces of looking for help: the public door that leaves none is not built yet, so Waymark protects no visit to any page for people harmed.',
      untested: 'Not built.',
    },
  ],
  kept: [
    {
      says: 'Without a way that is recorded as safe, nothing is sent and no call is booked: missing means unsafe (SAFETY 11, case 11).',
      tests: [
        [
          gate,
          'nothing recorded, a rule not confirmed in time, and a way that is not recorded are all unsafe, a call included (INV-11)',
        ],
        [
          gate,
          'texts and messages left are not safe until the person says so, and each kind goes only by its own route',
        ],
      ],
    },
    {
      says: 'Nothing leaves outside the hours that the person named.',
      tests: [
        [
          gate,
          'minute by minute, a way is safe exactly when the clock on the wall says so, through both changes of the clocks (INV-13)',
        ],
        [
          messages,
          'when the worker slept through the safe time the message does not leave, and its sender is told (INV-13)',
        ],
      ],
    },
    {
      says: 'A change cancels what waits for the old address or number (case 12).',
      tests: [
        [
          messages,
          'a change of safe contact cancels what waits at once, even what was just being handed over (INV-14)',
        ],
      ],
    },
    {
      says: 'What is sent names no service and no subject; neither does the card that is handed over.',
      tests: [
        [
          messages,
          'words that are not the neutral ones never leave: the template of the account is compared first (INV-12)',
        ],
        [
          'src/domains/helplines/routes.test.ts',
          'the card to hand over names no service and no subject, in its title neither (INV-12)',
        ],
        [
          'src/domains/safety-plans/paper.test.ts',
          'a card has the numbers that are verified, and on the discreet one nothing says what they are for (P1-03, RULES 17)',
        ],
      ],
    },
    {
      says: 'Who rings or writes in the person’s name gets the short answer that tells nothing (case 21).',
      tests: [
        ['src/domains/access-requests/routes.test.ts', 'somebody who asks for another is not known to be safe'],
        [
          'src/domains/access-requests/routes.test.ts',
          'an advice service’s answer to the person reported is the one that it gives to somebody of whom it holds nothing',
        ],
      ],
    },
  ],
}
