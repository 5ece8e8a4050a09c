import { dutyKey } from '../duty.ts'
import { type Body, type Entry, isOfSameSuspect } from '../entry.ts'
import { allHold } from './conditions.ts'
import { type Cause, closeDraft, type Draft, setDues } from './draft.ts'
import { raise } from './raise.ts'
import type { State } from './state.ts'

/** Meets what this entry answers: the duties that it names, those whose codes it names or, when it names neither, those that such an entry meets. */
export const answer = (state: State, entry: Entry): void => {
  const { tells, about, covers } = entry.details
  if (tells) {
    for (const draft of tells.flatMap((key) => state.byKey.get(key) ?? []))
      if (draft.state === 'open' && draft.rule.metBy.types.includes(entry.type)) meet(state, draft, entry)
    if (!covers) return
  }
  if (entry.type.startsWith('duties.') && !covers && entry.type !== 'duties.contact-read-as-telling') return
  for (const draft of [...(state.openByAnswer.get(entry.type) ?? [])])
    if (fits(state, draft, entry) && (!about || draft.causes.some(({ fact }) => fact.id === about)))
      meetWhatCameBefore(state, draft, entry)
}

const fits = (state: State, { key, rule, holder, causes }: Draft, entry: Entry): boolean => {
  const { types, by, when } = rule.metBy
  const { covers, leaves } = entry.details
  if (covers && !covers.includes(rule.code)) return false
  if (leaves?.includes(key)) return false
  if (rule.ofOneSuspect && !causes.some(({ fact }) => isOfSameSuspect(fact.current, entry))) return false
  if (!types.includes(entry.type) || (by && !by.includes(entry.by))) return false
  if (entry.type === 'duties.contact-read-as-telling' && !speaksFor(entry, holder)) return false
  return allHold(state, when, entry) !== null
}

/** Police speak for the case until another accepts; nobody else's visit is the holder's telling, unless it says of what. */
const speaksFor = ({ by, details }: Entry, holder: Body): boolean =>
  by === holder || (holder !== 'advocacy' && (by === 'police' || details.covers !== undefined))

const meet = (state: State, draft: Draft, entry: Entry): void => {
  draft.state = 'met'
  draft.metBy = entry
  closeDraft(state, draft)
}

/** A review answers what had happened when it was made; what came after it, but was entered first, stays asked for. */
const meetWhatCameBefore = (state: State, draft: Draft, entry: Entry): void => {
  const [before, after] = [draft.causes.filter(isBefore(entry)), draft.causes.filter((one) => !isBefore(entry)(one))]
  const [first, ...rest] = before
  if (!first) return
  if (draft.causes[0] !== first) {
    meetApart(state, draft, entry, { before: [first, ...rest], after })
    return
  }
  // The clocks stand already, unless a cause goes or this entry dates one anew.
  if (after.length > 0 || entry.relation === 'corrects') {
    draft.causes = [first, ...rest]
    setDues(state, draft)
  }
  meet(state, draft, entry)
  const { appliedEarly, certain, quotes } = draft
  for (const cause of after) raise(state, { appliedEarly, certain, quotes, occurrence: draft.occurrence, ...cause })
}

/** What opened the duty comes after the review: it stays open for that, and what was answered is a duty of its own. */
const meetApart = (
  state: State,
  draft: Draft,
  metBy: Entry,
  { before, after }: { before: Draft['causes']; after: Cause[] },
): void => {
  const [{ fact, rule }] = before
  const key = dutyKey(fact.id, rule.id, draft.occurrence, draft.personId)
  const answered: Draft = { ...draft, key, rule, causes: before, state: 'met', metBy }
  if (!state.byKey.has(key)) {
    setDues(state, answered)
    state.drafts.push(answered)
    state.byKey.set(key, answered)
  }
  const [opened, ...others] = after
  if (opened) draft.causes = [opened, ...others]
  setDues(state, draft)
}

const isBefore =
  ({ happenedAt }: Entry) =>
  ({ fact }: Cause): boolean =>
    fact.current.happenedAt.earliest <= happenedAt.latest
