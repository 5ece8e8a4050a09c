import { z } from 'zod'

export type Team = {
  id: string
  name: string
  isDesk: boolean
  isOutOfHours: boolean
  takesReferrals: boolean
  isSafeguarding: boolean
  goesToCalls: boolean
  closedAt: Date | null
}
export type Member = { practitionerId: string; name: string; role: string; fromAt: Date }

const ticks = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([])

export const teamForm = z
  .object({
    name: z
      .string('Enter the name')
      .trim()
      .min(1, 'Enter the name of the team')
      .max(100, 'Name must be 100 characters or fewer'),
    kinds: ticks,
  })
  .transform(({ name, kinds }) => ({
    name,
    isDesk: kinds.includes('desk') || kinds.includes('out of hours'),
    isOutOfHours: kinds.includes('out of hours'),
    takesReferrals: kinds.includes('referrals'),
    isSafeguarding: kinds.includes('safeguarding'),
    goesToCalls: kinds.includes('calls'),
  }))
export type TeamForm = z.infer<typeof teamForm>

export const kindsOf = ({
  isDesk,
  isOutOfHours,
  takesReferrals,
  isSafeguarding,
  goesToCalls,
}: Pick<Team, 'isDesk' | 'isOutOfHours' | 'takesReferrals' | 'isSafeguarding' | 'goesToCalls'>): string[] =>
  [
    isDesk && 'desk',
    isOutOfHours && 'out of hours',
    takesReferrals && 'referrals',
    isSafeguarding && 'safeguarding',
    goesToCalls && 'calls',
  ].filter((kind) => kind !== false)

export const kindWords: Record<string, string> = {
  desk: 'Desk with a rota',
  'out of hours': 'Answers out of hours',
  referrals: 'Takes referrals',
  safeguarding: 'Safeguarding desk: takes what somebody close to a case reports',
  calls: 'Goes to emergency calls',
}

export const memberForm = z.object({ practitionerId: z.uuid('Select a person') })
