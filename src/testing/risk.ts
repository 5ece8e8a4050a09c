import { atRisk } from '../domains/risk/index.ts'

/** The part of a level's form that thinks of each who may come to harm (RM-13). */
export const someRisk: Record<string, string> = Object.fromEntries(
  Object.keys(atRisk).map((who) => [`risk-${who}`, 'some']),
)
