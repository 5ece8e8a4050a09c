import type { Details } from '../../../rules/entry.ts'
import { matchesIn } from '../../../rules/words.ts'

const said = '(?:told|informed|notified|alerted|contacted)'
const referred = '\\brefer(?:red|rals?|s)\\b[^.;]{0,80}?'

/** Work that an account says was done, and the duty that it answers. What is told as not done is not read. */
const doings: [code: string, pattern: RegExp][] = [
  [
    'SUPPORT_REFERRAL',
    new RegExp(
      `${referred}\\b(?:idva|advis[eo]r|advoca\\w+|support|refuge|outreach|women.?s aid|domestic abuse service)\\b`,
      'giu',
    ),
  ],
  [
    'CHILD_SAFEGUARDING',
    new RegExp(
      `${referred}\\b(?:children.?s (?:services|social care)|social care|social services|social worker|mash|safeguarding)\\b`,
      'giu',
    ),
  ],
  [
    'CHILD_SAFEGUARDING',
    new RegExp(
      `\\b(?:children.?s (?:services|social care)|social care|social services|mash)\\s+(?:(?:was|were|is|are)\\s+)?${said}\\b`,
      'giu',
    ),
  ],
  [
    'SCHOOL_TOLD',
    new RegExp(
      `\\bschools?\\s+(?:(?:was|were)\\s+)?${said}\\b|\\b${said}\\s+(?:the\\s+|each\\s+|their\\s+)?schools?\\b`,
      'giu',
    ),
  ],
  [
    'FIREARMS_CHECK',
    new RegExp(
      `\\blicensing(?:\\s+(?:unit|team|department))?\\s+(?:(?:was|is)\\s+)?(?:${said}|checked)\\b|\\b(?:guns?|shotguns?|firearms?|rifles?|weapons?)\\s+(?:(?:was|were|are|is)\\s+)?(?:seized|removed|surrendered|handed in)\\b|\\bfirearms\\s+(?:check|checks)\\s+(?:done|made|clear|completed?)\\b`,
      'giu',
    ),
  ],
  [
    'WRITTEN_CONFIRMATION',
    /\b(?:letter|written confirmation|confirmation in writing|crime number)\s+(?:(?:was|is)\s+)?(?:sent|given|posted|handed over)\b/giu,
  ],
]

export type Doing = { details: Details; words: string[] }

/** What the account says was done besides: one entry for each duty that it answers. */
export const doingsIn = (what: string | null): Doing[] =>
  what === null
    ? []
    : doings.flatMap(([code, pattern]) => {
        const words = matchesIn(what, pattern)
        return words.length > 0 ? [{ details: { covers: [code] }, words }] : []
      })
