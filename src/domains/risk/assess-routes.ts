import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { answersIn, formErrors } from '../../platform/forms.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import { policyIn } from '../../rules/policy-in.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop, clashOf } from '../cases/index.ts'
import { askNeeds, assess, instrumentFor, instrumentsFor } from './actions/assess.ts'
import { levelAbout } from './actions/levels.ts'
import { countOf, signsIn, talkIn } from './model/answers.ts'
import type { Instrument } from './model/instrument.ts'
import { levelInput } from './model/level.ts'
import { assessmentsBeside } from './store/instruments.ts'
import { type Assessing, assessPage } from './views/assess.ts'
import { assessmentPage } from './views/assessment.ts'
import { choicePage } from './views/choice.ts'
import { type AskingNeeds, needsPage } from './views/needs.ts'

const reading = { config: { access: 'risk:read' } } as const
const writing = { config: { access: 'risk:write' } } as const
const codeIn = z.object({ instrument: z.string() })

/** Asking with an instrument: the questions, the judgement under them, and what was said, to read again. */
export const assessRoutes = (web: Web, services: Services): void => {
  const topOf = (request: FastifyRequest) => caseTop(services, request.work, caseIdOf(request))
  const asking = async (request: FastifyRequest): Promise<Omit<Assessing, 'answers' | 'errors'>> => {
    const instrument = await instrumentFor(request.work, codeIn.parse(request.params).instrument, 'danger')
    const top = await topOf(request)
    const about = await levelAbout(services, request.work, top)
    if (about.people.length === 0) throw new NotFound()
    return { screen: request.screen, top, about, instrument }
  }

  web.get('/cases/:caseId/risk/assess', writing, async (request, reply) =>
    reply.page(
      choicePage({
        ...{ screen: request.screen, top: await topOf(request) },
        instruments: await instrumentsFor(request.work),
      }),
    ),
  )
  web.get('/cases/:caseId/risk/assess/:instrument', writing, async (request, reply) => {
    const page = await asking(request)
    const [only] = page.about.people
    return reply.page(assessPage({ ...page, answers: { personId: only?.id } }))
  })
  web.post('/cases/:caseId/risk/assess/:instrument', writing, async (request, reply) => {
    const page = await asking(request)
    const answers = answersIn(request.body)
    const form = assessmentInput(page.instrument, page.about).safeParse(answers)
    const again = (errors: ReturnType<typeof formErrors>) =>
      reply.code(422).page(assessPage({ ...page, answers, errors }))
    if (!form.success) return again(formErrors(form.error))
    const { caseId } = page.top
    const { secondId, personId } = form.data.level
    const clash = secondId && (await clashOf(request.work, caseId, secondId, { asContact: false }))
    if (clash) return again({ list: [{ text: clash, href: '#secondId' }], byField: { secondId: { text: clash } } })
    const before = page.about.before(personId)
    const id = await assess(services, request.work, caseId, { instrument: page.instrument, before, ...form.data })
    return reply.see(`/cases/${caseId}/risk/assessments/${id}`)
  })
  const askingNeeds = async (request: FastifyRequest): Promise<Omit<AskingNeeds, 'answers' | 'errors'>> => {
    const instrument = await instrumentFor(request.work, codeIn.parse(request.params).instrument, 'needs')
    const top = await topOf(request)
    // Whoever was harmed is asked; and a child may be spoken for.
    const people = top.people.filter(({ role }) => role === 'victim' || role === 'child')
    if (people.length === 0) throw new NotFound()
    return { screen: request.screen, top, instrument, people: people.map(({ id, name }) => ({ id, name })) }
  }
  web.get('/cases/:caseId/risk/needs/:instrument', writing, async (request, reply) => {
    const page = await askingNeeds(request)
    const [first] = page.people
    const only = page.people.length === 1 ? first?.id : undefined
    return reply.page(needsPage({ ...page, answers: { personId: only } }))
  })
  web.post('/cases/:caseId/risk/needs/:instrument', writing, async (request, reply) => {
    const page = await askingNeeds(request)
    const answers = answersIn(request.body)
    const form = needsInput(page).safeParse(answers)
    if (!form.success) return reply.code(422).page(needsPage({ ...page, answers, errors: formErrors(form.error) }))
    const { caseId } = page.top
    const id = await askNeeds(services, request.work, caseId, { instrument: page.instrument, ...form.data })
    return reply.see(`/cases/${caseId}/risk/assessments/${id}`)
  })
  web.get('/cases/:caseId/risk/assessments/:assessmentId', reading, async (request, reply) => {
    const found = await assessmentsBeside(request.work.tx, caseIdOf(request), idOf(request, 'assessmentId'))
    if (!found) throw new NotFound()
    const { checklistThreshold: doorAt } = await policyIn(services, request.work.tx, request.work.now)
    return reply.page(assessmentPage({ screen: request.screen, top: await topOf(request), doorAt, ...found }))
  })
}

/** The answers, and the judgement on them; what the rules look for comes from the answers. */
const assessmentInput = (instrument: Instrument, about: Parameters<typeof levelInput>[0]) =>
  z.record(z.string(), z.string().optional().catch(undefined)).transform((typed, context) => {
    const assessed = talkIn(instrument, typed, (field, message) =>
      context.addIssue({ code: 'custom', path: [field], message }),
    )
    const count = countOf(instrument, assessed.answers)
    const flags = signsIn(instrument, assessed.answers)
    const level = levelInput(about).safeParse({ ...typed, score: undefined })
    for (const { path, message } of level.error?.issues ?? []) context.addIssue({ code: 'custom', path, message })
    return level.success ? { assessed, level: { ...level.data, score: count, flags } } : z.NEVER
  })

const needsInput = ({ instrument, people }: Pick<AskingNeeds, 'instrument' | 'people'>) =>
  z.record(z.string(), z.string().optional().catch(undefined)).transform((typed, context) => {
    const issue = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    const personId = people.find(({ id }) => id === typed.personId)?.id ?? ''
    if (!personId) issue('personId', 'Select whose needs these are')
    return { personId, talk: talkIn(instrument, typed, issue) }
  })
