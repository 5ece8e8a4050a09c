import { stateTag } from '../../../design/tags.ts'
import { formatDay } from '../../../design/words.ts'
import type { Html } from '../../../platform/html.ts'
import { itemsOf, outsideWords, type State, stateWords } from '../model.ts'
import type { SharingRow } from '../store.ts'

/** What was shared, in one line. */
export const whatOf = ({ what, also }: Pick<SharingRow, 'what' | 'also'>): string =>
  [...itemsOf(what).map(({ label }) => label), ...(also ? [also] : [])].join('; ')

export const toOf = ({ toAgency, outsideKind, outsideName }: SharingRow): string =>
  toAgency ?? `${outsideName ?? ''} (${outsideWords(outsideKind ?? '')})`

const looks = { waiting: 'waiting', declined: 'stopped', shared: 'done', stopped: 'stopped', over: 'stopped' } as const
export const stateShown = (state: State, { expiresOn }: SharingRow, now: Date): Html =>
  stateTag(looks[state], state === 'shared' ? `Shared until ${formatDay(expiresOn, now)}` : stateWords[state])
