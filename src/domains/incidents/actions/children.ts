import type { Tx } from '../../../platform/db.ts'
import { oneAtATime } from '../../../platform/marks.ts'
import type { Work } from '../../../platform/request.ts'
import { dayEnds, dayText } from '../../../platform/times.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import { londonDay } from '../../../rules/days.ts'
import { dutyKey } from '../../../rules/duty.ts'
import type { Details } from '../../../rules/entry.ts'
import { policyIn } from '../../../rules/policy-in.ts'
import { atExactly, type NewEntry, type Recorded, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import { openForNews } from '../../cases/index.ts'
import {
  type AcknowledgedForm,
  type EffectForm,
  type Exposure,
  type HarmForm,
  type TellingForm,
  type ToldKind,
  told,
  youngOf,
} from '../model/children.ts'
import {
  addAnswer,
  addEffect,
  addExposures,
  addNotices,
  exposedBefore,
  factsOfYoung,
  type NoticeRow,
  notToldOf,
} from '../store/children.ts'

const ofNow = ({ now, actor }: Work, caseId: string): Omit<NewEntry, 'type' | 'what' | 'details'> => ({
  ...{ caseId, happened: atExactly(now), knownAt: now, body: bodyOf(actor.agencyKind), toldBy: null },
})

export const keepExposures = (
  { tx, now, actor }: Work,
  caseId: string,
  entryId: string,
  children: readonly Exposure[],
): Promise<void> => addExposures(tx, { caseId, entryId, recordedBy: actor.id, recordedAt: now }, children)

/** What naming children adds to an entry: that a child was there, and which of them for a second or later time in 12 months (CH-08). */
export const withChildren = async (
  services: Services,
  { tx, now }: Work,
  caseId: string,
  happened: NewEntry['happened'],
  children: readonly Exposure[],
): Promise<Details> => {
  if (children.length === 0) return {}
  const { repeatMonths } = await policyIn(services, tx, now)
  // Two callers about one evening are one occasion.
  const before = await exposedBefore(tx, caseId, londonDay(happened.from), repeatMonths)
  const againIds = children.map(({ childId }) => childId).filter((childId) => before.includes(childId))
  return { childPresent: true, ...(againIds.length > 0 && { childAgain: true, againIds }) }
}

/** A child came into the case, or is found to live, stay or visit there: the duties and both reviews follow (MODEL 8, CH-11). */
export const linkChild = async (
  services: Services,
  work: Work,
  caseId: string,
  childId: string,
  childLinked: NonNullable<Details['childLinked']>,
): Promise<void> => {
  await openForNews(services, work, caseId, 'A child')
  await record(services, work, {
    ...ofNow(work, caseId),
    // Whoever told of the child today may have done so before the child was written down here.
    ...(childLinked === 'added' && { happened: { ...dayEnds(dayText(work.now)), precision: 'day' as const } }),
    ...{ type: 'incidents.child-linked', what: null, details: { childLinked, childIds: [childId] } },
  })
}

type Person = { id: string; role: string; age: number | null }
/** Under 18 on either side: what is owed then comes up, once for each stage that an age is in (INV-40, RULES 1.7). */
export const sayYoung = async (
  services: Services,
  work: Work,
  caseId: string,
  { id, role, age }: Person,
  ageBefore: number | null = null,
): Promise<void> => {
  const young = youngOf(role, age)
  if (!young || young === youngOf(role, ageBefore)) return
  await openForNews(services, work, caseId, 'An age under 18')
  await record(services, work, {
    ...ofNow(work, caseId),
    ...{ type: 'incidents.young-person-known', what: null, details: { young, childIds: [id] } },
  })
}

/** One after the other: whoever writes down last sees for whom nobody was told yet (U9). */
export const childrenInTurn = (tx: Tx, caseId: string): Promise<void> => oneAtATime(tx, `children ${caseId}`)

/** Whether an open duty for children is answered once these have been dealt with at that time. */
const answers = async ({ tx }: Work, caseId: string, code: string, childIds: readonly string[], at: Date) => {
  await childrenInTurn(tx, caseId)
  return (await notToldOf(tx, caseId, code)).every(({ childId, since }) => childIds.includes(childId) && since <= at)
}

type Told = { children: readonly string[]; toldAt: Date; asksAgain: boolean; kind: ToldKind }
/** The codes of the duties that telling of these children answers: none while another child is still to be told of. */
export const coveredBy = async (work: Work, caseId: string, { children, toldAt, asksAgain, kind }: Told) => {
  const codes = asksAgain ? [told[kind].code, 'CHILD_REASSESSMENT'] : [told[kind].code]
  const covers: string[] = []
  for (const code of codes) if (await answers(work, caseId, code, children, toldAt)) covers.push(code)
  return covers
}

/** Who was told of which children, when and of what (CH-07, RULES 12). */
export const recordTelling = async (
  services: Services,
  work: Work,
  caseId: string,
  kind: ToldKind,
  form: TellingForm,
): Promise<void> => {
  const { children, toldAt, toldWho, what, reference = null } = form
  const asksAgain = kind === 'services' && form.asksAgain
  const covers = await coveredBy(work, caseId, { children, toldAt, asksAgain, kind })
  const { entryId, factId } = await record(services, work, {
    ...ofNow(work, caseId),
    ...{ type: told[kind].type, happened: atExactly(toldAt), what, details: { covers, childIds: children } },
  })
  const ofSchool = kind === 'school' ? { voice: form.voice ?? null, isHomeEducated: form.isHomeEducated } : {}
  await keepNotices(work, children, {
    caseId,
    entryId,
    factId,
    kind,
    toldWho,
    toldAt,
    reference,
    asksAgain,
    ...ofSchool,
  })
}

type Notice = Omit<Parameters<typeof addNotices>[1][number], 'childId' | 'recordedBy' | 'recordedAt'>
export const keepNotices = ({ tx, now, actor }: Work, children: readonly string[], notice: Notice): Promise<void> =>
  addNotices(
    tx,
    children.map((childId) => ({ ...notice, childId, recordedBy: actor.id, recordedAt: now })),
  )

/** A tick said that a child was there, and there is none: what was owed to children ends, with the reason. */
export const recordNone = (services: Services, work: Work, caseId: string, what: string): Promise<Recorded> =>
  record(services, work, {
    ...{ ...ofNow(work, caseId), type: 'duties.done', what },
    details: { covers: ['CHILD_SAFEGUARDING', 'SCHOOL_TOLD', 'CHILD_REASSESSMENT', 'CHILD_QUESTION'] },
  })

/** They said that they have it; one call about several children is acknowledged once. */
export const acknowledgeTelling = async (
  services: Services,
  work: Work,
  caseId: string,
  { factId }: NoticeRow,
  { at, toldBy, what }: AcknowledgedForm,
): Promise<Recorded> =>
  record(services, work, {
    ...ofNow(work, caseId),
    ...{ type: 'incidents.child-notice-acknowledged', happened: atExactly(at), toldBy, what: what ?? null },
    details: { about: factId, tells: [dutyKey(factId, 'incidents/hear-back-about-a-child')] },
  })

/** Whether this child is harmed themselves; "yes" and "not sure" are word of a child in danger (CH-05, CH-13). */
export const recordAnswer = async (
  services: Services,
  work: Work,
  caseId: string,
  childId: string,
  { answer, what }: HarmForm,
): Promise<void> => {
  const { tx, now, actor } = work
  const isAnswered = await answers(work, caseId, 'CHILD_QUESTION', [childId], now)
  const { entryId } = await record(services, work, {
    ...{ ...ofNow(work, caseId), type: 'incidents.child-asked-about', what: what ?? null },
    details: { childHarm: answer, childIds: [childId], covers: isAnswered ? ['CHILD_QUESTION'] : [] },
  })
  await addAnswer(tx, { caseId, childId, entryId, answer, recordedBy: actor.id, recordedAt: now })
}

/** What is seen in a child, of which kind and by whom; an offer of support is owed for it (CH-14). */
export const recordEffect = async (
  services: Services,
  work: Work,
  caseId: string,
  childId: string,
  { kind, seenOn, seenBy, what }: EffectForm,
): Promise<void> => {
  const { tx, now, actor } = work
  const { entryId, factId } = await record(services, work, {
    ...{ ...ofNow(work, caseId), type: 'incidents.child-effect-seen', toldBy: seenBy, what },
    ...{ happened: { ...dayEnds(seenOn), precision: 'day' }, details: { childIds: [childId] } },
  })
  await addEffect(tx, {
    ...{ caseId, childId, entryId, factId, kind, seenOn, seenBy, recordedBy: actor.id, recordedAt: now },
  })
}

/** The keys of what is owed to this child or young person and ends with an offer of support, or with a referral to children's services. */
export const owedToYoung = async ({ tx }: Work, caseId: string, personId: string) => {
  const facts = await factsOfYoung(tx, caseId, personId)
  const young = facts.filter(({ isEffect }) => !isEffect)
  return {
    support: facts.map(({ factId, isEffect }) =>
      dutyKey(factId, isEffect ? 'incidents/offer-the-child-support' : 'incidents/offer-a-young-peoples-adviser'),
    ),
    services: young.flatMap(({ factId }) => [
      dutyKey(factId, 'incidents/treat-as-child-protection'),
      dutyKey(factId, 'incidents/consider-childrens-services'),
    ]),
  }
}
