/** Why something need not be given (RULES 16). It stands in the record; the letter says nothing of it. */
export const exemptions = {
  crime: {
    words: 'It would stand in the way of preventing or detecting crime',
    source: 'Data Protection Act 2018 Sch. 2 para. 2',
  },
  others: {
    words: 'It cannot be told apart from what is about other people',
    source: 'Data Protection Act 2018 Sch. 2 para. 16',
  },
  health: { words: 'Health data: serious harm to somebody', source: 'Data Protection Act 2018 Sch. 3 para. 5' },
  'social work': {
    words: 'Social work data: serious harm to somebody',
    source: 'Data Protection Act 2018 Sch. 3 para. 11',
  },
  education: { words: 'Education data: serious harm to somebody', source: 'Data Protection Act 2018 Sch. 3 para. 19' },
  'child abuse': {
    words: 'Child abuse data: not in the interest of the child',
    source: 'Data Protection Act 2018 Sch. 3 para. 21',
  },
  'law enforcement': {
    words: 'Law enforcement data: needed to protect others',
    source: 'Data Protection Act 2018 s.45(4)',
  },
} as const satisfies Record<string, { words: string; source: string }>
type Exemption = keyof typeof exemptions
const isExemption = (code: string): code is Exemption => Object.hasOwn(exemptions, code)
export const exemptionCodes: Exemption[] = Object.keys(exemptions).filter(isExemption)
export const exemptionWords = (code: string): string =>
  isExemption(code) ? `${exemptions[code].words} (${exemptions[code].source})` : code
