import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { answersIn, formErrors, type Shown } from '../../platform/forms.ts'
import type { Html } from '../../platform/html.ts'
import type { Look, Work } from '../../platform/request.ts'
import { NotFound } from '../../platform/web.ts'
import { opensInEmergency } from '../access/index.ts'
import { holdsFor, type Why, whyForm } from './model.ts'
import { insertReason, purposeNow } from './store.ts'
import { whyPage } from './views/why.ts'

/** Where a reason is given: the one address of a case that asks for none. */
export const whyAddress = '/cases/:caseId/looks/why'

export const giveReason = async (work: Work, caseId: string, why: Why): Promise<string> => {
  const id = randomUUID()
  const untilAt = new Date(work.now.getTime() + holdsFor)
  await insertReason(work, { id, caseId, pick: why.lookPick, said: why.lookSaid, untilAt })
  return id
}

/** Why this person looks at this case now; or the page that asks them, before anything of the case is read. */
export const whyOf = async (request: FastifyRequest, caseId: string): Promise<Look | { ask: Html }> => {
  const { work, method } = request
  const route = String(request.routeOptions.url)
  if (route === whyAddress) return { purpose: 'asked' }
  const look = await purposeNow(work, caseId)
  if (look?.purpose === 'emergency' && !opensInEmergency(method, route)) throw new NotFound()
  if (look) return look
  if (method !== 'POST') return { ask: whyPage({ ...asked(request, caseId), shown: {} }) }
  return whyWithForm(request, caseId)
}

/** A form that was open for longer than a reason holds: it is asked first, and what was typed goes along. */
const whyWithForm = async (request: FastifyRequest, caseId: string): Promise<Look | { ask: Html }> => {
  const body = z.record(z.string(), z.unknown()).catch({}).parse(request.body)
  const { lookPick, lookSaid, ...typed } = body
  const ask = (shown: Shown<Record<string, string | undefined>>) => ({
    ask: whyPage({ ...asked(request, caseId), shown, carried: carriedIn(request, typed) }),
  })
  if (lookPick === undefined && lookSaid === undefined) return ask({})
  const form = whyForm.safeParse(body)
  if (!form.success) return ask({ answers: answersIn(body), errors: formErrors(form.error) })
  request.body = typed
  return { purpose: 'stated', reasonId: await giveReason(request.work, caseId, form.data) }
}

const asked = ({ screen, url }: FastifyRequest, caseId: string) => ({ screen, caseId, url })

const texts = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([])
/** Every field of the form that came, as hidden fields, with what it says of its own draft. */
const carriedIn = ({ sent }: FastifyRequest, typed: Record<string, unknown>): [string, string][] => {
  const about = { formPage: sent.formPage, formVersion: String(sent.formVersion) }
  return Object.entries({ ...typed, ...about })
    .filter(([name]) => name !== 'formKey')
    .flatMap(([name, value]) => texts.parse(value).map((each): [string, string] => [name, each]))
}
