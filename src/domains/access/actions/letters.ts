import type { Services } from '../../../rules/services.ts'
import { lettersDue, noteLetters, takeLetter } from '../store/emergency.ts'

type Mail = { to: string; subject: string; text: string; messageId: string }
type Post = (mail: Mail) => Promise<void>

/** Tells by e-mail whoever must know that emergency access was used: that it was, and where to read of it. No name, no case. */
export const tellOfEmergencies = async (
  services: Pick<Services, 'db' | 'address'>,
  now: Date,
  post: Post,
  failed: (error: unknown) => void,
): Promise<number> => {
  let told = 0
  for (const { id } of await lettersDue(services.db))
    if (await tellOfOne(services, id, now, post).catch((error: unknown) => void failed(error))) told++
  return told
}

/** Posted before the commit: a letter that fails is tried again, and holds up no other. */
const tellOfOne = ({ db, address }: Pick<Services, 'db' | 'address'>, id: string, now: Date, post: Post) =>
  db.transaction().execute(async (tx) => {
    const emails = await takeLetter(tx, id)
    if (!emails) return false
    for (const [index, to] of emails.entries())
      await post({ to, ...letter(address), messageId: `<emergency-${id}-${index}@${new URL(address).hostname}>` })
    await noteLetters(tx, id, now)
    return true
  })

const letter = (address: string): { subject: string; text: string } => ({
  subject: 'Emergency access was used',
  text: [
    'Somebody used emergency access. You are told because you answer for it.',
    '',
    `Sign in to see who, when and why: ${address}/sign-in`,
    '',
  ].join('\n'),
})
