import type { Body } from './entry.ts'

/** What each body is called on a screen. */
export const bodyLabels: Record<Body, string> = {
  police: 'Police',
  cps: 'Crown Prosecution Service',
  wcu: 'Witness care unit',
  probation: 'Probation',
  court: 'Court',
  prison: 'Prison',
  advocacy: 'Advocacy service',
  conference: 'Risk conference',
  health: 'Health',
  housing: 'Housing',
  council: 'Council',
  school: 'School',
  library: 'Library',
  other: 'Another body',
}
