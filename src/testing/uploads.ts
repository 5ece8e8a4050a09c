import * as cheerio from 'cheerio'
import { sessionCookie } from '../platform/cookies.ts'
import type { testApp } from './app.ts'
import type { Practitioner } from './people.ts'

type App = Pick<Awaited<ReturnType<typeof testApp>>, 'as' | 'web'>

/** Sends a form with one file in it, as a browser does: its name goes along, and must be found nowhere again. */
export const sendFile = async (
  { as, web }: App,
  person: Practitioner,
  url: string,
  form: Readonly<Record<string, string>>,
  file: Uint8Array,
  fileName = 'her new home at 1 Hidden Row.jpg',
) => {
  const formKey = String((await as(person).visit('/rulebook')).value('formKey') ?? '')
  const fields = Object.entries({ ...form, formKey }).map(
    ([name, value]) => `--edge\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const head = `--edge\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(fields.join('') + head), file, Buffer.from('\r\n--edge--\r\n')])
  const cookie = `${sessionCookie}=${person.token}`
  const headers = { cookie, 'content-type': 'multipart/form-data; boundary=edge' }
  const sent = await web.inject({ method: 'POST', url, headers, payload })
  const $ = cheerio.load(sent.body)
  return {
    status: sent.statusCode,
    location: String(sent.headers.location ?? ''),
    text: () => $('main').text().replace(/\s+/g, ' ').trim(),
    problems: () => $('.govuk-error-summary').text().replace(/\s+/g, ' ').trim(),
  }
}
