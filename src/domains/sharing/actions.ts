import { randomUUID } from 'node:crypto'
import type { Work } from '../../platform/request.ts'
import { dayEnds, dayText } from '../../platform/times.ts'
import { NotFound } from '../../platform/web.ts'
import { isEntryType, labelOf } from '../../rules/entry-types.ts'
import type { Services } from '../../rules/services.ts'
import { clashOf, grantCase, revokeCase } from '../cases/index.ts'
import { kindsNamed, soughtFor } from '../files/index.ts'
import { isForSchool, thoughtsHeld } from '../safety-plans/index.ts'
import { type Colleague, permissionsOf, whoWorksHere } from '../staff/index.ts'
import {
  type AgreementForm,
  type BesideForm,
  fieldOf,
  type Item,
  type ItemKind,
  isReportedSide,
  recorded,
  type SharingForm,
  stateOf,
  type ToldForm,
} from './model.ts'
import {
  addWord,
  agenciesOn,
  declineSharing,
  insertSharing,
  itemsHeld,
  itemWords,
  type NewSharing,
  openItems,
  peopleOf,
  type SharingRow,
  shareReferral,
  sharingsOf,
  stopSharing,
} from './store.ts'

const called: Record<ItemKind, string> = {
  note: 'Note',
  level: 'Risk level',
  entry: 'What happened',
  account: 'The account agreed with the person',
  condition: 'Condition',
  'plan item': 'Safety plan',
}

const approversAmong = (staff: readonly Colleague[], actorId: string): Colleague[] =>
  staff.filter(({ id, role }) => id !== actorId && permissionsOf(role).has('supervision:write'))
/** Who of the actor's agency could decide with them to share. */
export const approversFor = async (work: Work): Promise<Colleague[]> =>
  approversAmong(await whoWorksHere(work), work.actor.id)

/** What may be chosen: what this agency holds on the case, who is in it, who could have it, who could decide with you. */
export const choicesFor = async (services: Services, work: Work, caseId: string) => {
  const { tx, actor } = work
  const [held, people, agencies, staff] = [
    await itemsHeld(tx, caseId, actor.agencyId),
    await peopleOf(tx, caseId),
    await agenciesOn(tx, caseId, actor.agencyId),
    await whoWorksHere(work),
  ]
  const items = held.map(({ kind, id, about, at, by }): Item => {
    const what = isEntryType(about) ? labelOf(about) : about
    return { kind, id, label: [`${called[kind]}${what && `: ${what}`}`, dayText(at), by].join(', ') }
  })
  for (const thought of await thoughtsHeld(services, work, caseId)) {
    const { id, title, person, at, by } = thought
    const words = `${title} ${thought.words ?? ''}`
    const label = [`Plan of ${person}: ${title}`, dayText(at), by].join(', ')
    items.push({ kind: 'plan item', id, label, isForSchool: isForSchool(thought), words })
  }
  return {
    ...{ items, agencies, approvers: approversAmong(staff, actor.id) },
    people: people.filter(({ role }) => role !== 'perpetrator'),
    reported: people
      .filter(({ role }) => role === 'perpetrator')
      .flatMap(({ name, otherNames }) => [name, ...(otherNames?.split(/[,;]/) ?? [])]),
  }
}
export type Choices = Awaited<ReturnType<typeof choicesFor>>

export type Refused = { field: string; problem: string }

/** What only the case can say about a decision to share; null when nothing stands in the way. */
export const sharingRefused = async (
  services: Services,
  work: Work,
  caseId: string,
  form: SharingForm,
  { items, choices }: { items: readonly Item[]; choices: Choices },
): Promise<Refused | null> => {
  const { to, outsideKind, outsideName, personId } = form
  if (items.length === 0 && !form.also)
    return { field: 'also', problem: 'Tick what is shared, or say in words what else' }
  const isHere = to === 'outside' || choices.agencies.some(({ id }) => id === to)
  const isKnown = choices.people.some(({ id }) => id === personId)
  if (!(isHere && isKnown)) throw new NotFound()
  if (to === 'outside' && isReportedSide(outsideKind ?? '', outsideName ?? '', choices.reported))
    return {
      field: 'outsideName',
      problem: 'This goes to the side of the person reported. Nothing of the person harmed is shared there',
    }
  const notForSchool = items.find(({ isForSchool }) => isForSchool === false)
  if (to === 'outside' && outsideKind === 'school' && notForSchool)
    return {
      field: fieldOf(notForSchool),
      problem: 'A school is shown its own part of a plan alone: take the other thoughts out',
    }
  const found = await placeNamed(services, work, caseId, { items, also: form.also ?? '', why: form.why })
  return found ?? besideRefused(work, caseId, form, choices.approvers)
}

/** The first of what would be shared that holds part of a protected address, by its field and never in its words (INV-06, INV-07). */
const placeNamed = async (
  services: Services,
  work: Work,
  caseId: string,
  { items, also, why }: { items: readonly Item[]; also: string; why: string },
): Promise<Refused | undefined> => {
  const { tx } = work
  const sought = (await soughtFor(services, tx, caseId)).filter(({ kind }) => kind === 'postcode' || kind === 'address')
  if (sought.length === 0) return undefined
  const ids = items.map(({ id }) => id)
  const written = new Map((await itemWords(tx, caseId, ids)).map(({ id, words }) => [id, words]))
  const texts = [
    { field: 'also', words: also },
    { field: 'why', words: why },
    ...items.map((item) => ({ field: fieldOf(item), words: item.words ?? written.get(item.id) ?? '' })),
  ]
  const one = texts.find(({ words }) => kindsNamed(words, sought).length > 0)
  return (
    one && {
      field: one.field,
      problem:
        'This holds part of an address that is protected in this case. Leave it out, or write what they need without it and share that',
    }
  )
}

/** Who is to decide with the actor must be one who can, and may be on this case. */
export const besideRefused = async (
  work: Work,
  caseId: string,
  { agreement, approverId }: BesideForm,
  approvers: readonly { id: string }[],
): Promise<Refused | null> => {
  if (approverId !== '' && !approvers.some(({ id }) => id === approverId)) throw new NotFound()
  if (agreement === 'agreed' || approverId === '') return null
  const clash = await clashOf(work, caseId, approverId, { asContact: false })
  return clash ? { field: 'approverId', problem: clash } : null
}

/** What the actor's agency shares of one person now, latest first; what goes by a referral or by letting somebody in is apart. */
export const sharedNow = async (
  { tx, now, actor }: Work,
  { caseId, personId }: { caseId: string; personId: string },
): Promise<SharingRow[]> =>
  (await sharingsOf(tx, caseId)).filter(
    ({ granteeId, referralId, ...row }) =>
      row.personId === personId &&
      row.fromAgencyId === actor.agencyId &&
      (granteeId ?? referralId) === null &&
      stateOf(row, now) === 'shared',
  )

const twoWeeks = 14 * 86_400_000
type Decision = Pick<NewSharing, 'personId' | 'also' | 'why' | 'expiresOn'> & Partial<NewSharing>

/** A decision with the first word on agreement and on telling; nothing is open yet. */
const keepDecision = async (work: Work, caseId: string, decision: Decision, form: BesideForm): Promise<string> => {
  const { tx, now, actor } = work
  const id = randomUUID()
  await insertSharing(tx, {
    ...{ id, caseId, fromAgencyId: actor.agencyId, askedBy: actor.id, askedAt: now, what: '[]' },
    ...{ basis: form.basis, special: form.special },
    approverId: form.agreement === 'agreed' ? null : form.approverId,
    ...decision,
  })
  await sayAgreement(work, caseId, id, form)
  await sayTold(work, caseId, id, form)
  return id
}

/** The approver sees the case for as long as they may take to answer. */
const askApprover = ({ now, ...work }: Work, caseId: string, approverId: string): Promise<void> =>
  must(grantCase({ now, ...work }, caseId, approverId, 'Asked to agree to sharing', new Date(now.getTime() + twoWeeks)))

/** Records the decision. On the person's agreement it holds at once; without it, when the supervisor agrees (INV-19). */
export const decideToShare = async (
  work: Work,
  caseId: string,
  form: SharingForm,
  items: readonly Item[],
): Promise<string> => {
  const isOutside = form.to === 'outside'
  const { personId, why, expiresOn } = form
  const to = isOutside
    ? { outsideKind: form.outsideKind ?? null, outsideName: form.outsideName ?? null }
    : { toAgencyId: form.to }
  const decision = {
    personId,
    why,
    expiresOn,
    what: JSON.stringify(items.map(recorded)),
    also: form.also ?? null,
    ...to,
  }
  const id = await keepDecision(work, caseId, decision, form)
  if (form.agreement === 'agreed') await must(openItems(work.tx, id, work.now))
  else await askApprover(work, caseId, form.approverId)
  return id
}

/** Whom the whole of a case is about: the person harmed. */
const personOf = async ({ tx }: Work, caseId: string): Promise<string> => {
  const victim = (await peopleOf(tx, caseId)).find(({ role }) => role === 'victim')
  if (!victim) throw new NotFound()
  return victim.id
}

export type LetIn = { granteeId: string; agencyId: string; name: string; reason: string; untilOn: string | null }
/**
 * Lets in somebody of another agency, or a team of it, with the decision to share that goes with it. Without agreement
 * they see the case when the supervisor has agreed.
 */
export const letInOtherAgency = async (work: Work, caseId: string, who: LetIn, form: BesideForm): Promise<void> => {
  const { granteeId, agencyId, name, reason, untilOn } = who
  const about = { personId: await personOf(work, caseId), also: `Sight of the case: ${name}`, why: reason }
  const id = await keepDecision(work, caseId, { ...about, expiresOn: untilOn, toAgencyId: agencyId, granteeId }, form)
  if (form.agreement !== 'agreed') return askApprover(work, caseId, form.approverId)
  await must(openItems(work.tx, id, work.now))
  await giveSight(work, caseId, { granteeId, why: reason, expiresOn: untilOn })
}
type Sight = { granteeId: string; why: string; expiresOn: string | null }
const giveSight = (work: Work, caseId: string, { granteeId, why, expiresOn }: Sight): Promise<void> =>
  must(grantCase(work, caseId, granteeId, why, expiresOn ? dayEnds(expiresOn).until : null))

type Sent = { referralId: string; personId: string; agencyId: string; service: string; why: string }
/** The decision that goes with a referral: it holds from when the referral is sent, until that is over. */
export const shareByReferral = async (work: Work, caseId: string, sent: Sent, form: BesideForm): Promise<void> => {
  const { referralId, personId, agencyId, service, why } = sent
  const also = `Referral for ${service}: why, the risk level, what to call the person and one safe way`
  const decision = { personId, also, why, expiresOn: null, toAgencyId: agencyId, referralId }
  await must(shareReferral(work.tx, await keepDecision(work, caseId, decision, form), work.now))
}

const must = async (done: Promise<boolean>): Promise<void> => {
  if (!(await done)) throw new NotFound()
}

/** What the person said, with its own day. Taken back, what is still shared stops: the database does it. */
export const sayAgreement = ({ tx, now, actor }: Work, caseId: string, sharingId: string, form: AgreementForm) =>
  addWord(tx, {
    ...{ sharingId, caseId, about: 'agreement', state: form.agreement, onDay: form.agreementOn },
    ...{ how: form.agreementHow ?? null, recordedBy: actor.id, recordedAt: now },
  })

export const sayTold = ({ tx, now, actor }: Work, caseId: string, sharingId: string, form: ToldForm) =>
  addWord(tx, {
    ...{ sharingId, caseId, about: 'told', state: form.told, onDay: form.toldOn, how: form.toldHow },
    ...{ recordedBy: actor.id, recordedAt: now },
  })

/** The supervisor's word: a second person, who is not the one who asked. Whoever was to be let in sees the case from then on. */
export const answerSharing = async (work: Work, row: SharingRow, isAgreed: boolean, why: string): Promise<void> => {
  const { tx, now } = work
  await must(isAgreed ? openItems(tx, row.id, now) : declineSharing(tx, row.id, why, now))
  if (isAgreed && row.granteeId) await giveSight(work, row.caseId, { ...row, granteeId: row.granteeId })
}

/** Whoever was let in by it sees the case no longer, unless a lead or an open duty rests with them. */
export const endSharing = async (work: Work, row: SharingRow, why: string): Promise<void> => {
  await must(stopSharing(work.tx, row.id, why, work.now))
  await endSight(work, row)
}
export const endSight = async (work: Work, { caseId, granteeId }: SharingRow): Promise<void> => {
  if (granteeId) await revokeCase(work, caseId, granteeId)
}
