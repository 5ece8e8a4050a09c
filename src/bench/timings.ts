export type Timings = { perSecond: number; p50: number; p95: number; p99: number; count: number }

/** Durations in milliseconds, and how long the whole took. */
export const timingsOf = (durations: readonly number[], seconds: number): Timings => {
  const sorted = [...durations].sort((one, other) => one - other)
  // The smallest duration that at least this share of all did not exceed.
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
  return { perSecond: sorted.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99), count: sorted.length }
}

export type Taken = { durations: number[]; seconds: number }

/** Does each of `turns` once, `atOnce` of them at any moment, and takes the time of each. */
export const take = async (atOnce: number, turns: readonly (() => Promise<void>)[]): Promise<Taken> => {
  const durations: number[] = []
  let next = 0
  const started = performance.now()
  const one = async () => {
    for (let turn = turns[next++]; turn; turn = turns[next++]) {
      const begun = performance.now()
      await turn()
      durations.push(performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  return { durations, seconds: (performance.now() - started) / 1000 }
}

export const together = (all: readonly Taken[]): Timings =>
  timingsOf(
    all.flatMap(({ durations }) => durations),
    all.reduce((sum, { seconds }) => sum + seconds, 0),
  )
