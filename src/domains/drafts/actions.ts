import { caseIn, dropDraft, type Kept, keepDraft, type Sent } from '../../platform/drafts.ts'
import { seesCase, type Work } from '../../platform/request.ts'
import { key } from '../../platform/secrets.ts'
import { policyIn } from '../../rules/policy-in.ts'
import type { Services } from '../../rules/services.ts'
import { isKept } from './model.ts'
import { removeOlder } from './store.ts'

type Place = { address: string; page: string }

/** Saves what stands in a form; null for a form that is not there for this person, or of which nothing is kept. */
export const saveTyped = async (
  { secret }: Pick<Services, 'secret'>,
  work: Work,
  { address, page }: Place,
  { fields, formVersion: version, formSaves, content }: Sent,
  isTyping: boolean,
): Promise<Kept | null> => {
  if (!(await isThere(work, address))) return null
  const formKey = String(content.formKey)
  const saves = isTyping ? formSaves : null
  return keepDraft(work, key(secret, 'drafts'), { address, page, fields, formKey, version, saves })
}

/** False for a form that is not there for this person. */
export const throwAway = async (work: Work, address: string): Promise<boolean> => {
  if (!(await isThere(work, address))) return false
  await dropDraft(work, address)
  return true
}

const isThere = async (work: Work, address: string): Promise<boolean> => {
  const caseId = caseIn(address)
  return isKept(address) && (caseId === null || (await seesCase(work, caseId)))
}

/** A draft that nobody came back to in the days that the area has set is gone. */
export const removeOld = async (services: Services, now: Date): Promise<number> => {
  const { draftDays } = await services.db.transaction().execute((tx) => policyIn(services, tx, now))
  return removeOlder(services.db, new Date(now.getTime() - draftDays * 86_400_000))
}
