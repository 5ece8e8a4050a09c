import { randomUUID } from 'node:crypto'
import { tokensOf } from '../../platform/blind-tokens.ts'
import type { Work } from '../../platform/request.ts'
import { NotFound } from '../../platform/web.ts'
import { calendarIn } from '../../rules/calendar-in.ts'
import { endOfWorkingDays } from '../../rules/deadline.ts'
import type { Services } from '../../rules/services.ts'
import { dutyNow, whoWorksHere } from '../staff/index.ts'
import { type Review, whoGoes } from './model.ts'
import { keep, sendNearest, setReviewed, teamsFor } from './store.ts'

export type Proposal = { id: string; team: string | null }

/** Who should go; null where no house can be read in what was typed. */
export const propose = async (services: Services, work: Work, place: string): Promise<Proposal | null> => {
  const marks = tokensOf(services.secret, { addresses: [place] }).map(({ token }) => token)
  if (marks.length === 0) return null
  const teams = await teamsFor(work.tx, marks)
  const { onDuty } = await dutyNow(services, work, [...new Set(teams.flatMap(({ members }) => members))])
  const team = whoGoes(teams, onDuty)
  const id = randomUUID()
  if (!(await keep(work, id, marks, team?.id ?? null))) throw new Error('A team was named that may not go')
  return { id, team: team?.name ?? null }
}

/** The nearest unit goes, and somebody from outside takes command. */
export const goNearest = async (services: Services, work: Work, id: string, teamId: string): Promise<void> => {
  const supervisors = (await whoWorksHere(work)).filter(({ role }) => role === 'police-supervisor')
  const { onDuty } = await dutyNow(
    services,
    work,
    supervisors.map((each) => each.id),
  )
  const dueAt = endOfWorkingDays(work.now, 1, await calendarIn(services, work.tx))
  if (!(await sendNearest(work, id, teamId, [...onDuty], dueAt))) throw new NotFound()
}

export const review = async (work: Work, id: string, form: Review): Promise<void> => {
  if (!(await setReviewed(work, id, form))) throw new NotFound()
}
