import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../testing/app.ts'

const { as, aPractitioner, web } = await testApp({ at: '2027-05-04T09:00:00Z' })
const officer = await aPractitioner('investigating-officer')
const cookie = `waymark=${officer.token}`
const head = 'source reference,event,happened,suspect,suspect born,reason\n'
const rows = Array.from(
  { length: 50_000 },
  (_, at) => `C-${at},charged,2027-04-30 16:35,A,1988-07-03,${'x'.repeat(110)}\n`,
)
const files: Record<string, { text: string; says?: RegExp }> = {
  'of 50,000 rows': { text: head + rows.join('') },
  'of four million rows': { text: head + 'a\n'.repeat(3_999_000), says: /There are more than 50,000 rows/ },
  'of empty rows': { text: head + ',,\n'.repeat(2_666_000), says: /There is no row under the names/ },
  'of one line': { text: ','.repeat(7_999_000), says: /This row is far too long/ },
}

/** What the processor did at most before anybody else had a turn, in milliseconds: the clock would tell of other programs too. */
const longestPause = async (act: () => Promise<unknown>): Promise<number> => {
  let longest = 0
  let isOver = false
  let before = process.cpuUsage()
  const turn = () => {
    const { user, system } = process.cpuUsage(before)
    longest = Math.max(longest, (user + system) / 1000)
    before = process.cpuUsage()
    if (!isOver) setImmediate(turn)
  }
  setImmediate(turn)
  await act()
  isOver = true
  return longest
}
const send = async (url: string, type: string, body: (formKey: string) => string) => {
  const payload = Buffer.from(body(String((await as(officer).visit('/rulebook')).value('formKey'))))
  let answer = { statusCode: 0, body: '', headers: {} as Record<string, unknown> }
  const pause = await longestPause(async () => {
    answer = await web.inject({ method: 'POST', url, headers: { cookie, 'content-type': type }, payload })
  })
  return { pause, status: answer.statusCode, body: answer.body, location: String(answer.headers.location) }
}
const field = (name: string, value: string) =>
  `--edge\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const file = '--edge\r\ncontent-disposition: form-data; name="file"; filename="list.csv"\r\n\r\n'

for (const [name, { text, says }] of Object.entries(files))
  test(`a file of 8 MB ${name} leaves everybody else their turn`, async (t) => {
    const sent = await send('/inbox/new', 'multipart/form-data; boundary=edge', (formKey) => {
      const fields = field('formKey', formKey) + field('format', 'custody') + field('source', name)
      return `${fields}${file}${text}\r\n--edge--\r\n`
    })
    assert.equal(sent.status, says ? 422 : 303)
    if (says) assert.match(sent.body, says)
    const pauses = [sent.pause]
    if (!says) {
      const url = sent.location
      pauses.push(await longestPause(() => web.inject({ method: 'GET', url, headers: { cookie } })))
      const taken = await send(url, 'application/x-www-form-urlencoded', (formKey) => `formKey=${formKey}&from=0`)
      assert.equal(taken.status, 303)
      pauses.push(taken.pause)
    }
    const said = `longest pause ${pauses.map((each) => each.toFixed(0)).join(', ')} ms`
    t.diagnostic(said)
    assert.ok(Math.max(...pauses) < 1000, said)
  })
