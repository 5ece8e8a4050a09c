import type { FastifyInstance } from 'fastify'
import { type DestinationStream, type LogFn, type Logger, pino } from 'pino'

export type Log = Logger

/** What a log line may say about a request: which one, where it led, how it went. Never who, from where, or with what. */
export type RequestLine = { request: string; method: string; route: string; status: number; ms: number }

export const createLog = (level: string, destination?: DestinationStream): Log => {
  // The machine's name and the process id are known to whoever collects the log.
  const options = {
    level,
    base: null,
    serializers: { err: errorLine },
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: { logMethod: withoutMessage },
  }
  // A line must be out before a crash can swallow it.
  return pino(options, destination ?? pino.destination({ dest: 2, sync: true }))
}

/** Left alone, pino takes an error's own message as the line's text, and fastify passes it on as such. */
function withoutMessage(this: Logger, args: Parameters<LogFn>, method: LogFn): void {
  const [first, text] = args
  const given: unknown = first
  const error = given instanceof Error ? given : errorIn(given)
  if (!error) {
    method.apply(this, args)
    return
  }
  const about = given instanceof Error || typeof given !== 'object' ? { err: error } : given
  method.apply(this, [about, typeof text === 'string' && !text.includes(error.message) ? text : 'something went wrong'])
}

const errorIn = (given: unknown): Error | undefined =>
  typeof given === 'object' && given !== null && 'err' in given && given.err instanceof Error ? given.err : undefined

/**
 * An error as code and place. Its message is left out: a database's or a parser's message can quote what somebody typed.
 */
export const errorLine = (error: unknown): { name: string; code: string | undefined; stack: string[] } => ({
  name: error instanceof Error ? error.name : 'not an error',
  code: error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined,
  stack: error instanceof Error ? framesOf(error) : [],
})

const framesOf = ({ stack = '', message, cause }: Error): string[] => {
  // A message may itself look like a frame, so it goes before the lines are read.
  const frames = stack
    .replace(message, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
  return cause instanceof Error ? [...frames, 'caused by', ...framesOf(cause)] : frames
}

/** The pattern of the route that answered, never the address itself: addresses hold the ids of cases. */
export const routeOf = ({
  is404,
  routeOptions,
}: {
  is404: boolean
  routeOptions: { url?: string | undefined }
}): string => (is404 ? '(not found)' : (routeOptions.url ?? '(not found)'))

/** Tells `tell` of each request when it is answered. */
export const onAnswer = (web: FastifyInstance, tell: (line: RequestLine) => void): void => {
  web.addHook('onResponse', async (request, reply) => {
    const ms = Math.round(reply.elapsedTime * 10) / 10
    tell({ request: request.id, method: request.method, route: routeOf(request), status: reply.statusCode, ms })
  })
}
