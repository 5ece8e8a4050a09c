import { insetText } from '../../../design/components/inset-text.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import type { Screen } from '../../../design/form.ts'
import { formatCount } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { dayText } from '../../../platform/times.ts'
import { type BundleRow, bundleMark } from '../../bundles/index.ts'
import { type CaseTop, caseForm, caseLayout } from '../../cases/index.ts'
import { agreements, agreementWords, bases, inForce, specials } from '../../sharing/index.ts'
import { type Choices, recipientOf } from '../actions/index.ts'
import { bundleWays, wayWords } from '../model/forms.ts'

type Page = {
  screen: Screen
  top: CaseTop
  bundle: BundleRow
  approvers: Choices['approvers']
  shown: Shown<Record<string, string | undefined>>
}

export const bundlePage = ({ screen, top, bundle, approvers, shown }: Page): Html => {
  const page = { screen, top, part: 'releases', title: 'Ask for the release of a bundle' } as const
  const trail = [
    { text: 'Bundles for court', href: `/cases/${top.caseId}/bundles` },
    { text: `Bundle ${bundleMark(bundle)}`, href: `/cases/${top.caseId}/bundles/${bundle.id}` },
  ]
  if (approvers.length === 0)
    return caseLayout({
      ...{ ...page, trail },
      content: insetText({
        text: 'Nobody else of your agency could approve it: a supervisor who has no other part in this case. Ask another agency on this case to make it.',
      }),
    })
  const today = dayText(screen.now)
  return caseForm({
    ...{ ...page, trail, shown, submit: 'Ask for it' },
    about: html`<p class="govuk-body">Bundle ${bundleMark(bundle)}, ${formatCount(bundle.pages ?? 0, 'page')}, for ${recipientOf(bundle)}. From now on it stands as it is. If anything that it was made from changes before it is sent, this is void.</p>`,
    fields: ({ oneOf, chosen }) => html`
      ${oneOf(
        'basis',
        'What in law allows it?',
        inForce(bases, today).map((value) => ({ value, text: bases[value].words, hint: bases[value].source })),
      )}
      ${oneOf(
        'special',
        'Does it say something of health, sex life, belief or crime?',
        inForce(specials, today).map((value) => ({ value, text: specials[value].words, hint: specials[value].source })),
      )}
      ${oneOf(
        'agreement',
        'Did the person whose case it is agree?',
        agreements.map((value) => ({ value, text: agreementWords[value] ?? value })),
      )}
      ${oneOf(
        'sentHow',
        'How is it sent?',
        bundleWays.map((value) => ({ value, text: wayWords[value] ?? value })),
      )}
      ${chosen(
        'approverId',
        'Second person',
        approvers.map(({ id, name }) => ({ value: id, text: name })),
        { hint: 'A supervisor of your agency. They read the bundle, and approve that and nothing else' },
      )}
      ${warningText({ text: 'Once it has gone it cannot be taken back.' })}`,
  })
}
