import { type Body, bodies } from './entry.ts'

const isBody = (kind: string): kind is Body => bodies.some((body) => body === kind)

/** The body that an agency is to the rules: a refuge is an advocacy service. */
export const bodyOf = (agencyKind: string): Body => {
  if (agencyKind === 'refuge') return 'advocacy'
  return isBody(agencyKind) ? agencyKind : 'other'
}
