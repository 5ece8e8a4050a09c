import type { Event } from './read.ts'
import type { Replayed, ReplayedDuty, Unreadable } from './replay.ts'

const stateWords = {
  open: 'still running at the last event',
  met: 'done',
  not_recorded: 'no record found',
  superseded: 'ended with the death',
}
const holderWords: Record<string, string> = {
  cps: 'CPS',
  wcu: 'Witness care unit',
  advocacy: 'Advocacy service',
  conference: 'Conference (MARAC)',
}
const nameOf = (holder: string) => holderWords[holder] ?? `${holder.charAt(0).toUpperCase()}${holder.slice(1)}`

/** A replay for people: event by event what would have been due, to whom, why, and what there is no record of. */
export const printReplay = (result: Replayed | Unreadable, events: Event[]): string => {
  if ('error' in result) {
    const { line, column, message } = result.error
    return `${result.file}\n  Cannot be read: line ${line}, column ${column}: ${message}`
  }
  const { file, duties, gaps, notes } = result
  const lines = events.flatMap((event, index) => {
    const due = duties.filter(({ because }) => because === index)
    return [
      '',
      `${index}. ${event.date}: ${event.type.replaceAll('_', ' ')}, by ${event.by}`,
      ...(event.what ? [`   ${event.what}`] : []),
      ...due.flatMap(dutyLines),
    ]
  })
  const gapLines = gaps.map(
    ({ code, from, to, because }) =>
      `   ${code}: ${from ?? 'a day not known'} to ${to ?? 'a day not known'} (event ${because})`,
  )
  return [
    file,
    ...lines,
    ...(gaps.length > 0 ? ['', 'Stretches with something owed and nobody recorded', ...gapLines] : []),
    ...(notes.length > 0 ? ['', 'To know about this file', ...notes.map((note) => `   ${note}`)] : []),
    '',
    'This shows what Waymark would have raised. The file tells a part only: where no record was found, one may exist.',
  ].join('\n')
}

const dutyLines = (duty: ReplayedDuty): string[] => {
  const { code, holder, task, why, quotes, state, certain, metBy } = duty
  const early = why.appliedEarly ? ', not yet in force on that day' : ''
  return [
    `   ${certain ? '-' : '?'} ${code}: ${nameOf(holder)}: ${task}`,
    `     ${dueWords(duty)}; ${stateWords[state]}${metBy === null ? '' : ` (event ${metBy})`}`,
    ...(quotes.length > 0 ? [`     Hangs on the words: ${quotes.map((quote) => `“${quote}”`).join(', ')}`] : []),
    `     Why: ${why.title}, ${why.section}${early}`,
  ]
}

const dueWords = ({ dueAt, between }: ReplayedDuty): string => {
  if (dueAt) return `Due ${dueAt.slice(0, 16).replace('T', ' ')}`
  if (between) return `Due between ${between[0]?.slice(0, 10) ?? 'a day not known'} and ${between[1]?.slice(0, 10)}`
  return 'Due on a day that cannot be told'
}
