import { setTimeout as wait } from 'node:timers/promises'
import { wipeOldPacks } from './domains/access-requests/index.ts'
import { climbAttendance } from './domains/attendance/index.ts'
import { makeBundles } from './domains/bundles/index.ts'
import { removeOld } from './domains/drafts/index.ts'
import { beat, deriveComingUp, tick } from './domains/duties/index.ts'
import { checkFiles } from './domains/files/index.ts'
import { enterMatches, forgetReports } from './domains/missing-reports/index.ts'
import { noticeMisuse } from './domains/misuse/index.ts'
import { chaseReferrals } from './domains/referrals/index.ts'
import { lookAtSent } from './domains/releases/index.ts'
import { proposeErasures } from './domains/retention/index.ts'
import { tidySignIn } from './domains/sign-in/index.ts'
import { erasedKeys } from './platform/keys/erased.ts'
import { forgetErased } from './platform/keys/settle.ts'
import type { Log } from './platform/log.ts'
import type { Services } from './rules/services.ts'

/** One thing that the worker does again and again. It may be done twice: it must then change nothing. */
export type Chore = {
  name: string
  everySeconds: number
  /** Work in many steps ends after the one in hand when `stopping` says so: whoever stops the worker waits for it. */
  run: (services: Services, now: Date, log: Log, stopping: AbortSignal) => Promise<void>
}

/** Duties whose moment has come, batch after batch until none is left; what came up by the clock is derived again. */
export const keepClocks: Chore['run'] = async (services, now, log, stopping) => {
  let isMore = true
  while (isMore && !stopping.aborted) {
    await deriveComingUp(services, now, (caseId, err) => log.error({ err, caseId }, 'a case could not be derived'))
    isMore = (await tick(services, now)).isMore
  }
}

// The heartbeat says that the clocks are kept, so it is written only after they were looked at.
const heartbeat: Chore['run'] = async (services, now, log, stopping) => {
  await keepClocks(services, now, log, stopping)
  await beat(services.db, now)
}

const chaseAll: Chore['run'] = async (services, now, _, stopping) => {
  while (!stopping.aborted && (await chaseReferrals(services, now)) > 0);
}

// What was begun and never sent goes after some days (local policy).
const forgetDrafts: Chore['run'] = async (services, now) => void (await removeOld(services, now))

const noticeAll: Chore['run'] = async (services, now, _, stopping) => {
  while (!stopping.aborted && (await noticeMisuse(services, services.db, now)).isMore);
}

/** What was handed over is wiped in time; what is past its time is proposed, and erased by nobody but two people. */
const keepTimes: Chore['run'] = async (services, now) => {
  await wipeOldPacks(services, now)
  await proposeErasures(services, now)
  await forgetReports(services, now)
}

// What nobody looked at in time goes to the next who may.
const climbAll: Chore['run'] = async (services, now) => void (await climbAttendance(services.db, now))

/** What was erased goes from the keeper too, as soon as the erasure is saved; what could not go is asked for again. */
const forgetKeys: Chore['run'] = async ({ db, keeper }, now, _, stopping) => {
  while (!stopping.aborted && (await forgetErased(erasedKeys(db, now), keeper)) > 0);
}

/** Each in a rhythm of its own; one that fails is tried again, and holds up no other. */
export const chores: Chore[] = [
  { name: 'clocks', everySeconds: 3, run: keepClocks },
  { name: 'heartbeat', everySeconds: 30, run: heartbeat },
  { name: 'files', everySeconds: 5, run: checkFiles },
  { name: 'what was sent', everySeconds: 5, run: lookAtSent },
  { name: 'bundles', everySeconds: 5, run: makeBundles },
  { name: 'erased keys', everySeconds: 5, run: forgetKeys },
  { name: 'referrals', everySeconds: 60, run: chaseAll },
  { name: 'retention', everySeconds: 3600, run: keepTimes },
  { name: 'drafts', everySeconds: 600, run: forgetDrafts },
  { name: 'missing reports', everySeconds: 3, run: enterMatches },
  { name: 'attendance', everySeconds: 60, run: climbAll },
  { name: 'misuse', everySeconds: 300, run: noticeAll },
  { name: 'old tries to sign in', everySeconds: 60, run: tidySignIn },
]

export type Worker = { stop: () => Promise<void> }

/** Keeps the clocks until it is stopped. `services.db` enters the database as waymark_worker. */
export const startWorker = (services: Services, log: Log, all: readonly Chore[] = chores): Worker => {
  const stopping = new AbortController()
  const loops = all.map((chore) => again(chore, services, log, stopping.signal))
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all(loops)
    },
  }
}

const again = async (
  { name, everySeconds, run }: Chore,
  services: Services,
  log: Log,
  signal: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    await run(services, services.now(), log, signal).catch((err: unknown) =>
      log.error({ err, chore: name }, 'a chore of the worker failed'),
    )
    await wait(everySeconds * 1000, undefined, { signal }).catch(() => undefined)
  }
}
