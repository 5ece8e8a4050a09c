import { z } from 'zod'
import { day, optionalText, text, tick } from '../../platform/fields.ts'
import { seemsToHold } from '../../platform/protected-words.ts'
import { dayText } from '../../platform/times.ts'

/** What a card says, as it is sealed. `with` is for whoever makes the plan, and is shown to nobody else. */
export const cardSchema = z.object({
  alone: z.string().nullable(),
  signal: z.boolean(),
  children: z.string().nullable(),
  weapons: z.string().nullable(),
  noBell: z.boolean(),
  notWho: z.boolean(),
  notDo: z.string().nullable(),
  call: z.string().nullable(),
  with: z.string(),
})
export type CardContent = z.infer<typeof cardSchema>

const lineNames = ['alone', 'children', 'weapons', 'notDo', 'call'] as const
const shelter = /\b(refuges?|shelters?|hostels?|safe (house|home|accommodation|place|flat))\b/i
/** What a line must not hold, in words: police read it at a door, and the defence may see it. */
const heldIn = (words: string): string | undefined =>
  seemsToHold(words) ?? (shelter.test(words) ? 'where somebody has found a safe place' : undefined)

export const cardForm = (now: Date) =>
  z
    .object({
      personId: z.uuid('Select whose card it is'),
      ...{ alone: optionalText(200), signal: tick, children: optionalText(200), weapons: optionalText(200) },
      ...{ noBell: tick, notWho: tick, notDo: optionalText(200), call: optionalText(200) },
      agreedOn: day(now, 'Enter the day on which they agreed', 'The day'),
      with: text('Enter who was there, and how you spoke', 1000),
      endsOn: day(now, 'Enter the last day on which it is shown').refine(
        (on) => on === '' || on > dayText(now),
        'Enter a day after today',
      ),
      told: tick,
    })
    .superRefine((form, context) => {
      const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
      const { signal, noBell, notWho, told } = form
      if (!signal && !noBell && !notWho && lineNames.every((name) => form[name] === undefined))
        ask('alone', 'Enter at least one thing that police are to know')
      for (const name of lineNames) {
        const held = heldIn(form[name] ?? '')
        if (held) ask(name, `This seems to hold ${held}. Say it without that`)
      }
      if (!told) ask('told', 'Tell them that police may have to list it, and that the defence may see it')
    })
export type CardForm = z.infer<ReturnType<typeof cardForm>>

/** The lines of a form in one text, to look through it for what is protected. */
export const textOf = (form: CardForm): string => lineNames.map((name) => form[name] ?? '').join('\n')

export const contentOf = (form: CardForm): CardContent => {
  const { alone = null, children = null, weapons = null, notDo = null, call = null } = form
  const { signal, noBell, notWho, with: present } = form
  return { alone, signal, children, weapons, noBell, notWho, notDo, call, with: present }
}

export const endWords: Record<string, string> = {
  replaced: 'A newer one was agreed',
  withdrawn: 'Withdrawn',
  'case closed': 'Ended with the case',
}
