import assert from 'node:assert/strict'
import { createServer, type Socket } from 'node:net'
import { test } from 'node:test'
import { createMailer } from './mail.ts'

/** A mail server without TLS that takes whatever it is given. */
const aPlainServer = async (host: string) => {
  const heard: string[] = []
  const answers: [RegExp, string][] = [
    [/^(EHLO|HELO|MAIL|RCPT|RSET|NOOP)/i, '250 yes'],
    [/^DATA/i, '354 go on'],
    [/^QUIT/i, '221 bye'],
    [/^\.$/, '250 taken'],
  ]
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    socket.write('220 here\r\n')
    socket.on('data', (chunk) => {
      for (const line of String(chunk).split('\r\n')) {
        heard.push(line)
        const answer = answers.find(([pattern]) => pattern.test(line))?.[1]
        if (answer) socket.write(`${answer}\r\n`)
        else if (/^STARTTLS/i.test(line)) socket.write('502 not known\r\n')
      }
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, host, resolve))
  const address = server.address()
  assert.ok(typeof address === 'object' && address)
  const stop = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { url: `smtp://${host}:${address.port}`, heard, stop }
}
const letter = { to: 'nobody@example.test', subject: 'Your sign-in', text: 'A word', messageId: '<1@example.test>' }
const sendBy = async (host: string) => {
  const server = await aPlainServer(host)
  const mailer = createMailer({ SMTP_URL: server.url, MAIL_FROM: 'waymark@example.test' })
  const went = await mailer?.send(letter).then(
    () => true,
    () => false,
  )
  mailer?.close()
  server.stop()
  return { went, heard: server.heard.join('\n') }
}

test('a letter goes without TLS to a mail server on this machine alone (ASVS 12.3.1)', async () => {
  assert.equal((await sendBy('127.0.0.1')).went, true)
  const elsewhere = await sendBy('127.0.0.2')
  assert.equal(elsewhere.went, false)
  assert.doesNotMatch(elsewhere.heard, /nobody@example\.test|A word/)
})
