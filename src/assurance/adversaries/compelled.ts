import type { Adversary } from '../threats.ts'

const requests = 'src/domains/access-requests/routes.test.ts'
const redact = 'src/domains/access-requests/redact.test.ts'
const bundles = 'src/domains/bundles/routes.test.ts'
const sharing = 'src/domains/sharing/routes.test.ts'

export const compelled: Adversary = {
  who: 'Who can demand: a court, the defence, a person’s right to their data',
  has: 'The law on their side; sometimes it is the person reported who asks (SAFETY 11, cases 13 to 16 and 18).',
  wants: 'The record: notes, addresses, who was told what.',
  gains: [
    {
      says: 'What an order names and an agency holds, the vault included: the agency has the secret. Waymark cannot refuse a court.',
      untested: 'Law decides.',
    },
    {
      says: 'All that police were given of others’ notes: it is listed for their disclosure officer, and the defence may see it. The warning stands before each sharing.',
      tests: [
        [sharing, 'police have a list of what was shared with them, for the disclosure officer'],
        [
          'src/domains/notes/routes.test.ts',
          'a shared note is read by all on the case, with the warning shown first; it is shared once, and by its own service only',
        ],
      ],
    },
    {
      says: 'The history of a case and the log of who looked, without an end: neither is erased yet.',
      untested: 'Not built: asvs.md, V14.2.7.',
    },
    {
      says: 'What stands in a bundle for court in handwriting, blurred or cut off, or in words that only somebody who knows the place would see: two people read it, and no machine finds it (case 13).',
      untested: 'Nothing here reads what cannot be read by a machine.',
    },
    {
      says: 'Court papers that were made elsewhere: other documents, and a reader over a second shoulder, are not built, so nothing here checks what is typed into them (cases 16 and 18).',
      untested: 'Not built.',
    },
    {
      says: 'What somebody wrote into a note by hand, an address among it, unless it is known as sealed or looks like one.',
      tests: [[redact, 'numbers, e-mail addresses, postcodes and houses go, whoever’s they are']],
    },
  ],
  kept: [
    {
      says: 'To the person reported, that anything is held of the person harmed: nothing held and nothing to be said are one letter on one day (cases 14, 15 and 21).',
      tests: [
        [
          requests,
          'an advice service’s answer to the person reported is the one that it gives to somebody of whom it holds nothing',
        ],
        [requests, 'whoever is harmed in one case and reported in another, of any agency, is limited in both (INV-04)'],
        [redact, 'whatever says little leaves on one day, and a pack for a person harmed does not wait for it'],
      ],
    },
    {
      says: 'A postcode, address, number or school of anybody in the case, in a bundle for court: each page is looked through, as text and as a picture, and it leaves by two people only (case 13).',
      tests: [
        [
          bundles,
          'her postcode in a medical report, as text and as a scan, stops the bundle: the page is named, the postcode is not (case 13)',
        ],
        [
          bundles,
          'a bundle goes from the choice to the court by two people: what the second read is what was sent (CC-10, S10)',
        ],
      ],
    },
    {
      says: 'Who told it, in a bundle for court: neighbours, whoever filmed it, and that somebody else reported.',
      tests: [
        [
          bundles,
          'who told it stands nowhere on the paper: not of an effect, not of a film, not of a report (SAFETY S10)',
        ],
      ],
    },
    {
      says: 'Other people in a pack: names, numbers, sealed values, and records of another controller.',
      tests: [
        [
          requests,
          'with nothing of others in it: no name, no number, no sealed address, no record of another controller (INV-07, INV-10)',
        ],
        [redact, 'no sealed value is left, wherever it stands in a text'],
        [redact, 'a kind of record and a field that nobody allowed are in no pack'],
      ],
    },
    {
      says: 'A pack that one tired person let go: a second lead checks it, and it was read three ways (case 14).',
      tests: [
        [requests, 'nobody checks what they redacted, by the page or past it'],
        [
          requests,
          'without each of the three readings it does not pass; sent back, it is searched again before anything is made',
        ],
      ],
    },
    {
      says: 'An adviser’s notes and plans, from police and so from the defence, unless they were shared one by one.',
      tests: [
        [sharing, 'a note is opened for one agency by a decision, and for nobody else (IS-01, AD-01)'],
        [sharing, 'without agreement it takes two people (INV-19)'],
      ],
    },
    {
      says: 'What was erased in its time, by two leads; a hold is looked for first, so that nothing that a death asks for is lost.',
      tests: [
        [
          'src/domains/retention/retention.test.ts',
          'two leads erase the notes: no word of them is left in any table, and the other agency’s stay',
        ],
        [
          'src/domains/retention/retention.test.ts',
          'a recorded death holds the case at once, and every case of those who are in it, for every agency',
        ],
      ],
    },
    {
      says: 'Hidden sheets and columns in what leaves (case 17): files are flat, and made by a list of what may be in them.',
      tests: [
        [
          'src/domains/reports/routes.test.ts',
          'a file holds what the page shows and says what it is, by whom it was taken out',
        ],
        [
          requests,
          'it is handed over as a PDF that says nothing of itself in its properties, and is on record as taken out',
        ],
      ],
    },
    {
      says: 'From where staff worked: no network address, no browser is kept.',
      tests: [
        [
          'src/platform/log.test.ts',
          'a request is logged by the pattern of its route: no id, no query, no address, no browser, no body',
        ],
        [
          'src/platform/tries.test.ts',
          'no address is kept that could be read back, and none for longer than its quarter of an hour',
        ],
      ],
    },
  ],
}
