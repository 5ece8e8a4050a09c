import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'

/** Asks the server for its question, the passkey for its answer, and sends that as an ordinary form. */
const answerBy = async (form: HTMLFormElement): Promise<void> => {
  const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]))
  const asked = await fetch(`${form.getAttribute('action')}/options`, { method: 'POST', body })
  if (!asked.ok || asked.redirected) throw new Error('no question')
  const optionsJSON = await asked.json()
  const start = form.dataset.passkey === 'make' ? startRegistration : startAuthentication
  const response = form.querySelector<HTMLInputElement>('[name="response"]')
  if (response) response.value = JSON.stringify(await start({ optionsJSON }))
  form.submit()
}

/** Shows the forms that a passkey answers, where the browser has passkeys. */
export const takePasskeys = (page: Document): void => {
  if (!browserSupportsWebAuthn()) return
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
    const problem = form.querySelector('[data-passkey-problem]')
    form.removeAttribute('hidden')
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      problem?.setAttribute('hidden', '')
      answerBy(form).catch(() => problem?.removeAttribute('hidden'))
    })
  }
}
