import type { Duty, Question } from './duty.ts'
import type { Entry } from './entry.ts'
import { answer } from './fold/answer.ts'
import { asDuty } from './fold/draft.ts'
import { endEverything, supersedeFact } from './fold/end.ts'
import { learn } from './fold/fact.ts'
import { raiseFor } from './fold/raise.ts'
import { raiseCorrections, refresh } from './fold/refresh.ts'
import { openAgain } from './fold/reopen.ts'
import { type State, stateFor } from './fold/state.ts'
import { catchUp, dropPending, settleAlerts } from './fold/timed.ts'

export type { Duty, Question } from './duty.ts'

/**
 * Every duty that a case's history raises, as it stands after its last entry. Pure: the same duties however often an
 * entry is repeated and in whatever order the entries are handed over.
 */
export const derive = (question: Question): Duty[] => {
  const state = stateFor(question)
  for (const entry of inOrder(question.history)) take(state, entry)
  catchUp(state, null)
  return state.drafts.map((draft) => asDuty(state, draft))
}

const inOrder = (history: readonly Entry[]): Entry[] =>
  [...new Map(history.map((entry) => [entry.id, entry])).values()].sort(
    (a, b) => a.position - b.position || (a.id < b.id ? -1 : 1),
  )

const none: ReadonlySet<string> = new Set()

const take = (state: State, entry: Entry): void => {
  catchUp(state, entry)
  const fact = learn(state, entry)
  if (state.isOver) return
  if (entry.type === 'cases.reopened') openAgain(state, entry)
  answer(state, entry)
  const standing = entry.relation === 'confirms' ? none : settleAlerts(state, fact, entry)
  dropPending(state, fact, entry, standing)
  if (entry.relation === 'corrects') {
    raiseCorrections(state, fact, entry)
    supersedeFact(state, fact, entry, standing)
  }
  if (entry.relation !== 'confirms') raiseFor(state, fact, entry, standing)
  refresh(state, fact, entry)
  endEverything(state, entry)
}
