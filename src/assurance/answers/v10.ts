import type { Answer } from '../asvs.ts'
import type { Cited } from '../cited.ts'

const organisation = 'src/domains/sign-in/organisation.test.ts'
const asked: Cited = [
  organisation,
  'authorization code with PKCE S256, state, nonce and the one exact redirect address (ASVS 10.1, 10.2, 10.4)',
]
const once: Cited = [organisation, 'an answer counts once, and in the browser alone that began it (ASVS 10.2.1)']
const elsewhere: Cited = [
  organisation,
  'a state that nobody made, none at all, and an answer of another agency’s address are refused',
]
const noResource = { notApplicable: 'Waymark takes no OAuth access token: systems bring a key of its own making.' }
const noIssuer = { notApplicable: 'Waymark is no authorization server.' }
const noProvider = { notApplicable: 'Waymark is no OpenID provider.' }

/** V10, signing in at an agency's own provider. */
export const v10: Record<string, Answer> = {
  'V10.1.1': {
    document: 'docs/decisions/0016-a-directory-is-no-person.md',
    note: 'Tokens go from the provider to the server, are read once and not kept; no browser sees one.',
  },
  'V10.1.2': {
    tests: [asked, once, elsewhere, [organisation, 'a sign-in that was begun more than ten minutes ago is over']],
  },
  'V10.2.1': { tests: [asked, once] },
  'V10.2.2': { note: 'Each agency has its own redirect address, and iss is compared.', tests: [elsewhere] },
  'V10.3.1': noResource,
  'V10.3.2': noResource,
  'V10.3.3': noResource,
  'V10.3.4': noResource,
  ...Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`V10.4.${index + 1}`, noIssuer])),
  'V10.5.1': { tests: [['src/domains/sign-in/tokens.test.ts', 'a token … signs nobody in'], once] },
  'V10.5.2': {
    tests: [
      [organisation, 'somebody else of the organisation does not become a person who came in before'],
      [
        organisation,
        'somebody who was invited comes in by the e-mail address that the provider verified, and then by the subject',
      ],
    ],
  },
  'V10.5.3': { tests: [[organisation, 'what is wrong with a provider is said in words, and it is not switched on']] },
  'V10.5.4': { tests: [['src/domains/sign-in/tokens.test.ts', 'a token … signs nobody in']] },
  'V10.5.5': {
    notMet:
      'Event, absence of a nonce, signature, issuer, audience and age are checked (src/domains/sign-in/tokens.test.ts); the type logout+jwt is not asked for, since not every provider sets it.',
  },
  'V10.6.1': noProvider,
  'V10.6.2': noProvider,
  'V10.7.1': noIssuer,
  'V10.7.2': noIssuer,
  'V10.7.3': noIssuer,
}
