/** What a person is called, by how far the justice process has gone with them (MODEL 15). */
export type Stage = 'person reported' | 'suspect' | 'defendant' | 'offender'

const reaches: Record<string, Stage> = {
  'justice.suspect-arrested': 'suspect',
  'justice.suspect-interviewed': 'suspect',
  'justice.bail-granted': 'suspect',
  'justice.suspect-released-under-investigation': 'suspect',
  'justice.charged': 'defendant',
  'justice.remanded': 'defendant',
  'justice.sentenced': 'offender',
  'justice.suspect-released-without-charge': 'person reported',
  'justice.not-investigated': 'person reported',
  'justice.case-stopped': 'person reported',
}

/** The justice entries that move a stage, for the query that looks for them. */
export const stageTypes = Object.keys(reaches)

/** From the entries in the order in which things happened: the last that moves the stage says what it is now. */
export const stageAfter = (types: readonly string[]): Stage =>
  types.reduce<Stage>((stage, type) => reaches[type] ?? stage, 'person reported')
