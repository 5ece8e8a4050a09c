import type { Work } from '../../platform/request.ts'
import type { BoardName, SavedFilterForm } from './model.ts'
import { dropFilter, keepFilter, markAlarmsSeen } from './store/index.ts'

export const acknowledgeAlarms = ({ tx, actor, now }: Work, ids: string[]): Promise<void> =>
  markAlarmsSeen(tx, actor.id, ids, now)

/** A name that is used again on the same board is the same filter, changed. Only letters of an address are kept as the query. */
export const saveFilter = ({ tx, actor, now }: Work, { board, name, query }: SavedFilterForm): Promise<void> =>
  keepFilter(tx, actor.id, { board, name, query: new URLSearchParams(query).toString() }, now)

export const dropSaved = ({ tx, actor }: Work, board: BoardName, name: string): Promise<void> =>
  dropFilter(tx, actor.id, board, name)
