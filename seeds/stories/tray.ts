import { keepBatch, takeStep } from '../../src/domains/inbox/actions/batch.ts'
import { aFile } from '../../src/domains/inbox/fixtures.ts'
import { readFile } from '../../src/domains/inbox/model/file.ts'
import { batchOf } from '../../src/domains/inbox/store/index.ts'
import { clockTime } from '../clock.ts'
import { as, called } from '../stage.ts'
import type { Story } from './shared.ts'

/** What the custody system told this morning of people whom nobody here knows by that name: it waits in the tray. */
export const custodyFile: Story = async (stage) => {
  const { clock, newName, services } = stage
  const at = clock.hours(1)
  const told = ['arrested', 'interviewed', 'released under investigation', 'arrested', 'bailed'].map((event, index) => {
    const happened = clock.hours(12 - index)
    const when = `${clock.day(happened < clock.ago(0, '00:00') ? -1 : 0)} ${clockTime(happened)}`
    return {
      event,
      happened: when,
      suspect: newName(),
      'suspect born': '1990-02-03',
      'custody reference': `HM/${100 + index}`,
    }
  })
  await as(stage, called(stage, 'Petra Curlew'), at, async (work) => {
    const file = readFile('custody', aFile(...told), at)
    const id = await keepBatch(work, { format: 'custody', source: 'Invented custody system', file })
    const batch = await batchOf(work.tx, id, true)
    if (!batch) throw new Error('A file was sent in and is not there')
    await takeStep(services, work, batch)
  })
}
