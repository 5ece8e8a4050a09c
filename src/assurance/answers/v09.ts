import type { Answer } from '../asvs.ts'
import type { Cited } from '../cited.ts'

const organisation = 'src/domains/sign-in/organisation.test.ts'
const tokens = 'src/domains/sign-in/tokens.test.ts'
const wayBack = 'src/platform/way-back.test.ts'
const signsIn: Cited = [tokens, 'a token … signs nobody in']
const signsOut: Cited = [tokens, 'a token … ends nobody’s session']

/** V9, tokens that carry their own content: a provider's ID and logout tokens, our sealed way back. Sessions are none. */
export const v09: Record<string, Answer> = {
  'V9.1.1': {
    tests: [signsIn, signsOut, [wayBack, 'what we did not seal, or somebody changed by one character, opens nothing']],
  },
  'V9.1.2': {
    note: 'Of those signed with a secret that both know, and by nobody, none is believed.',
    tests: [signsIn, signsOut],
  },
  'V9.1.3': {
    note: 'Keys come from the address that the named provider publishes, and from nothing in a token.',
    tests: [
      signsIn,
      signsOut,
      [organisation, 'what is wrong with a provider is said in words, and it is not switched on'],
    ],
  },
  'V9.2.1': {
    tests: [
      signsIn,
      signsOut,
      [wayBack, 'a way back opens for twelve hours as it was sealed, and says nothing of where it leads'],
    ],
  },
  'V9.2.2': {
    note: 'An ID token ends no session, and a logout token signs nobody in: it has no nonce. The type in the header is not asked for (V10.5.5).',
    tests: [signsIn, signsOut],
  },
  'V9.2.3': { tests: [signsIn, signsOut] },
  'V9.2.4': { notApplicable: 'Waymark issues no token to anybody but itself.' },
}
