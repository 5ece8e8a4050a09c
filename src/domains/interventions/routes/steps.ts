import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { type Difference, differencesIn, isBehind, oneAtATime } from '../../../platform/marks.ts'
import { idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import type { ToldForm } from '../../safe-contact/index.ts'
import { permissionsOf } from '../../staff/index.ts'
import { takeStep } from '../actions/case.ts'
import { doneForm, reviewForm, stopForm } from '../model/forms.ts'
import { decisionsOf, interventionOf, stepsOf } from '../store/case.ts'
import { donePage } from '../views/done.ts'
import { interventionPage } from '../views/intervention.ts'
import { reviewPage } from '../views/review.ts'
import type { OnIntervention } from '../views/step-form.ts'
import { stopPage } from '../views/stop.ts'
import { onCase, reading, writing } from './base.ts'

type Step = { happenedOn: string; said: string; evidence?: string; reviewOn?: string } & ToldForm

/** One intervention: what came of it, step after step. */
export const stepRoutes = (web: Web, services: Services): void => {
  const one = async (request: FastifyRequest) => {
    const page = await onCase(services, request)
    const row = await interventionOf(request.work.tx, page.top.caseId, idOf(request, 'interventionId'))
    if (!row) throw new NotFound()
    return { ...page, row, steps: await stepsOf(request.work.tx, page.top.caseId, row.id) }
  }
  web.get('/cases/:caseId/interventions/:interventionId', reading, async (request, reply) => {
    const page = await one(request)
    const decisions = (await decisionsOf(request.work.tx, page.top.caseId)).filter(
      ({ interventionId }) => interventionId === page.row.id,
    )
    const mayWrite = permissionsOf(request.actor.role).has('interventions:write')
    return reply.page(interventionPage({ ...page, decisions, mayWrite }))
  })

  const step = (
    word: 'review' | 'done' | 'stop',
    kind: 'reviewed' | 'done' | 'stopped',
    {
      form: formAt,
      page: pageOf,
    }: { form: (now: Date) => z.ZodType<Step>; page: (page: OnIntervention) => ReturnType<typeof donePage> },
  ): void => {
    const url = `/cases/:caseId/interventions/:interventionId/${word}` as const
    web.get(url, writing, async (request, reply) => {
      const page = await one(request)
      if (page.row.state !== 'chosen') throw new NotFound()
      return reply.page(pageOf({ ...page, shown: { answers: { happenedOn: 'today' } } }))
    })
    web.post(url, writing, async (request, reply) => {
      const { body, work } = request
      await oneAtATime(work.tx, `intervention ${idOf(request, 'interventionId')}`)
      const page = await one(request)
      const again = (shown: OnIntervention['shown'], differences?: readonly Difference[]) =>
        reply.code(422).page(pageOf({ ...page, shown, ...(differences && { differences }) }))
      if (page.row.state !== 'chosen')
        return again(wrongField(body, 'said', 'A colleague has ended this meanwhile. Nothing of this was saved'))
      const form = formAt(work.now).safeParse(body ?? {})
      if (!form.success) return again(typedAgain(body, form.error))
      if (isBehind(body, String(page.row.version))) {
        const shown = wrongField(body, 'said', 'A colleague looked at this while you wrote')
        const [last] = page.steps
        const saved = { said: last?.said ?? '', reviewOn: page.row.reviewOn }
        const typed = { said: form.data.said, reviewOn: form.data.reviewOn ?? page.row.reviewOn }
        const labels = { said: 'What was found', reviewOn: 'Looked at again on' }
        const answers = { ...shown.answers, basedOn: String(page.row.version) }
        return again({ ...shown, answers }, differencesIn(labels, saved, typed))
      }
      await takeStep(services, work, page.row, { kind, ...form.data })
      return reply.see(`/cases/${page.top.caseId}/interventions/${page.row.id}`)
    })
  }
  step('review', 'reviewed', { form: reviewForm, page: reviewPage })
  step('done', 'done', { form: doneForm, page: donePage })
  step('stop', 'stopped', { form: stopForm, page: stopPage })
}
