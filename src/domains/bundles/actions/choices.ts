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
  intelligenceIn,
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
import { atMoment, dayWords, happenedWords } from '../views/words.ts'

/** One thing that whoever looks may put into a bundle; `type`, where it is an entry. */
export type Offered = Item & {
  heading: string
  day: string
  note?: string | undefined
  type?: string | undefined
  part: Part
}
export type Offers = {
  offered: Offered[]
  /** Records of injuries that stay here, since they said so. */
  keptBack: number
}
export type Choices = Offers & { recipients: { id: string; name: string; agency: string; role: string }[] }

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

/** What may go into a bundle now; of some things only, where only they are looked for. */
export const offersFor = async (
  services: Services,
  work: Work,
  { caseId }: Pick<CaseTop, 'caseId'>,
  only?: readonly Item[],
): Promise<Offers> => {
  const sought: Sought = ({ kind, id }) => only?.some((each) => each.kind === kind && each.id === id) ?? true
  const injuries = await injuriesOffered(services, work, caseId, sought)
  const offered = [
    ...(await entriesOffered(work.tx, caseId)),
    ...injuries.offered,
    ...(await filesOffered(work.tx, caseId)),
  ].filter(sought)
  return { offered: offered.toSorted((a, b) => a.day.localeCompare(b.day)), keptBack: injuries.keptBack }
}
type Sought = (item: Item) => boolean

/** To whom of those who work here or with us a bundle may go now. */
export const recipientsFor = async (work: Work, caseId: string): Promise<Choices['recipients']> => {
  const others = (await colleagues(work.tx, work.actor.agencyId)).filter(({ id }) => id !== work.actor.id)
  return closeToNobody(work, caseId, others)
}
/** False: somebody it was made for has left, works for the other side, or is close to somebody in the case. */
export const mayStillHave = async (
  work: Work,
  { caseId, recipientId }: { caseId: string; recipientId: string | null },
): Promise<boolean> => recipientId === null || (await recipientsFor(work, caseId)).some(({ id }) => id === recipientId)

export const choicesFor = async (services: Services, work: Work, top: Pick<CaseTop, 'caseId'>): Promise<Choices> => ({
  ...(await offersFor(services, work, top)),
  recipients: await recipientsFor(work, top.caseId),
})

// Who told it may be in danger for it: not even of which sort they were stands on the paper.
const withoutReporter = (entry: EntryRow): ReturnType<typeof detailsOf> => {
  const { reportedBy: _, reporter: __, ...others } = detailsOf(entry)
  return others
}
const headingOf = (type: string): string =>
  entryLabel(type === 'incidents.third-party-reported' ? 'incidents.recorded' : type)
const entriesOffered = async (tx: Tx, caseId: string): Promise<Offered[]> => {
  const all = await entriesOfTypes(tx, caseId, bundleTypes)
  const marked = await intelligenceIn(tx, caseId)
  return [...Map.groupBy(all, ({ factId }) => factId)].flatMap(([id, ofFact]): Offered[] => {
    const [first, now] = [ofFact[0], currentOf(ofFact)]
    if (!first || !now || detailsOf(now).neverHappened || marked.includes(id)) return []
    const heading = headingOf(now.type)
    const day = dayText(now.happenedFrom)
    const lines = [
      ['Happened', happenedWords(now)],
      ...(now.suspectName ? [['About', now.suspectName]] : []),
      ...detailLines(withoutReporter(now), now.type),
      ...(now.what ? [['Account', now.what]] : []),
      ['Said by', bodyName(now.body)],
      [
        'Written down',
        `${atMoment(first.enteredAt)}${first.enteredByName ? `, by ${first.enteredByName}, ${first.agencyName ?? ''}` : ''}`,
      ],
      ...(now.id !== first.id ? [['Put right', atMoment(now.enteredAt)]] : []),
    ].map(([name = '', value = '']): [string, string] => [name, value])
    const note = now.what ? now.what.slice(0, 120) : undefined
    return [{ kind: 'entry', id, heading, day, note, type: now.type, part: { heading, lines } }]
  })
}

/** Who told of an effect is left out; who looked, and who holds a record, is a witness that the case goes to. */
const saidLines = (kind: string, { from, words }: { from: string; words: string }): Part['lines'] => {
  if (kind === 'effect') return [['What they say', words]]
  return kind === 'medical-record'
    ? [
        ['Who holds the record', from],
        ['What was treated', words],
      ]
    : [
        ['Who looked', from],
        ['How they say it came about', words],
      ]
}
const injuriesOffered = async (services: Services, work: Work, caseId: string, sought: Sought): Promise<Offers> => {
  const offered: Offered[] = []
  let keptBack = 0
  for (const row of await injuriesOf(work.tx, caseId)) {
    if (!sought({ kind: 'injury', id: row.id })) continue
    const said = await openInjury(services, work, row)
    if (said?.agreed === 'not for court') keptBack++
    if (!said || said.agreed === 'not for court' || !isKind(row.kind)) continue
    const heading = kindWords[row.kind].name
    const part: Part = {
      heading,
      lines: [
        ['Whose', row.person],
        ['Day', dayWords(row.seenOn)],
        ...saidLines(row.kind, said),
        ['They agree that it is kept', said.agreed === 'yes' ? agreedWords.yes : agreedWords['not asked']],
        ['Written down', `${atMoment(row.writtenAt)}, by ${row.by}, ${row.agency}`],
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
        ['Taken, as they say', file.takenOn ? dayWords(file.takenOn) : 'Not known'],
        ['Added', atMoment(file.addedAt)],
      ],
      fileId: file.id,
    }
    const agreed = file.agreed === 'agreed' ? '' : `. ${fileAgreedWords[file.agreed] ?? file.agreed}`
    const note = `${file.shows.slice(0, 120)}${agreed}`
    return { kind: 'file', id: file.id, heading, day: file.takenOn ?? dayText(file.addedAt), note, part }
  })
