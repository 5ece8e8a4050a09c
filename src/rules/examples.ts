import type { Example } from './rule.ts'

const christmasEve = { because: 'Christmas Eve 2026, with 25 and 28 December off', happened: '2026-12-24T15:50' }
const clocksGoForward = {
  because: 'the night the clocks go forward in 2027, with Easter Monday to come',
  happened: '2027-03-27T23:30',
}

/** What the usual clocks make of two awkward nights. */
export const examples = {
  nextShift: [
    { ...christmasEve, safetyDue: '2026-12-25T07:00:00' },
    { ...clocksGoForward, safetyDue: '2027-03-28T15:00:00' },
  ],
  oneHour: [
    { ...christmasEve, safetyDue: '2026-12-24T16:50:00' },
    { ...clocksGoForward, safetyDue: '2027-03-28T00:30:00' },
  ],
  sameDay: [
    { ...christmasEve, safetyDue: '2026-12-24T23:59:59' },
    { ...clocksGoForward, safetyDue: '2027-03-27T23:59:59' },
  ],
  oneWorkingDay: [
    { ...christmasEve, safetyDue: '2026-12-29T23:59:59' },
    { ...clocksGoForward, safetyDue: '2027-03-30T23:59:59' },
  ],
  namedDay: [
    {
      because: 'a day that was named, Christmas Day',
      happened: '2026-12-20T11:00',
      named: '2026-12-25',
      safetyDue: '2026-12-25T23:59:59',
    },
    {
      because: 'a day that was named, on which the clocks go forward',
      happened: '2027-03-01T11:00',
      named: '2027-03-28',
      safetyDue: '2027-03-28T23:59:59',
    },
  ],
  review: [
    { ...christmasEve, grade: 'high', safetyDue: '2026-12-24T23:59:59' },
    { ...christmasEve, grade: 'medium', safetyDue: '2026-12-29T23:59:59' },
    { ...clocksGoForward, grade: 'standard', safetyDue: '2027-04-01T23:59:59' },
  ],
} satisfies Record<string, Example[]>
