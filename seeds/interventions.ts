import { ownersFor } from '../src/domains/cases/index.ts'
import {
  choose,
  decide,
  foundOn,
  lockInterventions,
  markComplex,
  setAside,
  takeStep,
} from '../src/domains/interventions/actions/case.ts'
import { menuNow } from '../src/domains/interventions/actions/menu.ts'
import { chooseForm, doneForm, reviewForm } from '../src/domains/interventions/model/forms.ts'
import { sides } from '../src/domains/interventions/model/menu.ts'
import { interventionOf } from '../src/domains/interventions/store/case.ts'
import { frameworkNow } from '../src/domains/local-policy/index.ts'
import { levelsOf } from '../src/domains/risk/index.ts'
import type { Work } from '../src/platform/request.ts'
import { londonDay } from '../src/rules/days.ts'
import { later } from './clock.ts'
import type { Player } from './staff.ts'
import { as, type Plot, type Stage } from './stage.ts'

type Chosen = { what: string; owner: Player; dueOn: string; reviewOn: string }

const known = { isKnown: 'there', knownWords: 'Talked over with them on the visit' }
const itemOf = async (work: Work, code: string) => {
  const menu = await menuNow(work)
  const item = menu.items.find((each) => each.code === code)
  if (!item) throw new Error(`The menu has no ${code}`)
  return { menu, item }
}

/** Somebody chooses from the menu, by the form of the screen. Gives its id. */
const chooseOne = (stage: Stage, { caseId }: Plot, by: Player, at: Date, code: string, chosen: Chosen) =>
  as(stage, by, at, async (work) => {
    const { menu, item } = await itemOf(work, code)
    const owners = await ownersFor(work, caseId, 'interventions:write')
    const owner = owners.find(({ id }) => id === chosen.owner.id)
    if (!owner) throw new Error(`${chosen.owner.name} cannot see to anything here`)
    const typed = {
      ...known,
      what: chosen.what,
      dueOn: chosen.dueOn,
      reviewOn: chosen.reviewOn,
      ownerId: owner.id,
      lead: 'here',
    }
    const form = chooseForm({ now: at, owners, sides, open: [] }, false).parse(typed)
    await lockInterventions(work, caseId)
    const found = await foundOn(work, caseId)
    return choose(stage.services, work, caseId, { form, owner, menu, item, level: 'high', found })
  })

/**
 * What is done about great danger: one done, one looked at again, one late, one set aside, a decision by headings; and,
 * where three agencies work on it, a mark that one meeting is needed.
 */
export const actOnTheDanger = async (
  stage: Stage,
  plot: Plot,
  { at, adviser, lead, isComplex }: { at: Date; adviser: Player; lead: Player; isComplex: boolean },
): Promise<void> => {
  const { services } = stage
  const { caseId } = plot
  const on = (days: number) => londonDay(later(at, days * 24 * 60))
  const locks = await chooseOne(stage, plot, adviser, at, 'home-security', {
    ...{ what: 'Both doors, the letter box and a light at the back, looked at with them', owner: adviser },
    ...{ dueOn: on(2), reviewOn: on(7) },
  })
  const breaches = await chooseOne(stage, plot, lead, later(at, 20), 'act-on-breaches', {
    ...{ what: 'Each call or visit that is reported is acted on the same shift', owner: lead },
    ...{ dueOn: stage.clock.day(14), reviewOn: on(7) },
  })
  await chooseOne(stage, plot, adviser, later(at, 25), 'fast-response', {
    ...{ what: 'A mark for the control room, with the reason and an end', owner: lead, dueOn: on(1), reviewOn: on(7) },
  })
  await as(stage, adviser, later(at, 30), async (work) => {
    const { menu, item } = await itemOf(work, 'missing-report')
    const reason = 'Family know where they are and ring us first. They do not want police told yet.'
    await setAside(work, caseId, { menu, item, level: 'high', reason })
  })
  const step = async (who: Player, when: Date, id: string, kind: 'done' | 'reviewed') =>
    as(stage, who, when, async (work) => {
      const row = await interventionOf(work.tx, caseId, id)
      if (!row) throw new Error('There is no such intervention')
      const said = kind === 'done' ? 'Locks and light fitted, letter box sealed' : 'Two calls acted on. It still fits'
      const typed = {
        ...known,
        happenedOn: londonDay(when),
        said,
        evidence: 'Seen on the visit',
        reviewOn: stage.clock.day(5),
      }
      const form = kind === 'done' ? doneForm(when).parse(typed) : reviewForm(when).parse(typed)
      await takeStep(services, work, row, { kind, ...form })
    })
  await step(adviser, later(at, 26 * 60), locks, 'done')
  await step(lead, later(at, 27 * 60), breaches, 'reviewed')
  await as(stage, lead, later(at, 40), async (work) => {
    const { name, headings } = await frameworkNow(work.tx)
    const [level] = await levelsOf(work.tx, caseId)
    if (!level) throw new Error('Nobody has set a level')
    const words = 'Weighed with the adviser on the telephone; the reasons stand with the level.'
    await decide(work, caseId, {
      ...{ about: `level:${level.id}`, text: `High for ${plot.victimName}`, framework: name },
      written: headings.map((heading) => ({ heading, words })),
    })
  })
  if (!isComplex) return
  await as(stage, adviser, later(at, 60), async (work) => {
    const reason = 'Two homes, a court and a school, and each knows a part. What one does undoes what another did.'
    await markComplex(services, work, caseId, { reason, ownerId: adviser.id })
  })
}
