import { z } from 'zod'
import { typedAgain, wrongField } from '../../platform/fields.ts'
import { upload } from '../../platform/uploads.ts'
import { idOf, NotFound, type Web } from '../../platform/web.ts'
import { permissionsOf } from '../staff/index.ts'
import { loadInstrument, stopUsing } from './actions/assess.ts'
import { ownInstrument, ownNeeds } from './instruments/index.ts'
import { type Instrument, readInstrument } from './model/instrument.ts'
import { instrumentsLoaded } from './store/instruments.ts'
import { endPage, instrumentsPage, loadPage } from './views/instruments.ts'

const reading = { config: { access: 'local-policy:read' } } as const
const keeping = { config: { access: 'local-policy:write' } } as const

/** What an organisation asks with: Waymark's own guide, and the licensed text that it loads for its own people. */
export const instrumentRoutes = (web: Web): void => {
  web.get('/risk/instruments', reading, async ({ screen, work, actor }, reply) =>
    reply.page(
      instrumentsPage({
        ...{ screen, own: ownInstrument, loaded: await instrumentsLoaded(work.tx), agency: actor.agencyName },
        mayKeep: permissionsOf(actor.role).has('local-policy:write'),
      }),
    ),
  )
  web.get('/risk/instruments/new', keeping, async ({ screen, actor }, reply) =>
    reply.page(loadPage({ screen, agency: actor.agencyName, shown: {}, problems: [] })),
  )
  web.post('/risk/instruments/new', keeping, async ({ screen, work, actor, body }, reply) => {
    const again = (shown: ReturnType<typeof typedAgain>, problems: readonly string[] = []) =>
      reply.code(422).page(loadPage({ screen, agency: actor.agencyName, shown, problems }))
    const form = loadForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    const text = textOf(form.data.file)
    if (text === undefined) return again(wrongField(body, 'file', 'The file is not UTF-8 text: save it as UTF-8'))
    const read = readInstrument(text)
    const problems = 'problems' in read ? read.problems : notOurs(read.instrument)
    if (problems.length > 0 || 'problems' in read)
      return again(wrongField(body, 'file', 'The file is no set of questions that can be used: see below'), problems)
    await loadInstrument(work, read.instrument)
    return reply.see('/risk/instruments')
  })
  web.get('/risk/instruments/:instrumentId/end', keeping, async (request, reply) => {
    const { screen, work } = request
    const row = (await instrumentsLoaded(work.tx)).find(({ id }) => id === idOf(request, 'instrumentId'))
    if (!row) throw new NotFound()
    return reply.page(endPage({ screen, row }))
  })
  web.post('/risk/instruments/:instrumentId/end', keeping, async (request, reply) => {
    await stopUsing(request.work, idOf(request, 'instrumentId'))
    return reply.see('/risk/instruments')
  })
}

const loadForm = z.object({
  file: upload.transform((file, context): Uint8Array => {
    if (!file || file.byteLength === 0) context.addIssue({ code: 'custom', message: 'Choose the file' })
    else if (file.byteLength > 500_000)
      context.addIssue({ code: 'custom', message: 'The file is larger than 500 KB: questions are text' })
    return file ?? new Uint8Array()
  }),
  licensed: z.literal('yes', 'Tick that your organisation may use this text'),
})
/** A byte that is no UTF-8 would stand as a mark in the words of a question. */
const textOf = (file: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return undefined
  }
}
const notOurs = ({ code }: Instrument): string[] =>
  code === ownInstrument.code || code === ownNeeds.code ? [`code: "${code}" is Waymark’s own: give it another`] : []
