import { z } from 'zod'
import { optionalText, text } from '../../../platform/fields.ts'
import { readDay } from '../../../platform/times.ts'

/** Who may use emergency access: nobody on the side of the person reported, no library, no counts, no administration. */
const users: ReadonlySet<string> = new Set([
  ...['idva', 'idva-manager', 'first-responder', 'investigating-officer', 'abuse-specialist', 'police-supervisor'],
  ...['witness-care-officer', 'wcu-manager', 'social-worker', 'council-manager', 'housing-officer', 'housing-manager'],
])
export const mayUseEmergency = (role: string): boolean => users.has(role)

const readable =
  /^\/cases\/:caseId(\/(entries|duties|risk|incidents|justice|orders|pictures|people|access|looks|conflicts|police-cards)(\/.*)?)?$/
const writable = /^\/cases\/:caseId\/(entries\/new\/:type|entries\/type|access\/emergency\/:lookId\/end|conflicts)$/
const closed = /\/(new|edit|connect|call-sheet|given|correct|confirm|decide|owner|done|plan-reviewed|told-by|seal)\b/

/** What emergency access opens: pages to read, a word on what was done, and nothing that goes out or lets anybody in. */
export const opensInEmergency = (method: string, route: string): boolean => {
  if (method === 'POST') return writable.test(route)
  return readable.test(route) && (!closed.test(route) || /^\/cases\/:caseId\/entries\/new/.test(route))
}

export const dangers = {
  'in danger now': 'Somebody is in danger now',
  'on the way': 'Somebody is on the way to them, or has got out',
  'missing or hurt': 'Somebody is missing or hurt',
  'child in danger': 'A child is in danger now',
} as const
const isDanger = (value: string): boolean => Object.hasOwn(dangers, value)

export type Sought = { reference: string } | { name: string; bornOn: string }
/** One of the two ways to say whose case it is, and why it cannot wait. */
export const emergencyForm = (now: Date) =>
  z
    .object({
      reference: optionalText(40),
      name: optionalText(120),
      born: optionalText(40),
      danger: z.string('Select what is happening').refine(isDanger, 'Select what is happening'),
      said: text('Say what you know, and what you need to find out', 500),
    })
    .transform(({ reference, name, born, danger, said }, context) => {
      const why = { danger, said }
      if (reference) return { ...why, sought: { reference } satisfies Sought as Sought }
      if (!name) context.addIssue({ code: 'custom', path: ['name'], message: 'Enter the full name, or the reference' })
      const read = readDay(born ?? '', now)
      if ('problem' in read) context.addIssue({ code: 'custom', path: ['born'], message: read.problem })
      const bornOn = 'day' in read ? read.day : ''
      return { ...why, sought: { name: name ?? '', bornOn } }
    })
export type Emergency = { danger: string; said: string; sought: Sought }

export const reviewForm = z
  .object({
    outcome: z.enum(['justified', 'not justified'], 'Select whether it was justified'),
    follows: optionalText(1000),
  })
  .superRefine(({ outcome, follows }, context) => {
    if (outcome === 'not justified' && !follows)
      context.addIssue({ code: 'custom', path: ['follows'], message: 'Write what follows from it' })
  })
export type Review = z.infer<typeof reviewForm>

export const dangerWords = (pick: string): string =>
  Object.entries(dangers).find(([name]) => name === pick)?.[1] ?? pick
