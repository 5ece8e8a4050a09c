import { caseTop } from '../src/domains/cases/index.ts'
import { approveIt, askFor, choicesFor, sendIt } from '../src/domains/releases/actions/index.ts'
import { aRelease } from '../src/domains/releases/fixtures.ts'
import { newForm } from '../src/domains/releases/model/forms.ts'
import { releaseOf } from '../src/domains/releases/store.ts'
import type { Work } from '../src/platform/request.ts'
import { later } from './clock.ts'
import type { Player } from './staff.ts'
import { as, called, type Plot, type Stage } from './stage.ts'

/** A way to reach them goes outside: it waits for the second person; or they approved it, and it is sent in its time, or too late and so void. */
export const releaseOutside = async (
  stage: Stage,
  { caseId }: Plot,
  { by, at, sentAt }: { by: Player; at: Date; sentAt?: Date | undefined },
): Promise<void> => {
  const { services } = stage
  const second = called(stage, by.name === 'Dara Kestrel' ? 'Emre Osprey' : 'Dara Kestrel')
  const id = await as(stage, by, at, async (work) => {
    const top = await caseTop(services, work, caseId)
    const choices = await choicesFor(work, top)
    const [way] = choices.ways
    if (!way) throw new Error(`${by.name} could release no way of contact`)
    const form = newForm(at).parse(aRelease({ routeId: way.id, approverId: second.id }))
    const done = await askFor(services, work, top, { form, choices })
    if ('problem' in done) throw new Error(done.problem)
    return done.id
  })
  const row = async ({ tx }: Work) => {
    const found = await releaseOf(tx, caseId, id)
    if (!found) throw new Error('There is no such release')
    return found
  }
  if (!sentAt) return
  await as(stage, second, later(at, 35), async (work) => void (await approveIt(services, work, await row(work))))
  await as(stage, by, sentAt, async (work) => void (await sendIt(services, work, await row(work))))
}
