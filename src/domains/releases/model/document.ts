import { asText, type Html, html } from '../../../platform/html.ts'

/** All that one recipient is given, and nothing else of the case. */
export type Content = {
  /** What it is known by: on the paper, and in the list. */
  mark: string
  reference: string
  preparedAt: string
  from: string
  recipient: string
  why: string
  person: string
  kind: string
  value: string
  askFor: string | null
  through: string | null
  when: string
  cautions: readonly string[]
}

const line = (name: string, value: string): Html =>
  html`<dt>${name}</dt><dd>${value.split('\n').map((each) => html`${each}<br>`)}</dd>`
const markOf = ({ recipient, preparedAt, mark }: Content): string =>
  `For ${recipient} only. Release ${mark}, prepared ${preparedAt}`

/** What the recipient reads, and the second person before them: one function, so that it is the same. */
export const documentBody = (content: Content): Html =>
  html`<p class="mark">${markOf(content)}</p>
  <h2>In confidence: how to reach ${content.person}</h2>
  <dl>
    ${line('For', content.recipient)}
    ${line('From', content.from)}
    ${line('Why you have it', content.why)}
    ${line('Our reference', content.reference)}
  </dl>
  <h3>${content.kind}</h3>
  <dl>
    ${line('What', content.value)}
    ${content.through !== null && line('Through', content.through)}
    ${content.askFor !== null && line('Ask for', content.askFor)}
    ${line('When it is safe', content.when)}
    ${content.cautions.length > 0 && line('Careful', content.cautions.join('\n'))}
  </dl>
  <h3>What you may do with it</h3>
  <p>Use it for the reason above and for nothing else. Tell nobody else, least of all anybody who knows the person who may harm them. Put it in no e-mail, calendar or shared list. Destroy it when it has served.</p>
  <p>If somebody may have learned it from you or from this paper, ring us at once, by day or night.</p>
  <p class="mark">${markOf(content)}</p>`

// On paper the mark stands on each page: what is fixed is printed on all of them.
const style = `body{font:1.1rem/1.5 sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#000;background:#fff}
dt{font-weight:bold}dd{margin:0 0 .7rem}.mark{border:2px solid #000;padding:.3rem .6rem;font-size:.9rem}
.every-page{display:none}@media print{.every-page{display:block;position:fixed;bottom:0;left:0;right:0;font-size:.8rem;text-align:center}body{margin-bottom:3rem}}`

/** The file: it stands alone, runs nothing and asks nobody for anything. */
export const documentFile = (content: Content): Buffer =>
  Buffer.from(
    `<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>In confidence</title><style>${style}</style></head>` +
      `<body><main><h1>In confidence</h1>${asText(documentBody(content))}</main>${asText(html`<p class="every-page">${markOf(content)}</p>`)}</body></html>\n`,
    'utf8',
  )
/** Its words, for what must not stand in them. */
export const documentText = (content: Content): string => asText(documentBody(content)).replace(/<[^>]*>/g, ' ')
