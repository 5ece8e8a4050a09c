import { type Draft, draftOf, tell } from './drafts.ts'
import { pageIn, type Start, showInPlace } from './in-place.ts'

const couldNot = 'Not sent: there is no connection. What you typed is still here. Try again in a moment.'
const stillHere = 'What you typed is still here, to change or to copy.'

/** Forms in which people type are sent by script, so that the browser keeps nothing of them; others as they are. */
export const sendFormsFrom = (page: Document, start: Start): void => {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-sent-here]')) {
    form.addEventListener('submit', (event) => {
      const { submitter } = event
      if (event.defaultPrevented || submitter?.hasAttribute('formaction')) return
      event.preventDefault()
      void send(form, submitter, draftOf(form), start)
    })
  }
}

const send = async (
  form: HTMLFormElement,
  submitter: HTMLElement | null,
  draft: Draft | undefined,
  start: Start,
): Promise<void> => {
  if (form.dataset.isSending) return
  form.dataset.isSending = 'yes'
  /** The form stays as it is, and can be sent again. */
  const goOn = (words?: string): void => {
    delete form.dataset.isSending
    draft?.resume()
    if (words) tell(form, words)
  }
  await draft?.rest()
  try {
    const address = form.getAttribute('action') ?? location.href
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'waymark-form': 'send' },
      body: bodyOf(form, submitter),
    })
    const next = answer.headers.get('waymark-next')
    if (next !== null) return goTo(next)
    if (answer.headers.get('content-disposition')?.startsWith('attachment')) {
      await handOver(answer)
      return goOn()
    }
    const text = await answer.text()
    if (answer.status >= 500 || answer.headers.has('waymark-not-taken')) return goOn(`${titleIn(text)}. ${stillHere}`)
    const isNewPage = answer.ok && new URL(address, location.href).pathname !== location.pathname
    showInPlace(text, isNewPage ? address : undefined, start)
  } catch {
    goOn(couldNot)
  }
}

const titleIn = (text: string): string => pageIn(text).querySelector('h1')?.textContent?.trim() || 'Not sent'

const bodyOf = (form: HTMLFormElement, submitter: HTMLElement | null): FormData | URLSearchParams => {
  const content = new FormData(form, submitter)
  if (form.enctype === 'multipart/form-data') return content
  return new URLSearchParams(
    [...content].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}

/** A file that was asked for is saved as one. */
const handOver = async (answer: Response): Promise<void> => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'waymark'
  link.click()
  URL.revokeObjectURL(link.href)
}

const goTo = (next: string): void => {
  const to = new URL(next, location.href)
  const isHere = to.pathname === location.pathname && to.search === location.search
  location.assign(to)
  if (isHere) location.reload()
}
