import { emergency } from '../domains/helplines/index.ts'
import { english, languages } from '../domains/languages/index.ts'
import type { ToDraw } from '../domains/safety-plans/actions/paper.ts'
import type { Item } from '../domains/safety-plans/model/plan.ts'
import { headingCodes } from '../domains/safety-plans/model/templates.ts'
import { paperDocument } from '../domains/safety-plans/views/paper.ts'
import { type Timings, timingsOf } from './timings.ts'

const thoughts = 60
/** A plan that is longer than any should be. */
const aPlan = (): Item[] =>
  Array.from({ length: thoughts }, (_, index) => ({
    ...{ id: `${index}`, itemId: `${index}`, version: 1, by: 'A', agency: 'B', at: new Date(0), replacedAt: null },
    ...{ code: null, heading: headingCodes[index % headingCodes.length] ?? 'home', title: `Thought ${index + 1}` },
    ...{ standing: 'adopted' as const, on: '2026-11-23', agreedBy: 'A', keep: null, keepWhy: null, warning: null },
    words: 'What they said of it: the door, the light, and who rings at eight in the evening. '.repeat(3),
    ...{ decision: null, whoKnows: null, offerId: null, offeredBy: null },
  }))

export type PaperTime = { language: string; taken: Timings }
/** How long a plan takes to be drawn, in each language; in milliseconds. */
export const measurePapers = async (turns: number): Promise<PaperTime[]> => {
  const found: PaperTime[] = []
  for (const language of languages) {
    const paper: ToDraw = {
      ...{ document: 'plan', isPlain: true, isLarge: true, language, written: english, isUnchecked: true, lines: [] },
      ...{ items: aPlan(), papers: [], version: 1, agreedOn: '2026-11-23', madeOn: '2026-11-23', emergency },
    }
    const times: number[] = []
    for (let turn = 0; turn < turns; turn++) {
      const began = performance.now()
      await paperDocument(paper)
      times.push(performance.now() - began)
    }
    found.push({ language: language.name, taken: timingsOf(times, times.reduce((sum, time) => sum + time, 0) / 1000) })
  }
  return found
}
