import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** Stands before the app, on this machine alone: a scanner asks the door, and the door asks the app. */
export type Door = {
  at: string
  /** Where the app must never ask for anything. */
  trap: string
  /** What came through: how often, to which addresses, how many forms; what the app could not answer; what fell in the trap. */
  seen: { asked: number; addresses: Set<string>; forms: number; faults: string[]; trapped: string[] }
  close: () => Promise<void>
}

// A scanner that signs itself out, or takes itself off the case that it scans, scans nothing from there on.
const isShut = (method: string, url: string): boolean =>
  url.startsWith('/sign-in/out') ||
  (method !== 'GET' && /^\/+(sign-in\b|conflicts\/|cases\/[^/]+\/(conflicts|team\/[^/]+\/end)\b)/.test(url))

/**
 * Passes everything on as the one who is signed in, whatever cookie came. Each form gets a key of its own: ours is taken once,
 * so a scanner that sends the one it found again and again would hear the first answer each time, and try nothing.
 */
export const openDoor = async (port: number, appPort: number, cookie: string): Promise<Door> => {
  const at = `http://127.0.0.1:${port}`
  const trap = `http://127.0.0.1:${port + 1}`
  const seen: Door['seen'] = { asked: 0, addresses: new Set(), forms: 0, faults: [], trapped: [] }
  const app = { address: `http://127.0.0.1:${appPort}`, port: appPort, cookie }
  const servers = [
    await listen(port, (asked, answer) =>
      passOn(app, seen, asked, answer).catch((error: unknown) => {
        seen.faults.push(`${String(error)}: ${asked.method} ${asked.url}`)
        answer.destroy()
      }),
    ),
    await listen(port + 1, async ({ url = '/' }, answer) => {
      // wapiti itself asks here what came in.
      if (!/^\/get_\w+\.php/.test(url)) seen.trapped.push(url)
      answer.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    }),
  ]
  return { at, trap, seen, close: async () => void (await Promise.all(servers.map(shut))) }
}

type App = { address: string; port: number; cookie: string }

const passOn = async (app: App, seen: Door['seen'], asked: IncomingMessage, answer: ServerResponse): Promise<void> => {
  const { method = 'GET', url = '/' } = asked
  if (isShut(method, url)) {
    answer.writeHead(404).end()
    return
  }
  seen.asked++
  seen.addresses.add(`${method} ${url.split('?')[0]}`)
  const sent = await buffer(asked)
  const isForm = method === 'POST' && sent.includes('formKey')
  if (isForm) seen.forms++
  const body = isForm ? mended(sent, await freshKey(app)) : sent
  const { 'transfer-encoding': _, ...headers } = asked.headers
  const on = request({
    ...{ host: '127.0.0.1', port: app.port, method, path: url },
    headers: { ...headers, host: `127.0.0.1:${app.port}`, cookie: app.cookie, 'content-length': body.length },
  })
  on.on('response', (got) => {
    const status = got.statusCode ?? 502
    if (status >= 500) seen.faults.push(`${status} ${method} ${url}`)
    giveBack(got, answer).catch(() => answer.destroy())
  })
  on.on('error', (error) => {
    seen.faults.push(`${error.message}: ${method} ${url}`)
    answer.destroy()
  })
  on.end(body)
}

/**
 * Pages as they are read, with two things said in another way: the keys of forms, by which each showing of one form would be a
 * form of its own; and what is not ASCII, since wapiti guesses the alphabet of such a page for each of its forms, a second each.
 */
const giveBack = async (got: IncomingMessage, answer: ServerResponse): Promise<void> => {
  const given = await buffer(got)
  const isPage = /\bhtml\b/.test(String(got.headers['content-type']))
  const body = isPage ? Buffer.from(inAscii(given.toString()), 'latin1') : given
  const { 'transfer-encoding': _, ...headers } = got.headers
  answer.writeHead(got.statusCode ?? 502, { ...headers, 'content-length': body.length }).end(body)
}

const inAscii = (page: string): string =>
  page
    .replace(/(name="formKey" value=")[^"]*/g, '$1key')
    .replace(/[\u0080-\u{10ffff}]/gu, (sign) => `&#${sign.codePointAt(0)};`)

const freshKey = async ({ address, cookie }: App): Promise<string> => {
  const page = await (await fetch(`${address}/sign-in/sessions`, { headers: { cookie } })).text()
  const [, key] = /name="formKey" value="([^"]+)"/.exec(page) ?? []
  if (!key) throw new Error('The session ended under the scan')
  return key
}

/** The same form with another key, and the rest as a browser sends it: wapiti gives each field of an upload the name of a file. */
export const mended = (form: Buffer, key: string): Buffer =>
  Buffer.from(
    form
      .toString('latin1')
      .replace(/(name="([^"]+)"); filename="\2"/g, '$1')
      .replace(/(^|&)formKey=[^&]*/, `$1formKey=${key}`)
      .replace(/(name="formKey"\r\n(?:[^\r\n]+\r\n)*\r\n)[^\r\n]*/, `$1${key}`),
    'latin1',
  )

const listen = (
  port: number,
  answerTo: (asked: IncomingMessage, answer: ServerResponse) => Promise<void>,
): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((asked, answer) => void answerTo(asked, answer))
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })

const shut = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
