import { type Html, html } from '../../../platform/html.ts'
import { type Region, regions, type View, views, viewWords } from '../model/body.ts'

/**
 * The figure from before and from behind, with how many marks each part has. Where `hrefOf` is given, each part is a link
 * that is reached by keyboard; it needs no script.
 */
export const figure = (counts: ReadonlyMap<string, number>, hrefOf?: (region: Region) => string): Html =>
  html`<div class="wm-body">${views.map(
    (view) =>
      html`<figure class="wm-body__view"><figcaption class="govuk-body"><strong>${viewWords[view]}</strong>${view === 'front' ? ': their right is on the left' : ': their right is on the right'}</figcaption>
      <svg viewBox="0 0 200 424"${!hrefOf && html` role="img" aria-label="${viewWords[view]}: ${saying(counts, view)}"`}>${regions
        .filter((region) => region.view === view)
        .map((region) => part(region, counts.get(region.code) ?? 0, hrefOf?.(region)))}</svg></figure>`,
  )}</div>`

const saying = (counts: ReadonlyMap<string, number>, view: View): string => {
  const marked = regions.filter((region) => region.view === view && counts.get(region.code))
  return marked.length === 0 ? 'no mark' : marked.map(({ code, label }) => `${label} ${counts.get(code)}`).join(', ')
}

const part = ({ label, box: [x, y, w, h], round }: Region, count: number, href: string | undefined): Html => {
  const shape = html`<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${round}" class="wm-body__part${count > 0 && ' wm-body__part--marked'}"></rect>${count > 0 && html`<text x="${x + w / 2}" y="${y + h / 2 + 5}" text-anchor="middle" class="wm-body__count"${!href && html` aria-hidden="true"`}>${count}</text>`}`
  return href ? html`<a href="${href}" aria-label="${label}${count > 0 && `, ${count} here`}">${shape}</a>` : shape
}
