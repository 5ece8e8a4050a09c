import { tellTheDesk } from '../../src/domains/conflicts/actions.ts'
import { as, called } from '../stage.ts'
import type { Story } from './shared.ts'

/** Two at work know something of people to whom they are close: it goes one way, and waits at the safeguarding desk. */
export const toTheDesk: Story = async (stage) => {
  const { clock, newName, services } = stage
  for (const [who, said] of [
    ['Kit Sparrow', 'My neighbour. I heard shouting through the wall on Sunday night, and then a door.'],
    ['Lowri Pipit', 'My cousin. She wrote that he takes her telephone away in the evening.'],
  ] as const)
    await as(stage, called(stage, who), clock.hours(5), (work) =>
      tellTheDesk(services, work, { about: newName(), bornOn: undefined, phone: undefined, said }),
    )
}
