/** What a form's sending needs of its draft: that it rests while the form is sent, and goes on when that failed. */
export type Draft = { rest: () => Promise<void>; resume: () => void }

const drafts = new WeakMap<HTMLFormElement, Draft>()
export const draftOf = (form: HTMLFormElement): Draft | undefined => drafts.get(form)

const pause = 1000
const pauseWhenLong = 10_000
const pauseAfterFailure = 5000
/** A browser sends no more than this for a page that is closing. */
const mostAtTheEnd = 60_000

/** Saves each form as it is typed in: soon after the first change, again while typing goes on, and when the page goes. */
export const keepDraftsOf = (page: Document): void => {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-draft]')) drafts.set(form, keep(form))
}

const keep = (form: HTMLFormElement): Draft => {
  let saves = 0
  let isChanged = false
  let isResting = false
  let isWaiting = false
  let onItsWay: Promise<void> = Promise.resolve()

  const save = async (isLast: boolean): Promise<void> => {
    if (!isChanged || isResting) return
    isChanged = false
    saves += 1
    const body = bodyOf(form, saves)
    try {
      const headers = { 'waymark-form': 'save', 'content-type': 'application/x-www-form-urlencoded' }
      const keepalive = isLast && body.length < mostAtTheEnd
      const answer = await fetch(form.dataset.draftSaving ?? '', { method: 'POST', headers, body, keepalive })
      tell(form, await wordsOf(answer))
      if (answer.status >= 500) throw new Error('not saved')
    } catch {
      isChanged = true
      tell(form, 'Not saved: there is no connection. Keep this page open.')
      wait(pauseAfterFailure)
    }
  }
  const wait = (time: number): void => {
    if (isWaiting) return
    isWaiting = true
    window.setTimeout(() => {
      isWaiting = false
      onItsWay = onItsWay.then(() => save(false))
    }, time)
  }
  const changed = (): void => {
    isChanged = true
    wait(isLong(form) ? pauseWhenLong : pause)
  }
  form.addEventListener('input', changed)
  form.addEventListener('change', changed)
  // The page may be gone before an earlier save has answered, so this one does not wait for it.
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && void save(true))
  window.addEventListener('pagehide', () => void save(true))
  document.addEventListener('waymark:lock', () => void save(true))
  return {
    rest: async () => {
      isResting = true
      await onItsWay
    },
    resume: () => {
      isResting = false
      if (isChanged) wait(pause)
    },
  }
}

const isLong = (form: HTMLFormElement): boolean =>
  [...form.querySelectorAll('textarea')].reduce((length, { value }) => length + value.length, 0) > 40_000

const secrets = 'input[type=password], input[type=file], input[autocomplete=one-time-code]'

const bodyOf = (form: HTMLFormElement, saves: number): string => {
  const content = new FormData(form)
  for (const field of form.querySelectorAll<HTMLInputElement>(secrets)) content.delete(field.name)
  content.set('formAddress', form.dataset.draft ?? '')
  content.set('formSaves', String(saves))
  const typed = [...content].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  return new URLSearchParams(typed).toString()
}

const lockedOut =
  'You are signed out. Copy what you typed last, then sign in again: what was kept before is in the form.'

const wordsOf = async (answer: Response): Promise<string> => {
  if (answer.headers.has('waymark-next')) return lockedOut
  const isWords = answer.headers.get('content-type')?.startsWith('text/plain')
  return isWords ? await answer.text() : 'Not saved. Copy what you typed, then open this page again.'
}

/** While all is well the words change once a minute: a screen reader must not interrupt the typing. */
export const tell = (form: HTMLFormElement, words: string): void => {
  const line = form.querySelector('[data-draft-said]') ?? form.appendChild(aLine())
  if (line.textContent !== words) line.textContent = words
}

/** A form of one field, such as the search, has no line until there is something to say. */
const aLine = (): HTMLElement => {
  const line = document.createElement('p')
  line.className = 'wm-draft__said'
  line.dataset.draftSaid = ''
  line.setAttribute('role', 'status')
  return line
}
