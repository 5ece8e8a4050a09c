import { type Grade, grades } from '../../../rules/entry.ts'

const level = '(high|medium|standard)'
const given = new RegExp(
  `\\b(?:graded|assessed|regraded|risk level|level)(?:\\s+(?:as|to|at|is|was))*\\s*:?\\s*["“]?${level}\\b|["“]?\\b${level}["”]?[-\\s]+(?:risk|domestic|warning)`,
  'gi',
)
const bare = new RegExp(`\\b${level}\\b`, 'gi')

const isGrade = (word: string): word is Grade => grades.some((grade) => grade === word)
const gradesIn = (text: string, pattern: RegExp): { grade: Grade; words: string }[] =>
  [...text.matchAll(pattern)]
    .filter(({ index }) => !/\b(?:not|never|no)\s+(?:\w+\s+){0,2}$/i.test(text.slice(Math.max(0, index - 30), index)))
    .flatMap(([words, ...groups]) => {
      const grade = groups.find((group) => group !== undefined)?.toLowerCase() ?? words.toLowerCase()
      return isGrade(grade) ? [{ grade, words }] : []
    })

export type ReadLevel = { grade: Grade; previous: Grade | null; words: string } | null

/** The level that an account gives. In an assessment the bare word will do; elsewhere it must be said to be a level. */
export const levelIn = (text: string | null, isAssessment: boolean): ReadLevel => {
  if (text === null) return null
  const found = gradesIn(text, isAssessment ? bare : given)
  const [first, second] = found
  if (!first) return null
  const fromTo = /\bfrom\b.*\bto\b/i.test(text) && second
  if (fromTo) return { grade: second.grade, previous: first.grade, words: `${first.words} … ${second.words}` }
  return { grade: first.grade, previous: null, words: first.words }
}

export const isLower = (grade: Grade, than: Grade): boolean => grades.indexOf(grade) < grades.indexOf(than)
