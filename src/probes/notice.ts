import type { Standing } from './askers.ts'
import type { Mutant } from './mutants.ts'
import type { Oracle } from './oracle.ts'
import type { World } from './world.ts'

/** Who notices a change of the database; all is as before afterwards. */
export const noticingIn = ({ past }: World, { answersTo, wrongFor }: Oracle, all: readonly Standing[]) => {
  // Whoever noticed a change of the same kind is asked first, and then whoever noticed another of the same table.
  const noticers = new Map<string, Standing>()
  const ofPlace = new Map<string, Standing[]>()
  const inOrder = (kind: string, places: readonly string[]): Standing[] => {
    const first = noticers.get(kind)
    return [...new Set([...(first ? [first] : []), ...places.flatMap((place) => ofPlace.get(place) ?? []), ...all])]
  }
  const noticedBy = (kind: string, standing: Standing, places: readonly string[]) => {
    noticers.set(kind, standing)
    for (const place of places)
      ofPlace.set(place, [standing, ...(ofPlace.get(place) ?? []).filter((one) => one !== standing)])
  }
  const changed = async <Answer>(changes: readonly string[], ask: () => Promise<Answer>): Promise<Answer> => {
    await past.query('begin')
    try {
      for (const change of changes) await past.query(change)
      return await ask()
    } finally {
      await past.query('rollback')
    }
  }
  const kindOf = ({ part, what }: Mutant) => `${what} ${part.replace(/\b\w+\.(case_id|id)\b/g, '$1')}`

  /** The first wrong answer under these changes together, or undefined when nobody notices any. */
  const noticed = (mutants: readonly Mutant[], places: readonly string[]) =>
    changed(
      mutants.map(({ apply }) => apply),
      async () => {
        const kind = mutants.map(kindOf).join('\n')
        for (const standing of inOrder(kind, places)) {
          const wrong = (await wrongFor(standing, places))[0]
          if (!wrong) continue
          noticedBy(kind, standing, places)
          return wrong
        }
        return undefined
      },
    )

  /** Whether a change makes a difference once a second guard is away: somebody is answered otherwise with it than without it. */
  const matters = async (mutant: Mutant, without: string, places: readonly string[]): Promise<boolean> => {
    const kind = `${kindOf(mutant)} beside`
    for (const standing of inOrder(kind, places)) {
      const ask = async () => JSON.stringify(await answersTo(standing, places))
      const before = await changed([without], ask)
      if (before === (await changed([mutant.apply, without], ask))) continue
      noticedBy(kind, standing, places)
      return true
    }
    return false
  }
  return { noticed, matters }
}
