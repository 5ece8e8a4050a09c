import { z } from 'zod'
import { optionalText, text } from '../../../platform/fields.ts'
import type { Box } from '../../../platform/untrusted/tools.ts'
import { agreements, box, type Cover, isHeld, isOpen, type Read } from './file.ts'
import { folded, isUnder } from './protected.ts'

/** Somebody of the case, as far as a file needs them. */
export type Somebody = { id: string; name: string; role: string }
type InFile = { personId: string; others: string[] | null; notIn: string[]; named: unknown; mustSplit: boolean }

const namedItem = z.object({ personId: z.uuid(), page: z.number(), boxes: z.array(box) })
export type Named = z.infer<typeof namedItem>
export const namedIn = (kept: unknown): Named[] => z.array(namedItem).parse(kept)

export const peopleIn = ({ personId, others }: Pick<InFile, 'personId' | 'others'>): string[] => [
  personId,
  ...(others ?? []),
]
/** Names that were read in it of people of whom nobody said anything yet; nobody is asked about files from before (INV-10). */
export const namesLeft = (row: Omit<InFile, 'mustSplit'>): Named[] =>
  row.others === null
    ? []
    : namedIn(row.named).filter(({ personId }) => ![...peopleIn(row), ...row.notIn].includes(personId))
export const waitsForPeople = (row: InFile): boolean => row.mustSplit || namesLeft(row).length > 0

/** What stands in it may be a place that nobody may open, whoever agrees to it (INV-06, INV-55); or it may be about two people (INV-10). */
export const mayBeOpened = (row: InFile & { state: string; mustCover: boolean }): boolean =>
  isHeld(row) && !row.mustCover && !waitsForPeople(row)
/** Who is in it is said once it was looked through, and before a copy was made of it; of a copy only that a name in it is nobody’s of the case. */
export const mayBeSpokenOf = (row: InFile & { state: string; splitOf: string | null }, copies: number): boolean =>
  row.splitOf === null ? (isHeld(row) || isOpen(row)) && copies === 0 : isHeld(row) && namesLeft(row).length > 0
export const maySplit = (row: { state: string; mustSplit: boolean; agencyId: string }, agencyId: string): boolean =>
  row.state === 'held' && row.mustSplit && row.agencyId === agencyId

/** Those of the others whom a file about this person may not name, as other people have a right to it: as `private.seen_apart` has it. */
export const apartFrom = (personId: string, others: readonly string[], people: readonly Somebody[]): string[] => {
  const roleOf = (id: string) => people.find((each) => each.id === id)?.role
  const apart = { perpetrator: ['victim', 'child'], victim: ['victim'] }[roleOf(personId) ?? ''] ?? []
  return others.filter((id) => id !== personId && apart.includes(roleOf(id) ?? ''))
}
/** For whom a copy of a file that waits to be split is owed. */
export const owedCopies = ({ personId, others }: Pick<InFile, 'personId' | 'others'>, people: readonly Somebody[]) => [
  personId,
  ...apartFrom(personId, others ?? [], people),
]

const partsOf = (name: string): string[] =>
  name
    .split(/\s+/)
    .map(folded)
    .filter((part) => part.length >= 3)
/** Where a name of somebody else of the case stands, as a whole word; a name that is also that of whom the file is about is none. */
export const namesIn = (
  reads: readonly Read[],
  people: readonly Omit<Somebody, 'role'>[],
  { personId, covers }: { personId: string; covers: readonly Cover[] },
): Named[] => {
  const own = new Set(people.filter(({ id }) => id === personId).flatMap(({ name }) => partsOf(name)))
  const found = new Map<string, Named>()
  for (const { id, name } of people.filter((each) => each.id !== personId)) {
    const parts = new Set(partsOf(name).filter((part) => !own.has(part)))
    for (const { page, words } of reads) {
      const covered = covers.filter((cover) => cover.page === page).flatMap(({ boxes }) => boxes)
      const boxes = words
        .filter(({ text, box }) => parts.has(folded(text.replace(/['’]s\W*$/, ''))) && !isUnder(box, covered))
        .map((word) => word.box)
      if (boxes.length === 0) continue
      const known = found.get(`${id} ${page}`)?.boxes ?? []
      found.set(`${id} ${page}`, { personId: id, page, boxes: [...known, ...boxes.filter(isOther(known))] })
    }
  }
  return [...found.values()].slice(0, 200)
}
const isOther =
  (known: readonly Box[]) =>
  (box: Box): boolean =>
    !isUnder(box, known)

export const withField = (id: string): string => `with-${id}`
export const nobodyElse = 'nobody-else'
const ticks = z.record(z.string(), z.unknown()).catch({})
/** Who else is in it, as it was ticked; or what is to be put right. */
export const othersIn = (
  body: unknown,
  people: readonly Somebody[],
  personId: string,
): string[] | { problem: string } => {
  const sent = ticks.parse(body)
  const chosen = Object.keys(sent).filter((name) => name.startsWith('with-') && sent[name] === 'yes')
  const ids = chosen.map((name) => name.slice('with-'.length))
  if (ids.some((id) => !people.some((each) => each.id === id)))
    return { problem: 'Somebody you ticked is no longer in this case. Look at who is in it again' }
  const others = ids.filter((id) => id !== personId)
  const isNobody = sent[nobodyElse] === 'yes'
  if (isNobody && others.length > 0) return { problem: 'Select who else is in it, or that nobody is: not both' }
  if (!isNobody && others.length === 0) return { problem: 'Select who else is in it, or that nobody is' }
  return others
}

export const whyForm = z.object({ why: optionalText(1000) })

const parts = { top: 0, middle: 1, bottom: 2 } as const
export type Part = keyof typeof parts
export const partNames = ['top', 'middle', 'bottom'] as const satisfies readonly Part[]
export const keepField = (page: number): string => `keep-${page}`
export const hideField = (page: number, part: Part): string => `hide-${page}-${part}`
export const nameField = (index: number): string => `name-${index}`

export const splitForm = z.object({
  personId: z.uuid('Select whom this copy is about'),
  shows: text('Enter what the copy shows, of this person alone', 1000),
  agreed: z.enum(agreements, 'Select whether they agreed'),
})
export type SplitForm = z.infer<typeof splitForm>

/** A third of a page; of a text a third of its length. */
const thirdOf = (part: Part, type: string | null): Box =>
  type === 'text/plain' ? { x: parts[part] / 3, y: 0, w: 1 / 3, h: 1 } : { x: 0, y: parts[part] / 3, w: 1, h: 1 / 3 }

/** Which pages stay, and what is covered on them: names that were read, and thirds of a page. */
export const chosenOf = (
  body: unknown,
  { pages, type, named }: { pages: number | null; type: string | null; named: unknown },
): { keeps: number[]; covers: Cover[] } => {
  const sent = ticks.parse(body)
  const isTicked = (name: string): boolean => sent[name] === 'yes'
  const all = Array.from({ length: pages ?? 1 }, (_, index) => index + 1)
  const keeps = all.length === 1 ? all : all.filter((page) => isTicked(keepField(page)))
  const names = namedIn(named).filter((_, index) => isTicked(nameField(index)))
  const thirds = keeps.flatMap((page) =>
    partNames.filter((part) => isTicked(hideField(page, part))).map((part) => ({ page, boxes: [thirdOf(part, type)] })),
  )
  const onKept = names.filter(({ page }) => keeps.includes(page)).map(({ page, boxes }) => ({ page, boxes }))
  return { keeps, covers: [...onKept, ...thirds] }
}
