import type { Entry } from '../entry.ts'
import { type Cause, closeDraft, type Draft, openDraft, setDues } from './draft.ts'
import type { Fact } from './fact.ts'
import type { State } from './state.ts'
import { scheduleLate } from './timed.ts'

const supersede = (state: State, draft: Draft, entry: Entry): void => {
  draft.state = 'superseded'
  draft.supersededBy = entry
  closeDraft(state, draft)
}

/** What a corrected fact asked for is taken back, but for alerts that stand; what the corrected fact asks for is raised after this. */
export const supersedeFact = (state: State, fact: Fact, entry: Entry, standing: ReadonlySet<string>): void => {
  const isLeft = (cause: Cause) => cause.fact !== fact || cause.entry === entry || standing.has(cause.rule.id)
  for (const draft of [...state.open]) {
    const [first, ...rest] = draft.causes.filter(isLeft)
    if (!first) supersede(state, draft, entry)
    else if (rest.length + 1 < draft.causes.length) {
      // It is owed by the rule of what is left.
      closeDraft(state, draft)
      Object.assign(draft, { causes: [first, ...rest], rule: first.rule })
      openDraft(state, draft)
    } else if (draft.causes.some((cause) => cause.fact === fact)) {
      setDues(state, draft)
      scheduleLate(state, draft)
    }
  }
}

// What is owed in a case that should never have been opened is owed in no case, or in the one that it doubles.
const endsAll = (reason: string | undefined): boolean =>
  reason === 'recorded in error' || reason === 'double of another case'

/** A death ends what is owed to the person who died. A closed case needs no more reviews; tellings stay owed. */
export const endEverything = (state: State, entry: Entry): void => {
  const hasDied = entry.type === 'cases.victim-died'
  if (!hasDied && entry.type !== 'cases.closed') return
  state.held = hasDied ? [] : [...state.held, ...state.pending]
  state.pending = []
  state.isOver = hasDied
  const isAll = hasDied || endsAll(entry.details.reason)
  for (const draft of [...state.open])
    if (isAll || draft.rule.absorbs || draft.rule.endsWithCase) supersede(state, draft, entry)
}
