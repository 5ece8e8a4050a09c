import { londonDay } from '../days.ts'
import type { Entry } from '../entry.ts'
import { addCause, type Draft, openDraft } from './draft.ts'
import { isSame, openOf, raise } from './raise.ts'
import type { State } from './state.ts'
import { type Pending, put } from './timed.ts'

/**
 * A case that is opened again: what its closing ended is owed again, and what was to come then is to come again. What came
 * up while it was closed comes up now, the last alert of each date that still lies ahead.
 */
export const openAgain = (state: State, entry: Entry): void => {
  for (const draft of state.drafts)
    if (
      draft.state === 'superseded' &&
      draft.supersededBy?.type === 'cases.closed' &&
      draft.rule.endsWithCase !== 'for good'
    )
      owedAgain(state, draft, entry)
  const missed = new Map<string, Pending>()
  for (const pending of state.held)
    if (pending.at.latest > entry.enteredAt.earliest) put(state, pending)
    else if (isStillAhead(pending, entry)) missed.set(`${pending.raising.fact.id} ${pending.raising.rule.id}`, pending)
  state.held = []
  for (const { raising } of missed.values()) raise(state, { ...raising, raisedAt: entry.enteredAt })
}

/** A review that was raised while the case was closed takes in the one that the closing ended: one review of each kind. */
const owedAgain = (state: State, draft: Draft, entry: Entry): void => {
  const other = openOf(state, draft.rule, draft.personId, draft.causes[0].fact.current)
  if (!other) {
    draft.state = 'open'
    draft.supersededBy = null
    openDraft(state, draft)
    return
  }
  draft.supersededBy = entry
  for (const cause of draft.causes) if (!other.causes.some((one) => isSame(one, cause))) addCause(state, other, cause)
}

const isStillAhead = ({ raising: { rule, named }, whileOpen }: Pending, { enteredAt }: Entry): boolean => {
  if (whileOpen && whileOpen.state !== 'open') return false
  return !rule.lead || (named !== null && named >= londonDay(enteredAt.earliest))
}
