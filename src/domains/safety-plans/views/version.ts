import { summaryList } from '../../../design/components/summary-list.ts'
import type { Screen } from '../../../design/form.ts'
import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import type { Plan, Step } from '../actions/plan.ts'
import { byHeading, holds, type Item, isPrinciple, principles } from '../model/plan.ts'
import type { Section } from '../model/sections.ts'
import { headingCodes, headings } from '../model/templates.ts'
import { childrenAgreed } from './child.ts'
import { papersAgreed } from './papers.ts'
import { thought } from './thought.ts'

type Page = {
  screen: Screen
  top: CaseTop
  plan: Plan
  step: Step
  items: readonly Item[]
  sections: readonly Section[]
  checked: Step | undefined
}

/** What was agreed, as it was agreed. */
export const versionPage = ({ screen, top, plan, step, items, sections, checked }: Page): Html => {
  const base = `/cases/${top.caseId}/safety-plans`
  const { said, nextReviewOn } = step
  const { now } = screen
  const isNow = step.version === plan.version
  const line = (key: string, text: string) => ({ key: { text: key }, value: { text } })
  return caseLayout({
    ...{ screen, top, part: 'safety-plans', title: `Version ${step.version} of the plan` },
    trail: [
      { text: 'Safety plans', href: base },
      { text: plan.person, href: `${base}/${plan.id}` },
    ],
    content: html`<p class="govuk-body-l">The plan of ${plan.person}. ${isNow ? 'The latest that was agreed.' : `An earlier one: version ${plan.version} came after it.`}</p>
      ${summaryList({
        rows: [
          line('Agreed on', said?.agreedOn ? formatDay(said.agreedOn, now) : 'Not known'),
          line('Who was there', said?.with ?? 'Not known'),
          line('What they said of it', said?.words ?? 'Nothing written'),
          line('What they keep of it', said?.copy ?? 'Not known'),
          line('To be looked at again', nextReviewOn ? formatDay(nextReviewOn, now) : 'No day'),
          ...(said?.later ? [line('Why not sooner', said.later)] : []),
          line('Written by', step.by ?? 'Not known'),
        ],
      })}
      ${headingCodes.map((heading) => {
        const own = byHeading(items, heading).filter(holds)
        return (
          own.length > 0 &&
          html`<h2 class="govuk-heading-m">${headings[heading]}</h2>${own.map((item) => html`<div class="wm-thought"><h3 class="govuk-heading-s">${item.title}</h3>${thought(item, now, 'plan')}</div>`)}`
        )
      })}
      ${childrenAgreed(sections, now)}
      ${papersAgreed(sections, now)}
      <h2 class="govuk-heading-m">The check before it</h2>
      ${summaryList({
        rows: Object.entries(checked?.said?.principles ?? {}).map(
          ([code, { answer, words }]) =>
            isPrinciple(code) &&
            line(principles[code].asks, [answer === 'yes' ? 'Yes' : 'Not yet', words].filter(Boolean).join('. ')),
        ),
      })}`,
  })
}
