import * as investigation from './investigation.ts'
import type { Story } from './shared.ts'

const times = (count: number, story: Story): Story[] => Array.from({ length: count }, () => story)

/** What is told, and how often: about three hundred cases. */
export const programme: readonly Story[] = [
  ...times(40, investigation.bail),
  ...times(6, investigation.bailEnding),
  ...times(4, investigation.justReleased),
  ...times(24, investigation.underInvestigation),
  ...times(6, investigation.bailBroken),
  ...times(14, investigation.lastNight),
  ...times(34, investigation.charged),
]
