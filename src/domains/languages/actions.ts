import type { Work } from '../../platform/request.ts'
import { hashOf, type Language, languages, type SignForm, type Standing, standingOf } from './model.ts'
import { allChecks, insertCheck } from './store.ts'

/** Each language with who has read its words. */
export const standings = async ({ tx }: Pick<Work, 'tx'>): Promise<Standing[]> => {
  const checks = await allChecks(tx)
  return languages.map((language) => standingOf(language, checks))
}

/** It counts for these words, and for no others. */
export const signLanguage = (work: Work, language: Language, form: SignForm): Promise<void> =>
  insertCheck(work, { language: language.code, wordsHash: hashOf(language), ...form })
