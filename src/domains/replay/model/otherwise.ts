import type { Details } from '../../../rules/entry.ts'
import type { EntryType } from '../../../rules/entry-types.ts'
import { matchesIn } from '../../../rules/words.ts'
import type { Words } from './entries.ts'
import type { Event } from './read.ts'
import { whoIs } from './who.ts'

type Kind = { of: string[]; isCourt: boolean; says: RegExp; type: EntryType; details?: Details }

/** What the format has no type for, and writers put under the nearest. */
const kinds: Kind[] = [
  {
    of: ['bail', 'release_nfa'],
    isCourt: false,
    says: /\b(?:released?\s+)?under\s+investigation\b/giu,
    type: 'justice.suspect-released-under-investigation',
  },
  {
    of: ['bail_variation'],
    isCourt: false,
    says: /\b(?:bail|conditions?)\s+(?:(?:was|were|is|are|all)\s+)*(?:cancelled|lifted|lapsed|lapses|expired|expires|ended|ends|dropped|discharged)\b|\bcancel(?:s|led)\s+(?:the\s+|his\s+|her\s+)?(?:bail|conditions)\b/giu,
    type: 'justice.bail-cancelled',
  },
  {
    of: ['remand'],
    isCourt: true,
    says: /\bon\s+(?:\p{L}+\s+)?bail\b/giu,
    type: 'justice.bail-hearing-decided',
    details: { released: true },
  },
]

/** The kind that the account names in place of the type's own, or null. */
export const otherwiseIn = ({ type, by, what }: Event): Words | null => {
  const isCourt = whoIs(by).body === 'court'
  for (const kind of kinds.filter((each) => each.of.includes(type) && each.isCourt === isCourt)) {
    const words = matchesIn(what ?? '', kind.says)
    if (words.length > 0) return { type: kind.type, words, ...(kind.details && { details: kind.details }) }
  }
  return null
}
