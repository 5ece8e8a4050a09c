import { stateTag } from '../../../design/tags.ts'
import type { Html } from '../../../platform/html.ts'
import { isRouteKind, kindWords } from '../../safe-contact/index.ts'
import { outsideWords } from '../../sharing/index.ts'
import { recipientOf } from '../actions/index.ts'
import { stateWords } from '../model/forms.ts'
import type { ReleaseRow } from '../store.ts'

const looks = {
  asked: 'waiting',
  approved: 'soon',
  released: 'done',
  refused: 'stopped',
  void: 'stopped',
  withdrawn: 'stopped',
} as const
const isState = (state: string): state is keyof typeof looks => Object.hasOwn(looks, state)

export const stateShown = ({ state, atOnceWhy, reviewedAt }: ReleaseRow): Html => {
  if (atOnceWhy !== null && reviewedAt === null) return stateTag('soon', 'Released at once, to be looked at')
  return stateTag(isState(state) ? looks[state] : 'waiting', stateWords[state] ?? state)
}

/** The sort of the way, and whose: never the way itself. */
export const whatOf = ({ kind, routeKind, person }: Pick<ReleaseRow, 'kind' | 'routeKind' | 'person'>): string =>
  kind === 'bundle'
    ? 'Bundle for court'
    : `${routeKind && isRouteKind(routeKind) ? kindWords[routeKind] : 'Way of contact'} of ${person ?? ''}`

export const toOf = (row: ReleaseRow): string =>
  row.outsideKind === null ? recipientOf(row) : `${recipientOf(row)} (${outsideWords(row.outsideKind).toLowerCase()})`
