import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import { markField } from '../../../design/differences.ts'
import { form, type Screen } from '../../../design/form.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, fieldsOf } from '../../cases/index.ts'
import { pagesOf } from '../../entries/index.ts'
import type { Helpline } from '../../helplines/index.ts'
import { isUnchecked, languageOf, type Standing } from '../../languages/index.ts'
import type { Paper } from '../actions/paper.ts'
import type { Plan } from '../actions/plan.ts'
import { documents, documentsFor, editions, neverTitles, printSizes } from '../model/paper.ts'
import { paperNames, tellingPapers } from '../model/papers.ts'

type Page = {
  screen: Screen
  top: CaseTop
  plan: Plan
  shown: Shown<Record<string, string | undefined>>
  /** Why there is no paper of it now. */
  why: string | undefined
  languages: readonly Standing[]
  /** Lines that nobody has verified: they are left off. */
  leftOff: readonly Helpline[]
  made: { total: number; papers: readonly Paper[]; number: number }
}

/** What somebody takes home of their plan. */
export const toHoldPage = (page: Page): Html => {
  const { screen, top, plan, shown, why } = page
  const base = `/cases/${top.caseId}/safety-plans`
  return caseLayout({
    ...{ screen, top, part: 'safety-plans', title: 'Something to hold' },
    errors: shown.errors?.list,
    trail: [
      { text: 'Safety plans', href: base },
      { text: plan.person, href: `${base}/${plan.id}` },
    ],
    content: html`${why === undefined ? html`${advice()}${choices(page)}` : html`<p class="govuk-body-l">${why}.</p>`}
      ${madeSoFar(page, `${base}/${plan.id}/to-hold`)}`,
  })
}

const advice = (): Html => html`
  ${warningText({ text: 'Paper can be found. Ask first whether they want any, and say that knowing it by heart is enough.' })}
  <ul class="govuk-list govuk-list--bullet">
    <li>Ask where it would be kept, who goes there, and what would happen if it were found. A friend or somebody at work may keep it.</li>
    <li>If there is no good place, make no paper. Go through it with them until they know what matters: one number, one word, one way out.</li>
    <li>The discreet edition says nowhere what it is about. What they said stands in it as they said it: read it with them.</li>
    <li>A list of what to take names papers person by person, never where they are. The discreet edition has first names alone, and leaves out ${tellingPapers.map((code) => paperNames[code].toLowerCase()).join(', ')}.</li>
    <li>Do not send it. Print it here, hand it over, and delete the file: it stands in the downloads of this computer.</li>
  </ul>
  <p class="govuk-body">These stay off paper, whatever is agreed about them: ${neverTitles.map((title) => `“${title}”`).join(', ')}. Numbers to know by heart stand on the card alone.</p>`

const choices = ({ screen, plan, shown, languages, leftOff }: Page): Html => {
  const { oneOf, chosen, line, ticks } = fieldsOf(shown)
  const options = (words: Readonly<Record<string, string>>, only = Object.keys(words)) =>
    only.map((value) => ({ value, text: words[value] ?? value }))
  const named = languages.map(({ language: { code, name, ownName } }) => ({
    ...{ value: code, text: name === ownName ? name : `${name} (${ownName})` },
  }))
  const unread = languages.filter(isUnchecked).map(({ language }) => language.name)
  return html`<p class="govuk-body">It is made of version ${plan.version}, as it was agreed, and of nothing that was written since.</p>
    ${form(
      screen,
      html`${markField(String(plan.version))}
      ${oneOf('document', 'What would help them?', options(documents, documentsFor(plan.circumstance)))}
      ${leftOff.length > 0 && html`<p class="govuk-body">${stateTag('unverified', 'Not yet verified')} ${leftOff.map(({ name }) => name).join(', ')}: nobody has verified the number, so it stays off the card. <a class="govuk-link" href="/helplines">Verify it first</a>.</p>`}
      ${oneOf('edition', 'How plainly may it speak?', options(editions), 'If in doubt: discreet')}
      ${oneOf('size', 'Size of the print', options(printSizes))}
      ${chosen('language', 'Language of the paper', named, {
        hint: unread.length > 0 ? `Not yet checked by a speaker: ${unread.join(', ')}. The paper says so` : undefined,
      })}
      ${chosen('written', 'Language in which the thoughts are written', named, { hint: 'They stay as they were typed: a voice that reads aloud needs to know' })}
      ${line('forWhom', 'Whom is it for?', { hint: 'Kept sealed with this plan. It does not stand on the paper' })}
      ${ticks('promise', 'Before you make it', [{ value: 'asked', text: 'They asked for it on paper, and we talked about where it will be kept and what happens if it is found' }])}
      ${button({ text: 'Make the paper', preventDoubleClick: true })}`,
    )}`
}

const madeSoFar = ({ screen, made: { total, papers, number } }: Page, here: string): Html =>
  board({
    caption: 'Put on paper so far',
    says: `${formatCount(total, 'paper')}, the latest first. When the plan has changed, ask what became of the old one.`,
    empty: 'Nothing of this plan was put on paper.',
    rows: papers,
    pages: pagesOf(total, number, (to) => `${here}?page=${to}`),
    columns: [
      { head: 'When', cell: ({ madeAt, by }) => `${formatWhen(madeAt, screen.now)}, ${by}` },
      { head: 'Version', cell: ({ version }) => `Version ${version}`, isShort: true },
      { head: 'What', cell: ({ said }) => (said ? documents[said.document] : 'Erased') },
      {
        head: 'How',
        cell: ({ said }) =>
          said
            ? `${said.edition === 'plain' ? 'Plain' : 'Discreet'}, ${said.size === 'large' ? 'large print' : 'ordinary print'}, ${languageOf(said.language)?.name ?? said.language}`
            : 'Erased',
      },
      { head: 'For', cell: ({ said }) => said?.forWhom ?? 'Erased' },
    ],
  })
