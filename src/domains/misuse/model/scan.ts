import type { Look } from './look.ts'

export const aDay = 86_400_000

/** What stood out: from when it was worth a question, and every look that belongs to it. */
export type Found = { raisedAt: number; looks: Look[] }
/** The moment at which a question that was raised then is answered; looks after it count anew. */
export type Answered = (raisedAt: number) => number
export const notAnswered: Answered = () => Number.POSITIVE_INFINITY

type Scan = { within: number; crosses: (recent: readonly Look[]) => boolean; answered: Answered }

/**
 * Walks looks in their order. It judges each moment by what came before it alone, so that reading the log in pieces
 * finds the same as reading it at once.
 */
export const scan = (looks: readonly Look[], { within, crosses, answered }: Scan): Found[] => {
  const found: Found[] = []
  let recent: Look[] = []
  let open: Found | undefined
  for (const look of looks) {
    if (open && look.at > answered(open.raisedAt)) {
      open = undefined
      recent = []
    }
    if (open) {
      open.looks.push(look)
      continue
    }
    recent = [...recent.filter(({ at }) => look.at - at <= within * aDay), look]
    if (!crosses(recent)) continue
    open = { raisedAt: look.at, looks: recent }
    found.push(open)
  }
  return found
}
