const detailNames: Record<string, string> = {
  name_is_believed: 'Name is believed',
  born_on: 'Date of birth',
  age_about: 'Age',
  language: 'Language',
  communication_needs: 'To understand each other',
  school: 'School or college',
  died_on: 'Day of death',
}
const privateNames: Record<string, string> = {
  name: 'Name',
  other_names: 'Other names',
  called: 'Uses the name',
  gender: 'Gender',
}
/** Reckoned from other fields for the search: nobody changes them. */
const reckoned = ['plain_name', 'plain_names']
/** All that is known of a person, as it stood until somebody changed it; the last one stands now. */
export type Version = { was: Record<string, unknown>; by: string | null; at: Date | null }
export type Change = {
  field: string
  before: string | null
  after: string | null
  by: string | null
  at: Date
  /** Not shown in passing, since it may say what the person chose to leave behind (INV-17). */
  isPrivate: boolean
}

/** What each change altered, the latest first. What has no name here yet counts as private. */
export const changesOf = (versions: readonly Version[]): Change[] =>
  versions
    .flatMap(({ was, by, at }, index) => {
      const next = versions[index + 1]?.was
      if (!next || !at) return []
      return Object.keys(next)
        .filter((key) => !reckoned.includes(key) && wordsOf(was[key]) !== wordsOf(next[key]))
        .map((key) => ({
          ...{ field: detailNames[key] ?? privateNames[key] ?? key.replaceAll('_', ' '), by, at },
          ...{ before: wordsOf(was[key]), after: wordsOf(next[key]), isPrivate: !(key in detailNames) },
        }))
    })
    .reverse()

const wordsOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}
