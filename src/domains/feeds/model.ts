import { createHmac } from 'node:crypto'
import { addDays, endOfDay, instantOf, londonDay } from '../../rules/days.ts'

export type FeedDuty = { dutyId: string; code: string; isTelling: boolean; dueAt: Date }

const reviews = ['RISK_REVIEW', 'PLAN_REVIEW', 'RISK_ASSESSMENT', 'GRADE_LOWERED_UNREVIEWED', 'PATTERN_REVIEW']

/** The kind of work in one word that says nothing about anybody (S-09). */
export const kindOf = ({ code, isTelling }: Pick<FeedDuty, 'code' | 'isTelling'>): 'review' | 'call' | 'check' => {
  if (reviews.includes(code)) return 'review'
  return isTelling ? 'call' : 'check'
}

/** A calendar in the form of RFC 5545. `secret` hides the ids of duties, and still gives each the same one every time. */
export const calendarOf = (duties: readonly FeedDuty[], now: Date, secret: Buffer): string =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Waymark//Work due//EN', 'CALSCALE:GREGORIAN', 'X-WR-CALNAME:Work'],
    ...duties.flatMap((duty) => eventOf(duty, now, secret)),
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('')

const eventOf = (duty: FeedDuty, now: Date, secret: Buffer): string[] => {
  const uid = createHmac('sha256', secret).update(duty.dutyId).digest('hex').slice(0, 40)
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(duty.dueAt)}`,
    `SUMMARY:Work due: ${kindOf(duty)}`,
    'CLASS:PRIVATE',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

const utc = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, '')

/** No line may be longer than 75 bytes: the rest goes on the next, after a space. What stands here is plain ASCII. */
const folded = (line: string): string => line.replace(/(?<=^.{75}|^.{75}(?:.{74})+)(?=.)/g, '\r\n ')

/** A shift of the usual week: weekday 1 is Monday; one that ends before it starts ends on the next day. */
export type Shift = { weekday: number; startsAt: string; endsAt: string; fromOn: string; untilOn: string | null }
export type Absence = { fromOn: string; untilOn: string }

/** The day whose digest is due now: its first shift has begun and not ended, and the person is not on leave. */
export const digestDay = (shifts: readonly Shift[], absences: readonly Absence[], now: Date): string | null => {
  const day = londonDay(now)
  if (absences.some(({ fromOn, untilOn }) => fromOn <= day && day <= untilOn)) return null
  const weekday = new Date(day).getUTCDay() || 7
  const isOn = shifts.some((shift) => {
    const counts = shift.weekday === weekday && shift.fromOn <= day && (shift.untilOn === null || day <= shift.untilOn)
    if (!counts) return false
    const lastDay = shift.endsAt > shift.startsAt ? day : addDays(day, 1)
    return instantOf(`${day}T${shift.startsAt}`) <= now && now < instantOf(`${lastDay}T${shift.endsAt}`)
  })
  return isOn ? day : null
}

export const dayEnds = (now: Date): Date => endOfDay(londonDay(now))

export type Counts = { late: number; today: number; waiting: number }

/** A letter about how much there is to do. Only figures, and the address of the sign-in page. */
export const digestText = ({ late, today, waiting }: Counts, address: string): { subject: string; text: string } => {
  const nothing = late + today + waiting === 0
  const figures = `${late} late, ${today} due today, ${waiting} ${waiting === 1 ? 'waits' : 'wait'} for your answer.`
  return {
    subject: 'Your work today',
    text: [
      nothing ? 'Nothing is late, nothing is due today, and nothing waits for your answer.' : figures,
      '',
      `Sign in to see it: ${address}/sign-in`,
      '',
      'You asked for this e-mail. You can stop it on the same site, under Calendar and e-mail.',
      '',
    ].join('\n'),
  }
}
