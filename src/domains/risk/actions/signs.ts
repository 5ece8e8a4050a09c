import type { Work } from '../../../platform/request.ts'
import { answersStored, type atRisk, inDanger, needsIn } from '../model/answers.ts'
import { answerWords, questionsOf, readInstrument, saysSo, type signs } from '../model/instrument.ts'
import { currentLevel } from '../model/level.ts'
import { type Need, needs } from '../model/needs.ts'
import { newestAssessments } from '../store/instruments.ts'
import { levelsOf } from '../store/levels.ts'

export type Danger = keyof typeof atRisk
/** A thing found in an assessment: which, in the words that were asked and answered, and where it stands. */
export type SignFound = {
  factor: `sign:${(typeof signs)[number]}` | `danger:${Danger}` | `need:${Need}`
  words: string
  at: Date
  /** Null: a level that was set without questions. */
  assessmentId: string | null
  title: string
  by: string
}

/** What is known now for each person: signs in answers, and who may come to harm, as questions found it and as a level by judgement alone said. */
export const signsFound = async (work: Work, caseId: string): Promise<SignFound[]> => [
  ...(await signsAsked(work, caseId)),
  ...(await dangersJudged(work, caseId)),
]

/** Of each person, the newest of an agency's levels that were set without questions. */
const dangersJudged = async ({ tx }: Work, caseId: string): Promise<SignFound[]> => {
  const judged = (await levelsOf(tx, caseId)).filter((row) => row.assessmentId === null)
  const newest = [...Map.groupBy(judged, ({ agencyId, personId }) => `${agencyId} ${personId}`).values()]
  return newest.flatMap((rows) => {
    const row = currentLevel(rows)
    if (!row) return []
    const where = {
      at: row.decidedAt,
      assessmentId: null,
      title: 'Risk level',
      by: `${row.decidedByName}, ${row.agencyName}`,
    }
    return inDanger(row.riskTo).map(({ who, words }) => ({ ...where, factor: `danger:${who}` as const, words }))
  })
}

/** What the newest assessment with each set of questions found. */
const signsAsked = async ({ tx }: Work, caseId: string): Promise<SignFound[]> =>
  (await newestAssessments(tx, caseId)).flatMap((row) => {
    const read = readInstrument(JSON.stringify(row.questions))
    if ('problems' in read) return []
    const where = { at: row.doneAt, assessmentId: row.id, title: row.title, by: `${row.doneByName}, ${row.agencyName}` }
    const answers = answersStored(row.answers)
    const so = questionsOf(read.instrument).flatMap(({ id, sign, text }) => {
      const given = answers[id]?.answer ?? ''
      return sign && saysSo.has(given)
        ? [{ ...where, factor: `sign:${sign}` as const, words: `${text} ${answerWords[given] ?? given}` }]
        : []
    })
    const harm = inDanger(row.riskTo).map(({ who, words }) => ({ ...where, factor: `danger:${who}` as const, words }))
    const need = needsIn(read.instrument, answers).map((code) => ({
      ...{ ...where, factor: `need:${code}` as const, words: `They need: ${needs[code].name.toLowerCase()}` },
    }))
    return [...so, ...harm, ...need]
  })

export type NeedsFound = { personId: string; person: string; needs: Need[]; assessmentId: string; at: Date; by: string }
/** Of each person whom somebody asked, what they last said that they need. */
export const needsFound = async ({ tx }: Work, caseId: string): Promise<NeedsFound[]> => {
  const rows = (await newestAssessments(tx, caseId)).filter(({ about }) => about === 'needs')
  return [...Map.groupBy(rows, ({ personId }) => personId).values()].flatMap(([row]) => {
    const read = row && readInstrument(JSON.stringify(row.questions))
    if (!row || !read || 'problems' in read) return []
    const { personId, personName: person, id: assessmentId, doneAt: at } = row
    const found = needsIn(read.instrument, answersStored(row.answers))
    return [{ personId, person, assessmentId, at, by: `${row.doneByName}, ${row.agencyName}`, needs: found }]
  })
}
