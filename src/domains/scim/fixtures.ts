import { core, enterprise } from './model/attributes.ts'

/** Somebody as Entra sends one: an obviously invented person. */
export const aUser = (name: string, change: Record<string, unknown> = {}): Record<string, unknown> => ({
  schemas: [`${core}User`, enterprise],
  externalId: `id-${name.toLowerCase()}`,
  userName: `${name.toLowerCase()}@directory.example`,
  active: true,
  displayName: `${name} Inventado`,
  emails: [{ primary: true, type: 'work', value: `${name.toLowerCase()}@directory.example` }],
  meta: { resourceType: 'User' },
  name: { formatted: `${name} Inventado`, familyName: 'Inventado', givenName: name },
  ...change,
})
