import { type Html, html } from '../platform/html.ts'
import { layout } from './layout.ts'

const words = {
  'out of date': {
    title: 'This form is out of date',
    text: 'Nothing was saved. Go back with your browser: what you typed is still there. Copy it, open the page again and send it from there.',
  },
  'sent twice': {
    title: 'This form was sent before, with other answers',
    text: 'The first sending was saved and this one was not. Go back to see what you typed now, then open the page again to add it.',
  },
  'too large': {
    title: 'What you sent is too large',
    text: 'Nothing was saved. A form takes 1 MB of text, and a file of at most 8 MB. Go back with your browser: what you typed is still there. Shorten it, or choose a smaller file, and send it again.',
  },
}

/** A form that cannot be taken: nothing was written, and the person is told what to do. */
export const formProblem = (why: keyof typeof words): Html =>
  layout({ title: words[why].title, content: html`<p class="govuk-body">${words[why].text}</p>`, shape: 'thought' })
