import { londonDay } from '../../../rules/days.ts'
import type { Judged, Trial } from './judge.ts'

/** A stretch in which something was owed and nobody is recorded as owning it, reviewing, or in touch. */
export type Gap = { code: string; from: string | null; to: string | null; because: number }

const unowned = ['OWNER_MISSING', 'UNALLOCATED', 'SUSPECT_NOT_SPOKEN_TO']
const reviews = ['RISK_ASSESSMENT', 'RISK_REVIEW', 'PLAN_REVIEW']

/** The gaps that are there on every day that D0 may be. */
export const gapsOf = (trials: Trial[], told: boolean): Gap[] => {
  const [first = [], ...others] = trials.map(gapsIn)
  return first.flatMap((gap) => {
    const same = others.flatMap(
      (gaps) => gaps.find(({ code, because }) => code === gap.code && because === gap.because) ?? [],
    )
    if (same.length < others.length) return []
    const settled = (end: 'from' | 'to') => (told && same.every((one) => one[end] === gap[end]) ? gap[end] : null)
    return [{ ...gap, from: settled('from'), to: settled('to') }]
  })
}

const gapsIn = (trial: Trial): Gap[] => {
  const owing = trial.judged.filter(({ duty, reasons, state, metBy }) => {
    if (unowned.includes(duty.code)) return true
    if (reviews.includes(duty.code)) return reasons.length > 1 && (state === 'not_recorded' || metBy !== null)
    return isTelling({ duty }) && state === 'not_recorded'
  })
  const silent = owing.filter(isTelling)
  return [...owing.filter((one) => !isTelling(one)), ...silent.slice(0, 1)].flatMap((one) => gapOf(one, trial))
}

const isTelling = ({ duty }: Pick<Judged, 'duty'>): boolean =>
  !unowned.includes(duty.code) && !reviews.includes(duty.code) && /^Tell the victim/.test(duty.task)

/** Certain only: from the last day on which it may have begun to the first on which it may have ended. */
const gapOf = ({ duty, because, metBy, due }: Judged, { dayOf, last }: Trial): Gap[] => {
  const starts = unowned.includes(duty.code) ? dayOf(because)[1] : (due?.[1] ?? dayOf(because)[1])
  const stops = metBy === null ? last[0] : dayOf(metBy)[0]
  const [from, to] = [londonDay(starts), londonDay(stops)]
  return from < to ? [{ code: duty.code, from, to, because }] : []
}
