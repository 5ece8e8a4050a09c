import { timeText } from '../../../platform/times.ts'
import { londonDay } from '../../../rules/days.ts'
import type { Services } from '../../../rules/services.ts'
import { noticeLetter } from '../model.ts'
import { takeNotice, tidyAway, type Untold, untoldSignIns } from '../store/notices.ts'

type Letter = { to: string; subject: string; text: string; messageId: string }
type Sending = Pick<Services, 'db' | 'address'>

/** Tells by e-mail what happened to a sign-in. One that cannot be sent is tried again, for a day. */
export const sendSignInNotices = async (
  services: Sending,
  post: (letter: Letter) => Promise<void>,
  failed: (error: unknown) => void,
): Promise<number> => {
  let sent = 0
  for (const notice of await untoldSignIns(services.db))
    if (await sendOne(services, notice, post).catch((error: unknown) => void failed(error))) sent++
  return sent
}

const sendOne = ({ db, address }: Sending, notice: Untold, post: (letter: Letter) => Promise<void>): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    if (!(await takeNotice(tx, notice.id))) return false
    const { hostname } = new URL(address)
    const when = `${londonDay(notice.at)} at ${timeText(notice.at)}`
    // Posted before the commit: a letter that fails leaves the notice untold.
    await post({
      ...{ to: notice.email, messageId: `<${notice.id}@${hostname}>` },
      ...noticeLetter(notice.what, notice.isOwn, when, address),
    })
    return true
  })

/** Forgets tries, challenges and notices that have had their time. */
export const tidySignIn = ({ db }: Pick<Services, 'db'>, now: Date): Promise<void> => tidyAway(db, now)
