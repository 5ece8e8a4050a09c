import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { answersIn, formErrors } from '../../platform/forms.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import { bodyOf } from '../../rules/body-of.ts'
import { type EntryType, isEntryType } from '../../rules/entry-types.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop } from '../cases/index.ts'
import { answerOn, factPage, formAbout, sameFacts } from './actions/read.ts'
import { confirmEntry, currentOf, recordEntry } from './actions/record.ts'
import { placeSaid } from './actions/safe-accommodation.ts'
import { isOfBail } from './model/conditions.ts'
import { confirmInput } from './model/confirm-input.ts'
import { ownScreens } from './model/entry-forms.ts'
import { entryInput, filledIn } from './model/entry-input.ts'
import { rowsAPage } from './model/pages.ts'
import { typedFrom } from './model/typed-from.ts'
import { conditionsOf, entriesOf, entriesOfFact, kindsOf, oneEntry } from './store.ts'
import { confirmPage } from './views/confirm.ts'
import { correctPage } from './views/correct.ts'
import { entryPage } from './views/entry.ts'
import { entriesPage } from './views/index.ts'
import { newPage } from './views/new.ts'
import { typePage } from './views/type.ts'

const reading = { config: { access: 'entries:read' } } as const
const writing = { config: { access: 'entries:write' } } as const
const listQuery = z.object({
  kind: z
    .string()
    .regex(/^[a-z-]{1,30}$/)
    .optional()
    .catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

export const entriesRoutes = (web: Web, services: Services): void => {
  const topOf = (request: FastifyRequest) => caseTop(services, request.work, caseIdOf(request))

  web.get('/cases/:caseId/entries', reading, async (request, reply) => {
    const caseId = caseIdOf(request)
    const { kind, page } = listQuery.parse(request.query)
    const { tx } = request.work
    const entries = await entriesOf(tx, caseId, { kind, limit: rowsAPage, offset: (page - 1) * rowsAPage })
    const kinds = await kindsOf(tx, caseId)
    return reply.page(entriesPage({ screen: request.screen, top: await topOf(request), entries, kinds, kind, page }))
  })

  web.get('/cases/:caseId/entries/new', writing, async (request, reply) =>
    reply.page(newPage({ screen: request.screen, top: await topOf(request) })),
  )

  web.get('/cases/:caseId/entries/new/:type', writing, async (request, reply) => {
    const { work, screen } = request
    const about = await formAbout(work, caseIdOf(request), newTypeOf(request))
    const conditions = about.type === 'justice.bail-varied' ? await conditionsOf(work.tx, caseIdOf(request)) : []
    const answers = {
      ...filledIn(bodyOf(work.actor.agencyKind), work.now, about.suspects),
      ...answerOn(about, work),
      ...typedFrom({
        conditions: conditions.filter((one) => one.endedAt === null && isOfBail(one)),
      }),
    }
    return reply.page(typePage({ screen, top: await topOf(request), about, answers }))
  })

  web.post('/cases/:caseId/entries/new/:type', writing, async (request, reply) => {
    const { work, screen } = request
    const caseId = caseIdOf(request)
    const about = await formAbout(work, caseId, newTypeOf(request))
    const answers = answersIn(request.body)
    const form = entryInput(about).safeParse(answers)
    const show = async (more: {
      errors?: ReturnType<typeof formErrors>
      same?: Awaited<ReturnType<typeof sameFacts>>
    }) => reply.code(422).page(typePage({ screen, top: await topOf(request), about, answers, ...more }))
    if (!form.success) return show({ errors: formErrors(form.error) })
    const said = await placeSaid(services, work, { caseId, type: about.type }, answers)
    if (said) return show({ errors: said })
    const same = await sameFacts(work, caseId, about.type, form.data)
    const answer = same.find(({ factId }) => factId === answers.same)
    if (same.length > 0 && !answer && answers.same !== 'new') {
      const text = 'Select whether this is the same'
      return show({
        same,
        ...('same' in answers && { errors: { list: [{ text, href: '#same' }], byField: { same: { text } } } }),
      })
    }
    const confirms = answer && { factId: answer.factId, relation: 'confirms' as const }
    const { entryId } = await recordEntry(services, work, { caseId, type: about.type, about: confirms }, form.data)
    return reply.see(`/cases/${caseId}/entries/${entryId}`)
  })

  web.get('/cases/:caseId/entries/:entryId', reading, async (request, reply) => {
    const caseId = caseIdOf(request)
    const shown = await factPage(services, request.work, caseId, idOf(request, 'entryId'))
    return reply.page(entryPage({ screen: request.screen, top: await topOf(request), ...shown }))
  })

  web.get('/cases/:caseId/entries/:entryId/confirm', writing, async (request, reply) => {
    const { fact, about } = await factOf(request)
    const answers = filledIn(bodyOf(request.actor.agencyKind), request.work.now, [])
    return reply.page(confirmPage({ screen: request.screen, top: await topOf(request), fact, about, answers }))
  })

  web.post('/cases/:caseId/entries/:entryId/confirm', writing, async (request, reply) => {
    const { fact, about } = await factOf(request)
    const answers = answersIn(request.body)
    const form = confirmInput(about).safeParse(answers)
    const said = await placeSaid(services, request.work, { caseId: fact.caseId, type: about.type }, answers)
    if (!form.success || said) {
      const page = confirmPage({
        screen: request.screen,
        top: await topOf(request),
        fact,
        about,
        answers,
        ...(form.error ? { errors: formErrors(form.error) } : said && { errors: said }),
      })
      return reply.code(422).page(page)
    }
    const { entryId } = await confirmEntry(services, request.work, fact, form.data)
    return reply.see(`/cases/${fact.caseId}/entries/${entryId}`)
  })

  web.get('/cases/:caseId/entries/:entryId/correct', writing, async (request, reply) => {
    const { fact, about } = await factOf(request)
    const conditions = (await conditionsOf(request.work.tx, fact.caseId)).filter(
      ({ setFactId, endedAt }) => setFactId === fact.factId && endedAt === null,
    )
    const answers = typedFrom({ fact, conditions })
    return reply.page(correctPage({ screen: request.screen, top: await topOf(request), fact, about, answers }))
  })

  web.post('/cases/:caseId/entries/:entryId/correct', writing, async (request, reply) => {
    const { work, screen } = request
    const { fact, about } = await factOf(request)
    const answers = answersIn(request.body)
    const form = entryInput({ ...about, isCorrection: true }).safeParse(answers)
    const again = async (errors: ReturnType<typeof formErrors>) =>
      reply.code(422).page(correctPage({ screen, top: await topOf(request), fact, about, answers, errors }))
    if (!form.success) return again(formErrors(form.error))
    const said = await placeSaid(services, work, { caseId: fact.caseId, type: about.type }, answers)
    if (said) return again(said)
    const corrects = { factId: fact.factId, relation: 'corrects' as const }
    const { entryId } = await recordEntry(
      services,
      work,
      { caseId: fact.caseId, type: about.type, about: corrects },
      form.data,
    )
    return reply.see(`/cases/${fact.caseId}/entries/${entryId}`)
  })
}

const typeOf = (request: FastifyRequest): EntryType => {
  const { type } = z.object({ type: z.string().max(60) }).parse(request.params)
  if (!isEntryType(type)) throw new NotFound()
  return type
}

/** What has a screen of its own is written down there, and only confirmed or set right here. */
const newTypeOf = (request: FastifyRequest): EntryType => {
  const type = typeOf(request)
  if (ownScreens[type]) throw new NotFound()
  return type
}

/** The fact that an entry is about, as it now stands; only what people enter by hand can be confirmed or corrected. */
const factOf = async (request: FastifyRequest) => {
  const caseId = caseIdOf(request)
  const entry = await oneEntry(request.work.tx, caseId, idOf(request, 'entryId'))
  const fact = entry && currentOf(await entriesOfFact(request.work.tx, caseId, entry.factId))
  if (!fact || !isEntryType(fact.type)) throw new NotFound()
  return { fact, about: await formAbout(request.work, caseId, fact.type) }
}
