import type { Work } from '../../../platform/request.ts'
import { answersStored, atRisk, dangers, riskStored } from '../model/answers.ts'
import { answerWords, questionsOf, readInstrument, saysSo, type signs } from '../model/instrument.ts'
import { newestAssessments } from '../store/instruments.ts'

export type Danger = keyof typeof atRisk
/** A thing found in an assessment: which, in the words that were asked and answered, and where it stands. */
export type SignFound = {
  factor: `sign:${(typeof signs)[number]}` | `danger:${Danger}`
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
    return [...so, ...harm]
  })

const whoAtRisk: readonly Danger[] = ['victim', 'children', 'family', 'partner', 'workers', 'self']
