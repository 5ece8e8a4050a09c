import type { Work } from '../../../platform/request.ts'
import { NotFound } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import {
  type EntryInput,
  type Fact,
  type FormAbout,
  factsIn,
  formAbout,
  justiceEntries,
  recordEntry,
} from '../../entries/index.ts'
import { actionForm, type BreachForm } from '../model/breach.ts'
import { addBreachAction, breachActionsOn, firstResponses } from '../store.ts'

export type Breach = Fact & { isOpen: boolean; dutyId: string | null; actedAt: Date | null }

/** Each breach of bail or of an order on this case, those that nobody has acted on first. */
export const breachesOn = async ({ tx }: Work, caseId: string): Promise<Breach[]> => {
  const facts = factsIn(await justiceEntries(tx, caseId, ['justice.breach-reported', 'orders.breached']))
  const responses = await firstResponses(tx, caseId)
  return facts
    .map((fact): Breach => {
      const response = responses.find(({ factId }) => factId === fact.factId)
      const { id: dutyId = null, actedAt = null } = response ?? {}
      return { ...fact, dutyId, actedAt, isOpen: response?.state === 'open' }
    })
    .sort((a, b) => Number(b.isOpen) - Number(a.isOpen) || b.happenedFrom.getTime() - a.happenedFrom.getTime())
}

export const breachAbout = async (work: Work, caseId: string): Promise<FormAbout> => ({
  ...(await formAbout(work, caseId, 'justice.breach-acted-on')),
  // Whom it is about is known from the breach.
  suspects: [],
  form: actionForm,
})

/** Records what was done about one breach, and why, purpose by purpose. Not put before a court, the victim is told the reason. */
export const actOnBreach = async (
  services: Services,
  work: Work,
  { caseId, breach }: { caseId: string; breach: Breach },
  { entry, form }: { entry: EntryInput; form: BreachForm },
): Promise<string> => {
  const { suspectId, factId } = breach
  const { breach: _, whyNotCourt, ...action } = form
  const { entryId } = await recordEntry(
    services,
    work,
    { caseId, type: 'justice.breach-acted-on' },
    { ...entry, suspectId, details: { about: factId } },
  )
  await addBreachAction(work.tx, { ...action, caseId, entryId, breachFactId: factId })
  if (form.outcome === 'not put before the court')
    await recordEntry(
      services,
      work,
      { caseId, type: 'justice.breach-not-put-before-court' },
      { ...entry, suspectId, what: whyNotCourt, details: {} },
    )
  return entryId
}

/** One action with the breach that it answers, as a court would read it. */
export const breachSheet = async (work: Work, caseId: string, entryId: string) => {
  const action = (await breachActionsOn(work.tx, caseId)).find((each) => each.entryId === entryId)
  if (!action) throw new NotFound()
  const [entry, breach] = [
    factsIn(await justiceEntries(work.tx, caseId, ['justice.breach-acted-on'])).find(
      ({ factId }) => factId === action.factId,
    ),
    (await breachesOn(work, caseId)).find(({ factId }) => factId === action.breachFactId),
  ]
  return { action, entry: entry ?? null, breach: breach ?? null }
}
export type BreachSheet = Awaited<ReturnType<typeof breachSheet>>
