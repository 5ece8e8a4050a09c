import { addHousehold, addMember } from '../../src/domains/people/actions.ts'
import { addParty, addPerson, relate } from '../../src/domains/people/index.ts'
import { addMonths, londonDay } from '../../src/rules/days.ts'
import type { Player } from '../staff.ts'
import { as, type Plot, type Stage } from '../stage.ts'

/** One or two children: some live there, some only come at weekends (CC-11). */
export const addFamily = (stage: Stage, { caseId, victimId, victimName }: Plot, who: Player, at: Date): Promise<void> =>
  as(stage, who, at, async (work) => {
    const { dice, newName } = stage
    const [own, plant] = victimName.split(' ')
    const firstName = (): string => {
      const [first = ''] = newName().split(' ')
      return first === own ? firstName() : first
    }
    const householdId = await addHousehold(work, caseId, { label: 'Home', district: 'Hollowmere east' })
    await addMember(
      stage.services,
      work,
      { caseId, householdId, isChild: false },
      {
        personId: victimId,
        how: 'lives',
        whenThere: undefined,
        fromOn: undefined,
      },
    )
    for (let count = dice.between(1, 2); count > 0; count--) {
      const months = dice.between(6, 180)
      const school = months < 11 * 12 ? 'Invented Primary School' : 'Invented Secondary School'
      const personId = await addPerson(stage.services, work, {
        name: `${firstName()} ${plant}`,
        bornOn: addMonths(londonDay(at), -months),
        school: months > 5 * 12 && dice.happens(0.8) ? school : null,
      })
      await addParty(work, { caseId, personId, role: 'child' })
      const ends = { caseId, personId: victimId, otherId: personId, personRole: 'other', otherRole: 'child' } as const
      await relate(work, { ...ends, kind: 'parent' })
      const isVisitor = dice.happens(0.35)
      await addMember(
        stage.services,
        work,
        { caseId, householdId, isChild: false },
        {
          ...{ personId, how: isVisitor ? 'visits' : 'lives', fromOn: undefined },
          whenThere: isVisitor ? 'Every other weekend, from Friday evening' : undefined,
        },
      )
    }
  })
