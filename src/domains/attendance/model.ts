import { z } from 'zod'

const unread = 'Enter the number or the name of the house, and the postcode, like 12 High Street, ZZ1 1AA'
export const placeForm = z.object({
  place: z.string(unread).trim().min(1, unread).max(200, 'The address must be 200 characters or fewer'),
})
/** An address in which no house or no postcode can be read matches nothing, and is not answered as if it had. */
export const unreadPlace = { field: 'place', problem: unread } as const

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
