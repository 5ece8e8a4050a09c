import { KeysOutOfReach } from '../../../platform/keys/keeper.ts'
import type { Work } from '../../../platform/request.ts'
import { openFor } from '../../../platform/vault.ts'
import { londonDay } from '../../../rules/days.ts'
import type { Services } from '../../../rules/services.ts'
import { nextWindow } from '../model/gate.ts'
import { kindWords, windowWords } from '../model/words.ts'
import { type Route, type SealedField, sealedAt } from '../store/contact.ts'
import { leadsToRing, victimsOf } from '../store/people.ts'
import { hasRead } from '../store/reads.ts'
import { type Looked, lookAt } from './look.ts'

/** The safe-contact strip on top of each page of a case, in the words of `contactStrip`. */
export type ContactStrip = {
  personId: string
  rule:
    | { kind: 'none' }
    | { kind: 'withheld'; ring: string }
    | { kind: 'shut' }
    | {
        kind: 'known'
        routes: { how: string; when: string }[]
        window?: { from: Date; to: Date; how: string } | undefined
        never?: string[] | undefined
        hasCodeWord?: boolean | undefined
        saidBy?: string | undefined
        confirmedAt?: Date | undefined
      }
  /** What to know besides: not confirmed in time, or not yet read by this person. */
  changed?: string | undefined
  /** Where this person says that they have read the version that holds; undefined when they have, or need not. */
  readAction?: string | undefined
  version: number | null
  href?: string | undefined
  recordHref?: string | undefined
}

/** Null when the case has nobody who is harmed: then there is nobody to reach. */
export const contactStripData = async (
  services: Services,
  work: Work,
  caseId: string,
): Promise<ContactStrip | null> => {
  const victims = await victimsOf(work.tx, caseId)
  if (victims.length === 0) return null
  if (work.look?.purpose === 'emergency') return inEmergency(work, caseId)
  const looked = await lookAt(work, caseId)
  const { whose, sight, rule, facts } = looked
  const base = { personId: whose.personId, version: rule?.version ?? null, href: `/cases/${caseId}/safe-contact` }
  if (sight !== 'full' && looked.routes.length === 0) return { ...base, rule: throughTheLead(facts.contactLead) }
  if (!rule) return { ...base, rule: { kind: 'none' }, recordHref: `${base.href}/rule` }
  const isRead = await hasRead(work.tx, whose, rule.version, work.actor.id)
  const isOld = rule.reviewOn < londonDay(work.now)
  const changed = isOld
    ? 'not confirmed in time, so no way is safe until it is confirmed with them'
    : !isRead && rule.version > 1
      ? `version ${rule.version}, set by ${rule.setBy}: read it before you act on it`
      : undefined
  return {
    ...base,
    rule: await known(services, work, looked).catch(shutWithoutKeys),
    ...(changed && { changed }),
    ...(!isRead && { readAction: `${base.href}/read` }),
  }
}

// The rest of the case is shown all the same; half a rule would be read as the whole of it.
const shutWithoutKeys = (error: unknown): ContactStrip['rule'] => {
  if (error instanceof KeysOutOfReach) return { kind: 'shut' }
  throw error
}

/** The vault stays closed: whoever leads on contact, or else on risk, can be rung. */
const inEmergency = async ({ tx }: Work, caseId: string): Promise<ContactStrip> => {
  const [lead] = await leadsToRing(tx, caseId)
  const ring = lead?.phone
    ? `Ring ${lead.name}, the ${lead.leads}: ${lead.phone}.`
    : `Ask ${lead?.name ?? 'the supervisor on duty'}${lead ? `, the ${lead.leads}, or their agency: no work phone is given` : ''}.`
  return { personId: '', version: null, rule: { kind: 'withheld', ring } }
}

const throughTheLead = (lead: string | null): ContactStrip['rule'] => ({
  kind: 'known',
  routes: [{ how: lead ? `Through ${lead}, the contact lead,` : 'Through the contact lead', when: 'and nobody else' }],
})

const known = async (services: Services, work: Work, looked: Looked): Promise<ContactStrip['rule']> => {
  const { rule, routes, sight } = looked
  const isWhole = sight === 'full'
  const window = nextWindow({ rule, routes }, work.now, services.calendar)
  const allowed = routes.filter(({ isForbidden }) => !isForbidden)
  return {
    kind: 'known',
    routes: await Promise.all(
      allowed.map(async (route) => ({
        how: `${kindWords[route.kind]}${await askFor(services, work, looked, route)}:`,
        when: route.kind === 'post' ? 'safe address recorded' : windowWords(route.windows),
      })),
    ),
    ...(window && { window: { from: window.from, to: window.until, how: kindWords[window.route.kind].toLowerCase() } }),
    never: neverWords(routes),
    ...(isWhole &&
      rule && {
        hasCodeWord: rule.hasCodeWord,
        saidBy: `Set by ${rule.setBy} with ${rule.confirmedWith}`,
        confirmedAt: rule.setAt,
      }),
  }
}

const askFor = async (services: Services, work: Work, { whose }: Looked, route: Route): Promise<string> => {
  if (!route.hasAskFor) return ''
  const text = await reveal(services, work, whose.caseId, { field: 'ask-for', rowId: route.id })
  return text ? `, ask for ${text}` : ''
}

/** What must never be done: forbidden routes, and what nobody has said is safe. */
export const neverWords = (routes: readonly Route[]): string[] => {
  const forbidden = routes.filter(({ isForbidden }) => isForbidden).map(({ kind }) => kindWords[kind].toLowerCase())
  const allowed = routes.filter(({ isForbidden }) => !isForbidden)
  return [
    ...forbidden,
    ...(allowed.some(({ textIsSafe }) => textIsSafe) ? [] : ['texts']),
    ...(allowed.some(({ voicemailIsSafe }) => voicemailIsSafe) ? [] : ['messages left']),
  ]
}

const places: Record<SealedField, { table: string; column: string }> = {
  'code-word': { table: 'contact_rule', column: 'code_word' },
  warnings: { table: 'contact_rule', column: 'warnings' },
  value: { table: 'contact_route', column: 'value' },
  'ask-for': { table: 'contact_route', column: 'ask_for' },
  'their-name': { table: 'contact_route', column: 'third_party_name' },
}
export const placeFor = (personId: string, field: SealedField, row: string) => ({ personId, row, ...places[field] })

/** Opens one sealed value; null when there is none, or its key has been erased. */
export const reveal = async (
  services: Pick<Services, 'secret' | 'keeper'>,
  { tx }: Pick<Work, 'tx'>,
  caseId: string,
  { field, rowId }: { field: SealedField; rowId: string },
): Promise<string | null> => {
  const found = await sealedAt(tx, caseId, field, rowId)
  if (!found?.sealed) return null
  return openFor(services, tx, placeFor(found.personId, field, rowId), found.sealed)
}
