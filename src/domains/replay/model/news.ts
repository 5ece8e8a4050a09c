import { phrasesIn } from '../../../rules/words.ts'

const about: [words: string[], codes: string[]][] = [
  [
    ['arrest', 'arrested', 'arrests', 'detained', 'custody', 'interview*'],
    ['ARREST', 'ARREST_FOR_BREACH', 'INTERVIEW_UNDER_CAUTION'],
  ],
  [
    ['charge', 'charged', 'charges', 'prosecut*'],
    ['CHARGED', 'ARREST'],
  ],
  [
    ['bail', 'bailed', 're-bailed', 'condition', 'conditions'],
    ['RELEASED_ON_BAIL', 'BAIL_CONDITIONS_CHANGED', 'BAIL_CANCELLED', 'BAIL_HEARING_OUTCOME', 'ARREST'],
  ],
  [
    ['release', 'released', 'let out', 'let go', 'is out', 'was out', 'is home', 'freed', 'licence'],
    [
      'RELEASE',
      'RELEASED_NO_CHARGE',
      'RELEASED_UNDER_INVESTIGATION',
      'RELEASED_ON_BAIL',
      'BAIL_HEARING_OUTCOME',
      'ARREST',
      'ARREST_FOR_BREACH',
    ],
  ],
  [
    ['no further action', 'nfa', 'closed', 'dropped', 'stopped', 'discontinu*', 'no charge', 'not be charged'],
    [
      'POLICE_NFA',
      'CPS_NO_CHARGE',
      'CPS_POST_CHARGE',
      'NOT_INVESTIGATED',
      'OUT_OF_COURT_DISPOSAL',
      'RELEASED_NO_CHARGE',
      'BACKSTOP',
    ],
  ],
  [
    ['court', 'courts', 'hearing', 'hearings', 'trial', 'remand', 'remanded', 'plea'],
    [
      'BAIL_HEARING_OUTCOME',
      'FIRST_HEARING',
      'HEARING_LISTED',
      'WITNESS_REQUIRED',
      'WARRANT',
      'TRIAL_OUTCOME',
      'SENTENCE',
    ],
  ],
  [
    ['convict*', 'guilty', 'verdict', 'acquitt*', 'sentence', 'sentenced', 'prison', 'jailed', 'months', 'years'],
    ['TRIAL_OUTCOME', 'SENTENCE', 'RELEASE', 'VICTIM_CONTACT_SCHEME', 'VICTIM_NOTIFICATION_SCHEME'],
  ],
  [['order', 'orders', 'notice', 'dvpo', 'dvpn', 'dapo', 'dapn'], ['ORDER_EXPLAINED']],
]
const everything = [
  ...['news', 'progress', 'everything', 'it all', 'outcome', 'outcomes', 'result', 'results', 'decision', 'updat*'],
  ...['developments', 'what is happening', 'what has happened', 'what happened'],
]
/** Matters that are no news of the suspect. */
const elsewhere = [
  ...['refuge', 'support', 'safety', 'safety plan', 'alarm', 'alarms', 'locks', 'housing', 'referral', 'marac', 'idva'],
  ...['adviser', 'statement', 'injunction*', 'non-molestation', 'solicitor', 'benefits', 'counselling', '999', '101'],
]
/** Answered by any word with the victim, whatever it was about. */
const always = ['VICTIM_UPDATE', 'CONTACT_ESCALATION', 'CONTACT_CHANCE', 'DEFERRED_URGENT', 'ADVISER_CONTACT']

/** The duties to tell that an account says were answered. Null where news was given, and not said which. */
export const newsIn = (text: string, isNews: boolean): string[] | null => {
  if (phrasesIn(text, everything).length > 0) return null
  const codes = about.filter(([words]) => phrasesIn(text, words).length > 0).flatMap(([, of]) => of)
  if (codes.length === 0 && isNews && phrasesIn(text, elsewhere).length === 0) return null
  return [...new Set([...codes, ...always])]
}
