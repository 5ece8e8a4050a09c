import { table } from '../../../design/components/table.ts'
import { type Share, type ShareLine, shareBars } from '../../../design/pictures/share-bars.ts'
import type { Html } from '../../../platform/html.ts'
import type { Report } from '../model/list.ts'
import { countWords, type ShownLine, type ShownSection, sentenceOf, timeHeads } from '../model/shown.ts'

type Drawn = { report: Report; section: ShownSection; below: number; id: string }

/** One heading of a report: bars, and the same in figures. */
export const sectionFigure = ({ report, section, below, id }: Drawn): Html =>
  shareBars({
    ...{ id, title: section.title, sentence: sentenceOf(report, section) },
    lines: section.lines.map((line) => barOf(line, below)),
    table: table({
      caption: `${section.title}: figures`,
      captionClasses: 'govuk-visually-hidden',
      classes: 'wm-figure__table',
      firstCellIsHeader: true,
      head: [
        { text: 'Line' },
        ...report.parts.map(({ text }) => ({ text, format: 'numeric' })),
        { text: 'All', format: 'numeric' },
        ...timeHeads(report).map((text) => ({ text, format: 'numeric' })),
      ],
      rows: section.lines.map(({ label, parts, total, times }) => [
        { text: label },
        ...report.parts.map(({ code }) => {
          const found = parts.find(({ part }) => part.code === code)
          return { text: found ? countWords(found.count, below) : 'not shown', format: 'numeric' }
        }),
        { text: countWords(total, below), format: 'numeric' },
        ...times.map((text) => ({ text, format: 'numeric' })),
      ]),
    }),
  })

const barOf = ({ label, parts, total }: ShownLine, below: number): ShareLine => ({
  label,
  parts: parts.map(({ part: { text, look }, count }): Share => ({ text, look, count })),
  end: `${countWords(total, below)}${parts.length === 0 && total !== 'small' ? ', parts not shown' : ''}`,
})

/** A line that is a whole of its own: each answer a bar. */
export const listFigure = ({ line, below, id }: { line: ShownLine; below: number; id: string }): Html =>
  shareBars({
    ...{ id, title: line.label, sentence: listSentence(line, below) },
    lines: line.parts
      .filter(({ count }) => count !== 0)
      .map(({ part: { text, look }, count }) => ({
        label: text,
        parts: [{ text, look, count }],
        end: countWords(count, below),
      })),
    table: table({
      caption: `${line.label}: figures`,
      captionClasses: 'govuk-visually-hidden',
      classes: 'wm-figure__table wm-figure__table--narrow',
      firstCellIsHeader: true,
      head: [{ text: 'Answer' }, { text: 'People', format: 'numeric' }],
      rows: line.parts.map(({ part, count }) => [
        { text: part.text },
        { text: countWords(count, below), format: 'numeric' },
      ]),
    }),
  })

const listSentence = ({ parts, total }: ShownLine, below: number): string => {
  if (parts.length === 0) return 'The answers are not shown: with so few people they would tell too much of somebody.'
  const most = parts.reduce((before, each) => (size(each.count) > size(before.count) ? each : before))
  return `Of about ${countWords(total, below)} people, most often: ${most.part.text}, ${countWords(most.count, below)}.`
}
const size = (count: number | 'small'): number => (count === 'small' ? 0 : count)
