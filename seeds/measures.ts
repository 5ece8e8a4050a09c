import { ownersFor } from '../src/domains/cases/index.ts'
import { beginMeasure, takeStep } from '../src/domains/measures/actions.ts'
import { stepForm } from '../src/domains/measures/model/forms.ts'
import { kindOf, stepOf, takenFrom } from '../src/domains/measures/model/kinds.ts'
import { confirmMark, deviceKinds, marksOf, measureOf, supportOf } from '../src/domains/measures/store.ts'
import type { Work } from '../src/platform/request.ts'
import { londonDay } from '../src/rules/days.ts'
import { policyIn } from '../src/rules/policy-in.ts'
import { later } from './clock.ts'
import type { Player } from './staff.ts'
import { as, type Plot, type Stage } from './stage.ts'

type Typed = Record<string, string>
type Told = { by: Player; at: Date; owner: Player; nextOn: string; answers: Typed }

type Way = { kind: string; code: string; state: string }

/** One step by the form of the screen. */
const read = async ({ services }: Stage, work: Work, { caseId }: Plot, way: Way, told: Told) => {
  const kind = kindOf(way.kind)
  const found = stepOf(kind, way.code)
  if (!found) throw new Error(`${way.kind} has no step ${way.code}`)
  const step = takenFrom(found, way.state)
  const owners = await ownersFor(work, caseId, 'measures:write')
  const device = (await deviceKinds(work.tx)).map(({ id, name }) => ({ value: id, text: name }))
  const choices = { device, support: await supportOf(work.tx, caseId) }
  const longest = await policyIn(services, work.tx, work.now)
  const given = { level: 'high' }
  const form = stepForm({ now: work.now, kind, step, owners, choices, names: [], longest, given })
  const known = { isKnown: 'there', knownWords: 'Talked over with them at the office' }
  const typed = {
    ...known,
    ...told.answers,
    happenedOn: londonDay(told.at),
    ownerId: told.owner.id,
    nextOn: told.nextOn,
  }
  return { kind, step, taken: form.parse(typed) }
}
const begin = (stage: Stage, plot: Plot, kind: string, told: Told) =>
  as(stage, told.by, told.at, async (work) => {
    const begun = await read(stage, work, plot, { kind, code: 'begin', state: '' }, told)
    const { device: deviceKindId = null } = told.answers
    const whose = { personId: plot.victimId, deviceKindId, parentId: null }
    return beginMeasure(stage.services, work, plot.caseId, { ...begun, ...whose })
  })
const take = (stage: Stage, plot: Plot, id: string, code: string, told: Told) =>
  as(stage, told.by, told.at, async (work) => {
    const row = await measureOf(work.tx, plot.caseId, id)
    if (!row) throw new Error('There is no such measure')
    await takeStep(
      stage.services,
      work,
      row,
      await read(stage, work, plot, { kind: row.kind, code, state: row.state }, told),
    )
  })

/** Around somebody in great danger: a lock fitted and checked, a light that is late, a watch of two neighbours, a device that is tested, a sanctuary whose partners have half confirmed. */
export const fitMeasures = async (
  stage: Stage,
  plot: Plot,
  { at, adviser, lead }: { at: Date; adviser: Player; lead: Player },
): Promise<void> => {
  const { clock } = stage
  const told = (by: Player, minutes: number, nextDays: number, answers: Typed): Told => ({
    ...{ by, at: later(at, minutes), owner: by, answers },
    nextOn: nextDays < 0 ? londonDay(later(at, minutes)) : clock.day(nextDays),
  })
  const lock = await begin(
    stage,
    plot,
    'security',
    told(adviser, 5, 5, { item: 'Door lock changed', where: 'Front and back' }),
  )
  const paid = { provider: 'Hollowmere Locks (invented)', cost: '120', funder: 'Council fund' }
  await take(stage, plot, lock, 'approve', told(adviser, 30, 5, paid))
  await take(stage, plot, lock, 'fit', told(adviser, 60, 5, { fittedBy: 'Hollowmere Locks (invented)', shown: 'yes' }))
  await take(stage, plot, lock, 'check', told(adviser, 90, 60, { checkedBy: adviser.name }))
  const light = await begin(
    stage,
    plot,
    'security',
    told(adviser, 6, 5, { item: 'Sensor lighting', where: 'At the back' }),
  )
  await take(stage, plot, light, 'approve', told(adviser, 31, -1, paid))

  const watch = await begin(stage, plot, 'named-watch', told(lead, 10, 5, { aim: 'Somebody near calls 999 at once' }))
  for (const [index, member] of ['Heather Inventada', 'Clover Inventado'].entries())
    await take(
      stage,
      plot,
      watch,
      'member',
      told(lead, 20 + index, 5, {
        ...{ member, how: 'Next door', part: 'no', reveals: 'no', linked: 'no', checked: 'Asked, and looked up' },
      }),
    )
  await take(
    stage,
    plot,
    watch,
    'consent',
    told(lead, 40, 5, {
      ...{
        explainedBy: lead.name,
        explained: 'Who would know what, and that it can end at any time',
        given: 'In person',
      },
      ...{ everyName: 'yes', themselves: 'yes', tells: lead.name },
    }),
  )
  await take(
    stage,
    plot,
    watch,
    'start',
    told(lead, 70, 14, {
      ...{ briefing: 'Dial 999 at once, and do not go there', suspectTold: 'no' },
      ...{ view: 'Does not want that', suspectWhy: 'It would be known who called' },
    }),
  )

  const patrols = await begin(
    stage,
    plot,
    'police-watch',
    told(lead, 16, 5, {
      ...{ reason: 'Was followed home twice', team: 'The neighbourhood team', schedule: 'Each night, 10pm to 2am' },
      until: clock.day(21),
    }),
  )
  await take(
    stage,
    plot,
    patrols,
    'brief',
    told(lead, 46, 3, { by: lead.name, briefing: 'May come on foot', contact: 'yes' }),
  )
  await take(stage, plot, patrols, 'start', told(lead, 76, 2, { control: 'Control room', told: 'yes' }))

  const [device] = await as(stage, lead, at, ({ tx }) => deviceKinds(tx))
  const alarm = await begin(
    stage,
    plot,
    'device',
    told(lead, 15, 2, { device: device?.id ?? '', reason: 'Was followed' }),
  )
  await take(
    stage,
    plot,
    alarm,
    'issue',
    told(lead, 45, 2, {
      ...{
        serial: 'DEMO-0017',
        route: 'Police control room',
        linked: 'yes',
        trained: 'yes',
        alerts: 'yes',
        location: 'yes',
      },
    }),
  )
  await take(stage, plot, alarm, 'test', told(lead, 75, 12, { by: 'Control room', result: 'works' }))

  const [support] = await as(stage, adviser, at, ({ tx }) => supportOf(tx, plot.caseId))
  if (!support) return
  const room = await begin(
    stage,
    plot,
    'sanctuary',
    told(adviser, 12, 5, {
      ...{ needs: 'Wants to stay near the school', landlord: 'The council, which agrees' },
    }),
  )
  const steps: readonly [code: string, by: Player, answers: Typed][] = [
    ['test', adviser, { safe: 'yes', choice: 'yes', lives: 'no' }],
    ['sign', lead, { by: 'Crime reduction', opinion: 'Can be made safe' }],
    ['second-sign', adviser, { by: 'Specialist', opinion: 'Agrees' }],
    ['consult', adviser, { partner: 'Fire service', said: 'The ways out are wide enough' }],
    [
      'approve',
      adviser,
      {
        ...{ support: support.value, partners: 'Council fits, police answer', works: 'A room, a door, lights' },
        ...{ standard: 'Works manual, version 3', cost: '1850', funder: 'Council' },
      },
    ],
    ['fit', adviser, { fittedBy: 'Hollowmere Works (invented)', room: 'yes', shown: 'yes' }],
    ['inspect', lead, { by: 'Fire service', certificate: 'Kept by the council', fire: 'yes' }],
    ['mark', adviser, { asked: 'Police control room\nFire control\nAmbulance control\nCouncil' }],
  ]
  for (const [index, [code, by, answers]] of steps.entries())
    await take(stage, plot, room, code, told(by, 100 + index * 10, 3, answers))
  await as(stage, adviser, later(at, 200), async ({ tx, now, actor }) => {
    for (const { id } of (await marksOf(tx, plot.caseId, room)).slice(0, 2))
      await confirmMark(tx, plot.caseId, id, {
        ...{
          confirmedOn: londonDay(now),
          confirmedHow: 'By telephone',
          neverSet: false,
          confirmedBy: actor.id,
          confirmedAt: now,
        },
      })
  })
}
