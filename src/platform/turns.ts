import { setImmediate as othersTurn } from 'node:timers/promises'

/** Does a long piece of work in its steps: whoever else waits for this process has their turn between two of them. */
export const inTurns = async <Made>(steps: Generator<undefined, Made, undefined>): Promise<Made> => {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    await othersTurn()
  }
}
