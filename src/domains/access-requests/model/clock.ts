import { addDays, addMonths } from '../../../rules/days.ts'
import type { Source } from '../../../rules/rule.ts'

/** How long an answer may take. The clock starts on the day on which it is known who asks. */
export const clock: { months: number; furtherMonths: number; source: Source; confidence: string } = {
  months: 1,
  furtherMonths: 2,
  source: {
    title: 'UK GDPR',
    section:
      'Art. 12(3), read with the Data (Use and Access) Act 2025: one month from when it is known who asks, and two more where it is complex',
    url: 'https://www.legislation.gov.uk/eur/2016/679/article/12',
  },
  confidence: 'HIGH',
}
export const dueOn = (identityOn: string): string => addMonths(identityOn, clock.months)
export const dueWhenExtended = (identityOn: string): string => addMonths(identityOn, clock.months + clock.furtherMonths)

/**
 * Some answers say little because little is held, and some because little may be said. So that the day does not tell
 * which, each of them leaves on the same day after it was known who asked (S-25).
 */
const quietDays = 21
export const earliestOn = (
  identityOn: string,
  { standing, answer }: { standing: string | null; answer: string | null },
): string => (standing === 'harmed' && answer === 'pack' ? identityOn : addDays(identityOn, quietDays))
