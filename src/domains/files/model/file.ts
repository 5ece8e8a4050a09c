import { z } from 'zod'
import { optionalDay, text } from '../../../platform/fields.ts'
import { types as fileTypes, type Problem } from '../../../platform/untrusted/type.ts'
import { upload } from '../../../platform/uploads.ts'
import { kinds as protectedKinds } from './protected.ts'

export const kinds = ['injury', 'damage', 'message', 'document'] as const
export const kindWords: Record<string, string> = {
  injury: 'Photograph of an injury',
  damage: 'Photograph of damage, or of a place',
  message: 'Message or screenshot',
  document: 'Document',
}
export const agreements = ['agreed', 'did not agree', 'not asked'] as const
export const agreedWords: Record<string, string> = {
  agreed: 'They agreed that it is kept here',
  'did not agree': 'They did not agree',
  'not asked': 'They have not been asked yet',
}
export const classes = ['C3', 'C4'] as const
export const classWords: Record<string, string> = {
  C3: 'Restricted: everybody on this case who sees its incidents',
  C4: 'Vault: only people on this case from the agency that adds it, and nobody who works with the person reported',
}

export const states = ['received', 'checking', 'clear', 'held', 'covered', 'released', 'refused'] as const
export type State = (typeof states)[number]
export const stateWords: Record<string, string> = {
  received: 'Sealed, waiting to be checked',
  checking: 'Being checked',
  clear: 'Open: nothing was found in it',
  held: 'Held: something protected was found',
  covered: 'Held: covered, waiting for a second person',
  released: 'Opened by a second person',
  refused: 'Not taken',
}
export const isOpen = ({ state }: { state: string }): boolean => state === 'clear' || state === 'released'
export const isHeld = ({ state }: { state: string }): boolean => state === 'held' || state === 'covered'

export const coverFirst = 'cover it first. Nobody opens part of an address that is protected here'

/** Why nothing can be made of a file, and what to do about it. */
export const problemWords: Record<Problem, string> = {
  'not a type': 'It is none of the types that are taken. Send a JPEG, PNG or WebP picture, a PDF, or plain text',
  heic: 'It is a picture in the HEIC format of some telephones. Save or send it as a JPEG, and add that',
  'two in one': 'There is a second file in it, as with moving photographs. Add a screenshot of it, or save it alone',
  'too large inside': 'It is larger inside than it looks. Send fewer pages, a smaller picture or a shorter text',
  locked: 'It is locked with a password. Save it without one, and add that',
  broken: 'It is damaged, or not what it says it is. Open it where it comes from, save it again, and add that',
  virus: 'A virus was found in it. Do not open it elsewhere. Tell whoever looks after computers in your agency',
}
export const problemText = (code: string): string =>
  Object.entries(problemWords).find(([name]) => name === code)?.[1] ?? 'It cannot be taken'

export const checks = ['virus', 'pictures', 'pdf', 'reading', 'too long'] as const
export type Check = (typeof checks)[number]
export const checkWords: Record<string, string> = {
  virus: 'the search for viruses (ClamAV)',
  pictures: 'the program that makes pictures anew (sharp)',
  pdf: 'the program that reads PDF files (poppler)',
  reading: 'the program that reads text in pictures (tesseract)',
  'too long': 'a check that came to no end',
}

export const newForm = (now: Date) =>
  z.object({
    kind: z.enum(kinds, 'Select what it is'),
    file: z
      .unknown()
      .pipe(upload)
      .refine((file) => file !== undefined && file.length > 0, 'Choose a file'),
    shows: text('Enter what it shows', 1000),
    personId: z.uuid('Select whom it is about'),
    takenBy: text('Enter who took or made it', 200),
    takenOn: optionalDay(now, 'The day on which it was taken'),
    entryId: z.union([z.uuid(), z.literal('')]).default(''),
    agreed: z.enum(agreements, 'Select whether they agreed'),
    class: z.enum(classes, 'Select who may see it'),
  })
export type NewForm = z.infer<ReturnType<typeof newForm>>

export const box = z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() })
const foundItem = z.object({ kind: z.enum(protectedKinds), page: z.number(), boxes: z.array(box) })
export const foundIn = (kept: unknown) => z.array(foundItem).parse(kept)
const coverItem = z.object({ page: z.number(), boxes: z.array(box) })
export type Cover = z.infer<typeof coverItem>
const readItem = z.object({
  page: z.number(),
  /** 0: the words as they stand; 1: as a camera took them. */
  wrong: z.union([z.literal(0), z.literal(1)]),
  words: z.array(z.object({ text: z.string(), box })),
})
export type Read = z.infer<typeof readItem>
/** What was read in a file as it was covered then. */
export const readingsStored = z.object({
  ...{ type: z.enum(fileTypes), pages: z.number(), takenFound: z.string().nullable() },
  ...{ covers: z.array(coverItem), reads: z.array(readItem) },
})
export type Readings = z.infer<typeof readingsStored>
export const coversIn = (kept: unknown): Cover[] => z.array(coverItem).parse(kept)

export const decideForm = z.object({ why: text('Enter why it may be opened', 2000) })
export const shutForm = z.object({ why: text('Enter why it is shut', 2000) })

/** Which of the found places are ticked, by their number on the page. */
export const ticked = (body: unknown, count: number): number[] => {
  const sent = z.record(z.string(), z.unknown()).catch({}).parse(body)
  return Array.from({ length: count }, (_, index) => index).filter((index) => sent[`cover-${index}`] === 'yes')
}
