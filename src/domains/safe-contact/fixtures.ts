/** A rule as the form sends it. */
export const aRule = (changes: Record<string, string | string[]> = {}): Record<string, string | string[]> => ({
  codeWord: 'heron',
  warnings: 'The brother may pick up.',
  interpreter: '',
  frequency: 'each change',
  confirmedWith: 'them, by telephone',
  reviewOn: '2027-05-20',
  ...changes,
})

/** The way of S-02 and S-11: at work, Monday to Friday, ten to twelve. */
export const aWorkPhone = (changes: Record<string, string | string[]> = {}): Record<string, string | string[]> => ({
  kind: 'work phone',
  value: '01632 960142',
  askFor: 'Alder',
  days1: ['1', '2', '3', '4', '5'],
  from1: '10:00',
  until1: '12:00',
  callerId: 'withheld',
  confirmed: 'yes',
  ...changes,
})

/** The way of S-01: a mobile, any time before eight in the evening. */
export const aMobile = (changes: Record<string, string | string[]> = {}): Record<string, string | string[]> => ({
  kind: 'mobile',
  value: '07700 900123',
  days1: ['1', '2', '3', '4', '5', '6', '7'],
  from1: '00:00',
  until1: '20:00',
  textIsSafe: 'yes',
  callerId: 'withheld',
  confirmed: 'yes',
  ...changes,
})

/** What is done for somebody, decided together with them (RM-12). */
export const decidedTogether = { isKnown: 'there', knownWords: 'Decided with them, at the office' } as const
