import type { Access } from '../../../platform/web.ts'
import { mayUseEmergency, opens } from '../../access/index.ts'

const everyone: Access[] = [
  'boards:read',
  'boards:write',
  'rulebook:read',
  'local-policy:read',
  'staff:read',
  'replay:read',
  'people:read',
  'feeds:read',
  'feeds:write',
  'helplines:read',
  'access:read',
  'intervention-menu:read',
  'device-kinds:read',
]
const caseWork: Access[] = [
  ...everyone,
  'cases:read',
  'cases:write',
  'people:write',
  'handovers:read',
  'handovers:write',
  'notes:read',
  'notes:write',
  'entries:read',
  'entries:write',
  'justice:read',
  'justice:write',
  'orders:read',
  'orders:write',
  'incidents:read',
  'files:read',
  'files:write',
  'injuries:read',
  'injuries:write',
  'risk:read',
  'risk:write',
  'interventions:read',
  'interventions:write',
  'measures:read',
  'measures:write',
  'management-plans:read',
  'management-plans:write',
  'duties:read',
  'duties:write',
  'safe-contact:read',
  'safe-contact:write',
  'messages:read',
  'messages:write',
  'referrals:read',
  'referrals:write',
  'inbox:read',
  'inbox:write',
  'pictures:read',
  'feedback:read',
  'feedback:write',
  'conflicts:write',
  // Emergency access: the table of roles says to whom this is open.
  'access:write',
  'sharing:read',
  'sharing:write',
  'safety-plans:read',
  'safety-plans:write',
  'police-cards:read',
  'police-cards:write',
  'releases:read',
  'releases:write',
  'exports:read',
  'exports:write',
]
// Whoever puts a case together for court: advisers and police who investigate.
const forCourt: Access[] = ['bundles:read', 'bundles:write']
// Whoever goes to calls reads the sheet of the calls that their unit goes to, and no other; the database keeps the list of them. They take what somebody reports of a person, too (RR-08).
const forCalls: Access[] = ['attendance:read', 'missing-reports:read', 'missing-reports:write']
const supervision: Access[] = [
  ...caseWork,
  'supervision:read',
  'supervision:write',
  'rulebook:write',
  'local-policy:write',
  'intervention-menu:write',
  'device-kinds:write',
  'helplines:write',
  'reports:read',
]
// Answers for a house in which people are kept safe; the database keeps the list to these roles as well (0440).
const forHouses: Access[] = ['protected-addresses:read', 'protected-addresses:write']
const administration: Access[] = [
  ...everyone,
  'staff:write',
  'local-policy:write',
  'intervention-menu:write',
  'device-kinds:write',
  'helplines:write',
  'inbox-keys:write',
]

/** Each role of MODEL 10 that has people here: what it is called, and what it may use. Which cases is another question. */
export const roles = {
  idva: { label: 'Independent domestic violence adviser (IDVA)', permissions: [...caseWork, ...forCourt] },
  'idva-manager': { label: 'IDVA service manager', permissions: [...supervision, ...forCourt, ...forHouses] },
  'first-responder': { label: 'First responder', permissions: [...caseWork, ...forCalls] },
  'investigating-officer': { label: 'Investigating officer', permissions: [...caseWork, ...forCourt, ...forCalls] },
  'abuse-specialist': {
    label: 'Police domestic abuse specialist',
    permissions: [...caseWork, ...forCourt, ...forCalls, 'intervention-menu:write', 'device-kinds:write'],
  },
  // Sends units to calls where an area has nobody of a control room here (decision 0024).
  'police-supervisor': {
    label: 'Police domestic abuse supervisor',
    permissions: [...supervision, ...forCourt, ...forCalls, 'attendance:write', 'missing-report-answers:write'],
  },
  'witness-care-officer': { label: 'Witness care officer', permissions: caseWork },
  'wcu-manager': { label: 'Witness care unit manager', permissions: supervision },
  'cps-lawyer': { label: 'Crown Prosecution Service lawyer', permissions: caseWork },
  'cps-manager': { label: 'Crown Prosecution Service manager', permissions: supervision },
  'victim-liaison-officer': { label: 'Probation victim liaison officer', permissions: caseWork },
  'probation-manager': { label: 'Probation manager', permissions: supervision },
  'social-worker': { label: 'Social worker', permissions: caseWork },
  'council-manager': { label: 'Council safeguarding manager', permissions: [...supervision, ...forHouses] },
  'housing-officer': { label: 'Housing officer', permissions: caseWork },
  'housing-manager': { label: 'Housing manager', permissions: [...supervision, ...forHouses] },
  'library-worker': {
    label: 'Library worker',
    permissions: [
      ...everyone,
      'cases:read',
      'cases:write',
      'people:write',
      'referrals:read',
      'referrals:write',
      'entries:read',
      'entries:write',
      'duties:read',
      // Whoever opens a case owns its first work, and must be able to do it or to give it away.
      'duties:write',
      'safe-contact:read',
      'safe-contact:write',
      'handovers:read',
      'handovers:write',
      'conflicts:write',
    ],
  },
  // Answers for what the agency holds, and sees of a case what a request needs: no address of a case opens to it.
  'data-protection-lead': {
    label: 'Data protection lead',
    permissions: [
      'boards:read',
      'boards:write',
      'rulebook:read',
      'local-policy:read',
      'staff:read',
      'helplines:read',
      'intervention-menu:read',
      'device-kinds:read',
      'access-requests:read',
      'access-requests:write',
      'retention:read',
      'retention:write',
    ],
  },
  administrator: { label: 'Administrator (no case content)', permissions: administration },
  auditor: { label: 'Auditor (log, no case content)', permissions: [...everyone, 'audit:read', 'misuse:read'] },
  'professional-standards': {
    label: 'Professional standards (misuse, no case content)',
    permissions: [...everyone, 'misuse:read'],
  },
} as const satisfies Record<string, { label: string; permissions: readonly Access[] }>
export type Role = keyof typeof roles

/** Roles that no case is granted to: the database refuses it as well (INV-39). */
export const rolesWithoutCases: readonly string[] = [
  'administrator',
  'auditor',
  'professional-standards',
  'data-protection-lead',
] satisfies Role[]

/** "An auditor": for a sentence about what the role may not have. */
export const aRoleWithoutCases = (role: string): string => {
  if (role === 'professional-standards') return 'Somebody of professional standards'
  if (role === 'data-protection-lead') return 'A data protection lead'
  return role === 'auditor' ? 'An auditor' : 'An administrator'
}

export const isRole = (role: string): role is Role => Object.hasOwn(roles, role)
const none: ReadonlySet<string> = new Set()
/** What the lists give, narrowed by the table of roles and objects (MODEL 13). */
const permissionSets = new Map<string, ReadonlySet<string>>(
  Object.entries(roles).map(([role, { permissions }]) => {
    const open = permissions.filter((one) => opens(role, one) && (one !== 'access:write' || mayUseEmergency(role)))
    return [role, new Set<string>(open)]
  }),
)

/** A role that is not in the list may use nothing. */
export const permissionsOf = (role: string): ReadonlySet<string> => permissionSets.get(role) ?? none

/** What a role is called; a role that is not in the list is shown as it is stored. */
export const roleLabel = (role: string): string => (isRole(role) ? roles[role].label : role)
