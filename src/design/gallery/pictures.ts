import { type Html, html } from '../../platform/html.ts'
import { table } from '../components/table.ts'
import { contactStrip } from '../contact-strip.ts'
import { layout } from '../layout.ts'
import { caseTimelinePicture } from '../pictures/case-timeline.ts'
import { levelOverTime } from '../pictures/level-over-time.ts'
import { relationshipMap } from '../pictures/relationship-map.ts'
import { shareBars } from '../pictures/share-bars.ts'
import { at, frame, hours, now } from './frame.ts'
export const levels = [
  { at: at('2026-10-02T09:00:00Z'), level: null },
  { at: at('2026-10-04T09:00:00Z'), level: 'medium' as const },
  { at: at('2026-11-20T09:00:00Z'), level: 'high' as const },
]
export const span = { from: at('2026-10-01T00:00:00Z'), to: at('2026-12-31T00:00:00Z'), now }

const pictures = html`${caseTimelinePicture({
  id: 'over-time',
  ...span,
  levels,
  entries: [
    { at: at('2026-10-02T08:00:00Z'), text: 'Assault reported', kind: 'harm' },
    { at: at('2026-10-02T11:00:00Z'), text: 'Suspect arrested', kind: 'justice' },
    { at: at('2026-10-03T09:30:00Z'), text: 'Released on bail with conditions', kind: 'justice' },
    { at: at('2026-10-05T10:00:00Z'), text: 'Called, plan made', kind: 'contact' },
    { at: at('2026-11-19T23:00:00Z'), text: 'Threat to kill, with a very long account of it', kind: 'harm' },
    { at: at('2026-11-20T12:00:00Z'), text: 'Order made', kind: 'justice' },
    { at: at('2026-12-18T14:10:00Z'), text: 'Released again', kind: 'justice' },
  ],
  duties: [
    {
      text: 'Tell of the arrest',
      raisedAt: at('2026-10-02T11:00:00Z'),
      dueAt: at('2026-10-03T11:00:00Z'),
      doneAt: at('2026-10-02T15:00:00Z'),
    },
    {
      text: 'Tell of release',
      raisedAt: at('2026-10-03T09:30:00Z'),
      dueAt: at('2026-10-04T09:30:00Z'),
      doneAt: at('2026-10-09T09:00:00Z'),
    },
    { text: 'Risk review', raisedAt: at('2026-11-19T23:00:00Z'), dueAt: at('2026-11-26T23:00:00Z'), doneAt: null },
    { text: 'Ask for the result', raisedAt: at('2026-12-10T09:00:00Z'), dueAt: null, doneAt: null },
    {
      text: 'Tell of the second release',
      raisedAt: at('2026-12-18T14:10:00Z'),
      dueAt: at('2026-12-18T18:10:00Z'),
      doneAt: null,
    },
  ],
})}${levelOverTime({ id: 'levels', ...span, levels })}${relationshipMap({
  id: 'who',
  people: [
    { id: 'a', name: 'Ada Fictional', side: 'victim', role: 'victim' },
    { id: 'c', name: 'Child One', side: 'child', role: 'child, 9' },
    { id: 'd', name: 'Child Two', side: 'child', role: 'child, 4' },
    { id: 'b', name: 'Bo Imaginary', side: 'perpetrator', role: 'suspect' },
    { id: 'e', name: 'Old Invented', side: 'other', role: 'mother of Ada' },
    { id: 'f', name: 'Former Fictive', side: 'victim', role: 'victim in another case' },
  ],
  relationships: [
    { from: 'b', to: 'a', text: 'former partner, harms', isHarm: true },
    { from: 'b', to: 'f', text: 'convicted 2022', isHarm: true, hasEnded: true },
    { from: 'a', to: 'c', text: 'mother' },
    { from: 'a', to: 'd', text: 'mother' },
    { from: 'b', to: 'd', text: 'father' },
    { from: 'e', to: 'a', text: 'mother' },
    { from: 'e', to: 'c', text: 'takes to school' },
  ],
  households: [
    { name: '1 Nowhere Street', members: ['a', 'c', 'd'] },
    { name: 'With a friend', members: ['b'] },
  ],
})}${shareBars({
  id: 'shares',
  title: 'Police',
  sentence: 'About 65 tellings: told within both clocks 40, told after the law’s 15.',
  lines: [
    {
      label: 'Tell the victim that the suspect was arrested',
      end: '45',
      parts: [
        { text: 'Told within both clocks', look: 'good', count: 40 },
        { text: 'Told after safety’s, within the law’s', look: 'soon', count: 'small' },
        { text: 'Not told yet, both run', look: 'open', count: 0 },
      ],
    },
    {
      label: 'Tell the victim that the suspect is out, and that no conditions protect them',
      end: '20',
      parts: [
        { text: 'Told after the law’s', look: 'late', count: 15 },
        { text: 'Own choice, or could not be told', look: 'other', count: 5 },
      ],
    },
  ],
  table: table({
    caption: 'Figures',
    firstCellIsHeader: true,
    head: [{ text: 'Line' }, { text: 'All', format: 'numeric' }],
    rows: [
      [{ text: 'Arrest' }, { text: '45', format: 'numeric' }],
      [{ text: 'Release' }, { text: '20', format: 'numeric' }],
    ],
  }),
})}`

const closedStrip = contactStrip({
  now,
  rule: {
    kind: 'known',
    routes: [{ how: 'Work mobile', when: 'mornings' }],
    window: { from: hours(17.25), to: hours(20), how: 'work mobile' },
  },
})

export const picturesPage = (): Html =>
  layout({ title: 'Pictures', frame, backHref: '/cases/1', top: closedStrip, content: pictures })
