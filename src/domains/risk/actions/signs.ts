import type { Work } from '../../../platform/request.ts'
import { answersStored, atRisk, dangers, needsIn, riskStored } from '../model/answers.ts'
import { answerWords, questionsOf, readInstrument, saysSo, type signs } from '../model/instrument.ts'
import { type Need, needs } from '../model/needs.ts'
import { newestAssessments } from '../store/instruments.ts'

export type Danger = keyof typeof atRisk
/** A thing found in an assessment: which, in the words that were asked and answered, and where it stands. */
export type SignFound = {
  factor: `sign:${(typeof signs)[number]}` | `danger:${Danger}` | `need:${Need}`
  words: string
  at: Date
  assessmentId: string
  title: string
  by: string
}

/** What the newest assessment with each set of questions found for each person: signs in answers, and who may come to harm. */
export const signsFound = async ({ tx }: Work, caseId: string): Promise<SignFound[]> =>
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
    const riskTo = riskStored(row.riskTo)
    const harm = whoAtRisk.flatMap((who) => {
      const danger = riskTo[who]
      if (danger !== 'some' && danger !== 'serious') return []
      return [{ ...where, factor: `danger:${who}` as const, words: `${atRisk[who]}: ${dangers[danger].toLowerCase()}` }]
    })
    const need = needsIn(read.instrument, answers).map((code) => ({
      ...{ ...where, factor: `need:${code}` as const, words: `They need: ${needs[code].name.toLowerCase()}` },
    }))
    return [...so, ...harm, ...need]
  })

const whoAtRisk: readonly Danger[] = ['victim', 'children', 'family', 'partner', 'workers', 'self']

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
