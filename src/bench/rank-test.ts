/**
 * How likely two lists of times are to lie so far apart when nothing tells them apart: Mann and Whitney's test of ranks,
 * two-sided, by the normal approximation with its correction for ties.
 */
export const rankTest = (one: readonly number[], other: readonly number[]): number => {
  const all = [...one.map((value) => ({ value, isOne: true })), ...other.map((value) => ({ value, isOne: false }))]
  all.sort((a, b) => a.value - b.value)
  let [ranksOfOne, ties] = [0, 0]
  for (let from = 0; from < all.length; ) {
    let to = from
    while (to < all.length && all[to]?.value === all[from]?.value) to++
    const [same, rank] = [to - from, (from + 1 + to) / 2]
    ties += same ** 3 - same
    ranksOfOne += all.slice(from, to).filter(({ isOne }) => isOne).length * rank
    from = to
  }
  const [n, m, size] = [one.length, other.length, all.length]
  const wins = ranksOfOne - (n * (n + 1)) / 2
  const spread = Math.sqrt(((n * m) / 12) * (size + 1 - ties / (size * (size - 1))))
  return spread === 0 ? 1 : Math.min(1, 2 * (1 - normal(Math.abs(wins - (n * m) / 2) / spread)))
}

/** The share of a normal distribution that lies under z standard deviations (Abramowitz and Stegun 26.2.17). */
const normal = (z: number): number => {
  const t = 1 / (1 + 0.2316419 * z)
  const terms = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429]
  const tail = terms.reduce((sum, term, index) => sum + term * t ** (index + 1), 0)
  return 1 - (Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI)) * tail
}
