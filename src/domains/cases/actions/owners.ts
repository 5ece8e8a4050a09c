import type { Work } from '../../../platform/request.ts'
import type { Access } from '../../../platform/web.ts'
import { whoMayTake } from '../../../rules/conflicts.ts'
import { permissionsOf } from '../../staff/index.ts'
import { onOtherSide } from '../store/sides.ts'
import { colleagues, whoSees } from '../store/team.ts'

export type Owner = {
  id: string
  name: string
  agency: string
  agencyId: string
  /** Works with the person reported, or for the other of two: what is done with the person harmed is not for them. */
  isOnOtherSide: boolean
}

/** Who can see to something here: works here, sees the case without end, may do what is asked, and is kept out by nothing. */
export const ownersFor = async (work: Work, caseId: string, permission: Access): Promise<Owner[]> => {
  const all = (await colleagues(work.tx, work.actor.agencyId)).filter(({ role }) => permissionsOf(role).has(permission))
  const ids = all.map(({ id }) => id)
  const seeing = new Set(await whoSees(work.tx, caseId, ids))
  const open = await whoMayTake(
    work,
    caseId,
    all.filter(({ id }) => seeing.has(id)),
  )
  const others = new Set(
    await onOtherSide(
      work.tx,
      caseId,
      open.map(({ id }) => id),
    ),
  )
  return open.map((each) => ({ ...each, isOnOtherSide: others.has(each.id) }))
}
