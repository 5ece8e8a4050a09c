const suspect = 'suspect|perpetrator|offender|defendant|accused'
const partner = '(?:ex-?\\s?)?(?:partner|husband|wife|boyfriend|girlfriend)'
const others =
  'child|children|baby|toddler|infant|son|daughter|mother|father|sister|brother|friend|neighbour|grandmother|grandfather|new partner'
const dead =
  '(?:found dead|found hanged|dies|died|dead|is killed|was killed|were killed|takes (?:his|her|their) own life|took (?:his|her|their) own life|kill(?:s|ed) (?:him|her|them)self|suicide)'

const suspectDied = new RegExp(`\\b(?:${suspect})\\b[^.;]{0,40}\\b${dead}`, 'i')
const partnerDied = new RegExp(`(?<!new )\\b${partner}\\s+(?:is |was |then |later |also )*${dead}`, 'i')
const otherDied = new RegExp(
  `\\b(?:${others})(?:,[^,.;]*,)?\\s+(?:is |was |are |were |has |have |later |then )*(?:${dead}|stillborn|killed|murdered)\\b(?!\\s+(?:her|him|the|his|their|victim)\\b)`,
  'i',
)
const otherKilled = new RegExp(
  `\\b(?:kill|murder)(?:s|ed)\\s+(?:the|her|his|their)\\s+(?:\\p{L}+[’']?s?\\s+){0,2}(?:${others})\\b`,
  'iu',
)
const victimToo = /\b(?:both|victim)\b(?!['’]s)|\bher body\b|\bhis body\b/i

/** Whose death an account tells of. One that does not say is the victim's: what was owed to someone else's ends with nobody's. */
export const whoDied = (what: string | null): 'victim' | 'suspect' | 'someone else' => {
  if (what === null || victimToo.test(what)) return 'victim'
  if (otherDied.test(what) || otherKilled.test(what)) return 'someone else'
  return suspectDied.test(what) || partnerDied.test(what) ? 'suspect' : 'victim'
}
