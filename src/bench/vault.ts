import { createApp } from '../app.ts'
import { openItems } from '../domains/safety-plans/actions/plan.ts'
import { itemsNow } from '../domains/safety-plans/store/index.ts'
import { sessionCookie } from '../platform/cookies.ts'
import { openPool, over } from '../platform/db.ts'
import { createLog } from '../platform/log.ts'
import { asHolderOf } from '../platform/request.ts'
import type { Services } from '../rules/services.ts'
import { formKeyIn } from './browser.ts'
import { newCase } from './jobs.ts'
import type { BenchWorker } from './people.ts'
import { type Timings, timingsOf } from './timings.ts'

const thoughts = 60
const questions = 24

export type VaultFigure = {
  work: string
  /** For p95, in milliseconds; none where it is held beside something else. */
  aim?: number
  whole: Timings
  /** What the same requests waited for their SQL. */
  sql: Timings
  /** Opening the same sealed values and nothing else. */
  opening?: Timings
  /** The same address before there was anything in the vault. */
  without?: Timings
}
type Asked = { path: string; form?: Record<string, string> }

/** The app in this process, which says of each answer how long it took, and how much of that was SQL. */
const timedApp = async (appUrl: string, services: Services, { token }: BenchWorker) => {
  let waited = 0
  const pool = openPool(appUrl, { max: 1, name: 'waymark-bench-vault' })
  const db = over(pool, ({ queryDurationMillis }) => {
    waited += queryDurationMillis
  })
  const web = await createApp({ ...services, db }, createLog('fatal'))
  const ask = async ({ path: url, form }: Asked) => {
    const headers = {
      cookie: `${sessionCookie}=${token}`,
      ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
    }
    waited = 0
    const began = performance.now()
    const answer = await web.inject({
      ...{ method: form ? 'POST' : 'GET', url, headers },
      ...(form && { payload: new URLSearchParams(form).toString() }),
    })
    const taken = performance.now() - began
    const { statusCode, body } = answer
    if (statusCode !== (form ? 303 : 200)) throw new Error(`the vault: ${url} answered ${statusCode}`)
    return { body, location: String(answer.headers.location ?? ''), taken, sql: waited }
  }
  /** Sends a form as its page gives it. */
  const send = async (path: string, form: (page: string) => Record<string, string>) => {
    const { body } = await ask({ path })
    return ask({ path, form: { ...form(body), formKey: formKeyIn(body) } })
  }
  const close = async () => {
    await web.close()
    await db.destroy()
  }
  return { ask, send, close }
}

const all = (times: readonly number[]): Timings => timingsOf(times, times.reduce((sum, time) => sum + time, 0) / 1000)
const repeated = async (turns: number, act: () => Promise<{ taken: number; sql: number }>) => {
  const [whole, sql]: [number[], number[]] = [[], []]
  for (let turn = 0; turn < turns; turn++) {
    const done = await act()
    whole.push(done.taken)
    sql.push(done.sql)
  }
  return { whole: all(whole), sql: all(sql) }
}

const personIn = (page: string): string => {
  const id = /name="personId"[^>]*value="([0-9a-f-]{36})"/.exec(page)?.[1]
  if (!id) throw new Error('The page names nobody')
  return id
}
/** The first answer that the page offers to each of its first questions. */
const answersTo = (page: string): Record<string, string> => {
  const answers: Record<string, string> = {}
  for (const [tag] of page.matchAll(/<input[^>]+type="radio"[^>]*>/g)) {
    const name = /name="(a-[^"]+)"/.exec(tag)?.[1]
    const value = /value="([^"]+)"/.exec(tag)?.[1]
    if (name && value && Object.keys(answers).length < questions) answers[name] ??= value
  }
  if (Object.keys(answers).length < questions) throw new Error('The form has fewer questions')
  return answers
}

/** A form of 24 questions that is saved, a plan of 60 thoughts that is opened, and the case itself before and after, on a case of this worker's own. */
export const measureVault = async (
  appUrl: string,
  services: Services,
  worker: BenchWorker,
  turns: number,
): Promise<VaultFigure[]> => {
  const { ask, send, close } = await timedApp(appUrl, services, worker)
  try {
    const formKey = formKeyIn((await ask({ path: '/cases/new' })).body)
    const { location } = await ask({ path: '/cases/new/open', form: { ...newCase(0), formKey } })
    const caseId = location.split('/')[2] ?? ''
    const plans = `/cases/${caseId}/safety-plans`
    const bare = await repeated(turns, () => ask({ path: `/cases/${caseId}` }))
    const started = await send(`${plans}/new`, (page) => ({
      personId: personIn(page),
      circumstance: 'staying',
      shows: 'no',
    }))
    const plan = started.location
    for (let number = 1; number <= thoughts; number++)
      await send(`${plan}/items/new`, () => ({
        ...{
          heading: 'crisis',
          title: `Thought ${number}`,
          standing: 'adopted',
          keep: 'keep',
          warning: 'no',
          on: 'today',
        },
        ...{
          words: 'The door, the light, and who rings at eight in the evening. '.repeat(4),
          whoKnows: 'Nobody',
          agreedBy: 'They',
        },
      }))
    const opened = await repeated(turns, () => ask({ path: plan }))
    const full = await repeated(turns, () => ask({ path: `/cases/${caseId}` }))
    const opening: number[] = []
    await asHolderOf(services.db, worker.token, services.now(), async (work) => {
      if (!work) throw new Error('The bench is not signed in')
      const rows = await itemsNow(work.tx, { caseId, id: plan.split('/').at(-1) ?? '' })
      for (let turn = 0; turn < turns; turn++) {
        const began = performance.now()
        const items = await openItems(services, work, rows)
        opening.push(performance.now() - began)
        if (items.length !== thoughts) throw new Error(`The plan has ${items.length} thoughts`)
      }
    })
    const harms = ['victim', 'children', 'family', 'partner', 'workers', 'self'].map((who) => [`risk-${who}`, 'none'])
    const saved = await repeated(turns, () =>
      send(`/cases/${caseId}/risk/assess/waymark-guide`, (page) => ({
        ...{
          ...Object.fromEntries(harms),
          ...answersTo(page),
          personId: personIn(page),
          asked: 'the person',
          alone: 'yes',
        },
        ...{ level: 'medium', reasons: 'Threats since Friday', victimView: 'Is afraid' },
      })),
    )
    return [
      { work: `save a form of ${questions} questions`, aim: 100, ...saved },
      { work: `open a plan of ${thoughts} thoughts`, aim: 150, ...opened, opening: all(opening) },
      { work: 'open the case that has it', ...full, without: bare.whole },
    ]
  } finally {
    await close()
  }
}
