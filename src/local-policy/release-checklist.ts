/** The name under which an area’s own list is kept among its values. */
export const releaseChecklistName = 'releaseChecklist'

/**
 * What is weighed before a release on bail, until an area sets a list of its own (College of Policing on bail: what to
 * weigh before release; BL-16). Our words.
 */
export const defaultReleaseChecklist: readonly string[] = [
  'The victim’s views on bail and conditions were sought',
  'The bail address was checked against where the victim lives, works and goes',
  'Children: where they live, school, contact',
  'An exclusion zone was weighed: home, work, school and the ways between',
  'Devices were weighed: phones, trackers, cameras, shared accounts',
  'Weapons and firearms were weighed',
  'Officers’ safety was weighed',
  'The victim was told, or tried, before the suspect walks out',
]
