import type { Work } from '../../platform/request.ts'
import { NotFound } from '../../platform/web.ts'
import type { CaseTop } from '../cases/index.ts'
import type { FeedbackForm } from './model.ts'
import { agencies, insertFeedback } from './store.ts'

/** Those who can be asked: everybody harmed who is in the case. */
export const askable = ({ people }: Pick<CaseTop, 'people'>) =>
  people.filter(({ role, diedOn }) => role === 'victim' && diedOn === null)

/** Keeps what somebody said of how a service treated them. It is no entry of the case: other services do not read it there. */
export const keepFeedback = async (
  work: Work,
  top: Pick<CaseTop, 'caseId' | 'people'>,
  form: FeedbackForm,
): Promise<void> => {
  const isKnown = (await agencies(work.tx)).some(({ id }) => id === form.aboutAgencyId)
  if (!isKnown || !askable(top).some(({ id }) => id === form.personId)) throw new NotFound()
  await insertFeedback(work, top.caseId, form)
}
