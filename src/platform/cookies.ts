import type { FastifyReply, FastifyRequest } from 'fastify'

/** The session, the mark by which a browser is known again, and the mark of a sign-in at an organisation under way. */
export type Cookie = 'waymark' | 'waymark-device' | 'waymark-organisation'
export const sessionCookie: Cookie = 'waymark'

// With this prefix a browser takes a cookie over TLS alone, and from this very host: no neighbour under our domain can set it.
const wholeName = (name: Cookie, isHttps: boolean): string => (isHttps ? `__Host-${name}` : name)
const attributes = (isHttps: boolean) => ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps }) as const

export const cookieIn = ({ cookies }: FastifyRequest, name: Cookie, isHttps: boolean): string | undefined =>
  cookies[wholeName(name, isHttps)]

type Kept = { name: Cookie; value: string; isHttps: boolean; maxAge?: number }
/** Without `maxAge` it lasts as long as the browser is open. */
export const keepCookie = (reply: FastifyReply, { name, value, isHttps, maxAge }: Kept): void => {
  reply.setCookie(wholeName(name, isHttps), value, { ...attributes(isHttps), ...(maxAge !== undefined && { maxAge }) })
}
export const dropCookie = (reply: FastifyReply, name: Cookie, isHttps: boolean): void => {
  reply.clearCookie(wholeName(name, isHttps), attributes(isHttps))
}
