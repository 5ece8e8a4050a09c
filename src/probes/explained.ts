/**
 * A change that nobody can notice, and why. Where a second guard is why, `without` takes that guard away, and then the
 * change must make a difference; without one, the reason can be checked by reading the table or the function.
 */
export type Explained = { is: RegExp; because: string; without?: string }

const changing = (before: string, words: string, instead: string, then: string): string => `do $do$
  declare before constant text := regexp_replace(${before}, '\\s+', ' ', 'g');
  begin
    if coalesce(strpos(before, $cut$${words}$cut$), 0) = 0 then raise exception 'nothing says any more: %', $cut$${words}$cut$; end if;
    execute ${then.replace('AFTER', () => `replace(before, $cut$${words}$cut$, $cut$${instead}$cut$)`)};
  end $do$;`
/** Takes some words out of a function, as it is by then. */
const cut = (name: string, words: string, instead = ''): string =>
  changing(`pg_get_functiondef('${name}'::regprocedure)`, words, instead, 'AFTER')
/** Takes some words out of a policy. */
const cutPolicy = (name: string, table: string, words: string, instead: string): string =>
  changing(
    `(select pg_get_expr(polqual, polrelid) from pg_policy where polname = '${name}' and polrelid = '${table}'::regclass)`,
    words,
    instead,
    `'alter policy ${name} on ${table} using (' || AFTER || ')'`,
  )
const open = (policy: string, table: string): string => `alter policy ${policy} on ${table} using (true);`

const grants = open('own_grants', 'case_grant')
const noColleague = cut('private.is_of_current_agency(uuid)', 'p.agency_id = public.current_agency()', 'false')
const disabledToo = cut('public.bind(text)', 'and p.disabled_at is null')
const asksGrantee = String.raw`\(g\.grantee_id = ANY \(\( SELECT current_reach_ids\(\) AS current_reach_ids\)::uuid\[\]\)\) is true$`

export const explained: readonly Explained[] = [
  {
    is: new RegExp(`^\\S+ in_a_granted_case: ${asksGrantee}`),
    because: 'the grants of others and the parties of other cases are hidden by policies of their own tables',
    without: grants + open('granted_read', 'party'),
  },
  {
    is: /^\S+ in_a_granted_case: \(+g\./,
    because: 'the parties of cases that somebody does not see are hidden by a policy of their own table',
    without: open('granted_read', 'party'),
  },
  {
    is: new RegExp(`^sharing_word granted_read: ${asksGrantee}`),
    because: 'the grants of others and the decisions of other cases are hidden by policies of their own tables',
    without: grants + open('granted_read', 'sharing_decision'),
  },
  {
    is: /^sharing_word granted_read: /,
    because: 'the words are shown with the decision, which asks the same for itself',
    without: open('granted_read', 'sharing_decision'),
  },
  {
    is: /^evidence_bytes granted_read: /,
    because: 'the bytes are shown with their file, which asks the same for itself',
    without: open('granted_read', 'evidence_file'),
  },
  {
    is: new RegExp(`^duty_move granted_read: ${asksGrantee}`),
    because: 'the grants of others and the duties of other cases are hidden by policies of their own tables',
    without: grants + open('granted_read', 'duty'),
  },
  {
    is: /^duty_move granted_read: /,
    because: 'who gave a duty to whom is shown with the duty, which asks the same for itself',
    without: open('granted_read', 'duty'),
  },
  {
    is: /^(vault\.measure_step|measure_mark) granted_read: /,
    because: 'steps and marks are shown with their measure, which asks the same for itself',
    without: open('granted_read', 'measure'),
  },
  {
    is: /^vault\.injury_mark granted_read: /,
    because: 'marks are shown with their map, which asks the same for itself',
    without: open('granted_read', 'vault.injury'),
  },
  {
    is: /^vault\.release_copy granted_read: /,
    because: 'the copy is shown with its release, which asks the same for itself',
    without: open('granted_read', 'release'),
  },
  {
    is: /^bundle for_the_two: .*(case_id = bundle\.case_id)/,
    because: 'a release is of a bundle of its own case: the table says so',
  },
  {
    is: new RegExp(`: ${asksGrantee}`),
    because: 'the grants of others are hidden by a policy of their own table',
    without: grants,
  },
  {
    is: /^feedback by_role: /,
    because: 'feedback is shown to its own agency alone, by another policy',
    without: open('own_agency_reads', 'feedback'),
  },
  {
    is: /^(handover|duty|other_way) by_role: .*current_actor/,
    because: 'whoever is in it is of their own agency, and all of that agency are shown it',
    without: noColleague,
  },
  {
    is: /^directory_member administrator: .*(current_is_administrator|agency_id)/,
    because: 'the groups are hidden from whoever is no administrator of their agency by a policy of their own table',
    without: open('administrator', 'directory_group'),
  },
  {
    is: /^condition by_role: .*current_led/,
    because: 'who leads a case is shown all its entries, and with them what hangs on them',
    without: cutPolicy('by_role', 'entry', '(case_id = ANY (( SELECT current_led() AS current_led)::uuid[]))', 'false'),
  },
  {
    is: /^assessment by_role: \(agency_id = /,
    because: 'an assessment is saved with its level, which all of that agency are shown',
    without: cutPolicy('by_role', 'risk_level', '(agency_id = ( SELECT current_agency() AS current_agency))', 'false'),
  },
  {
    is: /^assessment by_role: .*current_led/,
    because: 'who leads a case is shown all its levels, and with them what they were decided on',
    without: cutPolicy(
      'by_role',
      'risk_level',
      '(case_id = ANY (( SELECT current_led() AS current_led)::uuid[]))',
      'false',
    ),
  },
  {
    is: /^draft conflicts_subtracted: /,
    because: 'a draft is shown with its case, which a conflict hides',
    without: cutPolicy('own', 'draft', '(EXISTS ( SELECT FROM cases c WHERE (c.id = draft.case_id)))', 'true'),
  },
  {
    is: /^misuse_alert conflicts_subtracted: /,
    because: 'who answers a sign of misuse has no conflict on its case: the function asks it too',
    without: cut('private.is_excluded(uuid, uuid)', 'x.ended_at is null', 'false'),
  },
  {
    is: /^vault\.person_key pack_of_own_agency: \( SELECT current_is_data_protection_lead/,
    because: 'the requests are hidden from whoever is no lead by a policy of their own table',
    without: open('own_lead', 'access_request'),
  },
  {
    is: /^public\.current_is_\w+ function: disabled_at is null is true$|may_answer_misuse function: p\.disabled_at/,
    because: 'whoever is disabled is bound to no session: bind() asks it before',
    without: disabledToo,
  },
  {
    is: /^private\.may_answer_misuse function: candidate = about is false/,
    because: 'everybody is in line with themselves, so that the next question refuses them',
    without: cut('private.may_answer_misuse(uuid, uuid, uuid)', 'not private.is_in_line(candidate, about) and'),
  },
  {
    is: /^private\.bound function: said is null is false/,
    because: 'where nothing is said no part of it is anybody: what would be given back is null as well',
  },
  {
    is: /^private\.is_in_line function: (p\.supervisor_id is not null|u\.far < 12) is true/,
    because: 'nobody has no id, and no line is so long: the one saves a step, the other ends a circle',
  },
  {
    is: /^private\.supports function: m\.until_at is null is true/,
    because: 'no reading policy asks whom a team supports: who asks is a person',
  },
  {
    is: /^public\.current_emergency function: g\.kind = 'emergency' is true/,
    because: 'any other grant of the case is found by the next question, which ends the emergency',
    without: cut('public.current_emergency()', "o.kind <> 'emergency'", 'false'),
  },
  {
    is: /^public\.current_emergency_people function: cardinality\(opened\) = 0 is false/,
    because: 'it saves the question: nobody is in none of the cases',
  },
  {
    is: /^private\.other_sides function: theirs\.case_id <> of_case is true/,
    because: 'a person is in a case once, so that nobody is reported and harmed in one and the same',
  },
  {
    is: /^private\.may_answer_misuse function: of_case is null is false/,
    because: 'nobody is kept out of no case, so that the next question says the same',
  },
  {
    is: /^private\.works_for_other_side function: .*(as_contact|c\.contact_lead_id = who is|c\.state <> 'closed' is)/,
    because: 'no reading policy asks with as_contact: it is about who may take the lead of contact',
  },
  {
    is: /^private\.works_for_other_side function: (exists \(select from public\.reported_contact|r\.)/,
    because: 'no reading policy asks with as_contact: current_on_other_side() asks for reported contact by itself',
  },
  {
    is: /^referral conflicts_subtracted: \(case_id IS NULL\) is false/,
    because: 'the column is not null: a referral is of a case',
  },
  {
    is: /^emergency_look own_or_granted: \(case_id IS NOT NULL\) is true/,
    because: 'a grant is of a case, so that none is found where there is no case',
  },
]

export const explanationOf = (name: string): Explained | undefined => explained.find(({ is }) => is.test(name))
