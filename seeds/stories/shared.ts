import { judge } from '../acts.ts'
import { askForCounts, askGender } from '../answers.ts'
import { later } from '../clock.ts'
import { agreeContact, type Reach, tell, tryToTell } from '../contact.ts'
import type { Player } from '../staff.ts'
import type { Plot, Stage } from '../stage.ts'
import { levelReasons, views } from '../words.ts'
import { reviewRisk, workThrough } from '../work.ts'

export type Story = (stage: Stage) => Promise<void>
export type Level = 'standard' | 'medium' | 'high'

export const reaches: readonly Reach[] = ['mobile', 'mobile', 'mobile', 'evenings', 'work mornings', 'letters']
export const aLevel = ({ dice }: Stage): Level => dice.pick(['high', 'medium', 'medium', 'standard'])

/** What is done first in nearly every case: how to reach them, and how great the danger is. */
export const begin = async (
  stage: Stage,
  plot: Plot,
  who: Player,
  at: Date,
  level: Level,
  reach?: Reach,
): Promise<void> => {
  await agreeContact(stage, plot, who, later(at, 25), reach ?? stage.dice.pick(reaches))
  await judge(stage, plot, who, later(at, 40), level, {
    reasons: stage.dice.pick(levelReasons[level]),
    ...(stage.dice.happens(0.85) && { view: stage.dice.pick(views) }),
    ...(level === 'high' && { score: stage.dice.between(14, 20) }),
  })
  await askGender(stage, plot, who, later(at, 41))
  if (stage.dice.happens(0.6)) await askForCounts(stage, plot, who, later(at, 42))
}

/** Everything that is open by then is dealt with: told, reviewed, done. */
export const settle = async (stage: Stage, plot: Plot, who: Player, at: Date, level: Level): Promise<void> => {
  await tell(stage, plot, who, at)
  await reviewRisk(stage, plot, who, later(at, 5), level)
  await workThrough(stage, plot, who, later(at, 10))
}

/** After something new: most often it is dealt with at once, now and then somebody tries and reaches nobody. */
export const follow = async (stage: Stage, plot: Plot, who: Player, at: Date, level: Level): Promise<void> => {
  if (stage.dice.happens(0.8)) await settle(stage, plot, who, at, level)
  else await tryToTell(stage, plot, who, at)
}
