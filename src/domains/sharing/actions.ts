import { randomUUID } from 'node:crypto'
import type { Work } from '../../platform/request.ts'
import { dayText } from '../../platform/times.ts'
import { NotFound } from '../../platform/web.ts'
import { isEntryType, labelOf } from '../../rules/entry-types.ts'
import { clashOf, grantCase } from '../cases/index.ts'
import { permissionsOf } from '../staff/index.ts'
import {
  type AgreementForm,
  type Item,
  type ItemKind,
  isReportedSide,
  type SharingForm,
  type ToldForm,
} from './model.ts'
import {
  addWord,
  agenciesOn,
  colleaguesOf,
  declineSharing,
  insertSharing,
  itemsHeld,
  openItems,
  peopleOf,
  stopSharing,
} from './store.ts'

const called: Record<ItemKind, string> = {
  note: 'Note',
  level: 'Risk level',
  entry: 'What happened',
  account: 'The account agreed with the person',
  condition: 'Condition',
}

/** What may be chosen: what this agency holds on the case, who is in it, who could have it, who could decide with you. */
export const choicesFor = async ({ tx, actor }: Work, caseId: string) => {
  const [held, people, agencies, staff] = [
    await itemsHeld(tx, caseId, actor.agencyId),
    await peopleOf(tx, caseId),
    await agenciesOn(tx, caseId, actor.agencyId),
    await colleaguesOf(tx, actor.agencyId),
  ]
  const items = held.map(({ kind, id, about, at, by }): Item => {
    const what = isEntryType(about) ? labelOf(about) : about
    return { kind, id, label: [`${called[kind]}${what && `: ${what}`}`, dayText(at), by].join(', ') }
  })
  const approvers = staff.filter(({ id, role }) => id !== actor.id && permissionsOf(role).has('supervision:write'))
  return {
    ...{ items, agencies, approvers },
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
  work: Work,
  caseId: string,
  form: SharingForm,
  { items, choices }: { items: readonly Item[]; choices: Choices },
): Promise<Refused | null> => {
  const { to, outsideKind, outsideName, approverId, personId } = form
  if (items.length === 0 && !form.also)
    return { field: 'also', problem: 'Tick what is shared, or say in words what else' }
  const isHere = to === 'outside' || choices.agencies.some(({ id }) => id === to)
  const isKnown = choices.people.some(({ id }) => id === personId)
  const mayApprove = approverId === '' || choices.approvers.some(({ id }) => id === approverId)
  if (!(isHere && isKnown && mayApprove)) throw new NotFound()
  if (to === 'outside' && isReportedSide(outsideKind ?? '', outsideName ?? '', choices.reported))
    return {
      field: 'outsideName',
      problem: 'This goes to the side of the person reported. Nothing of the person harmed is shared there',
    }
  if (form.agreement === 'agreed' || approverId === '') return null
  const clash = await clashOf(work, caseId, approverId, { asContact: false })
  return clash ? { field: 'approverId', problem: clash } : null
}

const twoWeeks = 14 * 86_400_000

/** Records the decision. On the person's agreement it holds at once; without it, when the supervisor agrees (INV-19). */
export const decideToShare = async (
  work: Work,
  caseId: string,
  form: SharingForm,
  items: readonly Item[],
): Promise<string> => {
  const { tx, now, actor } = work
  const id = randomUUID()
  const isAgreed = form.agreement === 'agreed'
  const isOutside = form.to === 'outside'
  await insertSharing(tx, {
    ...{ id, caseId, personId: form.personId, fromAgencyId: actor.agencyId, askedBy: actor.id, askedAt: now },
    ...{
      what: JSON.stringify(items),
      also: form.also ?? null,
      why: form.why,
      basis: form.basis,
      special: form.special,
    },
    toAgencyId: isOutside ? null : form.to,
    outsideKind: isOutside ? (form.outsideKind ?? null) : null,
    outsideName: isOutside ? (form.outsideName ?? null) : null,
    approverId: isAgreed ? null : form.approverId,
    expiresOn: form.expiresOn,
  })
  await sayAgreement(work, caseId, id, form)
  await sayTold(work, caseId, id, form)
  if (isAgreed) await must(openItems(tx, id, now))
  else
    await must(
      grantCase(work, caseId, form.approverId, 'Asked to agree to sharing', new Date(now.getTime() + twoWeeks)),
    )
  return id
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

/** The supervisor's word: a second person, who is not the one who asked. */
export const answerSharing = async ({ tx, now }: Work, id: string, isAgreed: boolean, why: string): Promise<void> =>
  must(isAgreed ? openItems(tx, id, now) : declineSharing(tx, id, why, now))

export const endSharing = async ({ tx, now }: Work, id: string, why: string): Promise<void> =>
  must(stopSharing(tx, id, why, now))
