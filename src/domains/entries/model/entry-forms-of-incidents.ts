import type { EntryType } from '../../../rules/entry-types.ts'
import {
  childThere as child,
  choice,
  type EntryForm,
  earlierViolence,
  historySearched,
  otherArea,
  reporters,
  tick,
  worthOfNews,
  worthOfReport,
} from './fields.ts'

const reports = 'Reports and concerns'
const changes = 'Changes in the victim’s life'
const calls = 'Calls and checks'
const conference = 'Conference and referral'

/** Reports and changes besides an incident, which has a screen of its own. */
export const incidentForms: Partial<Record<EntryType, EntryForm>> = {
  'incidents.crime-recorded': {
    group: reports,
    fields: [
      choice('reportedBy', 'Who reported it', reporters),
      child,
      earlierViolence,
      historySearched,
      otherArea,
      worthOfReport,
    ],
  },
  'incidents.victim-reported': { group: reports, fields: [child, earlierViolence, otherArea, worthOfReport] },
  'incidents.third-party-reported': {
    group: reports,
    fields: [
      {
        kind: 'text',
        name: 'reporter',
        label: 'Who reported it',
        hint: 'A word that tells them from others, such as neighbour 2',
      },
      child,
      earlierViolence,
      otherArea,
      ...worthOfNews,
    ],
  },
  'incidents.disclosed': {
    group: reports,
    fields: [
      child,
      tick('threatToKill', 'A threat to kill'),
      tick('strangled', 'Strangled or suffocated'),
      tick('firearm', 'A firearm'),
      tick('selfHarm', 'Thoughts of suicide or self-harm'),
      worthOfReport,
    ],
  },
  'incidents.concern-raised': { group: reports, fields: [child, ...worthOfNews] },
  'incidents.health-reported': { group: reports, fields: [child, worthOfReport] },
  'incidents.counter-allegation-made': { group: reports, fields: [worthOfReport] },
  'incidents.information-received': {
    group: reports,
    fields: [tick('selfHarm', 'Thoughts of suicide or self-harm'), ...worthOfNews],
  },
  'incidents.separation-planned': { group: changes, fields: [] },
  'incidents.separated': { group: changes, fields: [] },
  'incidents.relationship-started': { group: changes, fields: [] },
  'incidents.pregnancy-recorded': { group: changes, fields: [] },
  'incidents.child-linked': { group: changes, fields: [child] },
  'incidents.moved-in-emergency': { group: changes, fields: [] },
  'incidents.moved-to-refuge': { group: changes, fields: [] },
  'incidents.victim-asked-for-news': { group: calls, fields: [] },
  'incidents.agency-saw-victim': { group: calls, fields: [] },
  'incidents.flag-placed': { group: calls, fields: [] },
  'incidents.call-deferred': { group: calls, fields: [] },
  'incidents.log-deferred': { group: calls, fields: [] },
  'risk.firearms-checked': { group: calls, fields: [] },
  'safe-contact.parents-decided': {
    group: calls,
    fields: [
      choice(
        'outcome',
        'What was decided',
        [
          { value: 'told', text: 'They are told, by whom and of what is said below' },
          { value: 'not told', text: 'They are not told' },
        ],
        true,
      ),
    ],
    account: {
      label: 'Who decided, what the young person wants, and why. Who tells the parents what, if they are told',
      hint: 'Until this is written down nobody tells them. Everybody on this case can read it',
      isRequired: true,
    },
  },
  'conferences.referred': { group: conference, fields: [] },
  'conferences.listed': { group: conference, fields: [] },
  'conferences.researched': { group: conference, fields: [] },
  'conferences.heard': { group: conference, fields: [] },
}
