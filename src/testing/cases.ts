import { aNewCase } from '../domains/cases/fixtures.ts'
import { type OpenedCase, openCase } from '../domains/cases/index.ts'
import type { NewCaseForm } from '../domains/cases/model/new-case.ts'
import { asHolderOf, type Work } from '../platform/request.ts'
import type { Services } from '../rules/services.ts'
import type { Practitioner } from './people.ts'

/** Does something in a transaction that is bound to this person's session, as a request would. */
export const workAs = <Result>(
  services: Services,
  person: Practitioner,
  act: (work: Work) => Promise<Result>,
): Promise<Result> =>
  asHolderOf(services.db, person.token, services.now(), (work) => {
    if (!work) throw new Error(`${person.name} is not signed in`)
    return act(work)
  })

/** A case of one's own on which this person holds all three leads. */
export const aCase = (
  services: Services,
  opener: Practitioner,
  changes: Partial<NewCaseForm> = {},
): Promise<OpenedCase> => workAs(services, opener, (work) => openCase(services, work, aNewCase(changes)))
