import { stateTag } from '../../../design/tags.ts'
import { formatDay } from '../../../design/words.ts'
import type { Html } from '../../../platform/html.ts'
import { dayText } from '../../../platform/times.ts'
import { isState, stateWords } from '../model.ts'
import type { RequestRow } from '../store.ts'

export const whoAsks = ({ fromBody, fromWho }: Pick<RequestRow, 'fromBody' | 'fromWho'>): string =>
  `${fromWho}, ${fromBody}`

export const stateShown = ({ state }: RequestRow): Html => {
  const look = state === 'refused' ? 'stopped' : state === 'received' || state === 'tests checked' ? 'waiting' : 'done'
  return stateTag(look, isState(state) ? stateWords[state] : state)
}

export const isLate = ({ answerBy, answeredAt }: RequestRow, now: Date): boolean =>
  answeredAt === null && answerBy < dayText(now)

export const wanted = (row: RequestRow, now: Date): string =>
  `${formatDay(row.answerBy, now)}${isLate(row, now) ? ', late' : ''}`
