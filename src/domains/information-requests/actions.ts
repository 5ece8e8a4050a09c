import { randomUUID } from 'node:crypto'
import type { Work } from '../../platform/request.ts'
import { dayEnds } from '../../platform/times.ts'
import { bodyOf } from '../../rules/body-of.ts'
import type { EntryType } from '../../rules/entry-types.ts'
import { atExactly, type NewEntry, record } from '../../rules/record.ts'
import type { Services } from '../../rules/services.ts'
import { openForNews } from '../cases/index.ts'
import { type AnswerForm, type NewForm, type NoticeForm, type TestsForm, testsOf } from './model.ts'
import { changeRequest, insertRequest, openKeys, type RequestRow } from './store.ts'

/** `stale`: somebody else changed the request first, and nothing was written. */
export type Done = 'done' | 'stale'

type About = { caseId: string; type: EntryType; happened?: NewEntry['happened']; details: NewEntry['details'] }
const recordStep = (services: Services, work: Work, { happened, ...about }: About) => {
  const { now, actor } = work
  const base = { knownAt: now, body: bodyOf(actor.agencyKind), toldBy: null, what: null }
  return record(services, work, { ...base, ...about, happened: happened ?? atExactly(now) })
}

/** Writes the request down; from then on somebody has to answer it, and to tell the person. */
export const receive = async (services: Services, work: Work, caseId: string, form: NewForm): Promise<string> => {
  const { tx, now, actor } = work
  const id = randomUUID()
  // Others see that the case opens, and not of what.
  await openForNews(services, work, caseId, 'an agency was asked about it')
  const { factId } = await recordStep(services, work, {
    ...{ caseId, type: 'information-requests.received', details: { endsOn: form.answerBy } },
  })
  await insertRequest(tx, {
    ...{ id, caseId, factId, agencyId: actor.agencyId, recordedBy: actor.id, recordedAt: now },
    ...{ personId: form.personId, fromBody: form.fromBody, fromWho: form.fromWho },
    ...{ fromReference: form.fromReference ?? null, asks: form.asks, counselling: form.counselling },
    ...{ receivedOn: form.receivedOn, answerBy: form.answerBy },
  })
  return id
}

/** What was met of what the law asks; until it is answered it can be checked again, for who asks may add to it. */
export const checkTests = async ({ tx, now, actor }: Work, row: RequestRow, form: TestsForm): Promise<Done> => {
  const testsMet = testsOf(row).filter((code) => form.met.includes(code))
  const change = { testsMet, testsWords: form.words, testsBy: actor.id, testsAt: now }
  return (await changeRequest(tx, row, { state: 'tests checked', ...change })) ? 'done' : 'stale'
}

/** The answer. It gives nothing by itself: what is given is in the decision to share that it names. */
export const answerRequest = async (
  services: Services,
  work: Work,
  row: RequestRow,
  { outcome, sharingId, why, advice }: AnswerForm,
): Promise<Done> => {
  const change = {
    ...{ state: outcome, answeredBy: work.actor.id, answeredAt: work.now },
    ...{ sharingId: outcome === 'refused' ? null : sharingId, why: why ?? null, advice: advice ?? null },
  }
  const tells = await openKeys(work.tx, row, 'INFORMATION_REQUEST')
  if (!(await changeRequest(work.tx, row, change))) return 'stale'
  await recordStep(services, work, {
    ...{ caseId: row.caseId, type: 'information-requests.answered', details: { outcome, tells } },
  })
  return 'done'
}

/** Whether the person knows, and what they want; where that has to wait, until when. */
export const recordNotice = async (
  services: Services,
  work: Work,
  row: RequestRow,
  form: NoticeForm,
): Promise<Done> => {
  const { caseId } = row
  const tells = await openKeys(work.tx, row, 'INFORMATION_NOTICE')
  const isPutOff = form.notice === 'put off'
  const change = {
    ...{ notice: form.notice, noticeOn: form.noticeOn, noticeHow: form.how, noticeView: form.view ?? null },
    ...{ noticeBy: work.actor.id, noticeAgainOn: isPutOff ? (form.againOn ?? null) : null, noticeFactId: null },
  }
  if (!(await changeRequest(work.tx, row, change))) return 'stale'
  if (isPutOff) {
    const details = { tells, endsOn: form.againOn }
    const type = 'information-requests.notice-put-off'
    const { factId } = await recordStep(services, work, { caseId, type, details })
    await changeRequest(work.tx, { id: row.id, version: row.version + 1 }, { noticeFactId: factId })
    return 'done'
  }
  const { from, until } = dayEnds(form.noticeOn)
  const happened = { from, until, precision: 'day' as const }
  await recordStep(services, work, {
    ...{ caseId, type: 'information-requests.notice-recorded', details: { tells }, happened },
  })
  return 'done'
}
