/** Runs on the page that was loaded, and again on one that takes its place. */
export type Start = (page: Document) => void

/** A document without a window: nothing in it runs, and nothing is loaded, before it stands in ours. */
export const pageIn = (text: string): Document => {
  const page = document.implementation.createHTMLDocument()
  page.documentElement.innerHTML = text
  return page
}

/**
 * An answer that came by script takes the place of the page. The browser then holds no form that was sent: what is sent
 * by a plain form stands in the files from which a browser restores its windows (SAFETY 1.3, U2).
 */
export const showInPlace = (text: string, address: string | undefined, start: Start): void => {
  const page = pageIn(text)
  document.title = page.title
  document.body.replaceWith(document.adoptNode(page.body))
  if (address !== undefined) history.pushState(null, '', address)
  start(document)
  window.scrollTo(0, 0)
  const summary = document.querySelector<HTMLElement>('.govuk-error-summary')
  const heading = document.querySelector<HTMLElement>('h1')
  heading?.setAttribute('tabindex', '-1')
  ;(summary ?? heading)?.focus()
}

/** A page that took the place of another is asked for anew on the way back; so is one that the browser had put by whole. */
export const askAnewOnReturn = (): void => {
  window.addEventListener('popstate', () => location.reload())
  window.addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
}
