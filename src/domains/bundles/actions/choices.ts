import type { Tx } from '../../../platform/db.ts'
import type { Work } from '../../../platform/request.ts'
import { dayText } from '../../../platform/times.ts'
import { whoMayTake } from '../../../rules/conflicts.ts'
import type { Services } from '../../../rules/services.ts'
import { type CaseTop, colleagues, onOtherSide } from '../../cases/index.ts'
import {
  bodyName,
  currentOf,
  detailLines,
  detailsOf,
  type EntryRow,
  entriesOfTypes,
  entryLabel,
} from '../../entries/index.ts'
import { fileAgreedWords, fileKindWords } from '../../files/index.ts'
import {
  agreedWords,
  type InjuryRow,
  injuriesOf,
  isKind,
  kindWords,
  openInjury,
  openMarks,
  regionOf,
} from '../../injuries/index.ts'
import { bundleTypes, type Item } from '../model/bundle.ts'
import type { Part } from '../model/plan.ts'
import { openFilesOf } from '../store.ts'

/** One thing that whoever looks may put into a bundle; `type`, where it is an entry. */
export type Offered = Item & {
  heading: string
  day: string
  note?: string | undefined
  type?: string | undefined
  part: Part
}
export type Choices = {
  offered: Offered[]
  /** Records of injuries that stay here, since they said so. */
  keptBack: number
  recipients: { id: string; name: string; agency: string; role: string }[]
}

const london = { timeZone: 'Europe/London' } as const
const dayWords = new Intl.DateTimeFormat('en-GB', { ...london, day: 'numeric', month: 'long', year: 'numeric' })
const timeWords = new Intl.DateTimeFormat('en-GB', { ...london, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const onDay = (day: string): string => dayWords.format(new Date(`${day}T12:00:00Z`))
const at = (moment: Date): string => `${dayWords.format(moment)}, ${timeWords.format(moment)}`

/** Those of these people whom nothing keeps from the case: close to nobody in it, and not at work for the other side. */
export const closeToNobody = async <Person extends { id: string }>(
  work: Work,
  caseId: string,
  all: readonly Person[],
): Promise<Person[]> => {
  const free = await whoMayTake(work, caseId, all)
  const ids = free.map(({ id }) => id)
  const others = await onOtherSide(work.tx, caseId, ids)
  return free.filter(({ id }) => !others.includes(id))
}

export const choicesFor = async (
  services: Services,
  work: Work,
  { caseId }: Pick<CaseTop, 'caseId'>,
): Promise<Choices> => {
  const { tx, actor } = work
  const injuries = await injuriesOffered(services, work, caseId)
  const offered = [...(await entriesOffered(tx, caseId)), ...injuries.offered, ...(await filesOffered(tx, caseId))]
  const others = (await colleagues(tx, actor.agencyId)).filter(({ id }) => id !== actor.id)
  return {
    offered: offered.toSorted((a, b) => a.day.localeCompare(b.day)),
    keptBack: injuries.keptBack,
    recipients: await closeToNobody(work, caseId, others),
  }
}

const happened = ({ happenedFrom, happenedUntil, precision }: EntryRow): string => {
  if (precision === 'minute') return at(happenedFrom)
  if (precision === 'day') return `${dayWords.format(happenedFrom)}, time not known`
  return `Between ${dayWords.format(happenedFrom)} and ${dayWords.format(happenedUntil)}`
}
const entriesOffered = async (tx: Tx, caseId: string): Promise<Offered[]> => {
  const all = await entriesOfTypes(tx, caseId, bundleTypes)
  return [...Map.groupBy(all, ({ factId }) => factId)].flatMap(([id, ofFact]): Offered[] => {
    const [first, now] = [ofFact[0], currentOf(ofFact)]
    if (!first || !now || detailsOf(now).neverHappened) return []
    const heading = entryLabel(now.type)
    const day = dayText(now.happenedFrom)
    const lines = [
      ['Happened', happened(now)],
      ...(now.suspectName ? [['About', now.suspectName]] : []),
      ...detailLines(now.details, now.type),
      ...(now.what ? [['Account', now.what]] : []),
      // Who told it may be in danger for it: the body stands here, and no name.
      ['Said by', bodyName(now.body)],
      [
        'Written down',
        `${at(first.enteredAt)}${first.enteredByName ? `, by ${first.enteredByName}, ${first.agencyName ?? ''}` : ''}`,
      ],
      ...(now.id !== first.id ? [['Put right', at(now.enteredAt)]] : []),
    ].map(([name = '', value = '']): [string, string] => [name, value])
    const note = now.what ? now.what.slice(0, 120) : undefined
    return [{ kind: 'entry', id, heading, day, note, type: now.type, part: { heading, lines } }]
  })
}

const wordsOf = (kind: string): { from: string; words: string } =>
  kind === 'medical-record'
    ? { from: 'Who holds the record', words: 'What was treated' }
    : kind === 'effect'
      ? { from: 'Who told it', words: 'What they say' }
      : { from: 'Who looked', words: 'How they say it came about' }
const injuriesOffered = async (
  services: Services,
  work: Work,
  caseId: string,
): Promise<Pick<Choices, 'offered' | 'keptBack'>> => {
  const offered: Offered[] = []
  let keptBack = 0
  for (const row of await injuriesOf(work.tx, caseId)) {
    const said = await openInjury(services, work, row)
    if (said?.agreed === 'not for court') keptBack++
    if (!said || said.agreed === 'not for court' || !isKind(row.kind)) continue
    const heading = kindWords[row.kind].name
    const words = wordsOf(row.kind)
    const part: Part = {
      heading,
      lines: [
        ['Whose', row.person],
        ['Day', onDay(row.seenOn)],
        [words.from, said.from],
        [words.words, said.words],
        ['They agree that it is kept', said.agreed === 'yes' ? agreedWords.yes : agreedWords['not asked']],
        ['Written down', `${at(row.writtenAt)}, by ${row.by}, ${row.agency}`],
      ],
      ...(row.kind === 'body-map' && { marks: await marksOn(services, work, row) }),
    }
    const note = said.agreed === 'yes' ? undefined : 'They could not be asked'
    offered.push({ kind: 'injury', id: row.id, heading: `${heading}, ${row.person}`, day: row.seenOn, note, part })
  }
  return { offered, keptBack }
}
const marksOn = async (services: Services, work: Work, row: InjuryRow): Promise<Part['marks']> =>
  (await openMarks(services, work, row)).flatMap(({ content, struckAt }) =>
    content && !struckAt
      ? [
          {
            region: regionOf(content.region)?.code ?? '',
            sort: content.sort,
            looks: content.looks,
            said: content.said ?? '',
          },
        ]
      : [],
  )

const filesOffered = async (tx: Tx, caseId: string): Promise<Offered[]> =>
  (await openFilesOf(tx, caseId)).map((file): Offered => {
    const heading = fileKindWords[file.kind] ?? 'File'
    const part: Part = {
      heading,
      lines: [
        ['What it shows', file.shows],
        ['About', file.person],
        ['Taken or made by', file.takenBy],
        ['Taken, as they say', file.takenOn ? onDay(file.takenOn) : 'Not known'],
        ['Added', at(file.addedAt)],
      ],
      fileId: file.id,
    }
    const agreed = file.agreed === 'agreed' ? '' : `. ${fileAgreedWords[file.agreed] ?? file.agreed}`
    const note = `${file.shows.slice(0, 120)}${agreed}`
    return { kind: 'file', id: file.id, heading, day: file.takenOn ?? dayText(file.addedAt), note, part }
  })
