import { audit } from '../src/platform/audit/write.ts'
import { as, called, type Stage } from './stage.ts'

/** Lines of the log as the search page writes them: somebody searched for their own name, so that one question waits. */
export const searchForOneself = async (stage: Stage): Promise<void> => {
  const curious = called(stage, 'Kit Sparrow')
  const line = { kind: 'search', route: '/people/search', detail: 'own name', reference: 'demo' } as const
  for (const at of [stage.clock.ago(9, '07:40'), stage.clock.ago(2, '13:05')])
    await as(stage, curious, at, (work) => audit(stage.services, work, line))
}
