import { type Body, bodies } from './entry.ts'

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

export const labelOfBody = (name: string): string => {
  const body = bodies.find((each) => each === name)
  if (!body) throw new Error(`${name} is no body that the rules know`)
  return bodyLabels[body]
}
