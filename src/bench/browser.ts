import { Agent, request } from 'node:http'
import { sessionCookie } from '../platform/cookies.ts'

export type Answer = { status: number; body: string; bytes: number; location: string }
export type Asked = { token: string; path: string; form?: Record<string, string> }

/** Keeps its connections open, as a browser does, and follows nothing by itself. */
export const browser = (address: string) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const { hostname, port } = new URL(address)
  const ask = ({ token, path, form }: Asked, more: Record<string, string> = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = form && new URLSearchParams(form).toString()
      const headers = {
        cookie: `${sessionCookie}=${token}`,
        ...(sent && { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(sent) }),
        ...more,
      }
      const asking = request({ agent, hostname, port, path, method: form ? 'POST' : 'GET', headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const all = Buffer.concat(chunks)
          const { location = '' } = response.headers
          resolve({ status: response.statusCode ?? 0, body: all.toString(), bytes: all.length, location })
        })
        response.on('error', reject)
      })
      asking.once('error', reject)
      asking.end(sent)
    })
  return { ask, close: () => agent.destroy() }
}
export type Browser = ReturnType<typeof browser>

/** The key that a page gives for one form. */
export const formKeyIn = (page: string): string => {
  const key = /name="formKey" value="([^"]+)"/.exec(page)?.[1]
  if (!key) throw new Error('The page has no form key: it is not the page of somebody who is signed in')
  return key
}
