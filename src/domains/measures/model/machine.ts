import type { Policy, PolicyName } from '../../../rules/policy.ts'

/** What an area sets for how long a measure may wait in a state (INV-61, TD-07). */
export type LongestName = Extract<
  PolicyName,
  | 'measureNextDays'
  | 'watchReviewDays'
  | 'watchToldDays'
  | 'policeWatchDays'
  | 'sanctuaryReviewDays'
  | 'markConfirmDays'
  | 'urgentMarkDays'
  | 'deviceGapDays'
  | 'deviceLostDays'
  | 'tagReviewDays'
>
export type Longest = Pick<Policy, LongestName>

/** One question of a step. `ask` is what to say where it is left empty; without it the answer may be left out. */
export type Field = {
  name: string
  label: string
  hint?: string
  kind: 'line' | 'area' | 'pick' | 'tick' | 'pounds' | 'lines' | 'day'
  options?: readonly { value: string; text: string; hint?: string }[]
  ask?: string
  /** Answers with which the step cannot be taken, and what to do instead. */
  stops?: Readonly<Record<string, string>>
  /** It goes to people outside: it names nobody of the case and no street. */
  isPublic?: boolean
  /** The name of somebody outside: nobody of the case. */
  isOutsider?: boolean
  /** The case itself answers it: what stood there at that time is kept with the step. */
  isGiven?: boolean
  /** Not asked any more. What was answered once is shown. */
  isRetired?: boolean
  /** By it a call from the device is known: three letters or digits at least. */
  isDeviceNumber?: boolean
  /** Shown to whoever takes a call: it holds nothing that is protected in the case. */
  isForCalls?: boolean
  /** Of a day until which something holds: at most so far ahead. */
  longest?: LongestName
}

export type Step = {
  code: string
  /** Empty: the step with which a measure begins. */
  from: readonly string[]
  /** Empty where it leaves the measure where it is. */
  to: string
  /** It puts nothing off: what came next comes no later than before. */
  keepsDay?: boolean
  /** What is done by it, as its button says it. */
  text: string
  fields: readonly Field[]
  isWarning?: boolean
  /** Taken by somebody else than whoever took these. */
  notBy?: readonly string[]
  /** Only after this one was taken, and what to say until then. */
  needsStep?: { code: string; says: string }
  /** Only while partners hold a mark; or, where false, only while none does. */
  whenMarked?: boolean
  /** Only while somebody else would still be left in the watch. */
  needsOthers?: boolean
  /** Only when every partner has confirmed what they were asked. */
  needsPartners?: boolean
  /** Asks the partners to do something about their mark of the address. */
  asksPartners?: 'set' | 'take off'
}

export type Kind = {
  code: string
  name: string
  about: string
  /** The states that it goes through when all goes well, in order: the picture. */
  path: readonly string[]
  states: Readonly<Record<string, string>>
  /** What comes next in each state, for whoever has the duty; a state without one is an end. */
  next: Readonly<Record<string, string>>
  steps: readonly Step[]
  /** The area’s longest time in a state; in any other it is that of every measure. */
  longest: Readonly<Partial<Record<string, LongestName>>>
  /** States that never outlast the day that stands under `until`. */
  ends?: readonly string[]
  /** The question of its first step whose answer is what it is called. */
  calledBy?: string
  /** Nothing that is written in it may hold an address, a postcode or a number. */
  holdsNoPlace?: boolean
}

const yes = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
]
const unsure = [...yes, { value: 'not sure', text: 'Not sure' }]

export const line = (name: string, label: string, ask?: string, hint?: string): Field => ({
  ...{ name, label, kind: 'line' },
  ...(ask && { ask }),
  ...(hint && { hint }),
})
export const area = (name: string, label: string, ask?: string, hint?: string): Field => ({
  ...line(name, label, ask, hint),
  kind: 'area',
})
export const pounds = (name: string, label: string, ask?: string): Field => ({
  ...line(name, label, ask),
  kind: 'pounds',
})
export const onDay = (name: string, label: string, ask: string, hint: string): Field => ({
  ...line(name, label, ask, hint),
  kind: 'day',
})
export const tick = (name: string, label: string, ask: string): Field => ({ ...line(name, label, ask), kind: 'tick' })
export const oneOf = (
  name: string,
  label: string,
  ask: string,
  options: readonly string[] | readonly { value: string; text: string; hint?: string }[],
  hint?: string,
): Field => ({
  ...line(name, label, ask, hint),
  kind: 'pick',
  options: options.map((each) => (typeof each === 'string' ? { value: each, text: each } : each)),
})
/** A question that stops the step unless it is answered so. */
export const mustBe = (answer: 'yes' | 'no', name: string, label: string, instead: string, hint?: string): Field => ({
  ...oneOf(name, label, 'Select an answer', answer === 'no' ? unsure : yes, hint),
  stops: Object.fromEntries(unsure.filter(({ value }) => value !== answer).map(({ value }) => [value, instead])),
})
export const yesOrNo = (name: string, label: string, ask: string, hint?: string): Field =>
  oneOf(name, label, ask, yes, hint)

/** A step that is written down and leaves the measure where it is. */
export const stays = (code: string, from: readonly string[], text: string, fields: readonly Field[]): Step => ({
  ...{ code, from, to: '', text, fields, keepsDay: true },
})
