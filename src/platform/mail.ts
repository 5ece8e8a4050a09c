import { createTransport } from 'nodemailer'
import type { Settings } from './settings.ts'

export type Mail = { to: string; subject: string; text: string; messageId: string }
export type Mailer = { send: (mail: Mail) => Promise<void>; close: () => void }

const isHere = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host)

/** E-mail to staff by the mail server of the settings; null when none is named. Plain text only, and over TLS but on this machine. */
export const createMailer = ({ SMTP_URL, MAIL_FROM }: Pick<Settings, 'SMTP_URL' | 'MAIL_FROM'>): Mailer | null => {
  if (!SMTP_URL || !MAIL_FROM) return null
  // A mail server that does not answer must not hold a transaction open for minutes, as nodemailer would.
  const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }
  const { protocol, hostname, port, username, password } = new URL(SMTP_URL)
  const transport = createTransport({
    host: hostname,
    ...(port && { port: Number(port) }),
    secure: protocol === 'smtps:',
    requireTLS: !isHere(hostname),
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    ...patience,
  })
  return {
    send: async (mail) => {
      await transport.sendMail({ from: MAIL_FROM, ...mail })
    },
    close: () => transport.close(),
  }
}
