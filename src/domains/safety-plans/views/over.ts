import { markField } from '../../../design/differences.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { caseForm } from '../../cases/index.ts'
import { type Beside, besideTrail } from './kept-beside.ts'

type Page = Pick<Beside, 'screen' | 'top' | 'here'> & {
  title: string
  /** What the list is called from which one came. */
  trail: string
  hint: string
  /** What follows from it. */
  about?: string
  mark: string
  shown: Shown<Record<string, string | undefined>>
}

/** It no longer holds, and why. */
export const overPage = ({ screen, top, here, title, trail, hint, about, mark, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, title, part: 'safety-plans', submit: 'It no longer holds' },
    trail: besideTrail(top, { text: trail, href: here }),
    about: about === undefined ? undefined : html`<p class="govuk-body">${about}</p>`,
    fields: ({ area }) => html`${markField(mark)}${area('over', 'Why it no longer holds', { hint, rows: '2' })}`,
  })
