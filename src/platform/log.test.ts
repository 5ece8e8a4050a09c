import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import fastify, { type FastifyBaseLogger } from 'fastify'
import { createLog, onAnswer, type RequestLine } from './log.ts'

const listen = (level = 'debug') => {
  const stream = new PassThrough()
  return { log: createLog(level, stream), written: () => String(stream.read() ?? '') }
}
const name = 'Invented Person Quince'
const error = Object.assign(new Error(`duplicate key: (name)=(${name})`), { code: '23505', detail: name })

test('a log line about an error has its kind, code and place, and nothing that anybody typed', () => {
  const { log, written } = listen()
  log.error(error)
  log.error({ err: error })
  log.error({ err: error }, error.message)
  log.warn({ err: error, reference: 'abc' }, 'a request failed')
  log.error(new Error('outer', { cause: error }))
  log.error({ err: new TypeError(`${name}\n    at ${name}`) }, 'parsing')
  const text = written()
  assert.equal(text.trim().split('\n').length, 6)
  assert.doesNotMatch(text, /Quince|duplicate key/)
  assert.match(text, /"code":"23505"/)
  assert.match(text, /log\.test\.ts/)
  assert.match(text, /"reference":"abc".*"msg":"a request failed"/)
})

test('a plain line is written as it is, and names neither the machine nor the process', () => {
  const { log, written } = listen()
  log.info({ route: '/boards/:name' }, 'answered')
  const { time, ...line } = JSON.parse(written())
  assert.deepEqual(line, { level: 30, route: '/boards/:name', msg: 'answered' })
  assert.match(time, /^\d{4}-\d\d-\d\dT/)
})

test('a request is logged by the pattern of its route: no id, no query, no address, no browser, no body', async () => {
  const { log, written } = listen()
  const loggerInstance: FastifyBaseLogger = log
  const web = fastify({ loggerInstance, disableRequestLogging: true })
  const lines: RequestLine[] = []
  onAnswer(web, (line) => {
    lines.push(line)
    log.info(line, 'answered')
  })
  await web.register(async (scope) => {
    scope.post('/cases/:caseId/notes', async () => 'saved')
    scope.get('/broken/:id', async () => {
      throw error
    })
  })
  const headers = { 'user-agent': 'Browser-Quince', 'x-forwarded-for': '192.0.2.77', cookie: 'waymark=token-quince' }
  await web.inject({ method: 'POST', url: '/cases/case-4711/notes?name=quince', headers, payload: { name } })
  await web.inject({ method: 'GET', url: '/broken/4711?name=quince', headers })
  await web.inject({ method: 'GET', url: '/nowhere/4711?name=quince', headers })
  assert.deepEqual(
    lines.map(({ method, route, status }) => [method, route, status]),
    [
      ['POST', '/cases/:caseId/notes', 200],
      ['GET', '/broken/:id', 500],
      ['GET', '(not found)', 404],
    ],
  )
  assert.doesNotMatch(written(), /quince|4711|192\.0\.2|Browser|duplicate/i)
  await web.close()
})
