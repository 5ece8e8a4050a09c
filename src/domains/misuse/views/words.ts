import { formatWhen } from '../../../design/words.ts'
import type { About, AlertRow } from '../store/alerts.ts'

export const aboutWords = (about: About | undefined): string => {
  if (!about) return 'No single case'
  return about.isSealed ? 'A sealed case' : (about.reference ?? 'A case')
}

/** Late is said in words: a colour alone says nothing. */
export const dueWords = ({ dueAt, closedAt }: Pick<AlertRow, 'dueAt' | 'closedAt'>, now: Date): string => {
  if (closedAt !== null || dueAt === null) return 'Closed'
  return dueAt < now ? `Late: was due ${formatWhen(dueAt, now)}` : formatWhen(dueAt, now)
}
