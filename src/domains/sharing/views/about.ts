import { stateTag } from '../../../design/tags.ts'
import { daysInWords, formatDay } from '../../../design/words.ts'
import type { Html } from '../../../platform/html.ts'
import { itemsOf, outsideWords, type State, stateWords } from '../model.ts'
import type { SharingRow } from '../store.ts'

/** What was shared, in one line. */
export const whatOf = ({ what, also }: Pick<SharingRow, 'what' | 'also'>): string =>
  [...itemsOf(what).map(({ label }) => daysInWords(label)), ...(also ? [also] : [])].join('; ')

export const toOf = ({ toAgency, outsideKind, outsideName }: SharingRow): string =>
  toAgency ?? `${outsideName ?? ''} (${outsideWords(outsideKind ?? '')})`

const looks = { waiting: 'waiting', declined: 'stopped', shared: 'done', stopped: 'stopped', over: 'stopped' } as const
export const stateShown = (state: State, { expiresOn }: SharingRow, now: Date): Html =>
  stateTag(looks[state], sharedText(state, expiresOn, now))
const sharedText = (state: State, expiresOn: string | null, now: Date): string =>
  state === 'shared' && expiresOn !== null ? `Shared until ${formatDay(expiresOn, now)}` : stateWords[state]
export const lastDay = (expiresOn: string | null, now: Date): string =>
  expiresOn === null ? 'no end set' : formatDay(expiresOn, now)
