/** Chance that can be repeated: the same number gives the same invented partnership. */
export type Dice = {
  /** A whole number from 0 to under this. */
  under: (count: number) => number
  /** A whole number from the one to the other, both possible. */
  between: (least: number, most: number) => number
  pick: <Item>(items: readonly Item[]) => Item
  happens: (share: number) => boolean
}

/** Mulberry32, by Tommy Ettinger, in the public domain. */
const mulberry = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const diceFrom = (seed: number): Dice => {
  const next = mulberry(seed)
  const under = (count: number) => Math.floor(next() * count)
  return {
    under,
    between: (least, most) => least + under(most - least + 1),
    pick: (items) => {
      const item = items[under(items.length)]
      if (item === undefined) throw new Error('There is nothing to pick from')
      return item
    },
    happens: (share) => next() < share,
  }
}
