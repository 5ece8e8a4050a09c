const lockSeconds = 15 * 60
const warnSeconds = 60

/** Blanks the page at once, then leads to the sign-in page, which replaces it: nothing readable stays behind. */
const lock = (): void => {
  document.dispatchEvent(new Event('waymark:lock'))
  const page = encodeURIComponent(location.pathname)
  document.documentElement.replaceChildren()
  location.replace(`/sign-in/away?page=${page}`)
}

const warning = (stay: () => void): HTMLElement => {
  const box = document.createElement('div')
  box.className = 'wm-lock'
  box.setAttribute('role', 'alertdialog')
  box.setAttribute('aria-label', 'Waymark locks soon')
  box.hidden = true
  const words = document.createElement('p')
  words.textContent = 'Waymark locks in less than a minute, because nothing was done for 14 minutes.'
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button'
  button.textContent = 'Stay signed in'
  button.addEventListener('click', stay)
  box.append(words, button)
  return box
}

/**
 * Watches with the server how long this session still lasts: another window may keep it awake, and a laptop may sleep
 * through its end. Asking does not keep it awake. Without an answer it locks by this page's own clock.
 */
export const keepWatch = (): void => {
  if (!document.querySelector('form[action="/sign-in/out"]')) return
  let locksAt = Date.now() + lockSeconds * 1000
  let timer = 0
  let before: HTMLElement | undefined
  const left = async (path: string, method: string): Promise<number> => {
    try {
      const { seconds } = await (await fetch(path, { method })).json()
      locksAt = Date.now() + seconds * 1000
    } catch {
      // No network: the page's own clock counts on.
    }
    return (locksAt - Date.now()) / 1000
  }
  const box = warning(() => void left('/sign-in/stay', 'POST').then(follow))
  const follow = (seconds: number): void => {
    if (seconds <= 0) {
      lock()
      return
    }
    const isSoon = seconds <= warnSeconds
    if (isSoon && box.hidden) {
      before = document.activeElement instanceof HTMLElement ? document.activeElement : undefined
      // An answer in place may have taken the box away with the page before.
      document.body.append(box)
      box.hidden = false
      box.querySelector('button')?.focus()
    }
    if (!isSoon && !box.hidden) {
      box.hidden = true
      before?.focus()
    }
    clearTimeout(timer)
    timer = window.setTimeout(look, (isSoon ? seconds : seconds - warnSeconds) * 1000)
  }
  const look = (): void => void left('/sign-in/left', 'GET').then(follow)
  timer = window.setTimeout(look, (lockSeconds - 2 * warnSeconds) * 1000)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') look()
  })
}
