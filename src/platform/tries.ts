import { normalizeIP } from '@fastify/rate-limit'

/** How many sign-ins may go wrong from one network address in `within` before it has to wait. */
export const usualFailures = 100
export const within = 15 * 60_000

type Counted = { failures: number; until: number }
export type Tries = ReturnType<typeof countTries>

/**
 * Counts what goes wrong from each network address. A try counts from its start and is given back when it goes well, so
 * a thousand at once are no way past, and an office behind one address is not shut out by those who sign in well. IPv6
 * is counted by network. The address that was quiet for longest makes room for a new one.
 */
export const countTries = ({ most, addresses = 10_000 }: { most: number; addresses?: number }) => {
  const counted = new Map<string, Counted>()
  /** Null: go on. Else this address has to wait until then. */
  const begin = (address: string, now: Date): Date | null => {
    const from = normalizeIP(address)
    const known = counted.get(from)
    const isCurrent = known !== undefined && known.until > now.getTime()
    const current = isCurrent ? known : { failures: 0, until: now.getTime() + within }
    counted.delete(from)
    counted.set(from, current)
    const [quietest] = counted.keys()
    if (counted.size > addresses && quietest !== undefined) counted.delete(quietest)
    if (current.failures >= most) return new Date(current.until)
    current.failures++
    return null
  }
  const wentWell = (address: string): void => {
    const known = counted.get(normalizeIP(address))
    if (known && known.failures > 0) known.failures--
  }
  return { begin, wentWell, size: () => counted.size }
}
