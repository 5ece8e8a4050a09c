import { type Html, html } from '../../../platform/html.ts'
import { foundIn } from '../model/file.ts'
import { placeOf } from './about.ts'
import { type OnFile, stepForm } from './step.ts'

export const coverPage = (page: OnFile): Html => {
  const found = foundIn(page.row.found)
  return stepForm({
    ...{ ...page, title: 'Cover what was found', submit: 'Cover it' },
    about: html`<p class="govuk-body">The copy is made again with these places painted over, and is read once more. The original stays as it is, sealed. Then somebody else decides whether the copy is opened.</p>`,
    fields: ({ ticks }) =>
      found.length > 0
        ? ticks(
            'cover-0',
            'What is covered?',
            found.map((each, index) => ({
              value: `cover-${index}`,
              text: `Cover this: ${placeOf(each, page.row.type)}`,
            })),
          )
        : html`<p class="govuk-body">There is nothing to cover in it now.</p>`,
  })
}
