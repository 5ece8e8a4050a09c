import { keepPaper, toDraw } from '../src/domains/safety-plans/actions/paper.ts'
import { agree, check, type Plan, planFor, saveItem, startPlan } from '../src/domains/safety-plans/actions/plan.ts'
import { agreeForm, checkForm, itemForm, newForm } from '../src/domains/safety-plans/model/forms.ts'
import { paperForm } from '../src/domains/safety-plans/model/paper.ts'
import { principleCodes } from '../src/domains/safety-plans/model/plan.ts'
import type { Heading } from '../src/domains/safety-plans/model/templates.ts'
import type { Work } from '../src/platform/request.ts'
import { londonDay } from '../src/rules/days.ts'

import { later } from './clock.ts'
import type { Player } from './staff.ts'
import { as, type Plot, type Stage } from './stage.ts'

type Thought = { heading: Heading; title: string; words: string; decision?: string }
/** What somebody may say who lives apart. All invented: nobody's plan. */
const strengths: readonly Thought[] = [
  { heading: 'strengths', title: 'Their sibling rings every evening', words: 'At eight. No answer twice means: come.' },
  { heading: 'strengths', title: 'They know when it gets dangerous', words: 'He goes quiet, and the door stays open.' },
]
const measures: readonly Thought[] = [
  { heading: 'crisis', title: 'A word that means: call the police', words: 'They ask for “the blue bowl”.' },
  { heading: 'crisis', title: 'Numbers known by heart', words: 'Two. They said both without looking.' },
  { heading: 'home', title: 'A light outside', words: 'At the back, with a sensor. The landlord said yes.' },
  {
    ...{
      heading: 'device',
      title: 'Messages are kept and not answered',
      words: 'Read once a day, with a friend there.',
    },
    decision: 'They do not block the number: what is written shows how angry he is.',
  },
  { heading: 'job', title: 'Reception puts no calls through', words: 'Two people at work know, and may say so.' },
  { heading: 'legal', title: 'Advice about an order', words: 'The law centre rings on a Tuesday.' },
]

/** A plan made with the person and agreed, as it is made on its pages: begun, each thought, the check, the agreement. */
export const agreePlan = async (stage: Stage, plot: Plot, who: Player, at: Date, reviewOn: string): Promise<void> => {
  const { services, dice } = stage
  const { caseId, victimId: personId } = plot
  const on = londonDay(at)
  const id = await as(stage, who, at, (work) =>
    startPlan(services, work, caseId, newForm.parse({ personId, circumstance: 'separated', shows: 'no' })),
  )
  if (!id) throw new Error('A plan was begun twice')
  const withPlan = (minutes: number, act: (work: Work, plan: Plan) => Promise<void>) =>
    as(stage, who, later(at, minutes), async (work) => {
      const plan = await planFor(services, work, caseId, id)
      if (!plan) throw new Error('A plan was begun and is not there')
      await act(work, plan)
    })
  const thoughts = [...strengths, ...measures.filter(() => dice.happens(0.7))]
  for (const [index, { decision, ...thought }] of thoughts.entries())
    await withPlan(index + 1, (work, plan) =>
      saveItem(
        services,
        work,
        plan,
        itemForm(work.now).parse({
          ...{ ...thought, standing: 'adopted', on, agreedBy: plot.victimName, keep: dice.pick(['keep', 'not yet']) },
          ...{ warning: decision ? 'yes' : 'no', decision, whoKnows: 'Nobody who could pass it on' },
        }),
      ),
    )
  await withPlan(20, (work, plan) =>
    check(services, work, plan, checkForm.parse(Object.fromEntries(principleCodes.map((code) => [code, 'yes'])))),
  )
  await withPlan(25, (work, plan) =>
    agree(
      services,
      work,
      plan,
      agreeForm(work.now).parse({
        ...{ agreedOn: on, with: 'The two of us, in a room of our office', copy: 'by heart', nextReviewOn: reviewOn },
        words: 'Says it is theirs, and that it is good to have it in one place.',
      }),
    ),
  )
  // Some want something to hold of it.
  if (dice.happens(0.4))
    await withPlan(30, async (work, plan) => {
      const form = paperForm.parse({
        ...{ document: dice.pick(['plan', 'card']), edition: 'discreet', size: dice.pick(['ordinary', 'large']) },
        ...{ language: dice.pick(['en', 'pl', 'ne']), written: 'en', forWhom: plot.victimName, asked: 'yes' },
      })
      const paper = await toDraw(services, work, plan, form)
      if ('problem' in paper) throw new Error(paper.problem)
      await keepPaper(services, work, plan, form, 'invented')
    })
}
