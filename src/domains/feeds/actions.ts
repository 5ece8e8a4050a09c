import type { Work } from '../../platform/request.ts'
import { key } from '../../platform/secrets.ts'
import { londonDay } from '../../rules/days.ts'
import type { Services } from '../../rules/services.ts'
import { dayEnds, digestDay, digestText } from './model.ts'
import {
  countsOf,
  endFeeds,
  hoursOf,
  messageIdOf,
  type Reader,
  readersWithout,
  replaceFeed,
  setDigest,
  takeDigest,
} from './store.ts'

/** The address of a new feed; whatever address there was before leads nowhere from now on. */
export const makeFeed = async ({ address }: Pick<Services, 'address'>, { tx, actor, now }: Work): Promise<string> =>
  `${address}/feeds/calendar/${await replaceFeed(tx, actor.id, now)}.ics`

export const endFeed = ({ tx, actor, now }: Work): Promise<void> => endFeeds(tx, actor.id, now)

export const chooseDigest = ({ tx, actor }: Work, wanted: boolean): Promise<void> => setDigest(tx, actor.id, wanted)

export type Letter = { to: string; subject: string; text: string; messageId: string }
export type Post = (letter: Letter) => Promise<void>
type Sending = Pick<Services, 'db' | 'secret' | 'address'>

/**
 * Sends each digest that is due now, and gives how many. One that cannot be sent is tried again the next time, until the
 * shift is over; the others are not held up by it.
 */
export const sendDigests = async (
  services: Sending,
  now: Date,
  post: Post,
  failed: (error: unknown) => void,
): Promise<number> => {
  let sent = 0
  for (const reader of await readersWithout(services.db, londonDay(now)))
    if (await sendOne(services, reader, now, post).catch((error: unknown) => void failed(error))) sent++
  return sent
}

const sendOne = async (services: Sending, reader: Reader, now: Date, post: Post): Promise<boolean> => {
  const { practitionerId, email } = reader
  const { shifts, absences } = await hoursOf(services.db, practitionerId)
  const day = digestDay(shifts, absences, now)
  if (!day) return false
  return services.db.transaction().execute(async (tx) => {
    if (!(await takeDigest(tx, practitionerId, day))) return false
    const counts = await countsOf(tx, practitionerId, now, dayEnds(now))
    const messageId = messageIdOf(key(services.secret, 'feed'), practitionerId, day, new URL(services.address).hostname)
    // Posted before the commit: a letter that fails leaves the day untaken.
    await post({ to: email, messageId, ...digestText(counts, services.address) })
    return true
  })
}
