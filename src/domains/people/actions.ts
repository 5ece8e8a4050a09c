import { randomUUID } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { Facts } from '../../platform/blind-tokens.ts'
import type { Work } from '../../platform/request.ts'
import type { Tables } from '../../platform/tables.ts'
import { dayEnds, dayText } from '../../platform/times.ts'
import { NotFound } from '../../platform/web.ts'
import { bodyOf } from '../../rules/body-of.ts'
import { keepTokens } from '../../rules/conflicts.ts'
import { atExactly, record } from '../../rules/record.ts'
import type { Services } from '../../rules/services.ts'
import { sayClashes } from '../cases/index.ts'
import { type Exposure, keepExposures, linkChild, sayYoung, withChildren } from '../incidents/index.ts'
import type { WorkerForm } from './model/worker.ts'
import type {
  ConnectForm,
  CounterForm,
  CountingForm,
  DiedForm,
  MemberForm,
  NameForm,
  NewPersonForm,
  PersonForm,
} from './model.ts'
import { type Aged, byPerson, type Found, isWorthAsking, knownAge } from './model.ts'
import {
  addOtherName,
  endRelationship,
  findPeople,
  insertHousehold,
  insertIdentity,
  insertMember,
  insertParty,
  insertPerson,
  insertRelationship,
  keepFairCount,
  noteDeath,
  type PersonInCase,
  personOf,
  type RelationshipRow,
  relationshipsOf,
  replaceWorker,
  seesPerson,
  updatePerson,
} from './store.ts'

type Person = Omit<Insertable<Tables['person']>, 'id' | 'agencyId' | 'addedBy' | 'addedAt'>
type Party = Omit<Insertable<Tables['party']>, 'addedBy' | 'addedAt'>
type Relationship = Omit<Insertable<Tables['relationship']>, 'id' | 'recordedBy' | 'recordedAt'>

type Keyed = Pick<Services, 'secret'>

export const addPerson = async (services: Keyed, work: Work, person: Person): Promise<string> => {
  const { tx, now, actor } = work
  const id = randomUUID()
  await insertPerson(tx, { ...person, id, agencyId: actor.agencyId, addedBy: actor.id, addedAt: now })
  await keepTokens(services, work, id, factsOf(person))
  return id
}

type Named = { name: string; called?: string | null; otherNames?: string | null; bornOn?: string | Date | null }
/** By what a member of staff who is close to this person is told apart from others. */
const factsOf = ({ name, called, otherNames, bornOn }: Named): Facts => ({
  names: [name, called, ...(otherNames ?? '').split(', ')],
  bornOn: typeof bornOn === 'string' ? bornOn : null,
})

/** What stands of somebody is set right; false when somebody else did so first. */
export const changePerson = async (
  services: Keyed,
  work: Work,
  { personId, version }: { personId: string; version: number },
  change: ReturnType<typeof columnsOf>,
): Promise<boolean> => {
  if (!(await updatePerson(work.tx, personId, version, change))) return false
  await keepTokens(services, work, personId, factsOf(change))
  return true
}

export const addParty = ({ tx, now, actor }: Work, party: Party): Promise<void> =>
  insertParty(tx, { ...party, addedBy: actor.id, addedAt: now })

/** A role belongs to this relationship and no other: the same person may be harmed in one and do harm in another (S-05). */
export const relate = ({ tx, now, actor }: Work, relationship: Relationship): Promise<void> =>
  insertRelationship(tx, { ...relationship, id: randomUUID(), recordedBy: actor.id, recordedAt: now })

/** Those most like this whom the searcher may see already: few enough to read before somebody is added. */
export const peopleLike = async ({ tx }: Work, name: string, born?: string): Promise<Found[]> => {
  if (name.trim() === '') return []
  const rows = await findPeople(tx, name.trim(), born)
  return byPerson(
    rows.filter((row) => isWorthAsking(row, born)),
    born,
  ).slice(0, 10)
}

/** The person chosen from those known, or the new one: never a row that this reader could not see. */
export const placePerson = async (
  services: Keyed,
  work: Work,
  chosen: string | undefined,
  person: Person,
): Promise<string> => {
  if (chosen === undefined || chosen === 'none') return addPerson(services, work, person)
  if (!(await seesPerson(work.tx, chosen))) throw new NotFound()
  await keepTokens(services, work, chosen, factsOf(person))
  return chosen
}

export const columnsOf = ({
  bornOn,
  ageAbout,
  called,
  gender,
  language,
  communicationNeeds,
  school,
  ...form
}: PersonForm) => ({
  name: form.name,
  nameIsBelieved: form.nameIsBelieved,
  bornOn: bornOn ?? null,
  ageAbout: ageAbout ?? null,
  called: called ?? null,
  gender: gender ?? null,
  language: language ?? null,
  communicationNeeds: communicationNeeds ?? null,
  school: school ?? null,
})

export const addToCase = async (
  services: Services,
  work: Work,
  caseId: string,
  form: NewPersonForm,
  mainVictimId: string | undefined,
): Promise<string> => {
  const { role, why, kind, known, checkedName: _, ...about } = form
  const personId = await placePerson(services, work, known, columnsOf(about))
  await addParty(work, { caseId, personId, role, why: why ?? null })
  if (kind && mainVictimId && mainVictimId !== personId) {
    const victimRole = role === 'perpetrator' ? 'victim' : 'other'
    await relate(work, {
      caseId,
      personId: mainVictimId,
      otherId: personId,
      kind,
      personRole: victimRole,
      otherRole: role === 'victim' ? 'other' : role,
    })
  }
  if (role === 'perpetrator') await sayClashes(services, work, caseId)
  if (role === 'child') await linkChild(services, work, caseId, personId, 'added')
  await sayAge(services, work, caseId, personId)
  return personId
}

/** Who is known to be under 18 brings up what is owed then; a change of what is known counts as new only where it changes that. */
export const sayAge = async (
  services: Services,
  work: Work,
  caseId: string,
  personId: string,
  before?: Aged,
): Promise<void> => {
  const person = await personOf(work.tx, caseId, personId)
  if (!person || person.endedAt) return
  const today = dayText(work.now)
  const [age, ageBefore] = [knownAge(person, today), before ? knownAge(before, today) : null]
  await sayYoung(services, work, caseId, { id: personId, role: person.role, age }, ageBefore)
}

export const setWorker = (
  { tx, now, actor }: Work,
  caseId: string,
  personId: string,
  form: WorkerForm,
): Promise<void> => replaceWorker(tx, { ...form, caseId, personId, recordedBy: actor.id, recordedAt: now })

export const connect = (work: Work, caseId: string, form: ConnectForm, people: PersonInCase[]): Promise<void> => {
  const { personId, otherId, kind, harm, livesTogether, fromOn, untilOn, note } = form
  const roleOf = (id: string) => (people.find((person) => person.id === id)?.role === 'child' ? 'child' : 'other')
  const [personRole, otherRole] = harm === 'harmed' ? ['victim', 'perpetrator'] : [roleOf(personId), roleOf(otherId)]
  return relate(work, {
    ...{ caseId, personId, otherId, kind, personRole, otherRole },
    livesTogether: livesTogether === 'not known' ? null : livesTogether === 'yes',
    fromOn: fromOn ?? null,
    untilOn: untilOn ?? null,
    note: note ?? null,
  })
}

/** The one reported says that the other harmed them: a second record the other way, beside the first, and nobody is relabelled (INV-32). */
export const recordCounterAllegation = async (
  services: Services,
  work: Work,
  caseId: string,
  form: CounterForm,
  children: readonly Exposure[] = [],
): Promise<void> => {
  const all = await relationshipsOf(work.tx, caseId)
  const first = all.find(({ id }) => id === form.relationshipId)
  if (first?.otherRole !== 'perpetrator') throw new NotFound()
  const { personId, otherId, kind, livesTogether } = first
  const isReverse = (each: RelationshipRow) =>
    each.personId === otherId && each.otherId === personId && each.otherRole === 'perpetrator' && !each.endedAt
  if (!all.some(isReverse))
    await relate(work, {
      ...{ caseId, personId: otherId, otherId: personId, kind, livesTogether },
      ...{ personRole: 'victim', otherRole: 'perpetrator' },
    })
  const said = {
    ...{ caseId, happened: atExactly(form.at), knownAt: work.now, body: bodyOf(work.actor.agencyKind) },
    toldBy: form.toldBy,
  }
  const { entryId } = await record(services, work, {
    ...said,
    ...{ type: 'incidents.counter-allegation-made', what: form.what, details: {} },
  })
  if (children.length > 0) {
    const again = await withChildren(services, work, caseId, said.happened, children)
    await keepExposures(work, caseId, entryId, children)
    await record(services, work, {
      ...said,
      ...{ type: 'incidents.child-linked', what: null },
      details: again,
    })
  }
  await sayClashes(services, work, caseId)
}

export const endConnection = async (work: Work, caseId: string, id: string, untilOn: string): Promise<void> => {
  if (!(await endRelationship(work.tx, caseId, id, untilOn, work.now))) throw new NotFound()
}

export const addName = async (
  services: Keyed,
  work: Work,
  { caseId, personId, knownBornOn }: { caseId: string; personId: string; knownBornOn: string | null },
  form: NameForm,
): Promise<void> => {
  const { tx, now, actor } = work
  const { name, bornOn = null, toldBy } = form
  await insertIdentity(tx, { caseId, personId, name, bornOn, toldBy, recordedBy: actor.id, recordedAt: now })
  await addOtherName(tx, personId, name)
  for (const day of new Set([bornOn, knownBornOn]))
    await keepTokens(services, work, personId, { names: [name], bornOn: day })
}

/** Keeps what somebody said of themselves for counts alone; asked anew, the new answer takes the place of the old. */
export const countFairly = async (
  { tx, now }: Work,
  caseId: string,
  personId: string,
  answers: CountingForm,
): Promise<void> => {
  if (!(await keepFairCount(tx, caseId, personId, answers, now))) throw new NotFound()
}

/** A death is said to the case: when the person harmed has died, what was owed to them ends there. */
export const recordDeath = async (
  services: Services,
  work: Work,
  caseId: string,
  personId: string,
  form: DiedForm,
): Promise<void> => {
  const person = await personOf(work.tx, caseId, personId)
  if (!person) throw new NotFound()
  await noteDeath(work.tx, personId, form.diedOn)
  if (person.role !== 'victim' || !person.isMain) return
  await record(services, work, {
    caseId,
    type: 'cases.victim-died',
    happened: { ...dayEnds(form.diedOn), precision: 'day' },
    knownAt: work.now,
    body: bodyOf(work.actor.agencyKind),
    toldBy: form.toldBy,
    what: null,
    details: {},
  })
}

export const addHousehold = async (
  { tx, now, actor }: Work,
  caseId: string,
  form: { label: string; district?: string | undefined },
): Promise<string> => {
  const id = randomUUID()
  await insertHousehold(tx, {
    id,
    caseId,
    label: form.label,
    district: form.district ?? null,
    recordedBy: actor.id,
    recordedAt: now,
  })
  return id
}
/** A child who lives, stays or visits there belongs to what is dangerous there (CH-11). */
export const addMember = async (
  services: Services,
  work: Work,
  { caseId, householdId, isChild }: { caseId: string; householdId: string; isChild: boolean },
  { personId, how, whenThere, fromOn }: MemberForm,
): Promise<void> => {
  await insertMember(work.tx, {
    ...{ caseId, householdId, personId, how, recordedAt: work.now },
    ...{ whenThere: whenThere ?? null, fromOn: fromOn ?? null },
  })
  if (isChild) await linkChild(services, work, caseId, personId, how)
}
