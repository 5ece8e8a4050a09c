import { defaultReleaseChecklist } from '../../../local-policy/release-checklist.ts'
import type { Work } from '../../../platform/request.ts'
import { type Checklist, type ChecklistChange, changesBetween } from '../model/checklist.ts'
import { addChecklist, checklistVersions, lockChecklist } from '../store.ts'

/** The list that is asked before a release, and every list before it. */
export const checklistNow = async ({ tx, now }: Work): Promise<Checklist> => {
  const history = (await checklistVersions(tx)).filter(({ fromAt }) => fromAt <= now)
  const since = history.at(-1) ?? null
  return { items: since?.items ?? defaultReleaseChecklist, since, history, usual: defaultReleaseChecklist }
}

export const checklistHeld = async (work: Work): Promise<Checklist> => {
  await lockChecklist(work.tx)
  return checklistNow(work)
}

/** Sets the list from now on. What was answered before keeps the words that it answered; a shorter list is shown back first. */
export const changeChecklist = async (
  work: Work,
  { items }: Checklist,
  change: ChecklistChange,
): Promise<'done' | { unconfirmed: string[] }> => {
  const { retired } = changesBetween(items, change.items)
  if (retired.length > 0 && !change.isConfirmed) return { unconfirmed: retired }
  await addChecklist(work, change)
  return 'done'
}
