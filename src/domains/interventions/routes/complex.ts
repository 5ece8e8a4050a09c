import type { FastifyRequest } from 'fastify'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { isBehind } from '../../../platform/marks.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../../platform/web.ts'
import { policyIn } from '../../../rules/policy-in.ts'
import type { Services } from '../../../rules/services.ts'
import { ownersFor } from '../../cases/index.ts'
import { endMeeting, lockInterventions, markComplex } from '../actions/case.ts'
import { complexForm, meetingForm } from '../model/forms.ts'
import { complexMarks } from '../store/case.ts'
import { complexPage } from '../views/complex.ts'
import { meetingPage } from '../views/meeting.ts'
import { onCase, writing } from './base.ts'

/** A case that the usual interventions do not answer: those who work on it meet (RM-05). */
export const complexRoutes = (web: Web, services: Services): void => {
  const marking = async (request: FastifyRequest) => {
    const page = await onCase(services, request)
    const { work } = request
    // Whoever is shown a part could not know whether it is marked already.
    if (!page.isWhole) throw new NotFound()
    const open = (await complexMarks(work.tx, page.top.caseId)).filter(({ outcome }) => outcome === null)
    const { complexMeetingWorkingDays: days } = await policyIn(services, work.tx, work.now)
    return {
      ...page,
      open,
      days,
      owners: (await ownersFor(work, page.top.caseId, 'interventions:write')).filter(
        ({ isOnOtherSide }) => !isOnOtherSide,
      ),
    }
  }
  web.get('/cases/:caseId/interventions/complex', writing, async (request, reply) => {
    const page = await marking(request)
    const mine = page.owners.find(({ id }) => id === request.actor.id)?.id
    return reply.page(complexPage({ ...page, shown: { answers: { ownerId: mine } } }))
  })
  web.post('/cases/:caseId/interventions/complex', writing, async (request, reply) => {
    const { body, work } = request
    await lockInterventions(work, caseIdOf(request))
    const page = await marking(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(complexPage({ ...page, shown }))
    const form = complexForm(page.owners).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (isBehind(body, String(page.open.length))) {
      const shown = wrongField(
        body,
        'reason',
        'A colleague has marked it meanwhile: mark it again only for another meeting',
      )
      return again({ ...shown, answers: { ...shown.answers, basedOn: String(page.open.length) } })
    }
    await markComplex(services, work, page.top.caseId, form.data)
    return reply.see(`/cases/${page.top.caseId}/interventions`)
  })

  const meeting = async (request: FastifyRequest) => {
    const page = await onCase(services, request)
    const marks = await complexMarks(request.work.tx, page.top.caseId)
    const mark = marks.find(({ id }) => id === idOf(request, 'complexId'))
    if (!mark) throw new NotFound()
    return { ...page, mark }
  }
  web.get('/cases/:caseId/interventions/complex/:complexId', writing, async (request, reply) => {
    const page = await meeting(request)
    if (page.mark.outcome !== null) throw new NotFound()
    return reply.page(meetingPage({ ...page, shown: {} }))
  })
  web.post('/cases/:caseId/interventions/complex/:complexId', writing, async (request, reply) => {
    const { body, work } = request
    const page = await meeting(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(meetingPage({ ...page, shown }))
    const isOver = wrongField(body, 'said', 'A colleague has said what came of it. Nothing of this was saved')
    if (page.mark.outcome !== null) return again(isOver)
    const form = meetingForm(work.now).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    const isDone = await endMeeting(services, work, page.mark, form.data)
    return isDone ? reply.see(`/cases/${page.top.caseId}/interventions`) : again(isOver)
  })
}
