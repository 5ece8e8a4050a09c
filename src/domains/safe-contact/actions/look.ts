import type { Work } from '../../../platform/request.ts'
import { NotFound } from '../../../platform/web.ts'
import { type Sight, sightOf } from '../model/sight.ts'
import { type Route, type Rule, routesOf, rulesOf, type Whose } from '../store/contact.ts'
import { type CaseFacts, caseFacts, type Victim, victimsOf } from '../store/people.ts'
import { sharesOf } from '../store/shares.ts'

/** Whose safe contact this is, and how much of it this person may see. */
export type SeenBy = { whose: Whose; person: Victim; others: Victim[]; sight: Sight; facts: CaseFacts }
export type Looked = SeenBy & { rule: Rule | null; history: Rule[]; routes: Route[] }

/** The victim whom the address names; without a name in it, the case's main one. None, or another's: not there. */
export const whoseIn = async (work: Work, caseId: string, personId: string | undefined): Promise<SeenBy> => {
  const victims = await victimsOf(work.tx, caseId)
  const person = personId ? victims.find(({ id }) => id === personId) : victims[0]
  if (!person) throw new NotFound()
  const facts = await caseFacts(work.tx, caseId)
  const sight = sightOf(work.actor, facts.contactLeadId)
  const others = victims.filter(({ id }) => id !== person.id)
  return { whose: { caseId, personId: person.id }, person, others, sight, facts }
}

/** What this person may see of it: all, what was shared with their agency for its task, or that there is a rule. */
export const lookAt = async (work: Work, caseId: string, personId?: string): Promise<Looked> => {
  const seen = await whoseIn(work, caseId, personId)
  const [history, routes] = [
    await rulesOf(work.tx, caseId, seen.whose.personId),
    await routesOf(work.tx, caseId, seen.whose.personId),
  ]
  const [rule = null] = history
  if (seen.sight === 'full') return { ...seen, rule, history, routes }
  if (seen.sight === 'exists') return { ...seen, rule, history: [], routes: [] }
  const shared = (await sharesOf(work.tx, seen.whose)).filter(({ agencyId }) => agencyId === work.actor.agencyId)
  const own = routes.filter(({ id }) => shared.some(({ routeId }) => routeId === id))
  return { ...seen, rule: own.length > 0 ? rule : null, history: [], routes: own }
}

/** For what only those who see all of it may do. */
export const lookFully = async (work: Work, caseId: string, personId?: string): Promise<Looked> => {
  const looked = await lookAt(work, caseId, personId)
  if (looked.sight !== 'full') throw new NotFound()
  return looked
}
