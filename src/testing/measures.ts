import type { Kysely } from 'kysely'
import { decidedTogether } from '../domains/safe-contact/fixtures.ts'
import type { Tables } from '../platform/tables.ts'
import type { Practitioner } from './people.ts'

type Send = (path: string, form: Record<string, string>) => Promise<string>
const lastOf = (address: string): string => address.split('/').at(-1) ?? ''

/** What each step of each kind is answered with where nothing stands in the way; `owner` sees to what comes next. */
export const answersTo: Record<string, Record<string, string>> = {
  'security/begin': { item: 'Door viewer', where: 'The front door' },
  'security/approve': { provider: 'A locksmith', cost: '45.50', funder: 'The council' },
  'security/fit': { fittedBy: 'A locksmith', shown: 'yes' },
  'security/check': { checkedBy: 'The adviser' },
  'named-watch/begin': { aim: 'Somebody calls at once' },
  'named-watch/member': {
    ...{ member: 'Heather Inventada', how: 'Next door', part: 'no', reveals: 'no', linked: 'no' },
    checked: 'Asked, and looked at the list of known people',
  },
  'named-watch/consent': {
    ...{ explainedBy: 'The officer', explained: 'Who knows what, and that she can end it', given: 'In person' },
    ...{ everyName: 'yes', themselves: 'yes', tells: 'The officer' },
  },
  'named-watch/start': {
    ...{ briefing: 'To dial 999', suspectTold: 'no' },
    ...{ view: 'She does not want him to know', suspectWhy: 'It would make it worse' },
  },
  'named-watch/member-out': { stopped: 'linked', toldBy: 'The officer, at the door', neutral: 'yes', knows: 'yes' },
  'named-watch/review': { still: 'yes', found: 'It fits' },
  'named-watch/withdraw': { told: 'The officer, by telephone', instead: 'Police watch' },
  'named-watch/told': { by: 'The officer', neutral: 'yes' },
  'sanctuary/begin': { needs: 'Wants to stay near the school', landlord: 'The council, which agrees' },
  'sanctuary/test': { safe: 'yes', choice: 'yes', lives: 'no' },
  'sanctuary/sign': { by: 'Crime reduction', opinion: 'Can be made safe' },
  'sanctuary/second-sign': { by: 'A specialist', opinion: 'Agrees' },
  'sanctuary/consult': { partner: 'The fire service', said: 'The ways out are wide enough' },
  'sanctuary/approve': {
    ...{
      partners: 'Council fits, police answer',
      works: 'A room, a door, lights',
      standard: 'Manual of works, version 3',
    },
    ...{ cost: '1,850', funder: 'The council', exception: 'Threats came again' },
  },
  'sanctuary/fit': { fittedBy: 'A builder', room: 'yes', shown: 'yes' },
  'sanctuary/inspect': { by: 'The fire service', certificate: '17', fire: 'yes' },
  'sanctuary/mark': { asked: 'Police control room\nFire control\nAmbulance control\nCouncil\nRefuge service' },
  'sanctuary/install': { told: 'yes' },
  'sanctuary/renew': { found: 'Still needed' },
  'sanctuary/leave': { why: 'She moves', equipment: 'Stays' },
  'sanctuary/close': { result: 'She kept a home for two years' },
  'device/begin': { reason: 'Was followed' },
  'device/issue': {
    ...{ serial: 'A-17', route: 'Control room', linked: 'yes', trained: 'yes', alerts: 'yes', location: 'yes' },
  },
  'device/test': { by: 'The control room', result: 'works' },
  'device/shut': { shutBy: 'The adviser, by telephone', control: 'Desk 4', linked: 'yes' },
  'device/recording': { what: 'A call at night', heldBy: 'The monitoring service', reference: 'R-9' },
  'device/lose': { how: 'On a bus', protects: 'A spare one' },
  'tag/begin': { basis: 'Bail condition', until: '1/6/2027', zone: '2 km' },
  'tag/choose': { explained: 'yes', alerts: 'yes', times: '' },
  'tag/fit': { by: 'The contractor', control: 'yes' },
  'tag/change': { explained: 'yes', alerts: 'no', times: 'At work, Monday to Friday' },
  'tag/alert': { was: 'false', done: 'A car went to look' },
  'police-watch/begin': {
    ...{ reason: 'Three calls in two weeks', team: 'The neighbourhood team' },
    ...{ schedule: 'Each night, 10pm to 2am', until: '31/3/2027' },
  },
  'police-watch/brief': { by: 'The sergeant', briefing: 'He may come on foot', contact: 'yes' },
  'police-watch/start': { control: 'Desk 4', told: 'yes' },
  'police-watch/patrol': { when: '11pm', by: 'Two officers', seen: 'Nothing' },
  'police-watch/visit': {
    when: '3pm',
    asSafe: 'yes',
    by: 'The same two',
    result: 'They were met, and spoken with alone',
  },
  'police-watch/review': { found: 'Still needed', until: '30/4/2027' },
  'urgent-mark/begin': {
    ...{ of: 'The address', reason: 'He said that he will come back', until: '20/3/2027' },
    asked: 'Police control room\nFire control',
  },
  'urgent-mark/stand': { told: 'yes' },
  'urgent-mark/renew': { found: 'He was seen again', until: '26/3/2027' },
  'urgent-mark/leave': { why: 'He is in custody' },
  'urgent-mark/close': { told: 'yes' },
}

/** Sends steps one after the other, each by whoever is named with it. */
export const stepsBy =
  (ownerId: string, nextOn: string) =>
  async (
    kind: string,
    measure: string,
    steps: readonly (readonly [step: string, send: Send, more?: Record<string, string>])[],
  ) => {
    for (const [step, send, more] of steps)
      await send(`measures/${measure}/steps/${step}`, {
        ...{ ...decidedTogether, happenedOn: 'today', ownerId, nextOn },
        ...{ ...answersTo[`${kind}/${step}`], ...more },
      })
  }

/** Measures of a case: a lock that was asked for, a watch that is on, and a sanctuary whose partners were asked. */
export const someMeasures = async (
  { first, second }: { first: Send; second: Send },
  { victimId, ownerId, support, nextOn }: { victimId: string; ownerId: string; support: string; nextOn: string },
) => {
  const next = { personId: victimId, ...decidedTogether, happenedOn: 'today', ownerId, nextOn }
  const begin = async (kind: string) =>
    lastOf(await first(`measures/new/${kind}`, { ...next, ...answersTo[`${kind}/begin`] }))
  const take = stepsBy(ownerId, nextOn)
  const lock = await begin('security')
  const watch = await begin('named-watch')
  await take('named-watch', watch, [
    ['member', first],
    ['consent', first],
    ['start', first],
  ])
  const sanctuary = await begin('sanctuary')
  await take('sanctuary', sanctuary, [
    ['test', first],
    ['sign', first],
    ['second-sign', second],
    ['consult', first],
    ['approve', first, { support }],
  ])
  await take('sanctuary', sanctuary, [
    ['fit', first],
    ['inspect', second],
    ['mark', first, { asked: 'Police control room' }],
  ])
  return { lock, watch, sanctuary }
}

/** The support that this person's lead of a case is, as the form offers it. */
export const supportBy = async (everything: Kysely<Tables>, { name, agencyId }: Practitioner): Promise<string> => {
  const agency = everything.selectFrom('agency').select('name').where('id', '=', agencyId)
  return `${name}, ${(await agency.executeTakeFirstOrThrow()).name}`
}
