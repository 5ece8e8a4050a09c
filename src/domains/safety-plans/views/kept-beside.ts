import type { Screen } from '../../../design/form.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { CaseTop } from '../../cases/index.ts'
import { awayShown, type keepingAwayOn, type touchingOn, touchingShown } from '../../orders/index.ts'

/** What every page of a record beside the plans has. */
export type Beside = { screen: Screen; top: CaseTop; here: string; mayChange: boolean }
export type OrdersNow = {
  touching: Awaited<ReturnType<typeof touchingOn>>
  away: Awaited<ReturnType<typeof keepingAwayOn>>
}

export const besideAddress = (caseId: string, word: string): string => `/cases/${caseId}/safety-plans/${word}`
export const besideTrail = ({ caseId }: CaseTop, ...more: { text: string; href: string }[]) => [
  { text: 'Safety plans', href: `/cases/${caseId}/safety-plans` },
  ...more,
]

/** Orders in force that an arrangement of visits may clash with: side by side where two touch, else those that keep away (S-13). */
export const ordersShown = ({ touching, away }: OrdersNow, now: Date): Html =>
  html`${touching.length > 0 ? touchingShown(touching, now) : awayShown(away, now)}`
