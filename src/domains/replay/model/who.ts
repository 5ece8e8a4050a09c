import type { Body } from '../../../rules/entry.ts'

// First match wins: a police adviser is police, a hospital IDVA is an adviser.
const agencies: [RegExp, Body][] = [
  [/\bmarac\b|\bconference\b/i, 'conference'],
  [/\bpolice\b|\bofficers?\b|constab|\bforce\b|detective|sergeant|inspector|\b(?:pc|dc|ds|io)\b/i, 'police'],
  [/\bidva\b|\badvis[eo]r|advocate|\brefuge\b|women.?s aid|support service|helpline/i, 'advocacy'],
  [/\bcps\b|crown prosecution|prosecutor/i, 'cps'],
  [/witness care|\bwcu\b/i, 'wcu'],
  [/probation|offender manager|\bcrc\b|\bnps\b/i, 'probation'],
  [/\bcourt|\bjudge|magistrate/i, 'court'],
  [/\bprison|\bcustody\b/i, 'prison'],
  [/hospital|\bgp\b|\bnhs\b|health|ambulance|paramedic|nurse|\bdoctor|midwi|surgery|psychiatr/i, 'health'],
  [/housing|landlord/i, 'housing'],
  [/council|social (?:work|care|services)|local authority|safeguarding|children.?s services/i, 'council'],
  [/school|college|teacher|university|nursery/i, 'school'],
  [/library/i, 'library'],
]

export type Reporter = 'victim' | 'suspect' | 'third party' | 'agency' | 'not known'

/** Who an event is by: an agency, or a person, whose report is then read as made to police. */
export const whoIs = (by: string): { body: Body; reporter: Reporter } => {
  const words = by.trim()
  if (/^(?:[-–—?]*|unknown|various|not known|n\/a)$/i.test(words)) return { body: 'other', reporter: 'not known' }
  if (/^(?:the )?(?:victim|survivor)$/i.test(words)) return { body: 'other', reporter: 'victim' }
  if (
    /^(?:the )?(?:suspect|perpetrator|offender|defendant|(?:ex-?)?partner|(?:ex-?)?husband|(?:ex-?)?wife)$/i.test(words)
  )
    return { body: 'other', reporter: 'suspect' }
  // "Victim's mother", "suspect's probation officer": a person near them, or an agency that is named.
  const body = agencies.find(([pattern]) => pattern.test(words))?.[1]
  return body ? { body, reporter: 'agency' } : { body: 'other', reporter: 'third party' }
}
