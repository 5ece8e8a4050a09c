import type { Body } from '../../../rules/entry.ts'

// First match wins: a police adviser is police, a hospital IDVA is an adviser.
const agencies: [RegExp, Body][] = [
  [/\bmarac\b|\bconference\b/i, 'conference'],
  [
    /\bpolice\b|constab|\bforce\b|detective|sergeant|inspector|custody (?:officer|staff|suite)|\b(?:pc|dc|ds|io|oic)\b/i,
    'police',
  ],
  [/\bidva\b|\badvis[eo]r|advocate|\brefuge\b|women.?s aid|support service|helpline/i, 'advocacy'],
  [/\bcps\b|crown prosecution|prosecutor/i, 'cps'],
  [/witness care|\bwcu\b/i, 'wcu'],
  [/probation|offender manager|\bcrc\b|\bnps\b/i, 'probation'],
  [/\bcourt|\bjudge|magistrate/i, 'court'],
  [/\bprison|\bhmp\b|\bcustody\b/i, 'prison'],
  [
    /hospital|\bgp\b|\bnhs\b|health|ambulance|paramedic|nurse|\bdoctor|midwi|surgery|psychiatr|\ba&e\b|\bward\b/i,
    'health',
  ],
  [/housing|landlord/i, 'housing'],
  [/council|social (?:work|care|services)|local authority|safeguarding|children.?s services/i, 'council'],
  [/school|college|teacher|university|nursery/i, 'school'],
  [/library/i, 'library'],
  // A housing officer is housing, a probation officer probation: an officer of nobody named is police.
  [/\bofficers?\b/i, 'police'],
]

export type Reporter = 'victim' | 'suspect' | 'third party' | 'agency' | 'not known'

/** Who an event is by: an agency, or a person, whose report is then read as made to police. */
export const whoIs = (by: string): { body: Body; reporter: Reporter } => {
  const words = by.trim()
  if (/^(?:[-–—?]*|unknown|various|not known|n\/a)$/i.test(words)) return { body: 'other', reporter: 'not known' }
  if (/^(?:the )?(?:(?:first|second|other) )?(?:victim|survivor)(?: (?:[a-c]|[1-3]))?$/i.test(words))
    return { body: 'other', reporter: 'victim' }
  if (
    /^(?:the )?(?:suspect|perpetrator|offender|defendant|(?:ex[- ]?)?(?:partner|husband|wife|boyfriend|girlfriend))$/i.test(
      words,
    )
  )
    return { body: 'other', reporter: 'suspect' }
  // "Victim's mother", "suspect's probation officer": a person near them, or an agency that is named.
  const body = agencies.find(([pattern]) => pattern.test(words))?.[1]
  return body ? { body, reporter: 'agency' } : { body: 'other', reporter: 'third party' }
}

/** The agencies that act together in one event: "police and IDVA". */
export const bodiesOf = (by: string): Body[] => [
  ...new Set(by.split(/\s+(?:and|with)\s+|[/&,+]/).map((name) => whoIs(name).body)),
]
