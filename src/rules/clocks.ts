import type { ClockByGrade, SimpleClock, StartsFrom } from './rule.ts'

/** Any telling but a release: by the end of the shift after the one in which it became known. */
export const nextShift: SimpleClock = { kind: 'endOfNextShift', from: 'known' }

/** Someone is out: tell before harm can be done. */
export const release: ClockByGrade = {
  kind: 'byGrade',
  high: { kind: 'hours', count: 'releaseHoursHigh', from: 'known' },
  medium: { kind: 'hours', count: 'releaseHoursMedium', from: 'known' },
  standard: { kind: 'endOfDay', from: 'known' },
}

/** A review after something has changed. */
export const triggerReview: ClockByGrade = {
  kind: 'byGrade',
  high: { kind: 'endOfDay', from: 'raised' },
  medium: { kind: 'workingDays', count: 'triggerReviewMediumWorkingDays', from: 'raised' },
  standard: { kind: 'workingDays', count: 'triggerReviewStandardWorkingDays', from: 'raised' },
}

/** The next review when nothing has changed. */
export const interval: ClockByGrade = {
  kind: 'byGrade',
  afterSeparation: true,
  high: { kind: 'days', count: 'reviewDaysHigh', from: 'happened' },
  medium: { kind: 'days', count: 'reviewDaysMedium', from: 'happened' },
  standard: { kind: 'days', count: 'reviewDaysStandard', from: 'happened' },
}

export const workingDays = (count: number, from: StartsFrom, standardCount: number): SimpleClock => ({
  kind: 'workingDays',
  count,
  standardCount,
  from,
})
export const sameDay: SimpleClock = { kind: 'endOfDay', from: 'raised' }
/** The day that the entry names. */
export const namedDay: SimpleClock = { kind: 'endOfDay', from: 'date' }
