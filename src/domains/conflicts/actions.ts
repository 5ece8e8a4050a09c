import { tokensOf } from '../../platform/blind-tokens.ts'
import type { Work } from '../../platform/request.ts'
import { NotFound } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { type DeclareForm, type DoneForm, factsOf, type MessageForm } from './model.ts'
import * as store from './store.ts'

export type Refused = { field: string; problem: string }

/** Ends somebody's access at once; all that they held goes to the next in line in the same transaction (INV-36, ST-22). */
export const declareConflict = async (work: Work, caseId: string, form: DeclareForm): Promise<void> => {
  if (!(await store.declare(work, caseId, form))) throw new NotFound()
}

/** Goes one way: nobody who sends it is told whether there is a case. */
export const tellTheDesk = async (services: Services, work: Work, form: MessageForm): Promise<void> => {
  const { about, said, phone, bornOn } = form
  const more = [bornOn && `Born ${bornOn}`, phone && `Telephone ${phone}`].filter(Boolean)
  const sent = await store.send(work, {
    ...{ said, tokens: tokensOf(services.secret, factsOf(form)) },
    about: [about, ...more].join('. '),
  })
  if (!sent) throw new NotFound()
}

export const finish = async (work: Work, id: string, { reference, doneAs }: DoneForm): Promise<Refused | null> => {
  const found = reference ? await store.caseByReference(work.tx, reference) : null
  if (found === undefined) return { field: 'reference', problem: 'Enter the reference of a case that you can see' }
  if (!(await store.setDone(work, id, { doneAs, caseId: found?.id ?? null })))
    return { field: 'doneAs', problem: 'Somebody else was done with this meanwhile. Look at it again' }
  return null
}
