import { needCodes } from '../../risk/index.ts'
import type { Item } from './menu.ts'

const all: Item['levels'] = ['standard', 'medium', 'high']
const upper: Item['levels'] = ['medium', 'high']
const high: Item['levels'] = ['high']

/**
 * The menu with which Waymark begins, in words of our own (RM-04, RR-01 to RR-19). An area changes it on a screen; this is
 * version 1 for ever.
 */
export const firstMenu: readonly Item[] = [
  // RR-01
  {
    ...{ code: 'arrest', side: 'reported', levels: upper, least: high, leads: 'police', place: 'justice' },
    name: 'Arrest, where there are grounds',
    purpose: 'Takes the person reported away from whoever they harm, and lets police put conditions on a release.',
    answers: ['sign:threatToKill', 'sign:strangled', 'trigger:after-new-abuse'],
  },
  // RR-02
  {
    ...{ code: 'restraining-order', side: 'reported', levels: upper, least: [], leads: 'cps', place: 'orders' },
    name: 'Ask the court for a restraining order',
    purpose: 'Goes on protecting after the proceedings. What the person harmed wants of it is asked in good time.',
    answers: ['trigger:after-charge', 'trigger:before-trial', 'trigger:before-sentence'],
  },
  // RR-03
  {
    ...{ code: 'act-on-breaches', side: 'reported', levels: all, least: all, leads: 'police', place: 'justice' },
    name: 'Act on each breach of bail or an order',
    purpose: 'Shows at once that a condition holds. A breach that looks invited is still one by whoever is bound.',
    answers: ['trigger:after-new-abuse', 'trigger:after-release-by-police', 'trigger:after-an-order'],
  },
  // RR-04
  {
    ...{ code: 'fast-response', side: 'harmed', levels: upper, least: high, leads: 'police', place: null },
    name: 'Arrange a fast answer to calls',
    purpose: 'A mark for the control room at the person and where they live, with its end and a day to look again.',
    answers: [
      'sign:threatToKill',
      'sign:firearm',
      'trigger:after-release-by-police',
      'trigger:after-release-from-prison',
    ],
  },
  // RR-05
  {
    ...{ code: 'intimidation', side: 'reported', levels: all, least: [], leads: 'police', place: 'incidents' },
    name: 'Look into pressure on a witness',
    purpose: 'Whoever wants to withdraw may have been made to. Each sign of pressure is investigated soon and in full.',
    answers: ['trigger:after-withdrawal', 'trigger:after-charge', 'trigger:before-trial'],
  },
  // RR-06
  {
    ...{ code: 'home-security', side: 'harmed', levels: upper, least: high, leads: 'police', place: 'referrals' },
    name: 'Make the home harder to get into',
    purpose: 'Locks, lights, doors, letter boxes and fire, looked at in the home with whoever lives there.',
    answers: ['danger:children', 'need:housing', 'trigger:around-separation', 'trigger:after-release-by-police'],
  },
  // RR-07
  {
    ...{ code: 'place-of-safety', side: 'harmed', levels: high, least: [], leads: 'advocacy', place: 'referrals' },
    name: 'A place to go to',
    purpose: 'Take them, their children and animals somewhere else if they want that. Where it is stays protected.',
    answers: ['sign:threatToKill', 'sign:firearm', 'danger:victim', 'need:housing', 'trigger:around-separation'],
  },
  // RR-08
  {
    ...{ code: 'missing-report', side: 'harmed', levels: upper, least: high, leads: 'police', place: null },
    name: 'Be ready for a report that they are missing or ill',
    purpose: 'Whoever does harm may have police look for them. The control room asks here before it makes any enquiry.',
    answers: ['trigger:around-separation'],
  },
  // RR-09
  {
    ...{ code: 'protection-notice', side: 'reported', levels: all, least: upper, leads: 'police', place: 'orders' },
    name: 'Weigh a protection notice and order',
    purpose: 'Protects where there is no charge or bail, and gives the person harmed time. The hearing follows fast.',
    answers: ['trigger:after-release-by-police', 'trigger:before-bail-ends', 'trigger:after-a-decision-to-stop'],
  },
  // RR-10
  {
    ...{ code: 'specialist-order', side: 'reported', levels: high, least: [], leads: 'police', place: 'orders' },
    name: 'Weigh a specialist civil order',
    purpose:
      'Orders against stalking, violence or sexual harm may fit better than the usual ones. Ask the legal team which.',
    answers: ['danger:partner', 'trigger:after-release-from-prison'],
  },
  // RR-11
  {
    ...{ code: 'safety-plan', side: 'harmed', levels: all, least: all, leads: 'advocacy', place: 'safety-plans' },
    name: 'Offer to make a safety plan with them',
    purpose:
      'It is done once it was offered. What they decided, and whether there is a plan, stands with the plan alone.',
    answers: ['danger:victim', 'danger:children', 'trigger:around-separation', 'trigger:after-new-abuse'],
  },
  // RR-12
  {
    ...{ code: 'offer-support', side: 'harmed', levels: all, least: all, leads: 'advocacy', place: 'referrals' },
    name: 'Offer support, and offer it again',
    purpose: 'Many say yes at the third or fourth time. A no is written down as a choice, with when to ask again.',
    answers: ['trigger:after-withdrawal', 'trigger:after-a-decision-to-stop'],
  },
  // RR-13
  {
    ...{ code: 'refer', side: 'harmed', levels: all, least: upper, leads: 'advocacy', place: 'referrals' },
    name: 'Refer to who can help',
    purpose:
      'Advice, housing, health, money, immigration: with what they agreed to, until somebody there has answered.',
    answers: ['danger:victim', 'danger:family', ...needCodes.map((code) => `need:${code}`)],
  },
  // RR-14
  {
    ...{ code: 'conference', side: 'harmed', levels: high, least: high, leads: 'conference', place: 'referrals' },
    name: 'Refer to the risk conference',
    purpose: 'All agencies put together what each knows: at high, when it gets worse, and when it happens again.',
    answers: ['sign:threatToKill', 'sign:strangled', 'trigger:after-new-abuse'],
  },
  // RR-15
  {
    ...{ code: 'prison', side: 'reported', levels: [], least: [], leads: 'prison', place: 'justice' },
    name: 'Work with the prison',
    purpose:
      'Calls and letters that are watched, what is heard inside, and who there tells us of a release that moves.',
    answers: ['trigger:before-release-from-prison', 'trigger:after-trial-or-sentence'],
  },
  // RR-16
  {
    ...{ code: 'two-plans', side: 'reported', levels: [], least: [], leads: 'probation', place: 'justice' },
    name: 'Two plans before anybody is let out',
    purpose: 'One for the person harmed and one for managing the person who harms. Both are new enough on the day.',
    answers: ['trigger:before-release-from-prison', 'trigger:before-sentence'],
  },
  // RR-17
  {
    ...{ code: 'offender-management', side: 'reported', levels: high, least: [], leads: 'probation', place: null },
    name: 'Join up with who manages them already',
    purpose:
      'Ask public protection and offender management whether they have this person, and tell them what is known.',
    answers: ['danger:partner', 'danger:workers', 'trigger:after-release-from-prison'],
  },
  // RR-18
  {
    ...{ code: 'property', side: 'harmed', levels: [], least: [], leads: 'police', place: null },
    name: 'Fetch or hand over belongings with somebody there',
    purpose: 'A day, a list, a place that is nobody’s home, and somebody beside them. Never the two of them alone.',
    answers: ['trigger:around-separation', 'trigger:after-an-order'],
  },
  // RR-19
  {
    ...{ code: 'after-separation', side: 'harmed', levels: [], least: [], leads: 'advocacy', place: 'risk' },
    name: 'Look more often after a separation',
    purpose: 'Abuse often goes on or grows when they part. For some months look one level more often, at children too.',
    answers: ['trigger:around-separation'],
  },
  // What answers the other signs.
  {
    ...{ code: 'throat', side: 'harmed', levels: [], least: [], leads: 'health', place: 'referrals' },
    name: 'A doctor after pressure on the throat',
    purpose: 'Harm inside can show hours or days later, and without a mark. Say so, and help them to be seen today.',
    answers: ['sign:strangled'],
  },
  {
    ...{ code: 'firearms', side: 'reported', levels: [], least: [], leads: 'police', place: 'entries' },
    name: 'Look for firearms and licences',
    purpose: 'Ask who holds a licence, at every address that is known, and take away what should not be there.',
    answers: ['sign:firearm', 'sign:threatToKill'],
  },
  {
    ...{ code: 'suicide', side: 'harmed', levels: [], least: [], leads: 'health', place: 'referrals' },
    name: 'Help now with thoughts of suicide',
    purpose: 'Ask plainly, stay with them, and get them to help today. It is no reason to wait with anything else.',
    answers: ['sign:selfHarm', 'need:mind'],
  },
  {
    ...{ code: 'their-suicide', side: 'reported', levels: [], least: [], leads: 'health', place: null },
    name: 'Ask for care for the person reported',
    purpose: 'Whoever speaks of their own death may take others along. Health and police know of it the same day.',
    answers: ['danger:self'],
  },
  {
    ...{ code: 'children', side: 'harmed', levels: [], least: [], leads: 'council', place: 'referrals' },
    name: 'Tell children’s services and the school',
    purpose: 'A child who sees, hears or feels it is harmed by it. Who fetches them, and who may not, is known there.',
    answers: ['danger:children', 'need:children'],
  },
  {
    ...{ code: 'family', side: 'harmed', levels: [], least: [], leads: 'advocacy', place: 'referrals' },
    name: 'Think of other family',
    purpose: 'Parents, brothers and sisters who took their part may be next. Ask what each of them needs to know.',
    answers: ['danger:family'],
  },
  {
    ...{ code: 'new-partner', side: 'reported', levels: [], least: [], leads: 'police', place: null },
    name: 'Think of a new partner',
    purpose: 'Somebody else may be harmed next, and may have a right to be told under the disclosure scheme.',
    answers: ['danger:partner', 'trigger:after-a-new-relationship'],
  },
  {
    ...{ code: 'workers', side: 'reported', levels: [], least: [], leads: 'police', place: 'entries' },
    name: 'Nobody visits alone',
    purpose: 'Whoever works with them is told what to look out for, goes in pairs, and says when they are back.',
    answers: ['danger:workers'],
  },
]
