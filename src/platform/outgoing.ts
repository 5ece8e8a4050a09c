import type { LookupAddress, LookupOptions } from 'node:dns'
import { lookup as find } from 'node:dns'
import { type RequestOptions, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP } from 'node:net'

/** Why an address that somebody typed was not asked. */
export class NotAsked extends Error {
  why: 'inner network' | 'not https' | 'no such name' | 'no answer' | 'too large'
  constructor(why: NotAsked['why']) {
    super(why)
    this.why = why
  }
}

const inner = new BlockList()
for (const [network, length] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
  ] as const),
  ...([
    ['192.0.0.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
])
  inner.addSubnet(network, length, 'ipv4')
for (const [network, length] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
  ['64:ff9b::', 96],
  ['2002::', 16],
] as const)
  inner.addSubnet(network, length, 'ipv6')

/** An address of this machine or of a network that is not the open one. */
export const isInner = (address: string): boolean => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  const family = isIP(mapped ?? address)
  return family === 0 || inner.check(mapped ?? address, family === 4 ? 'ipv4' : 'ipv6')
}

type Asked = { method?: string; headers?: Record<string, string>; body?: unknown; signal?: AbortSignal | undefined }
export type Outgoing = (url: string, options?: Asked) => Promise<Response>

const mostBytes = 1_000_000
const patience = 5000

/**
 * Asks an address that an administrator typed: over https, never a network of our own except the hosts that the settings
 * name, and looked up once, so that a name cannot lead elsewhere after it was checked. Redirects are not followed.
 */
export const outgoing =
  (ownHosts: readonly string[]): Outgoing =>
  async (address, { method = 'GET', headers = {}, body, signal } = {}) => {
    const url = new URL(address)
    const isOwn = ownHosts.includes(url.hostname)
    if (url.protocol !== 'https:' && !(isOwn && url.protocol === 'http:')) throw new NotAsked('not https')
    if (!isOwn && isIP(bare(url.hostname)) !== 0 && isInner(bare(url.hostname))) throw new NotAsked('inner network')
    const text = body === undefined || body === null ? undefined : String(body)
    const limit = AbortSignal.timeout(patience)
    const options: RequestOptions = {
      ...{ method, signal: signal ? AbortSignal.any([signal, limit]) : limit },
      headers: { ...headers, ...(text !== undefined && { 'content-length': Buffer.byteLength(text) }) },
      ...(!isOwn && { lookup: outerOnly }),
    }
    return send(url, options, text)
  }

const bare = (host: string): string => host.replace(/^\[|\]$/g, '')

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void
const outerOnly = (host: string, options: LookupOptions, found: Found): void => {
  find(host, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error || !first) return found(new NotAsked('no such name'), '')
    if (addresses.some(({ address }) => isInner(address))) return found(new NotAsked('inner network'), '')
    return options.all ? found(null, addresses) : found(null, first.address, first.family)
  })
}

const send = (url: URL, options: RequestOptions, body: string | undefined): Promise<Response> =>
  new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(error instanceof NotAsked ? error : new NotAsked(nameOf(error)))
    const asking = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, (answer) => {
      const parts: Buffer[] = []
      let size = 0
      answer.on('data', (part: Buffer) => {
        size += part.length
        parts.push(part)
        if (size > mostBytes) answer.destroy(new NotAsked('too large'))
      })
      answer.on('error', fail)
      answer.on('end', () => {
        const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)])
        const status = answer.statusCode ?? 502
        resolve(new Response([204, 205, 304].includes(status) ? null : Buffer.concat(parts), { status, headers }))
      })
    })
    asking.on('error', fail)
    asking.end(body)
  })

const nameOf = (error: Error): NotAsked['why'] =>
  'code' in error && error.code === 'ENOTFOUND' ? 'no such name' : 'no answer'
