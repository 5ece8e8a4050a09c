import { entryKinds, type Kind, kinds } from './fields.ts'
import { attends, mayBeShown, type Relation } from './judge.ts'
import { letterOf } from './model-13.ts'

/** Who asks, how they stand to the case, and what else is so. */
export type Asker = {
  id: string
  agencyId: string
  role: string
  relation: Relation
  isOfTheWritersAgency: boolean
  isOfTheReceiversAgency: boolean
  /** They may see the other case that the opinion is about, too. */
  seesBoth: boolean
  isKeptOut: boolean
  isEmergency: boolean
  isOnOtherSide: boolean
  /** An open duty of the case to tell somebody is theirs. */
  hasToTell: boolean
  /** They see another case in which the same people are. */
  knowsThem: boolean
  /** They lead its plan, and not only another part of it. */
  leadsPlan: boolean
  /** No person: nobody at all, or a directory. */
  isNobody: boolean
}

const everybodys = new Set(
  'agency bank_holiday desk_shift device_kind helpline helpline_check intervention_menu language_check leave misuse_desk policy_value practitioner rule_check team team_member working_pattern'.split(
    ' ',
  ),
)
const ownByName: Readonly<Record<string, string>> = {
  digest: 'practitioner_id',
  feed: 'practitioner_id',
  form_answer: 'practitioner_id',
  saved_filter: 'practitioner_id',
}
const lead = 'data-protection-lead'
const ofChildren = ['child_exposure', 'child_notice', 'child_answer', 'child_effect']

/**
 * Which rows of a table this person may be shown, as a condition. Written from MODEL 4, 10, 13 and 14 and from nothing of
 * the policies; undefined: nobody has judged this table.
 */
export const expected = (place: string, asker: Asker): string | undefined => {
  const { id, agencyId, role, isKeptOut, isNobody } = asker
  const [me, mine] = [`'${id}'::uuid`, `'${agencyId}'::uuid`]
  const as = (kind: Kind) => mayBeShown(asker, kind)
  const sees = !isNobody && as('case header')
  const only = (may: boolean, which = 'true') => (may && !isNobody ? which : 'false')
  if (place === 'audit_batch') return 'true'
  if (everybodys.has(place)) return only(true)
  if (ownByName[place]) return only(true, `${ownByName[place]} = ${me}`)
  /** Of what need not be of a case, that which is of none is kept from nobody by a conflict. */
  const free = isKeptOut ? 'case_id is null' : 'true'
  const shared = (of: string, record = 'id') =>
    `${!asker.isOnOtherSide} and exists (select from item_grant g where g.record_id = ${of}.${record} and g.case_id = ${of}.case_id
    and g.agency_id = ${mine} and g.ended_at is null and g.until_at > now())`
  /** Of a plan: advisers and its lead, none of whom is on the other side or looks in an emergency (MODEL 4, 13; INV-02, INV-55). */
  const seesPlan =
    sees &&
    !asker.isEmergency &&
    !asker.isOnOtherSide &&
    (asker.leadsPlan || mayBeShown({ ...asker, relation: 'named on it' }, 'safety plan'))
  /** What somebody agreed for a call: police while it stands, whatever their look is; whoever sees the plan all of it. */
  const isPolice = sees && !asker.isOnOtherSide && attends.has(role)
  const today = `(now() at time zone 'Europe/London')::date`
  const cards = seesPlan ? 'true' : isPolice ? `ended_at is null and ends_on >= ${today}` : 'false'
  /** Of what is released of a protected address: by its letter; nobody on the other side, and no emergency look (INV-03, INV-55). */
  const isKeptFromReleases = asker.isOnOtherSide || asker.isEmergency
  const seesReleases = sees && !isKeptFromReleases && as('protected address')
  /** What raised the duties that they own. */
  const grounds = `select d.fact_id from duty d where d.owner_id = ${me} union select unnest(d.reasons) from duty d where d.owner_id = ${me}`
  /** What their own agency released, and what they were asked about. */
  const ofReleases = (place: string) =>
    isKeptFromReleases ? 'false' : `(${place}.agency_id = ${mine} or ${place}.fact_id in (${grounds}))`
  /** Nobody on the other side is shown what is done with the person harmed, whatever else opens it (INV-01, INV-02). */
  const ofTheirSide = `(side = 'reported' or ${!asker.isOnOtherSide})`
  const interventions = `${as('risk assessment')} or lead_agency_id = ${mine} or owner_id = ${me} or fact_id in (${grounds})`
  /** Of measures too, whose every step is done with the person harmed. */
  const measures = `(${as('risk assessment')} or agency_id = ${mine} or owner_id = ${me} or fact_id in (${grounds})) and ${!asker.isOnOtherSide}`
  const ofMeasure = `exists (select from measure m where m.id = measure_id and (${as('risk assessment')} or m.agency_id = ${mine} or m.owner_id = ${me}
    or m.fact_id in (${grounds})) and ${!asker.isOnOtherSide})`
  /** The entries of the case that are shown: what hangs on an entry is shown with it. */
  const entries = (): string => {
    const hidden = Object.entries(entryKinds)
      .filter(([word, kind]) => word !== 'files' && kind !== 'safety plan' && kind !== 'police card' && !as(kind))
      .map(([word]) => `'${word}'`)
    const byKind = hidden.length > 0 ? `split_part(e.type, '.', 1) not in (${hidden.join(', ')})` : 'true'
    // What was asked of an agency is its own, whatever duty hangs on it.
    const own = `(split_part(e.type, '.', 1) <> 'information-requests' or e.agency_id = ${mine})`
    // Whatever version of a fact was shared, the fact is what was shared.
    const versions = `exists (select from entry v where v.fact_id = e.fact_id and v.case_id = e.case_id and ${shared('v')})`
    const done = asker.isOnOtherSide
      ? `(split_part(e.type, '.', 1) not in ('interventions', 'measures') or e.fact_id in (${grounds}) or e.id in (${grounds}))`
      : 'true'
    const out = seesReleases ? 'true' : `(split_part(e.type, '.', 1) <> 'releases' or ${ofReleases('e')})`
    const filed = `(split_part(e.type, '.', 1) <> 'files' or e.entered_by = ${me} or ${!isKeptFromReleases} and (${as('incident')} or e.agency_id = ${mine}))`
    const plans = seesPlan ? 'true' : `split_part(e.type, '.', 1) <> 'safety-plans'`
    const agreed = seesPlan || isPolice ? 'true' : `split_part(e.type, '.', 1) <> 'police-cards'`
    return `select e.id from entry e where ${own} and ${filed} and ${plans} and ${agreed} and ${out} and ${done} and (${byKind} or e.fact_id in (${grounds}) or e.id in (${grounds}) or ${versions})`
  }
  /** Whether the person reported is managed by a plan: whoever sees the register, leads, and advisers of the person harmed (RR-16). */
  const isToldOfManagement =
    mayBeShown({ ...asker, isOfTheWritersAgency: false }, 'register') ||
    (letterOf(role, 'safety plan') === 'F' && !asker.isOnOtherSide)
  /** Of the other side's, only those that are their own: a duty's name says what is done with the person harmed. */
  const duties = `(owner_id = ${me} or ${as('duties')} and (${!asker.isOnOtherSide} or code not in ('COMPLEX_CASE_MEETING', 'MEASURE', 'CHANGE_TOLD')
    and code not like 'INTERVENTION%' and code <> 'FILE_SPLIT' and code not like 'RELEASE_OUTSIDE%' and code not like 'PLAN_OFFER%' and code not in ('PRISON_RELEASE_WATCH', 'PRISON_RELEASE_DEVICES'))
    and (${seesPlan} or code not in ('LOOK_AGAIN', 'PLAN_COPY', 'PLAN_TOLD')) and (${isToldOfManagement} or code not like 'MANAGEMENT%'))`
  /** What hangs on an entry of its own case. */
  const hanging = (place: string) =>
    `exists (select from entry s where s.id = ${place}.entry_id and s.case_id = ${place}.case_id and s.id in (${entries()}))`
  const files = (): string => {
    const vault = asker.isOnOtherSide || asker.isEmergency ? 'false' : `agency_id = ${mine}`
    return `(class = 'C3' or added_by = ${me} or ${vault}) and ${as('incident') ? 'true' : `agency_id = ${mine}`}`
  }
  const injuries = `${asker.isOnOtherSide ? 'false' : as('incident') ? 'true' : `agency_id = ${mine}`}`
  const special: Record<string, () => string> = {
    alarm: () => only(true, `to_id = ${me} and ${free}`),
    seen: () => only(sees, `practitioner_id = ${me}`),
    draft: () => only(true, `practitioner_id = ${me} and (case_id is null or ${sees})`),
    inbox_batch: () => only(true, `made_by = ${me} and agency_id = ${mine}`),
    inbox_item: () => only(true, `agency_id = ${mine} and ${free}`),
    inbox_reference: () => only(sees, `agency_id = ${mine}`),
    emergency_word: () => only(true, `${me} in (practitioner_id, given_by)`),
    emergency_look: () => only(true, `practitioner_id = ${me} and ${free} or case_id is not null and ${sees}`),
    case_grant: () =>
      only(
        !isKeptOut,
        `grantee_id = ${me} or grantee_id in (select team_id from team_member where practitioner_id = ${me} and until_at is null)`,
      ),
    person: () => only(sees || asker.knowsThem),
    person_version: () => only(sees || asker.knowsThem),
    // An emergency look opens no key, but for what somebody agreed for a call.
    'vault.person_key': () =>
      asker.knowsThem ||
      (sees && !asker.isEmergency) ||
      (asker.isOfTheReceiversAgency && !asker.isEmergency && as('referral'))
        ? only(true)
        : only(isPolice, `person_id in (select c.person_id from vault.police_card c where ${cards})`),
    'vault.contact_route': () => only(sees && !asker.isEmergency),
    'vault.contact_rule': () => only(sees && !asker.isEmergency),
    contact_read: () => only(sees),
    contact_share: () => only(sees, as('safe contact') ? 'true' : `agency_id = ${mine}`),
    message: () => only(sees),
    other_way: () => only(as('safe contact')),
    // Files are evidence on what happened (CC-09); those of class C4 stay with the agency that added them, away from whoever works with the person reported (MODEL 4).
    evidence_file: () => only(sees, files()),
    // The app reads copies, and only while a file is open; it reads no original (INV-08).
    evidence_bytes: () =>
      only(
        sees,
        `part = 'copy' and file_id in (select id from evidence_file where state in ('clear', 'released') and ${files()})`,
      ),
    'vault.evidence_key': () => only(sees),
    instrument: () => only(true, `agency_id = ${mine}`),
    assessment: () =>
      only(
        sees,
        as('risk assessment')
          ? 'true'
          : `exists (select from risk_level r where r.assessment_id = assessment.id and ${shared('r')})`,
      ),
    fair_count: () => only(sees),
    seal_lift: () => only(sees),
    item_grant: () =>
      only(
        sees,
        `agency_id = ${mine} or (select from_agency_id from sharing_decision d where d.id = sharing_id) = ${mine}`,
      ),
    sharing_decision: () => only(sees, `from_agency_id = ${mine} or to_agency_id = ${mine} and shared_at is not null`),
    sharing_word: () =>
      only(
        sees,
        `exists (select from sharing_decision d where d.id = sharing_id and (d.from_agency_id = ${mine} or d.to_agency_id = ${mine} and d.shared_at is not null))`,
      ),
    ...Object.fromEntries(
      [
        'vault.safety_plan',
        'vault.plan_item',
        'vault.plan_step',
        'vault.plan_paper',
        'vault.plan_record',
        'vault.plan_copy',
      ].map((name) => [
        name,
        () =>
          seesPlan || name !== 'vault.plan_item'
            ? only(seesPlan)
            : only(sees && !asker.isEmergency, shared('plan_item')),
      ]),
    ),
    'vault.police_card': () => only(sees, cards),
    // And what one offered to it oneself.
    'vault.plan_offer': () =>
      only(sees && !asker.isEmergency && !asker.isOnOtherSide, seesPlan ? 'true' : `offered_by = ${me}`),
    intervention: () => only(sees, `(${interventions}) and ${ofTheirSide}`),
    intervention_step: () =>
      only(
        sees,
        `exists (select from intervention i where i.id = intervention_id and (${interventions}) and ${ofTheirSide})`,
      ),
    intervention_told: () =>
      only(
        sees && !asker.isOnOtherSide,
        `exists (select from intervention i where i.id = intervention_id and (${interventions}))`,
      ),
    'vault.injury': () => only(sees, injuries),
    'vault.injury_mark': () => only(sees, `exists (select from vault.injury i where i.id = injury_id and ${injuries})`),
    measure: () => only(sees, measures),
    'vault.measure_step': () => only(sees, ofMeasure),
    measure_mark: () => only(sees, ofMeasure),
    intervention_not_chosen: () => only(as('risk assessment'), ofTheirSide),
    intervention_decision: () => only(as('risk assessment') && !asker.isOnOtherSide),
    list_export: () => only(true, `agency_id = ${mine} and ${me} in (asked_by, approver_id)`),
    release: () =>
      only(
        sees,
        seesReleases ? 'true' : `(${ofReleases('release')} or ${!isKeptFromReleases} and approver_id = ${me})`,
      ),
    // The paper that was sent: for whoever sent it and whoever approved it.
    'vault.release_copy': () =>
      only(
        sees && !isKeptFromReleases,
        `release_id in (select r.id from release r where ${me} in (r.asked_by, r.approver_id))`,
      ),
    // What is put together for a court: for whoever made it and whoever is asked to approve it.
    bundle: () =>
      only(
        sees && !isKeptFromReleases,
        `(made_by = ${me} or id in (select r.bundle_id from release r where r.approver_id = ${me}))`,
      ),
    complex_case: () =>
      only(
        sees && !asker.isOnOtherSide,
        as('risk assessment') ? 'true' : `owner_id = ${me} or fact_id in (${grounds})`,
      ),
    management_plan: () => only(sees, as('register') ? 'true' : `fact_id in (${grounds})`),
    note: () => only(sees, `agency_id = ${mine} or shared_at is not null or ${shared('note')}`),
    handover: () =>
      only(
        sees,
        asker.relation === 'leads it'
          ? 'true'
          : `${me} in (from_id, to_id, offered_by) or ${mine} in (select p.agency_id from practitioner p where p.id in (from_id, to_id))`,
      ),
    duty: () => only(sees, duties),
    duty_move: () => only(sees, `duty_id in (select id from duty d where d.case_id = duty_move.case_id and ${duties})`),
    telling: () => only(as('duties') || (sees && asker.hasToTell)),
    attempt: () => only(as('duties') || (sees && asker.hasToTell)),
    condition: () =>
      only(sees, as('orders') || asker.hasToTell ? 'true' : `${shared('condition')} or ${hanging('condition')}`),
    risk_level: () =>
      only(sees, as('risk assessment') ? 'true' : `${shared('risk_level')} or second_person_id = ${me}`),
    entry: () => only(sees, `id in (${entries()})`),
    ...Object.fromEntries(
      ['incident', 'behaviour', ...ofChildren, 'breach_action', 'checked_point'].map((name) => [
        name,
        () =>
          only(
            sees,
            as(name === 'breach_action' || name === 'checked_point' ? 'orders' : 'incident') ? 'true' : hanging(name),
          ),
      ]),
    ),
    aggressor_opinion: () => only(sees && asker.seesBoth, as('risk assessment') ? 'true' : `reviewer_id = ${me}`),
    aggressor_review: () => only(asker.seesBoth && as('risk assessment')),
    feedback: () => only(sees, `agency_id = ${mine}`),
    desk_message: () =>
      only(
        true,
        `${free} and from_id is distinct from ${me} and ${me} <> all (hidden_from) and (to_id = ${me} or ${me} = any (readers) or to_id is null
        and agency_id = ${mine} and exists (select from team t join team_member m on m.team_id = t.id and m.until_at is null
          where t.is_safeguarding and t.agency_id = ${mine} and t.closed_at is null and m.practitioner_id = ${me}))`,
      ),
    directory_member: () =>
      only(role === 'administrator', `(select agency_id from directory_group g where g.id = group_id) = ${mine}`),
    inbox_key: () =>
      only(role === 'administrator', `(select agency_id from practitioner p where p.id = practitioner_id) = ${mine}`),
  }
  const found = special[place]
  if (found) return found()
  if (/^(directory_(group|key|person|word)|single_sign_on)$/.test(place))
    return only(role === 'administrator', `agency_id = ${mine}`)
  if (/^(access_request|access_step|retention_period)$/.test(place)) return only(role === lead, `agency_id = ${mine}`)
  if (/^(access_subject|erasure|legal_hold)$/.test(place))
    return only(role === lead && !isKeptOut, `agency_id = ${mine}`)
  if (/^misuse_(alert|look|step)$/.test(place)) {
    const signs = `agency_id = ${mine} and ${free}`
    const which = place === 'misuse_alert' ? signs : `alert_id in (select id from misuse_alert where ${signs})`
    return only(['professional-standards', 'auditor'].includes(role), which)
  }
  // A provider’s own list: for those in it who answer for a house, and nobody outside (INV-06).
  if (/^vault\.(provider_key|protected_place|place_found)$/.test(place))
    return only(['idva-manager', 'housing-manager', 'council-manager'].includes(role), `agency_id = ${mine}`)
  if (place === 'cases') return only(sees)
  const kind = kinds[place]
  return kind && only(as(kind))
}
