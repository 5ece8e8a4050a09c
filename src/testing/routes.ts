import { channel } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'

export type Route = { method: string; url: string; access: string | undefined; audit?: string | undefined }

/** Whatever is made in `making`, with each route that its app has: from the app itself, so that no list can forget one. */
export const withRoutes = async <Made>(making: () => Promise<Made>): Promise<{ made: Made; routes: Route[] }> => {
  const routes: Route[] = []
  const note = (message: unknown): void => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', ({ method, url, config }) => {
      for (const each of [method].flat()) {
        const { access, audit } = config ?? {}
        routes.push({ method: each, url, access, audit })
      }
    })
  }
  const initialised = channel('fastify.initialization')
  initialised.subscribe(note)
  try {
    return { made: await making(), routes }
  } finally {
    initialised.unsubscribe(note)
  }
}

/** The names that stand for something in an address: `/cases/:caseId/duties/:dutyId` has caseId and dutyId. */
export const namesIn = (url: string): string[] => [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => name)

/** The address with each name filled in. A name that nobody knows is a new kind of record: say what stands for it. */
export const addressWith = (url: string, ids: Readonly<Record<string, string>>): string =>
  url.replace(/:(\w+)/g, (_, name: string) => {
    const id = ids[name]
    if (id === undefined) throw new Error(`${url} names a :${name} that the whole case does not have: add one to it`)
    return id
  })
