import type { Work } from '../../../platform/request.ts'
import { NotFound } from '../../../platform/web.ts'
import { type Grade, grades } from '../../../rules/entry.ts'
import type { Services } from '../../../rules/services.ts'
import { type Sights, sightsOf } from '../../access/index.ts'
import { type ContactStrip, contactStripData } from '../../safe-contact/index.ts'
import { permissionsOf } from '../../staff/index.ts'
import { type CasePage, pagesFor } from '../model/case-pages.ts'
import { type Stage, stageAfter } from '../model/stage.ts'
import { caseRow, countOpenDuties, heldOf, offersOpenOn, partiesOf, staffNamed, stageMovesOf } from '../store/top.ts'

export type Lead = 'risk' | 'plan' | 'contact'
export type CaseOwner = {
  lead: Lead
  id: string
  name: string
  agency: string
  handoverTo: string | null
  handoverToId: string | null
}
export type CasePerson = {
  id: string
  name: string
  isBelieved: boolean
  called: string | null
  role: string
  isMain: boolean
  why: string | null
  bornOn: string | null
  ageAbout: number | null
  diedOn: string | null
  /** For a person who did harm: what they are called now. */
  stage: Stage
}
/** What stands on top of every page of a case. */
export type CaseTop = {
  caseId: string
  reference: string
  state: 'open' | 'closing' | 'closed'
  closedAs: string | null
  level: Grade | null
  levelReviewOn: string | null
  agencyId: string
  openedAt: Date
  people: CasePerson[]
  owners: CaseOwner[]
  openDuties: number
  /** How to reach the person harmed; null for who may not see it, and where nobody harmed is in the case. */
  contact: ContactStrip | null
  /** What of it is shown to whoever looks; `held` is what they may know of without being shown it. */
  sights: Sights & { held: string[] }
  pages: CasePage[]
}

/** Reads what stands on top of a case's pages. A case that is not there or not theirs is not found. */
export const caseTop = async (services: Services, work: Work, caseId: string): Promise<CaseTop> => {
  const { tx, now, actor } = work
  const row = await caseRow(tx, caseId)
  const may = permissionsOf(actor.role)
  if (!row) throw new NotFound()
  const { reference, closedAs, levelReviewOn, agencyId, openedAt } = row
  const owners = await ownersOf(work, caseId, {
    risk: row.riskLeadId,
    plan: row.planLeadId,
    contact: row.contactLeadId,
  })
  const isLead = row.state !== 'closed' && owners.some(({ id, handoverToId }) => [id, handoverToId].includes(actor.id))
  const sights = sightsOf(actor.role, isLead)
  return {
    ...{ caseId, reference, closedAs, levelReviewOn, agencyId, openedAt, owners },
    state: row.state === 'closed' ? 'closed' : row.state === 'closing' ? 'closing' : 'open',
    level: grades.find((grade) => grade === row.level) ?? null,
    people: await peopleOf(work, caseId),
    openDuties: await countOpenDuties(tx, caseId, now),
    contact: may.has('safe-contact:read') ? await contactStripData(services, work, caseId) : null,
    sights: { ...sights, held: sights.existing.length > 0 ? await heldOf(tx, caseId) : [] },
    pages: pagesFor(may),
  }
}

const ownersOf = async ({ tx }: Work, caseId: string, held: Record<Lead, string | null>): Promise<CaseOwner[]> => {
  const leads = (['risk', 'plan', 'contact'] as const).flatMap((lead) => {
    const id = held[lead]
    return id ? [{ lead, id }] : []
  })
  if (leads.length === 0) return []
  const staff = await staffNamed(
    tx,
    leads.map(({ id }) => id),
  )
  const offers = await offersOpenOn(tx, caseId)
  return leads.flatMap(({ lead, id }) => {
    const person = staff.find((each) => each.id === id)
    const offer = offers.find(({ leads: offered }) => offered.includes(lead))
    const handover = { handoverTo: offer?.toName ?? null, handoverToId: offer?.toId ?? null }
    return person ? [{ lead, id, name: person.name, agency: person.agency, ...handover }] : []
  })
}

const peopleOf = async ({ tx }: Work, caseId: string): Promise<CasePerson[]> => {
  const moves = (await stageMovesOf(tx, caseId))
    .filter(({ undone }) => !undone)
    .sort((a, b) => a.happenedFrom.getTime() - b.happenedFrom.getTime() || a.position - b.position)
  const parties = await partiesOf(tx, caseId)
  return parties.map(({ nameIsBelieved, ...person }) => ({
    ...person,
    isBelieved: nameIsBelieved,
    // An entry that names no suspect is about the main one.
    stage: stageAfter(
      moves
        .filter(({ suspectId }) => suspectId === person.id || (suspectId === null && person.isMain))
        .map(({ type }) => type),
    ),
  }))
}
