import { table } from '../../../design/components/table.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatDay, formatNearDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { dayText } from '../../../platform/times.ts'
import { type CaseTop, nothingOf } from '../../cases/index.ts'
import type { Readiness } from '../actions.ts'
import { type Half, halfWords } from '../model.ts'

/** Whether anybody waits for this: held, to be let out on a day, or let out of prison before. */
export const isAsked = (one: Readiness): boolean =>
  halves(one).length === 0 || !one.standing.isOut || one.release !== null || one.leftPrisonAt !== null

const halves = ({ management, safety }: Readiness): Half[] => [
  ...(management ? [management] : []),
  ...(safety ?? []).map(({ half }) => half),
]
/** What is not there, in words for a sentence. */
const missingIn = ({ name, management, safety }: Readiness): string[] => [
  ...(management && management !== 'current'
    ? [`the plan for managing ${name} (${lower(halfWords[management])})`]
    : []),
  ...(safety ?? [])
    .filter(({ half }) => half !== 'current')
    .map((one) => `the safety plan of ${one.name} (${lower(halfWords[one.half])})`),
]
const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)

/** Where no victim is named, nobody's plan can be there. */
const isWhole = ({ management, safety }: Readiness): boolean => management !== undefined && (safety?.length ?? 0) > 0
const isReady = (one: Readiness): boolean => halves(one).every((half) => half === 'current')

export const readyTag = (one: Readiness): Html => {
  if (halves(one).length === 0) return stateTag('unverified', 'Not shown to you')
  if (!isReady(one)) return stateTag('late', 'Not ready')
  return isWhole(one) ? stateTag('done', 'Ready: both plans are current') : stateTag('waiting', 'This half is ready')
}

/** What the check comes to, in a sentence that tells no more than its reader may know. */
export const readySentence = (one: Readiness): string => {
  const { name, management, since } = one
  if (halves(one).length === 0)
    return `What must be there before ${name} is let out is told to police, probation, advisers and whoever leads this case. Ask one of them.`
  const missing = missingIn(one)
  if (missing.length > 0)
    return `Before ${name} is let out this must be there and current: ${missing.join('; ')}. This holds no release back: it is done now, before or after.`
  if (isWhole(one))
    return since
      ? 'Each plan was looked at since the release came to be known, and none is past its day.'
      : 'Each plan is there, and none is past its day.'
  return management
    ? `The plan for managing ${name} is there and current.`
    : `What is shown to you of the two halves is there and current.`
}

const halfTag = (half: Half): Html => stateTag(half === 'current' ? 'done' : 'late', halfWords[half])

type Shown = { one: Readiness; top: CaseTop; now: Date; isOnOtherSide: boolean }

/** Each half with where it stands; the half that is not for whoever reads says so in the same words whatever is so. */
export const readinessTable = ({ one, top, now, isOnOtherSide }: Shown): Html =>
  table({
    caption: `What must be there before ${one.name} is let out`,
    captionClasses: 'govuk-visually-hidden',
    head: [{ text: 'What' }, { text: 'Where it stands' }],
    firstCellIsHeader: true,
    rows: [
      [{ text: 'Release' }, { text: releaseWords(one, top, now) }],
      [
        { text: 'Plan for managing them' },
        {
          text: one.management
            ? halfTag(one.management)
            : 'Told to police, probation, advisers and whoever leads this case',
        },
      ],
      ...(one.safety?.map(({ name, half }) => [{ text: `Safety plan of ${name}` }, { text: halfTag(half) }]) ?? []),
      one.safety?.length === 0 && [{ text: 'Safety plan' }, { text: 'Nobody is named here as harmed' }],
      one.safety === undefined &&
        !isOnOtherSide && [
          { text: 'Safety of whoever was harmed' },
          {
            text: 'Whether there is a plan is told only to whoever would make it with them. It is not part of what you see here',
          },
        ],
    ],
  })

const releaseWords = ({ standing, release, leftPrisonAt }: Readiness, top: CaseTop, now: Date): Html | string => {
  const { caseId } = top
  if (!release && standing.since === null) return nothingOf(top, 'orders', 'No release is known')
  // The news of a release says that they are held, where nothing else does.
  const isHeld = release !== null && standing.since === null
  const where = html`${isHeld ? 'In prison, by the news of their release' : standing.where}${standing.since ? `, ${formatWhen(standing.since, now)}` : ''}`
  if (!release)
    return standing.isOut
      ? html`${where}${!leftPrisonAt && '. No release is known'}`
      : html`${where}. No day is known: ask whoever holds them`
  const isPast = release.on < dayText(now)
  const day = html`<a class="govuk-link" href="/cases/${caseId}/entries/${release.entryId}">${isPast ? formatDay(release.on, now) : formatNearDay(release.on, now)}</a>`
  return html`${where}. To be let out ${day}${release.isConfirmed ? '' : ', which the prison has not confirmed'}.${isPast && ' That day is past: write down whether they are out'}`
}
