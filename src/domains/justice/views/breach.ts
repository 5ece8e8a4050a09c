import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, nothingOf } from '../../cases/index.ts'
import { area, choose, entryLabel, type Filled, sourceFields, whenFields } from '../../entries/index.ts'
import type { Breach } from '../actions/breach.ts'
import { confidences, outcomes, purposes } from '../model/breach.ts'

type BreachPage = Filled & { screen: Screen; top: CaseTop; breaches: readonly Breach[] }

const itemsOf = (words: Record<string, string>) => Object.entries(words).map(([value, text]) => ({ value, text }))

/** What was done about a breach, and what for: four short sentences that may be read in court (BL-13). */
export const breachPage = ({ screen, top, breaches, answers, errors }: BreachPage): Html =>
  caseLayout({
    ...{ screen, top, part: 'justice', title: 'What was done about the breach', errors: errors?.list },
    trail: [{ text: 'Justice', href: `/cases/${top.caseId}/justice` }],
    content:
      breaches.length === 0
        ? html`<p class="govuk-body">${nothingOf(top, 'orders', 'No breach is recorded on this case.')} <a class="govuk-link" href="/cases/${top.caseId}/entries/new/justice.breach-reported">Record the breach first</a>.</p>`
        : fields({ screen, breaches, answers, errors }),
  })

const fields = ({ screen, breaches, answers, errors }: Omit<BreachPage, 'top'>): Html => {
  const filled = { answers, errors }
  return form(
    screen,
    html`${choose(
      'breach',
      'Which breach',
      breaches.map((breach) => ({ value: breach.factId, text: breachWords(breach, screen.now) })),
      filled,
    )}
      ${choose('outcome', 'What came of it', itemsOf(outcomes), filled)}
      ${area('whyNotCourt', 'If not put before the court: why', filled, 'In words that the victim can be told. They will be', '2')}
      ${area('what', 'What was done', filled, 'By whom, in words that a court can hear')}
      <h2 class="govuk-heading-m">What it is for</h2>
      <p class="govuk-hint">One sentence each is enough. A court may read them.</p>
      ${purposes.map(({ name, label }) => area(name, label, filled, undefined, '2'))}
      ${choose('confidence', 'How sure is the victim now that something is done when conditions are broken?', itemsOf(confidences), filled, 'Ask only when it is safe. It is not printed for court')}
      ${whenFields(filled)}
      ${sourceFields(filled)}
      ${button({ text: 'Save', preventDoubleClick: true })}`,
  )
}

export const breachWords = ({ type, happenedFrom, isOpen }: Breach, now: Date): string =>
  `${entryLabel(type)}, ${formatWhen(happenedFrom, now)}${isOpen ? ': not acted on yet' : ''}`
