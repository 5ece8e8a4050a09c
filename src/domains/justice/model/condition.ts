import { z } from 'zod'
import { readDay } from '../../../platform/times.ts'
import { londonDay } from '../../../rules/days.ts'
import {
  type Condition,
  type ConditionInput,
  conditionKinds,
  type FormAbout,
  isConditionKind,
  ranks,
} from '../../entries/index.ts'

/** How one condition changes: a new one, another in its place, or none in its place. */
export type Way = 'new' | 'vary' | 'end'

/** What is asked of every change of a condition: who decided, when, and why, in words that the victim can be told. */
export const changeForm = (ofOrder: boolean): FormAbout['form'] => ({
  group: 'Bail and breach',
  isReceived: true,
  fields: ofOrder ? [] : [{ kind: 'choice', name: 'rank', label: 'Who decided it', choices: ranks, isRequired: true }],
  account: {
    label: ofOrder ? 'Which court decided it, and why' : 'Why',
    hint: 'In words that the victim can be told',
    isRequired: true,
  },
})

const line = (longest: number) => z.string().trim().max(longest, `Write ${longest} characters or fewer`).catch('')

/** The condition itself, as typed; its kind is asked only where it is new. */
export const termForm = (now: Date, kind: string | null) =>
  z
    .object({
      kind: z.string().catch(kind ?? ''),
      about: line(200),
      plain: z.string().trim().catch(''),
      untilOn: z.string().trim().catch(''),
    })
    .transform((typed, context): ConditionInput => {
      const issue = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      const chosen = kind ?? typed.kind
      if (!isConditionKind(chosen)) issue('kind', 'Select what kind of condition it is')
      if (!typed.plain) issue('plain', 'Say in plain words what this condition means')
      if (typed.plain.length > 500) issue('plain', 'Write 500 characters or fewer')
      const until = typed.untilOn === '' ? null : readDay(typed.untilOn, now)
      if (until && 'problem' in until) issue('untilOn', until.problem)
      else if (until && until.day < londonDay(now)) issue('untilOn', 'Enter today or a later day, or leave it empty')
      return {
        kind: isConditionKind(chosen) ? chosen : 'other',
        about: typed.about || null,
        plain: typed.plain,
        untilOn: until && 'day' in until ? until.day : null,
      }
    })

export const endName = (id: string): string => `ends-${id}`

/** The conditions that were ticked as ending, of those that hold. */
export const tickedIn = (typed: Record<string, string | undefined>, holding: readonly Condition[]): Condition[] =>
  holding.filter(({ id }) => typed[endName(id)] === 'yes')

export const kindChoices = conditionKinds.map(({ kind, label }) => ({ value: kind, text: label }))
