/** What can be explained with a telling, ticked as it is said (VC-19): what was sent is not what was understood. */
export const points = {
  'what happened': 'What was decided, and when',
  conditions: 'What each condition means: who, where, until when',
  'no conditions': 'That no conditions protect them now',
  breach: 'What to do if a condition is broken: 999 at once, then tell us',
  responsibility: 'That keeping to the conditions is up to the person bound by them, never up to them',
  'what next': 'What comes next, and when we will be in touch',
  reasons: 'The reasons, in words that they understood',
  review: 'How to ask for the decision to be looked at again',
  support: 'Who can help, and how to reach them',
} as const
export type Point = keyof typeof points
export const isPoint = (text: string): text is Point => Object.hasOwn(points, text)

/** What belongs to a release or to anything with conditions; the rest is for each telling. */
export const pointsFor = (told: { isRelease: boolean; hasConditions: boolean; isDecision: boolean }): Point[] => [
  'what happened',
  ...(told.hasConditions ? (['conditions', 'breach', 'responsibility'] as const) : []),
  ...(told.isRelease && !told.hasConditions ? (['no conditions', 'breach'] as const) : []),
  ...(told.isDecision ? (['reasons', 'review'] as const) : []),
  'what next',
  'support',
]
