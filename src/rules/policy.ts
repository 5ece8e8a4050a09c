/** What an area may set, as one plain value. Names, words, defaults and limits are in local-policy. */
export type Policy = {
  reviewDaysHigh: number
  reviewDaysMedium: number
  reviewDaysStandard: number
  postSeparationMonths: number
  triggerReviewMediumWorkingDays: number
  triggerReviewStandardWorkingDays: number
  releaseHoursHigh: number
  releaseHoursMedium: number
  shiftStarts: number[]
  escalationIncidents: number
  escalationMonths: number
  repeatMonths: number
  repeatNeedsCrime: boolean
  failedAttempts: number
  orderLeadDays: number[]
  shortOrderLeadDays: number[]
  shortOrderMaxDays: number
  trialLeadDays: number[]
  sentenceLeadDays: number[]
  releaseLeadDays: number[]
  bailLeadDays: number[]
  referralAcknowledgementHours: number
  conferenceReferralWorkingDays: number
  conferenceResearchWorkingDays: number
  adviserContactWorkingDays: number
  allocationWorkingDays: number
  suspectSpokenToWorkingDays: number
  breachResponseHours: number
  deferredCallHours: number
  victimUpdateWorkingDays: number
  amberWarningHour: number
  backstopHour: number
  checklistThreshold: number
  smallNumber: number
  complexMeetingWorkingDays: number
  releaseApprovalDays: number
  lookListNames: boolean
  draftDays: number
  misuseAnswerWorkingDays: number
  misuseExplanationWorkingDays: number
}
export type PolicyName = keyof Policy
