import { randomUUID } from 'node:crypto'
import { factsIn } from '../../../platform/blind-tokens.ts'
import type { Work } from '../../../platform/request.ts'
import { sealFor } from '../../../platform/vault.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import { keepTokens } from '../../../rules/conflicts.ts'
import { atExactly, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import { cancelQueued } from '../../messages/index.ts'
import type { RouteForm, RuleForm, ShareForm } from '../model/forms.ts'
import { confirmRoutes, endRoute, insertRoute, insertRule, lockCase, rulesOf, type Whose } from '../store/contact.ts'
import { insertRead } from '../store/reads.ts'
import { endShare, insertShare, moveShares } from '../store/shares.ts'
import { askForOtherWays } from './arrange.ts'
import { placeFor, reveal } from './strip.ts'

/** A change is a new version: what was queued under the old one is cancelled, calls are booked anew, and it is read again by all. */
export const setRule = async (services: Services, work: Work, whose: Whose, form: RuleForm): Promise<void> => {
  await lockCase(work.tx, whose.caseId)
  await addVersion(services, work, whose, form)
  await confirmRoutes(work.tx, whose, work.now)
  await carryOut(services, work, whose)
}

export const addRoute = async (services: Services, work: Work, whose: Whose, form: RouteForm): Promise<string> => {
  await lockCase(work.tx, whose.caseId)
  const id = await writeRoute(services, work, whose, { form, replaces: null })
  await addVersion(services, work, whose, null)
  await carryOut(services, work, whose)
  return id
}

/** False: somebody else has changed or ended it since the page was opened. */
export const changeRoute = async (
  services: Services,
  work: Work,
  whose: Whose,
  { routeId, form }: { routeId: string; form: RouteForm },
): Promise<boolean> => {
  const { tx, now, actor } = work
  await lockCase(tx, whose.caseId)
  if (!(await endRoute(tx, { caseId: whose.caseId, routeId }, actor.id, now))) return false
  const id = await writeRoute(services, work, whose, { form, replaces: routeId })
  await moveShares(tx, whose.caseId, routeId, id, { id: actor.id, at: now })
  await addVersion(services, work, whose, null)
  await carryOut(services, work, whose)
  return true
}

export const stopRoute = async (services: Services, work: Work, whose: Whose, routeId: string): Promise<void> => {
  await lockCase(work.tx, whose.caseId)
  if (!(await endRoute(work.tx, { caseId: whose.caseId, routeId }, work.actor.id, work.now))) return
  await addVersion(services, work, whose, null)
  await carryOut(services, work, whose)
}

const carryOut = async (services: Services, work: Work, whose: Whose): Promise<void> => {
  const { now, actor } = work
  await record(services, work, {
    caseId: whose.caseId,
    type: 'safe-contact.changed',
    happened: atExactly(now),
    knownAt: now,
    body: bodyOf(actor.agencyKind),
    toldBy: null,
    what: null,
    details: {},
  })
  // Duties before messages, as the worker takes them: the other way round each would wait for the other.
  await cancelQueued(work, whose, 'Safe contact changed')
  await askForOtherWays(services, work, whose.caseId)
}

const addVersion = async (services: Services, work: Work, whose: Whose, form: RuleForm | null): Promise<void> => {
  const { tx, now, actor } = work
  const [last] = await rulesOf(tx, whose.caseId, whose.personId)
  const terms = form ?? last
  if (!terms) throw new Error('A route needs a rule before it')
  const [id, version] = [randomUUID(), (last?.version ?? 0) + 1]
  const kept = async (field: 'code-word' | 'warnings', typed: string | undefined, isDropped: boolean) => {
    const text =
      typed ?? (isDropped || !last ? null : await reveal(services, work, whose.caseId, { field, rowId: last.id }))
    return text ? sealFor(services, work, placeFor(whose.personId, field, id), text) : null
  }
  await insertRule(tx, {
    ...{ ...whose, id, version, setBy: actor.id, setAt: now },
    codeWord: await kept('code-word', form?.codeWord, form?.noCodeWord ?? false),
    warnings: await kept('warnings', form?.warnings, form?.noWarnings ?? false),
    interpreter: terms.interpreter ?? null,
    frequency: terms.frequency,
    notTold: [...terms.notTold],
    confirmedWith: terms.confirmedWith,
    reviewOn: terms.reviewOn,
  })
  await insertRead(tx, { ...whose, version, practitionerId: actor.id, readAt: now })
}

type Writing = { form: RouteForm; replaces: string | null }
const writeRoute = async (
  services: Services,
  work: Work,
  whose: Whose,
  { form, replaces }: Writing,
): Promise<string> => {
  const { tx, now, actor } = work
  const id = randomUUID()
  const sealed = async (field: 'value' | 'ask-for' | 'their-name', typed: string | undefined) => {
    const text = typed ?? (replaces && (await reveal(services, work, whose.caseId, { field, rowId: replaces })))
    return text ? sealFor(services, work, placeFor(whose.personId, field, id), text) : null
  }
  const isThirdParty = form.kind === 'third party'
  await insertRoute(tx, {
    ...{ ...whose, id, kind: form.kind, isForbidden: form.isForbidden },
    value: await sealed('value', form.value),
    askFor: await sealed('ask-for', form.askFor),
    thirdPartyName: isThirdParty ? await sealed('their-name', form.thirdPartyName) : null,
    thirdPartyScope: isThirdParty ? (form.thirdPartyScope ?? null) : null,
    windows: JSON.stringify(form.windows),
    textIsSafe: form.textIsSafe && form.kind === 'mobile',
    voicemailIsSafe: form.voicemailIsSafe,
    callerId: form.callerId,
    preference: form.isPreferred ? 0 : 1,
    confirmedAt: form.confirmed ? now : null,
    endsOn: form.endsOn,
    ...{ setBy: actor.id, setAt: now },
  })
  await keepTokens(services, work, whose.personId, factsIn([form.value, form.askFor]))
  return id
}

export const shareRoute = async (
  work: Work,
  whose: Whose,
  { routeId, agencyId, why }: ShareForm & { routeId: string },
): Promise<void> => {
  const { tx, now, actor } = work
  await insertShare(tx, { ...whose, routeId, agencyId, why, sharedBy: actor.id, sharedAt: now })
}
export const stopShare = async ({ tx, now, actor }: Work, caseId: string, shareId: string): Promise<void> => {
  await endShare(tx, caseId, shareId, { id: actor.id, at: now })
}

/** One click: this person has read the version that holds (SP-28). */
export const noteRead = async ({ tx, now, actor }: Work, whose: Whose): Promise<void> => {
  const [rule] = await rulesOf(tx, whose.caseId, whose.personId)
  if (rule) await insertRead(tx, { ...whose, version: rule.version, practitionerId: actor.id, readAt: now })
}
