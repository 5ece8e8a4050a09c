import { wordsIn } from '../../../rules/words.ts'
import { doingsIn } from './doings.ts'
import type { Words } from './entries.ts'
import { levelIn } from './levels.ts'
import type { Event } from './read.ts'
import { type Telling, toldInPassing, toldOnAsking } from './telling.ts'
import type { Before } from './types.ts'

/** What an account says besides: a level, safety measures, nobody on the crime. Entered first: it was so before the event. */
export const saidBesides = ({ type, what }: Event, isAssessment: boolean): Words[] => {
  const level = isAssessment ? null : levelIn(what, false)
  const plan = wordsIn(what, ['safety plan'])
  const nobody = type === 'unallocated' ? [] : wordsIn(what, ['unallocated'])
  const said: Words[] = []
  if (nobody.length > 0) said.push({ type: 'justice.investigation-left-unallocated', words: nobody })
  if (level) said.push({ type: 'risk.assessed', details: { grade: level.grade }, words: [level.words] })
  if (plan.length > 0) said.push({ type: 'safety-plans.reviewed', words: plan })
  return said
}

/** Decisions about the suspect: their accounts often end with "victim informed". */
const decisions = [
  ...['arrest', 'bail', 'bail_variation', 'charge', 'nfa', 'release_nfa', 'crime_closed', 'remand', 'conviction'],
  ...['release_prison', 'order_granted'],
]

/** What was done or told with the event, or what else it changes. Entered after it. */
export const saidAfter = (event: Event, before: Before): Words[] => {
  const { type, what } = event
  const told = decisions.includes(type) ? toldInPassing(type, what) : null
  const answered = type === 'victim_chaser' ? toldOnAsking(what) : null
  const accepted = type === 'task_transfer' ? (/\baccepted\b/i.exec(what ?? '')?.[0] ?? null) : null
  return [
    ...[told, answered].flatMap((telling) => (telling ? [tellingFrom(telling)] : [])),
    ...doingsIn(what).map((doing): Words => ({ type: 'duties.done', ...doing })),
    ...(accepted ? [{ type: 'cases.handover-accepted', words: [accepted] } satisfies Words] : []),
    ...(type === 'information' ? changesIn(event, before) : []),
  ]
}

const tellingFrom = ({ words, covers }: Telling): Words => ({
  type: 'duties.contact-read-as-telling',
  by: 'police',
  words,
  ...(covers && { details: { covers } }),
})

/** News in passing that asks for reviews (TP-09 to TP-14), or that is word of a threat, a weapon or strangulation. */
export const changesIn = ({ type, what }: Event, { charged }: Before): Words[] => {
  const danger = type === 'information' ? wordsIn(what, ['threat to kill', 'strangle', 'firearm']) : []
  const withdrawal = wordsIn(what, ['withdrawal'])
  const change = [...wordsIn(what, ['pregnancy', 'separation', 'family court']), ...(charged ? [] : withdrawal)]
  const changes: Words[] = []
  if (danger.length > 0) changes.push({ type: 'incidents.concern-raised', words: danger })
  if (change.length > 0) changes.push({ type: 'incidents.trigger-raised', words: change })
  if (charged && withdrawal.length > 0) changes.push({ type: 'justice.withdrawal-indicated', words: withdrawal })
  return changes
}
