import type pg from 'pg'
import { openCase } from '../domains/cases/index.ts'
import { asHolderOf, type Work } from '../platform/request.ts'
import type { Details } from '../rules/entry.ts'
import type { EntryType } from '../rules/entry-types.ts'
import { atExactly, record } from '../rules/record.ts'
import type { Services } from '../rules/services.ts'
import { tokenOf } from './people.ts'

/** Cases that the real code opened, for the seed to copy: so what is seeded is what the rules make. */
export type Models = { open: string; closed: string }

const hour = 3_600_000

export const workOf = <Result>(services: Services, worker: number, now: Date, act: (work: Work) => Promise<Result>) =>
  asHolderOf(services.db, tokenOf(worker), now, (work) => {
    if (!work) throw new Error(`The session of worker ${worker} has ended`)
    return act(work)
  })

const opened = (services: Services, now: Date) =>
  workOf(services, 0, now, (work) =>
    openCase(services, work, {
      victimName: 'Alder Inventado',
      victimBornOn: undefined,
      perpetratorName: 'Bracken Inventado',
      perpetratorBornOn: undefined,
      relationship: 'former partner',
      concern: 'Came to the house at night and would not leave.',
      source: 'A neighbour, by telephone',
    }),
  )

type Said = { type: EntryType; after: number; suspectId?: string | null; details?: Details }

export const enter = (services: Services, worker: number, caseId: string, at: Date, said: Omit<Said, 'after'>) =>
  workOf(services, worker, at, (work) =>
    record(services, work, {
      ...{ caseId, type: said.type, suspectId: said.suspectId, knownAt: at, body: 'police', toldBy: 'The desk' },
      ...{ happened: atExactly(at), what: 'Invented for the bench.', details: said.details ?? {} },
    }),
  )

/** An open case with a suspect on bail, and a closed one that only was opened. */
export const makeModels = async (services: Services, client: pg.Client): Promise<Models> => {
  const now = services.now()
  const closed = await opened(services, now)
  const { caseId, perpetratorId } = await opened(services, now)
  const endsOn = new Date(now.getTime() + 27 * 24 * hour).toISOString().slice(0, 10)
  const story: Said[] = [
    { type: 'incidents.recorded', after: 1, suspectId: perpetratorId, details: { isCrime: true, childPresent: true } },
    { type: 'justice.suspect-arrested', after: 3, suspectId: perpetratorId },
    { type: 'justice.suspect-interviewed', after: 8, suspectId: perpetratorId },
    { type: 'justice.bail-granted', after: 10, suspectId: perpetratorId, details: { endsOn, stage: 'before-charge' } },
  ]
  for (const { after, ...said } of story) await enter(services, 0, caseId, new Date(now.getTime() + after * hour), said)
  await client.query(`update duty set state = 'met', closed_at = $2, outcome = 'done' where case_id = $1`, [
    closed.caseId,
    now,
  ])
  await client.query(
    `delete from duty where case_id = $1 and id not in (select id from duty where case_id = $1 order by key limit 1)`,
    [closed.caseId],
  )
  await client.query(`update lead_period set until_at = $2 where case_id = $1`, [closed.caseId, now])
  await client.query(`update cases set state = 'closed', closed_at = $2, closed_as = 'ended' where id = $1`, [
    closed.caseId,
    now,
  ])
  return { open: caseId, closed: closed.caseId }
}
