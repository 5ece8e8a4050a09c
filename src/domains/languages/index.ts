export { standings } from './actions.ts'
export {
  english,
  isSource,
  isUnchecked,
  type Language,
  languageOf,
  languages,
  type PhraseKey,
  type Standing,
  say,
} from './model.ts'
