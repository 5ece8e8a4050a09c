/** A change that nobody can notice, and why. Where a second guard is why, that guard taken away as well must be noticed. */
type Explained = { is: RegExp; because: string; without?: string }

export const explained: readonly Explained[] = [
  {
    is: /\(g\.grantee_id = ANY .*\) is true$/,
    because: 'the grants of others are hidden by a policy of their own table',
    without: 'alter policy own_grants on case_grant using (true)',
  },
  {
    is: /^\w+ by_role: \([ed]\.case_id = \w+\.case_id\) is true$/,
    because: 'the id of the entry or the duty says already which case it is of',
  },
  {
    is: /^feedback by_role: /,
    because: 'feedback is shown to its own agency alone, by the policy own_agency_reads',
  },
  {
    is: /^directory_member administrator: /,
    because: 'the groups are hidden from whoever is no administrator by a policy of their own table',
    without: 'alter policy administrator on directory_group using (true)',
  },
  {
    is: /^inbox_batch own: \(agency_id = /,
    because: 'who made a batch is of its agency',
  },
  {
    is: /^entry by_role: \((fact_id|id) = ANY .*current_grounds/,
    because: 'an entry that was never corrected has the id of its fact, so that either of the two is enough',
  },
  {
    is: /^(alarm|draft|emergency_look|desk_message|inbox_item|misuse_alert|referral) \w+: \(case_id IS (NOT )?NULL\) is /,
    because: 'rows without a case are not among those that are asked about: they are of nobody’s case',
  },
  {
    is: /^public\.current_is_\w+ function: disabled_at is null is true$/,
    because: 'whoever is disabled is bound to no session: bind() asks it before',
  },
]

export const explanationOf = (name: string): Explained | undefined => explained.find(({ is }) => is.test(name))
