import { londonDay } from '../days.ts'
import type { Entry } from '../entry.ts'
import { addDraft, higher, setDues } from './draft.ts'
import { type Fact, saysOtherwise } from './fact.ts'
import { type State, versionOn } from './state.ts'
import { scheduleLate } from './timed.ts'

/** A confirmation adds its clock; a level that rises shortens every open clock, and one that falls changes none. */
export const refresh = (state: State, fact: Fact, entry: Entry): void => {
  if (entry.relation === 'confirms')
    for (const draft of state.drafts.filter(({ causes }) => causes.some((cause) => cause.fact === fact))) {
      setDues(state, draft)
      scheduleLate(state, draft)
    }
  if (!entry.type.startsWith('risk.')) return
  const now = state.about.gradeAt(entry.enteredAt.latest)
  for (const draft of state.open) {
    const grade = higher(draft.grade, now)
    if (grade === draft.grade) continue
    draft.grade = grade
    setDues(state, draft)
  }
}

/** What a person was told is now wrong: say so, by the body that told. */
export const raiseCorrections = (state: State, fact: Fact, entry: Entry): void => {
  if (!saysOtherwise(fact)) return
  const version = state.whenCorrected.map((series) => versionOn(series, londonDay(entry.enteredAt.earliest)))[0]
  if (!version) return
  for (const told of [...state.drafts]) {
    const wasTold = told.metBy?.type === 'duties.told' || told.metBy?.type === 'duties.contact-read-as-telling'
    const key = [fact.id, version.rule.id, entry.id, told.personId ?? ''].join(':')
    if (!wasTold || told.causes[0].fact !== fact || told.rule.owedTo === 'case' || state.byKey.has(key)) continue
    const cause = { ...told.causes[0], entry, raisedAt: entry.enteredAt, clocks: version.rule.clocks }
    addDraft(state, { ...told, ...version, key, occurrence: entry.id, causes: [cause], state: 'open', metBy: null })
  }
}
