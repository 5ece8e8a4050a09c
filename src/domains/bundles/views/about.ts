import { stateTag } from '../../../design/tags.ts'
import type { Html } from '../../../platform/html.ts'
import { outsideWords } from '../../sharing/index.ts'
import { recipientOf } from '../actions/index.ts'
import { stateWords } from '../model/bundle.ts'
import type { BundleRow } from '../store.ts'

const looks = {
  waiting: 'waiting',
  reading: 'waiting',
  clear: 'done',
  held: 'soon',
  stopped: 'stopped',
  failed: 'stopped',
} as const
const isState = (state: string): state is keyof typeof looks => Object.hasOwn(looks, state)
const releaseWords: Record<string, string> = {
  asked: 'Asked for: waits for a second person',
  approved: 'Approved, not sent yet',
  released: 'Released',
}

/** How it stands; once somebody was asked to approve it, how that stands. */
export const stateShown = ({ state, releaseState, pages, pagesRead }: BundleRow): Html => {
  if (releaseState !== null)
    return stateTag(releaseState === 'released' ? 'done' : 'waiting', releaseWords[releaseState] ?? releaseState)
  if (state === 'reading' && pages !== null)
    return stateTag('waiting', `Being looked through: ${pagesRead} of ${pages} pages`)
  return stateTag(isState(state) ? looks[state] : 'waiting', stateWords[state] ?? state)
}
export const toOf = (row: BundleRow): string =>
  row.outsideKind === null ? recipientOf(row) : `${recipientOf(row)} (${outsideWords(row.outsideKind).toLowerCase()})`
