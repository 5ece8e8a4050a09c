/** Chance that a seed repeats exactly. */
export type Chance = ReturnType<typeof chanceOf>

export const chanceOf = (seed: number) => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  const isSo = (share: number): boolean => next() < share
  const oneOf = <Value>(values: readonly Value[]): Value => {
    const value = values[whole(0, values.length - 1)]
    if (value === undefined) throw new Error('nothing to choose from')
    return value
  }
  /** How many come where this many come on average (Knuth). */
  const count = (mean: number): number => {
    const end = Math.exp(-mean)
    let [product, events] = [next(), 0]
    while (product > end) {
      product *= next()
      events++
    }
    return events
  }
  /** One of the values, each as often as its weight says. */
  const weighted = <Value>(values: readonly Value[], weights: readonly number[]): (() => Value) => {
    const sums: number[] = []
    let total = 0
    for (const weight of weights) {
      total += weight
      sums.push(total)
    }
    return () => {
      const wanted = next() * total
      let [low, high] = [0, sums.length - 1]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((sums[middle] ?? 0) > wanted) high = middle
        else low = middle + 1
      }
      return values[low] ?? oneOf(values)
    }
  }
  return { next, whole, isSo, oneOf, count, weighted }
}
