import { z } from 'zod'

const unread = 'Enter the number or the name of the house, and the postcode, like 12 High Street, ZZ1 1AA'
export const placeForm = z.object({
  place: z.string(unread).trim().min(1, unread).max(200, 'The address must be 200 characters or fewer'),
})
/** An address in which no house or no postcode can be read matches nothing, and is not answered as if it had. */
export const unreadPlace = { field: 'place', problem: unread } as const

/** The number that a device shows when it calls. */
export const deviceForm = z.object({
  number: z
    .string('Enter the number that the device shows')
    .trim()
    .min(1, 'Enter the number that the device shows')
    .max(200, 'The number must be 200 characters or fewer'),
})
export const unreadNumber = {
  field: 'number',
  problem: 'Enter the number as the device shows it: three letters or digits at least',
} as const

export const nearestForm = z.object({ teamId: z.uuid('Select the unit that goes') })

export const outcomes = {
  right: 'It was right: nobody else could have been there in time',
  'another unit could have gone': 'Another unit could have gone',
} as const
export const outcomeWords = (outcome: string): string =>
  Object.entries(outcomes).find(([value]) => value === outcome)?.[1] ?? outcome

export const reviewForm = z
  .object({
    outcome: z.enum(['right', 'another unit could have gone'], 'Select what you found'),
    said: z.string().trim().max(1000, 'What follows must be 1,000 characters or fewer').default(''),
  })
  .refine(({ outcome, said }) => outcome === 'right' || said !== '', {
    path: ['said'],
    message: 'Enter what follows from it',
  })
export type Review = z.infer<typeof reviewForm>

export type CallTeam = { id: string; name: string; members: string[] }
/** The first team with somebody at work; with nobody at work anywhere, the first. Null: a neighbouring force. */
export const whoGoes = (teams: readonly CallTeam[], atWork: ReadonlySet<string>): CallTeam | null =>
  teams.find(({ members }) => members.some((id) => atWork.has(id))) ?? teams[0] ?? null

/** What stands in the home that a call is about. What only whoever goes is to read of it is `inside`. */
export type Told =
  | { kind: 'sanctuary'; inside: { whoIn: string | undefined; locks: string | undefined } }
  | { kind: 'device'; isFaulty: boolean; inside: { numbers: readonly string[] } }
  | { kind: 'urgent-mark' | 'police-watch'; until: string | undefined }

/** One line for each thing that stands, in the order in which it matters at the door; nobody is counted. */
export const toldLines = (told: readonly Told[], inWords: (day: string) => string): string[] => {
  const has = (kind: Told['kind']) => told.some((each) => each.kind === kind)
  const until = (kind: 'urgent-mark' | 'police-watch'): string => {
    const days = told.flatMap((each) => (each.kind === kind ? [each.until] : []))
    const last = days
      .flatMap((day) => day ?? [])
      .toSorted()
      .at(-1)
    return last ? ` until ${inWords(last)}` : ''
  }
  return [
    ...(has('sanctuary') ? ['A sanctuary room is in use: they may be waiting inside'] : []),
    ...(has('device') ? ['A safety device is held here: a silent call means come'] : []),
    ...(has('urgent-mark') ? [`Marked for an urgent response${until('urgent-mark')}`] : []),
    ...(has('police-watch') ? [`Police watch is on${until('police-watch')}`] : []),
  ]
}

/** How a device stands that is in nobody’s hands: what is said of it, and what to do. */
export const notHeld = (stands: string): { says: string; does: string } => {
  if (stands === 'lost' || stands === 'shut')
    return {
      says: 'This device was lost or taken',
      does: 'Whoever calls may not be the person it was given to. Do not ring it back, and say nothing of them to whoever answers. Send a unit to where it shows that it is, and ring the person below: they know whom it was given to, and see that they are well.',
    }
  if (stands === 'replaced')
    return {
      says: 'This number was replaced by another device',
      does: 'It should not call any more. Send a unit to where it shows that it is, and ring the person below: they know whom it was given to.',
    }
  return {
    says: 'This device was given back',
    does: 'Nobody is written down as having it. Send a unit to where it shows that it is, and ring the person below: they know who had it last.',
  }
}
