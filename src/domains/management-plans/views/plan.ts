import { summaryList } from '../../../design/components/summary-list.ts'
import { formatDay, formatWhen } from '../../../design/words.ts'
import type { Html } from '../../../platform/html.ts'
import type { PlanRow } from '../store.ts'

/** Somebody here with their agency, or the body outside as it was written down. */
export const leadOf = ({ leadName, leadAgency, leadOutside }: PlanRow): string =>
  leadName === null ? `Outside: ${leadOutside ?? 'not known'}` : `${leadName}, ${leadAgency ?? ''}`

export const standingShown = (
  plan: PlanRow,
  now: Date,
  actions: readonly { text: string; href: string }[] = [],
): Html =>
  summaryList({
    card: {
      title: { text: `Plan for managing ${plan.person}` },
      actions: {
        items: actions.map(({ text, href }) => ({
          text,
          href,
          visuallyHiddenText: `(${plan.person}, ${leadOf(plan)})`,
        })),
      },
    },
    rows: [
      { key: { text: 'Who leads it' }, value: { text: leadOf(plan) } },
      { key: { text: 'What it covers' }, value: { text: plan.covers } },
      { key: { text: 'Made or looked at' }, value: { text: formatDay(plan.lookedOn, now) } },
      { key: { text: 'Next look' }, value: { text: formatDay(plan.nextReviewOn, now) } },
      {
        key: { text: 'Written by' },
        value: { text: `${plan.by}, ${plan.agency}, ${formatWhen(plan.writtenAt, now)}` },
      },
    ],
  })
