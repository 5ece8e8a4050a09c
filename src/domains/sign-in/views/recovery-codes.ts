import { button } from '../../../design/components/button.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Optional } from '../../../design/options.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fewCodes } from '../model.ts'
import type { OwnCodes } from '../store/recovery.ts'

type RecoveryCodesPage = { screen: Screen; own: OwnCodes } & Optional<{
  /** The ten that were made just now. */
  codes: readonly string[]
}>

export const recoveryCodesPage = ({ screen, own, codes }: RecoveryCodesPage): Html =>
  layout({
    title: 'Recovery codes',
    frame: screen.frame,
    breadcrumbs: [{ text: 'Your sign-in', href: '/sign-in/sessions' }, { text: 'Recovery codes' }],
    content: codes ? made(codes) : ask(screen, own),
  })

const made = (codes: readonly string[]): Html =>
  html`<p class="govuk-body">Print these or write them down now: leave this page and they cannot be seen again.</p>
    <ul class="govuk-list">${codes.map((code) => html`<li><strong class="wm-key">${inGroups(code)}</strong></li>`)}</ul>
    ${warningText({ text: 'Keep the paper away from your device and your password. Each code works once, with your password, in place of the code of your device.' })}
    ${button({ text: 'Print', type: 'button', classes: 'govuk-button--secondary', attributes: { 'data-print': true, hidden: true } })}
    <p class="govuk-body"><a class="govuk-link" href="/sign-in/sessions">I have them: back to your sign-in</a></p>`

export const inGroups = (code: string): string => code.match(/.{4}/g)?.join(' ') ?? code

const ask = (screen: Screen, own: OwnCodes): Html =>
  html`<p class="govuk-body">A recovery code lets you in with your password when your device is lost or broken. You and your supervisor are told each time one is used.</p>
    ${own.madeAt !== null && own.unused < fewCodes && warningText({ text: leftWords(own) })}
    <p class="govuk-body">${own.madeAt ? `${leftWords(own)} The ten were made ${formatWhen(own.madeAt, screen.now)}.` : 'You have none yet.'}</p>
    ${own.madeAt !== null && html`<p class="govuk-body">New codes end the old ones at once.</p>`}
    ${form(screen, button({ text: own.madeAt ? 'Make ten new codes' : 'Make ten codes', preventDoubleClick: true }))}`

/** How many are left, and what to do when they run low. */
export const leftWords = ({ unused }: OwnCodes): string => {
  const left = `${formatCount(unused, 'recovery code')} ${unused === 1 ? 'is' : 'are'} left.`
  return unused < fewCodes ? `${left} Make new ones while you still can.` : left
}
