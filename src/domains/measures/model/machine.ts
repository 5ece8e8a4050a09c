/** One question of a step. `ask` is what to say where it is left empty; without it the answer may be left out. */
export type Field = {
  name: string
  label: string
  hint?: string
  kind: 'line' | 'area' | 'pick' | 'tick' | 'pounds' | 'lines'
  options?: readonly { value: string; text: string; hint?: string }[]
  ask?: string
  /** Answers with which the step cannot be taken, and what to do instead. */
  stops?: Readonly<Record<string, string>>
  /** It goes to people outside: it names nobody of the case and no street. */
  isPublic?: boolean
}

export type Step = {
  code: string
  /** Empty: the step with which a measure begins. */
  from: readonly string[]
  to: string
  /** What is done by it, as its button says it. */
  text: string
  fields: readonly Field[]
  isWarning?: boolean
  /** Taken by somebody else than whoever took these. */
  notBy?: readonly string[]
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
