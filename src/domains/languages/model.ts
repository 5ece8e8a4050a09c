import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { text } from '../../platform/fields.ts'

/** The fixed words of what somebody takes home; what they said themselves is never translated. */
export const phraseKeys = [
  // What it is called: said so that it gives nothing away, and said plainly.
  ...(['notes', 'numbers', 'list', 'plan', 'childPlan', 'card', 'bag', 'part'] as const),
  // The parts of a plan, by the codes of safety-plans.
  ...(['strengths', 'now', 'crisis', 'home', 'going', 'device', 'money', 'job', 'school'] as const),
  ...(['child', 'contact', 'legal', 'long'] as const),
  ...(['care', 'emergency', 'silent', 'ownNumbers', 'helplines', 'england', 'wales', 'englandAndWales'] as const),
  ...(['childFault', 'childAway', 'childRing'] as const),
  // What goes into a bag.
  ...(['spareKeys', 'papers', 'bank', 'passwords', 'cash', 'keys', 'medicine', 'contacts'] as const),
  ...(['passport', 'drivingLicence', 'birthCertificate', 'benefitCards', 'divorcePapers', 'homePapers'] as const),
  ...(['insurancePapers', 'schoolRecords', 'medicalRecords', 'immigrationPapers', 'courtPapers', 'copy'] as const),
  ...(['clothes', 'dear', 'whoToKnow', 'unchecked', 'version'] as const),
]
export type PhraseKey = (typeof phraseKeys)[number]

const phrase = z.string().trim().min(1).normalize('NFC')
export const languageFile = z.strictObject({
  code: z.string().regex(/^[a-z]{2,3}$/),
  name: phrase,
  ownName: phrase,
  direction: z.enum(['ltr', 'rtl']),
  phrases: z.record(z.enum(phraseKeys), phrase),
})
export type Language = z.infer<typeof languageFile>

const codes = ['en', 'cy', 'ne', 'pl', 'pt', 'ro', 'ur'] as const
const folder = path.join(import.meta.dirname, '../../../data/languages')
/** English, in which the words are written, and then the others by their English names. */
export const languages: readonly Language[] = codes.map((code) =>
  languageFile.parse(JSON.parse(readFileSync(path.join(folder, `${code}.json`), 'utf8'))),
)
export const languageOf = (code: string): Language | undefined => languages.find((one) => one.code === code)

const [first] = languages
if (first?.code !== 'en') throw new Error('the words are written in English first')
export const english: Language = first
export const isSource = ({ code }: Language): boolean => code === english.code

const gap = /\{(\w+)\}/g
/** The gaps of a phrase: a number that is verified elsewhere, a day. No translation holds one of its own. */
export const gapsIn = (words: string): string[] => [...words.matchAll(gap)].map(([, name = '']) => name).sort()
/** A phrase with its gaps filled. */
export const say = (language: Language, key: PhraseKey, filled: Readonly<Record<string, string>> = {}): string =>
  language.phrases[key].replace(gap, (_, name: string) => {
    const value = filled[name]
    if (value === undefined) throw new Error(`“${key}” was said without its ${name}`)
    return value
  })

/** A fingerprint of exactly these words beside the English ones: a change of either is something else to be read. */
export const hashOf = ({ code, direction, phrases }: Language, source: Language = english): string =>
  createHash('sha256')
    .update(JSON.stringify([code, direction, phraseKeys.map((key) => [key, source.phrases[key], phrases[key]])]))
    .digest('hex')

export type Check = {
  language: string
  wordsHash: string
  readBy: string
  evidence: string
  signedBy: string
  signedAt: Date
}
/** A language with who has read it: the latest check of the words as they are now, and those of words that have changed since. */
export type Standing = { language: Language; now: Check | undefined; before: readonly Check[] }
/** Whether what is printed must say that nobody has read it yet. */
export const isUnchecked = ({ language, now }: Standing): boolean => !isSource(language) && !now

export const standingOf = (language: Language, checks: readonly Check[]): Standing => {
  const own = checks.filter((check) => check.language === language.code)
  const now = own.find(({ wordsHash }) => wordsHash === hashOf(language))
  return { language, now, before: own.filter((check) => check !== now) }
}

export const signForm = z.object({
  readBy: text('Enter who read it', 200),
  evidence: text('Enter how they know the language, and how they read it', 1000),
})
export type SignForm = z.infer<typeof signForm>
