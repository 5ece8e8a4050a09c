import { fieldset } from '../../../design/components/fieldset.ts'
import { differencesShown, markField } from '../../../design/differences.ts'
import { formatDay } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Difference } from '../../../platform/marks.ts'
import { caseForm, caseLayout } from '../../cases/index.ts'
import { type Order, stateWords } from '../../orders/index.ts'
import type { KeptTelling, TellingSaid } from '../actions/tellings.ts'
import { callAnswers, lookOutcomes, outcomeField, type Telling, tellingSorts, wordsField } from '../model/tellings.ts'
import { type Beside, besideTrail } from './kept-beside.ts'
import { decisions, tellingsName, toldShown } from './telling-words.ts'

type Answers = Record<string, string | undefined>
type FormPage = Beside & { mark: string; shown: Shown<Answers> }
const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

/** `known`: whom one can choose. Whoever is not among them any more stands as they were called. */
export const tellingFields = (says: Telling, known: readonly { value: string }[]): Answers => {
  const isKnown = known.some(({ value }) => value === says.known)
  return {
    ...{ sort: says.sort, decision: says.decision, why: says.why ?? undefined, decidedBy: says.decidedBy ?? undefined },
    ...{ with: says.with ?? undefined, asks: says.asks ?? undefined },
    ...(isKnown ? { known: says.known ?? undefined } : { who: says.who }),
  }
}
export const tellingLabels = {
  ...{ sort: 'What they are', who: 'Who', decision: 'Decision', why: 'Why', decidedBy: 'Who decided it' },
  ...{ with: 'With whom', asks: 'What they are asked to do' },
}

type TellingForm = FormPage & {
  people: readonly { id: string; name: string }[]
  known: readonly { value: string; text: string }[]
  telling?: KeptTelling
  differences?: readonly Difference[] | undefined
}
export const tellingFormPage = (page: TellingForm): Html => {
  const { screen, top, here, people, known, telling, mark, shown, differences } = page
  return caseForm({
    ...{ screen, top, shown, part: 'safety-plans', submit: 'Save the decision' },
    title: telling ? 'Decide again about telling them' : 'Somebody who may be told of an order',
    trail: besideTrail(
      top,
      { text: tellingsName, href: here },
      ...(telling ? [{ text: telling.says?.who ?? 'Erased', href: `${here}/${telling.recordId}` }] : []),
    ),
    about: html`${differences && differencesShown(differences)}<p class="govuk-body">The decision is theirs. Until they decide that it is safe, nobody tells, and Waymark takes no telling.</p>`,
    fields: ({ line, area, oneOf, chosen }) => html`${markField(mark)}
      ${
        telling === undefined &&
        oneOf(
          'personId',
          'For whose plan?',
          people.map(({ id, name }) => ({ value: id, text: name })),
        )
      }
      ${chosen('sort', 'What are they?', options(tellingSorts))}
      ${known.length > 0 && chosen('known', 'Are they in this case?', known, { hint: 'A person in it, or somebody about whom it was decided whether to involve them. Leave it where they are not' })}
      ${line('who', 'Or who is it?', { hint: 'A body, or a person. No address' })}
      ${oneOf('decision', 'What did they decide?', options(decisions))}
      ${area('why', 'Why, in their words', { hint: 'Whom they know, and what they would say to whom. Leave it while nothing is decided', rows: '3' })}
      ${line('decidedBy', 'Who decided it?')}
      ${line('with', 'With whom?')}
      ${line('on', 'Day on which it was decided', { width: 10 })}
      ${area('asks', 'What they would be asked to do', { hint: 'If it is safe. Such as: ring 999 if he appears, and say that he must not be there. Never why, and never where anybody lives', rows: '2' })}`,
  })
}

const lastDay = ({ endsOn }: Order, now: Date): string =>
  endsOn ? `last day ${formatDay(endsOn, now)}` : 'no last day'
export const toldPage = (page: FormPage & { telling: TellingSaid; orders: readonly Order[] }): Html => {
  const { screen, top, here, telling, orders, mark, shown } = page
  const { says, recordId } = telling
  return caseForm({
    ...{ screen, top, shown, part: 'safety-plans', submit: 'They were told' },
    title: 'What they were told of an order',
    trail: besideTrail(top, { text: tellingsName, href: here }, { text: says.who, href: `${here}/${recordId}` }),
    about: html`<p class="govuk-body">They may be asked: ${says.asks ?? 'nothing, as it stands now'}. Never why, and never where anybody lives.</p>
      ${orders.length === 0 && html`<p class="govuk-body">No order that keeps somebody away stands in this case, so there is none to tell of. <a class="govuk-link" href="/cases/${top.caseId}/orders">Orders of this case</a></p>`}`,
    fields: ({ line, area, oneOf }) => html`${markField(mark)}
      ${
        orders.length > 0 &&
        oneOf(
          'orderId',
          'Of which order were they told?',
          orders.map((order) => ({
            value: order.factId,
            text: `${order.kind}: ${stateWords[order.state]}, ${lastDay(order, screen.now)}`,
          })),
        )
      }
      ${line('to', 'Who there was told?')}
      ${line('on', 'Day on which they were told', { width: 10 })}
      ${line('how', 'How', { hint: 'Such as: in person, by her' })}
      ${area('words', 'The words in which they were told, and what they were asked to do', { rows: '3' })}
      ${oneOf('calls', 'What did they say?', options(callAnswers))}`,
  })
}
export const noOrderToTell = ({
  screen,
  top,
  here,
  telling,
}: Pick<FormPage, 'screen' | 'top' | 'here'> & { telling: TellingSaid }): Html =>
  caseLayout({
    ...{ screen, top, part: 'safety-plans', title: 'What they were told of an order' },
    trail: besideTrail(
      top,
      { text: tellingsName, href: here },
      { text: telling.says.who, href: `${here}/${telling.recordId}` },
    ),
    content: html`<p class="govuk-body">No order that keeps somebody away stands in this case, so there is none to tell of. <a class="govuk-link" href="/cases/${top.caseId}/orders">Orders of this case</a></p>`,
  })

type LookPage = FormPage & { tellings: readonly KeptTelling[]; isAsked: boolean; orders: readonly Order[] }
const ordersNow = (orders: readonly Order[], caseId: string, now: Date): Html =>
  orders.length === 0
    ? html`<p class="govuk-body">No order that keeps somebody away stands in this case now. <a class="govuk-link" href="/cases/${caseId}/orders">Orders of this case</a></p>`
    : html`<p class="govuk-body">These stand now:</p>
      <ul class="govuk-list govuk-list--bullet">${orders.map((order) => html`<li><a class="govuk-link" href="/cases/${caseId}/orders">${order.kind}</a>: ${stateWords[order.state]}, ${lastDay(order, now)}</li>`)}</ul>`

/** Each who was told, one by one, after an order changed or before it ends. */
export const lookPage = ({ screen, top, here, tellings, isAsked, orders, mark, shown }: LookPage): Html => {
  const frame = { screen, top, part: 'safety-plans', title: 'Who was told of an order' } as const
  const trail = besideTrail(top, { text: tellingsName, href: here })
  const now = ordersNow(orders, top.caseId, screen.now)
  if (tellings.length === 0 && !isAsked)
    return caseLayout({
      ...{ ...frame, trail },
      content: html`${now}<p class="govuk-body">Nobody was told of an order, so there is nobody to look at.</p>`,
    })
  return caseForm({
    ...{ ...frame, trail, shown, submit: 'Everybody was looked at' },
    about: html`${now}${
      tellings.length === 0
        ? html`<p class="govuk-body">Who was told was erased since. Nobody is left to look at.</p>`
        : html`<p class="govuk-body">Talk with whose plan it is about each of them: what do they hold to be so, and what do they do now?</p>`
    }`,
    fields: ({ area, oneOf }) =>
      html`${markField(mark)}${tellings.map((telling) =>
        fieldset({
          legend: {
            text: telling.says?.who ?? 'Erased',
            classes: 'govuk-fieldset__legend--m',
          },
          text: html`<p class="govuk-body">For the plan of ${telling.person}. ${toldShown(telling, screen.now)}${telling.told?.says ? html` They were told: “${telling.told.says.words}”` : undefined}</p>
          ${oneOf(outcomeField(telling.recordId), 'What came of it?', options(lookOutcomes))}
          ${area(wordsField(telling.recordId), 'The words in which they were told; or why nothing was said', { rows: '2' })}`,
        }),
      )}`,
  })
}
