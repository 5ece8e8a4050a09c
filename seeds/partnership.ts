import type { Role } from '../src/domains/staff/index.ts'

/** A usual week: whole office days, or a shift of a service that never closes. */
export type Week = 'office' | 'four days' | 'early' | 'late' | 'night' | 'none'
export type Member = { name: string; role: Role; week: Week; supervisor?: string; teams?: readonly string[] }
export type Team = {
  name: string
  kind: 'team' | 'desk'
  takesReferrals?: boolean
  outOfHours?: boolean
  isSafeguarding?: boolean
  goesToCalls?: boolean
}
export type Agency = {
  key: AgencyKey
  name: string
  kind: 'police' | 'advocacy' | 'wcu' | 'cps' | 'probation' | 'council' | 'housing' | 'library'
  domain: string
  teams: readonly Team[]
  members: readonly Member[]
}
export type AgencyKey = 'police' | 'advocacy' | 'wcu' | 'cps' | 'probation' | 'council' | 'housing' | 'library'

const member = (role: Role, name: string, week: Week, supervisor?: string, ...teams: readonly string[]): Member => ({
  role,
  name,
  week,
  ...(supervisor && { supervisor }),
  teams,
})

const unit = 'Abuse investigation unit'
const response = 'Response desk'
/** Takes what somebody close to a case reports; named alike in each agency that has one. */
const safeguarding = 'Safeguarding desk'
const police: Agency = {
  ...{ key: 'police', kind: 'police', name: 'Hollowmere County Police', domain: 'hollowmere-police.example' },
  teams: [
    { name: unit, kind: 'team', takesReferrals: true, goesToCalls: true },
    { name: response, kind: 'desk', outOfHours: true, goesToCalls: true },
    { name: safeguarding, kind: 'team', isSafeguarding: true },
  ],
  members: [
    member('police-supervisor', 'Dara Kestrel', 'office', undefined, unit, response),
    member('police-supervisor', 'Emre Osprey', 'late', 'Dara Kestrel', unit, response),
    member('investigating-officer', 'Tomos Plover', 'office', 'Dara Kestrel', unit),
    member('investigating-officer', 'Nadia Lapwing', 'early', 'Dara Kestrel', unit),
    member('investigating-officer', 'Grace Bunting', 'late', 'Emre Osprey', unit),
    member('investigating-officer', 'Idris Wagtail', 'four days', 'Emre Osprey', unit, safeguarding),
    member('abuse-specialist', 'Petra Curlew', 'office', 'Dara Kestrel', unit, safeguarding),
    member('first-responder', 'Kit Sparrow', 'early', 'Emre Osprey', response),
    member('first-responder', 'Amara Swift', 'late', 'Emre Osprey', response),
    member('first-responder', 'Joss Nightjar', 'night', 'Emre Osprey', response),
    member('first-responder', 'Rhian Tawny', 'night', 'Emre Osprey', response),
    member('administrator', 'Wilf Jackdaw', 'office'),
    member('auditor', 'Bryn Harrier', 'office'),
    member('data-protection-lead', 'Ffion Dipper', 'office'),
    member('data-protection-lead', 'Ravi Brambling', 'office'),
    member('professional-standards', 'Sian Fieldfare', 'office'),
  ],
}

const east = 'Advisers, east'
const west = 'Advisers, west'
const dutyLine = 'Duty line'
const advocacy: Agency = {
  ...{ key: 'advocacy', kind: 'advocacy', name: 'Heronbridge Advocacy', domain: 'heronbridge.example' },
  teams: [
    { name: east, kind: 'team' },
    { name: west, kind: 'team' },
    { name: dutyLine, kind: 'desk', takesReferrals: true, outOfHours: true },
    { name: safeguarding, kind: 'team', isSafeguarding: true },
  ],
  members: [
    member('idva-manager', 'Orla Heron', 'office', undefined, east, west, dutyLine),
    member('idva', 'Iris Wren', 'office', 'Orla Heron', east, dutyLine),
    member('idva', 'Samir Linnet', 'office', 'Orla Heron', east, dutyLine, safeguarding),
    member('idva', 'Bea Dunnock', 'four days', 'Orla Heron', east, dutyLine),
    member('idva', 'Lowri Pipit', 'late', 'Orla Heron', west, dutyLine),
    member('idva', 'Yusuf Redstart', 'office', 'Orla Heron', west, dutyLine),
    member('idva', 'Hetty Oriole', 'office', 'Orla Heron', west, dutyLine, safeguarding),
    member('administrator', 'Clem Rook', 'office'),
    member('auditor', 'Nell Egret', 'office'),
    member('data-protection-lead', 'Edda Nuthatch', 'office'),
    member('data-protection-lead', 'Tove Stonechat', 'office'),
  ],
}

const care: Agency = {
  ...{ key: 'wcu', kind: 'wcu', name: 'Hollowmere Witness Care Unit', domain: 'hollowmere-witness-care.example' },
  teams: [{ name: 'Witness care desk', kind: 'desk', takesReferrals: true }],
  members: [
    member('wcu-manager', 'Malik Merlin', 'office', undefined, 'Witness care desk'),
    member('witness-care-officer', 'Carys Teal', 'office', 'Malik Merlin', 'Witness care desk'),
    member('witness-care-officer', 'Anil Siskin', 'early', 'Malik Merlin', 'Witness care desk'),
    member('witness-care-officer', 'Rita Gannet', 'four days', 'Malik Merlin', 'Witness care desk'),
  ],
}
const cps: Agency = {
  ...{ key: 'cps', kind: 'cps', name: 'Hollowmere prosecutors', domain: 'hollowmere-prosecutors.example' },
  teams: [{ name: 'Abuse prosecutions', kind: 'team', takesReferrals: true }],
  members: [
    member('cps-manager', 'Vera Goshawk', 'office', undefined, 'Abuse prosecutions'),
    member('cps-lawyer', 'Felix Avocet', 'office', 'Vera Goshawk', 'Abuse prosecutions'),
    member('cps-lawyer', 'Noor Crane', 'four days', 'Vera Goshawk', 'Abuse prosecutions'),
  ],
}
const probation: Agency = {
  ...{ key: 'probation', kind: 'probation', name: 'Hollowmere victim contact', domain: 'hollowmere-probation.example' },
  teams: [{ name: 'Victim contact', kind: 'desk', takesReferrals: true }],
  members: [
    member('probation-manager', 'Greta Bittern', 'office', undefined, 'Victim contact'),
    member('victim-liaison-officer', 'Hari Grebe', 'office', 'Greta Bittern', 'Victim contact'),
    member('victim-liaison-officer', 'Dilys Whimbrel', 'office', 'Greta Bittern', 'Victim contact'),
  ],
}
const council: Agency = {
  ...{ key: 'council', kind: 'council', name: 'Hollowmere County Council', domain: 'hollowmere-council.example' },
  teams: [
    { name: 'Safeguarding front door', kind: 'desk', takesReferrals: true, outOfHours: true, isSafeguarding: true },
  ],
  members: [
    member('council-manager', 'Ines Fulmar', 'office', undefined, 'Safeguarding front door'),
    member('social-worker', 'Chidi Martin', 'office', 'Ines Fulmar', 'Safeguarding front door'),
    member('social-worker', 'Zofia Dipper', 'late', 'Ines Fulmar', 'Safeguarding front door'),
    member('administrator', 'Mabel Magpie', 'office'),
  ],
}
const housing: Agency = {
  ...{ key: 'housing', kind: 'housing', name: 'Mereside Homes', domain: 'mereside-homes.example' },
  teams: [{ name: 'Housing safety', kind: 'team', takesReferrals: true }],
  members: [
    member('housing-manager', 'Keir Puffin', 'office', undefined, 'Housing safety'),
    member('housing-officer', 'Una Starling', 'office', 'Keir Puffin', 'Housing safety'),
  ],
}
const library: Agency = {
  ...{ key: 'library', kind: 'library', name: 'Hollowmere Libraries', domain: 'hollowmere-libraries.example' },
  teams: [{ name: 'Library help points', kind: 'team' }],
  members: [
    member('library-worker', 'Edie Goldfinch', 'office', undefined, 'Library help points'),
    member('library-worker', 'Sunil Brambling', 'four days', 'Edie Goldfinch', 'Library help points'),
  ],
}

/** Hollowmere: a county that is not on any map. */
export const partnership: readonly Agency[] = [police, advocacy, care, cps, probation, council, housing, library]

export const emailOf = (name: string, { domain }: Pick<Agency, 'domain'>): string =>
  `${name.toLowerCase().replaceAll(' ', '.')}@${domain}`
