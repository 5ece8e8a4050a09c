import { z } from 'zod'
import type { Policy, PolicyName } from '../rules/policy.ts'

export type { Policy, PolicyName }

type Value<Kind> = {
  words: string
  schema: z.ZodType<Kind>
  default: Kind
  source: string
  confidence: 'HIGH' | 'MEDIUM' | 'UNCERTAIN'
}

const whole = (least: number, most: number) =>
  z.coerce.number().int('Enter a whole number').min(least, `Enter ${least} or more`).max(most, `Enter ${most} or less`)
const leadDays = z
  .array(whole(1, 365))
  .min(1, 'Enter at least one number of days')
  .max(6, 'Enter six numbers of days or fewer')
const ours = 'No law: our own choice, for the area to set'

const numberOf = (
  words: string,
  [least, usual, most]: [number, number, number],
  source = ours,
  confidence: Value<number>['confidence'] = 'MEDIUM',
): Value<number> => ({ words, schema: whole(least, most), default: usual, source, confidence })

const leads = (words: string, usual: number[], source: string): Value<number[]> => ({
  words,
  schema: leadDays,
  default: usual,
  source,
  confidence: 'MEDIUM',
})

/** Every value that an area may set: what it means, what may be entered, what holds until it is set. */
export const policyValues: { [name in PolicyName]: Value<Policy[name]> } = {
  reviewDaysHigh: numberOf('Days between risk reviews at high', [1, 7, 14]),
  reviewDaysMedium: numberOf('Days between risk reviews at medium', [1, 28, 56]),
  reviewDaysStandard: numberOf('Days between risk reviews at standard', [1, 90, 180]),
  postSeparationMonths: numberOf('Months after a separation with reviews one level more often', [1, 6, 24]),
  triggerReviewMediumWorkingDays: numberOf('Working days to review after a change, at medium', [0, 1, 3]),
  triggerReviewStandardWorkingDays: numberOf('Working days to review after a change, at standard', [0, 3, 5]),
  releaseHoursHigh: numberOf('Hours to tell of a release, at high or with no level yet', [1, 1, 4]),
  releaseHoursMedium: numberOf('Hours to tell of a release, at medium', [1, 4, 12]),
  shiftStarts: {
    words: 'Hours of the day at which a shift begins',
    schema: z
      .array(whole(0, 23))
      .min(1, 'Enter at least one hour')
      .refine(
        (hours) => hours.every((hour, index) => index === 0 || hour > (hours[index - 1] ?? 24)),
        'Enter the hours in order, each once',
      ),
    default: [7, 15, 23],
    source: ours,
    confidence: 'MEDIUM',
  },
  escalationIncidents: numberOf(
    'Incidents that make an escalation',
    [2, 3, 10],
    'SafeLives referral criteria; areas vary',
    'HIGH',
  ),
  escalationMonths: numberOf(
    'Months in which those incidents are counted',
    [3, 12, 24],
    'SafeLives referral criteria; areas vary',
    'HIGH',
  ),
  repeatMonths: numberOf(
    'Months after the last conference referral in which any abuse is a repeat',
    [12, 12, 24],
    'SafeLives definition of a repeat',
    'HIGH',
  ),
  repeatNeedsCrime: {
    words: 'A repeat must be a crime, as in the older definition',
    schema: z.boolean(),
    default: false,
    source: 'SafeLives definition of a repeat; some areas still use the older one',
    confidence: 'HIGH',
  },
  failedAttempts: numberOf('Failed attempts to reach the victim before a supervisor decides', [1, 3, 5]),
  orderLeadDays: leads(
    'Days before an order ends to ask what follows',
    [56, 28, 7],
    'College of Policing APP: ahead of expiry',
  ),
  shortOrderLeadDays: leads(
    'The same for an order of a few weeks',
    [10, 5, 1],
    'Orders of 14 to 28 days: weeks are too long',
  ),
  shortOrderMaxDays: numberOf(
    'Longest order that counts as short, in days',
    [28, 28, 60],
    'Crime and Security Act 2010 s.28: 14 to 28 days',
    'HIGH',
  ),
  trialLeadDays: leads('Days before a trial to review', [28, 14, 2], 'College of Policing APP: approach of a trial'),
  sentenceLeadDays: leads('Days before sentence to review', [2], 'College of Policing APP: sentencing'),
  releaseLeadDays: leads(
    'Days before a release from prison to review',
    [28, 14, 2],
    'College of Policing APP: before release',
  ),
  bailLeadDays: leads('Days before police bail ends to review', [7, 1], ours),
  referralAcknowledgementHours: numberOf('Hours for an agency to acknowledge a referral', [1, 24, 72]),
  conferenceReferralWorkingDays: numberOf('Working days to refer to the conference', [0, 1, 3]),
  conferenceResearchWorkingDays: numberOf(
    'Working days for agencies to return their research',
    [1, 8, 15],
    'Older SafeLives guidance on the agenda',
    'UNCERTAIN',
  ),
  adviserContactWorkingDays: numberOf(
    'Working days for an adviser to try to reach a referred victim',
    [1, 2, 5],
    'Common practice before a conference',
    'UNCERTAIN',
  ),
  allocationWorkingDays: numberOf('Working days to give a crime at high risk to an officer', [0, 1, 5]),
  suspectSpokenToWorkingDays: numberOf('Working days to speak to the suspect of a crime', [1, 5, 20]),
  breachResponseHours: numberOf('Hours to act on a reported breach', [1, 1, 12]),
  deferredCallHours: numberOf('Hours that a call may be put off', [1, 1, 12]),
  victimUpdateWorkingDays: numberOf('Working days to answer a victim who asks for news', [0, 1, 3]),
  amberWarningHour: numberOf('Hour of the last day at which supervisors are warned', [9, 16, 20]),
  backstopHour: numberOf('Hour by which the contact lead tells when another body is late', [9, 17, 20]),
  checklistThreshold: numberOf(
    'Yes answers on the SafeLives checklist that open the conference door',
    [10, 14, 17],
    'SafeLives Dash: 14 of 24. A departure is shown wherever the score is',
    'HIGH',
  ),
  complexMeetingWorkingDays: numberOf('Working days to hold the meeting on a complex case', [1, 5, 10]),
  fileSplitWorkingDays: numberOf('Working days to split a file that is about two people', [1, 5, 10]),
  releaseApprovalDays: numberOf('Days for which the approval of a release outside holds', [1, 3, 10]),
  lookListNames: {
    words: 'The list of who looked that is given to the person names the workers',
    schema: z.boolean(),
    default: false,
    source: ours,
    confidence: 'MEDIUM',
  },
  smallNumber: numberOf('Published counts below this are hidden', [5, 5, 20], 'Common disclosure control', 'MEDIUM'),
  draftDays: numberOf('Days for which a form that was begun and not sent is kept for its writer', [1, 7, 28]),
  misuseAnswerWorkingDays: numberOf('Working days to a first answer where looks are worth a question', [1, 3, 10]),
  misuseExplanationWorkingDays: numberOf('Working days for the explanation of such looks', [1, 10, 20]),
  measureNextDays: numberOf(
    'Most days to the next step of a measure that protects, where nothing shorter is set',
    [7, 92, 366],
  ),
  watchReviewDays: numberOf(
    'Most days until a cocoon watch that is on is looked at again, and consent asked anew',
    [1, 28, 56],
  ),
  watchToldDays: numberOf('Most days to tell those who knew of a cocoon watch that it is over', [1, 2, 7]),
  policeWatchDays: numberOf('Most days from one patrol, visit or review of a police watch to the next', [1, 7, 14]),
  sanctuaryReviewDays: numberOf('Most days until a sanctuary is renewed, with each partner', [28, 182, 366]),
  markConfirmDays: numberOf(
    'Most days for partners to confirm a mark for an immediate response, or that it is off',
    [1, 7, 14],
  ),
  urgentMarkDays: numberOf(
    'Most days for which an urgent-response mark stands before it is renewed or taken off',
    [1, 28, 92],
  ),
  deviceGapDays: numberOf(
    'Most days to test a device that was given out, or to replace one that is faulty or shut',
    [1, 7, 14],
  ),
  deviceLostDays: numberOf('Most days to shut the number of a lost device and tell the control room', [1, 1, 3]),
  tagReviewDays: numberOf('Most days until a proximity tag is looked at again', [1, 28, 56]),
  whereaboutsDays: numberOf('Days after which word of where a suspect was is too old to rely on', [1, 7, 28]),
  missingReportHours: numberOf('Hours to confirm that somebody who was reported missing is safe and well', [1, 1, 24]),
  missingReportKeptDays: numberOf(
    'Days for which a report of somebody missing is kept once it was answered',
    [1, 31, 366],
  ),
}

const defaultOf = <Name extends PolicyName>(name: Name): Policy[Name] => policyValues[name].default

/** What holds where an area has set nothing. Every value is named here: none is guessed. */
export const defaultPolicy: Policy = {
  reviewDaysHigh: defaultOf('reviewDaysHigh'),
  reviewDaysMedium: defaultOf('reviewDaysMedium'),
  reviewDaysStandard: defaultOf('reviewDaysStandard'),
  postSeparationMonths: defaultOf('postSeparationMonths'),
  triggerReviewMediumWorkingDays: defaultOf('triggerReviewMediumWorkingDays'),
  triggerReviewStandardWorkingDays: defaultOf('triggerReviewStandardWorkingDays'),
  releaseHoursHigh: defaultOf('releaseHoursHigh'),
  releaseHoursMedium: defaultOf('releaseHoursMedium'),
  shiftStarts: defaultOf('shiftStarts'),
  escalationIncidents: defaultOf('escalationIncidents'),
  escalationMonths: defaultOf('escalationMonths'),
  repeatMonths: defaultOf('repeatMonths'),
  repeatNeedsCrime: defaultOf('repeatNeedsCrime'),
  failedAttempts: defaultOf('failedAttempts'),
  orderLeadDays: defaultOf('orderLeadDays'),
  shortOrderLeadDays: defaultOf('shortOrderLeadDays'),
  shortOrderMaxDays: defaultOf('shortOrderMaxDays'),
  trialLeadDays: defaultOf('trialLeadDays'),
  sentenceLeadDays: defaultOf('sentenceLeadDays'),
  releaseLeadDays: defaultOf('releaseLeadDays'),
  bailLeadDays: defaultOf('bailLeadDays'),
  referralAcknowledgementHours: defaultOf('referralAcknowledgementHours'),
  conferenceReferralWorkingDays: defaultOf('conferenceReferralWorkingDays'),
  conferenceResearchWorkingDays: defaultOf('conferenceResearchWorkingDays'),
  adviserContactWorkingDays: defaultOf('adviserContactWorkingDays'),
  allocationWorkingDays: defaultOf('allocationWorkingDays'),
  suspectSpokenToWorkingDays: defaultOf('suspectSpokenToWorkingDays'),
  breachResponseHours: defaultOf('breachResponseHours'),
  deferredCallHours: defaultOf('deferredCallHours'),
  victimUpdateWorkingDays: defaultOf('victimUpdateWorkingDays'),
  amberWarningHour: defaultOf('amberWarningHour'),
  backstopHour: defaultOf('backstopHour'),
  checklistThreshold: defaultOf('checklistThreshold'),
  complexMeetingWorkingDays: defaultOf('complexMeetingWorkingDays'),
  fileSplitWorkingDays: defaultOf('fileSplitWorkingDays'),
  releaseApprovalDays: defaultOf('releaseApprovalDays'),
  lookListNames: defaultOf('lookListNames'),
  smallNumber: defaultOf('smallNumber'),
  draftDays: defaultOf('draftDays'),
  misuseAnswerWorkingDays: defaultOf('misuseAnswerWorkingDays'),
  misuseExplanationWorkingDays: defaultOf('misuseExplanationWorkingDays'),
  measureNextDays: defaultOf('measureNextDays'),
  watchReviewDays: defaultOf('watchReviewDays'),
  watchToldDays: defaultOf('watchToldDays'),
  policeWatchDays: defaultOf('policeWatchDays'),
  sanctuaryReviewDays: defaultOf('sanctuaryReviewDays'),
  markConfirmDays: defaultOf('markConfirmDays'),
  urgentMarkDays: defaultOf('urgentMarkDays'),
  deviceGapDays: defaultOf('deviceGapDays'),
  deviceLostDays: defaultOf('deviceLostDays'),
  tagReviewDays: defaultOf('tagReviewDays'),
  whereaboutsDays: defaultOf('whereaboutsDays'),
  missingReportHours: defaultOf('missingReportHours'),
  missingReportKeptDays: defaultOf('missingReportKeptDays'),
}
