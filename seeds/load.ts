import type { Writable } from 'node:stream'
import { allRules } from '../src/all-rules.ts'
import { progress } from '../src/bench/progress.ts'
import { signLanguage } from '../src/domains/languages/actions.ts'
import { languageOf } from '../src/domains/languages/index.ts'
import { defaultPolicy } from '../src/local-policy/values.ts'
import { connect } from '../src/platform/db.ts'
import { asHolderOf } from '../src/platform/request.ts'
import type { Server } from '../src/platform/server.ts'
import { englandAndWales } from '../src/rules/calendar.ts'
import type { Services } from '../src/rules/services.ts'
import { storyClock } from './clock.ts'
import { searchForOneself } from './looks.ts'
import { namesFrom } from './names.ts'
import { diceFrom } from './random.ts'
import { countCases, finishStaff, loadStaff } from './staff.ts'
import { as, type Stage, someone } from './stage.ts'
import { readAlarms } from './store.ts'
import { programme } from './stories/index.ts'

const seed = 20_261_122
const namesEach = 8

/**
 * Loads the invented partnership into an empty database that is up to date: staff first, then one story after another, each
 * told through the product's own actions, by its people, at its times. The same every time but for ids and the day.
 */
export const loadDemo = async (
  server: Server,
  now: Date,
  stderr: Writable,
  stories = programme,
): Promise<{ cases: number }> => {
  const owner = connect(server.owner, { max: 1, name: 'waymark-demo' })
  const db = connect(hasty(server.app), { max: 2, name: 'waymark-demo' })
  const services: Services = {
    ...{ db, signInDb: db, now: () => now, rules: allRules, calendar: englandAndWales, defaultPolicy },
    ...{ secret: server.secret, keeper: server.keeper, address: '', isDemo: true },
  }
  try {
    const staff = await loadStaff(owner, server.secret, now)
    const newName = namesFrom(diceFrom(seed))
    const stages = stories.map((_, index): Stage => {
      const names = Array.from({ length: namesEach }, newName)
      let next = 0
      const dice = diceFrom(seed + index + 1)
      return { ...staff, services, dice, clock: storyClock(now), newName: () => names[next++ % namesEach] ?? newName() }
    })
    await tellAll(stories, stages, progress(stderr, 'Loading an invented partnership', stories.length))
    if (stages[0]) await searchForOneself(stages[0])
    if (stages[0]) await signOne(stages[0], now)
    const clock = storyClock(now)
    for (const { token } of staff.players)
      await asHolderOf(db, token, now, async (work) => work && readAlarms(work, clock.hours(18)))
    await finishStaff(owner, now)
    return { cases: await countCases(owner) }
  } finally {
    await Promise.all([owner.destroy(), db.destroy()])
  }
}

/** A speaker has read one language; the others wait for one. */
const signOne = async (stage: Stage, now: Date): Promise<void> => {
  const polish = languageOf('pl')
  if (!polish) throw new Error('There is no Polish to sign')
  const form = {
    readBy: 'Wren Invented, who teaches Polish at the library',
    evidence: 'Grew up with it. Read each phrase aloud beside the English, and had two of them changed.',
  }
  const manager = someone(stage, 'advocacy', 'idva-manager')
  await as(stage, manager, new Date(now.getTime() - 20 * 86_400_000), (work) => signLanguage(work, polish, form))
}

/** What a crash loses of it is loaded anew, so no commit waits for the disk. */
const hasty = (address: string): string => {
  const url = new URL(address)
  url.searchParams.set('options', '-c synchronous_commit=off')
  return url.href
}

/** Two at a time, which is what two cores can keep busy. */
const tellAll = async (stories: typeof programme, stages: Stage[], show: (done: number) => void): Promise<void> => {
  const waiting = [...stories.entries()]
  let done = 0
  const teller = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, story] = next
      const stage = stages[index]
      if (stage) await story(stage)
      show(++done)
    }
  }
  await Promise.all([teller(), teller()])
}
