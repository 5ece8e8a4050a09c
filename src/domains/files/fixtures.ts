import { Buffer } from 'node:buffer'

/** A file as a form sends it, with all that the page asks for besides. */
export const aNewFile = (change: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ...{ kind: 'document', shows: 'A letter of the landlord', takenBy: 'The landlord', takenOn: 'yesterday' },
  ...{ agreed: 'agreed', class: 'C3', 'nobody-else': 'yes', ...change },
})

/** Words that no case protects. */
export const plainLetter = Buffer.from(
  'Dear tenant,\nthe boiler is looked at on Tuesday.\nYours, an invented landlord\n',
)
