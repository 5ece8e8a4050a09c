import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Db } from '../platform/db.ts'

export type Practitioner = { id: string; agencyId: string; name: string; role: string; token: string }

const kindOf: Record<string, string> = {
  idva: 'advocacy',
  'idva-manager': 'advocacy',
  'witness-care-officer': 'wcu',
  'wcu-manager': 'wcu',
  'cps-lawyer': 'cps',
  'cps-manager': 'cps',
  'victim-liaison-officer': 'probation',
  'probation-manager': 'probation',
  'social-worker': 'council',
  'council-manager': 'council',
  'housing-officer': 'housing',
  'housing-manager': 'housing',
  'library-worker': 'library',
}

/** Makes people who work here, with an open session each, as a superuser: tests of sign-in itself go through the door. */
export const practitionersIn = (everything: Db) => {
  const agencies = new Map<string, string>()
  const agencyOf = async (kind: string): Promise<string> => {
    const known = agencies.get(kind)
    if (known) return known
    const id = randomUUID()
    agencies.set(kind, id)
    await everything
      .insertInto('agency')
      .values({ id, kind, name: `Test ${kind}` })
      .execute()
    return id
  }
  return async (
    role: string,
    change: { agencyId?: string; supervisorId?: string; name?: string } = {},
  ): Promise<Practitioner> => {
    const agencyId = change.agencyId ?? (await agencyOf(kindOf[role] ?? 'police'))
    const id = randomUUID()
    const token = randomBytes(32).toString('base64url')
    const name = change.name ?? `Tess ${role} ${id.slice(0, 4)}`
    await everything
      .insertInto('practitioner')
      .values({ id, agencyId, name, email: `${id}@example.test`, role, supervisorId: change.supervisorId ?? null })
      .execute()
    await everything
      .insertInto('signIn.session')
      .values({
        tokenHash: createHash('sha256').update(token).digest(),
        practitionerId: id,
        endsAt: new Date(Date.now() + 12 * 3_600_000),
        device: 'a test',
        strongAt: new Date(),
      })
      .execute()
    return { id, agencyId, name, role, token }
  }
}
