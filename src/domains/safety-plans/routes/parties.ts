import type { FastifyRequest } from 'fastify'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { differencesIn, isBehind } from '../../../platform/marks.ts'
import { idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import type { CaseTop } from '../../cases/index.ts'
import {
  consultationOf,
  consultationsOf,
  keepConsultation,
  keepParty,
  partiesOn,
  partyOf,
  partyVersions,
} from '../actions/beside.ts'
import { consultationForm, partyForm, wasSafeOn } from '../model/parties.ts'
import { askedFields, askedPage } from '../views/asked.ts'
import { besideAddress } from '../views/kept-beside.ts'
import { partiesPage, partyFields, partyFormPage, partyLabels, partyPage } from '../views/parties.ts'
import { besidePlansOf, helpedIn, pageOf } from './beside.ts'
import { mayRead, mayWrite } from './page.ts'

const home = '/cases/:caseId/safety-plans/parties'
const of = ({ top, today }: { top: CaseTop; today: string }, personId: string) => ({
  people: top.people,
  personId,
  today,
})
const changed = 'A colleague has changed this meanwhile'

export const partyRoutes = (web: Web, services: Services): void => {
  const onParties = async (request: FastifyRequest) => {
    const page = await besidePlansOf(services, request, 'parties')
    return { ...page, people: helpedIn(page.top), here: besideAddress(page.top.caseId, 'parties') }
  }
  const starting = async (request: FastifyRequest) => {
    const page = await onParties(request)
    if (!page.mayChange) throw new NotFound()
    return { ...page, mark: 'new' }
  }
  const onParty = async (request: FastifyRequest) => {
    const page = await onParties(request)
    const party = await partyOf(services, request.work, page.top.caseId, idOf(request, 'partyId'))
    if (!party) throw new NotFound()
    return { ...page, party }
  }
  const changing = async (request: FastifyRequest) => {
    const page = await onParty(request)
    const { says } = page.party
    if (!page.mayChange || says === null) throw new NotFound()
    return { ...page, party: { ...page.party, says }, mark: String(page.party.version) }
  }

  web.get(home, mayRead, async (request, reply) => {
    const page = await onParties(request)
    const number = pageOf(request)
    const found = await partiesOn(services, request.work, page.top.caseId, number)
    return reply.page(partiesPage({ ...page, ...found, number }))
  })
  web.get(`${home}/new`, mayWrite, async (request, reply) => {
    const page = await starting(request)
    const [first, ...others] = page.people
    const answers = { on: 'today', ...(first && others.length === 0 && { personId: first.id }) }
    return reply.page(partyFormPage({ ...page, shown: { answers } }))
  })
  web.post(`${home}/new`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await starting(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(partyFormPage({ ...page, shown }))
    const form = partyForm(work.now).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    const { personId, content } = form.data
    const person = page.people.find(({ id }) => id === personId)
    if (!person) return again(wrongField(body, 'personId', 'Select whose plan it is for: somebody in this case now'))
    const done = await keepParty(
      services,
      work,
      { caseId: page.top.caseId, personId: person.id, content },
      of(page, person.id),
    )
    if ('problem' in done) return again(wrongField(body, done.field, done.problem))
    return reply.see(`${page.here}/${done.recordId}`)
  })
  web.get(`${home}/:partyId`, mayRead, async (request, reply) => {
    const page = await onParty(request)
    const number = pageOf(request)
    const asked = { ...(await consultationsOf(services, request.work, page.party, number)), number }
    return reply.page(partyPage({ ...page, asked }))
  })
  web.get(`${home}/:partyId/edit`, mayWrite, async (request, reply) => {
    const page = await changing(request)
    return reply.page(partyFormPage({ ...page, shown: { answers: { ...partyFields(page.party.says), on: 'today' } } }))
  })
  web.post(`${home}/:partyId/edit`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await changing(request)
    const { party } = page
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(partyFormPage({ ...page, shown }))
    const form = partyForm(work.now).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (isBehind(body, page.mark)) {
      const shown = wrongField(body, 'decision', changed)
      const differences = differencesIn(partyLabels, partyFields(party.says), shown.answers ?? {})
      return reply.code(422).page(partyFormPage({ ...page, shown, differences }))
    }
    const { caseId, personId } = party
    const done = await keepParty(
      services,
      work,
      { caseId, personId, content: form.data.content },
      of(page, personId),
      party,
    )
    if ('problem' in done) return again(wrongField(body, done.field, done.problem))
    return reply.see(`${page.here}/${done.recordId}`)
  })

  web.get(`${home}/:partyId/asked/new`, mayWrite, async (request, reply) => {
    const page = await changing(request)
    if (page.party.says.decision !== 'safe') return reply.see(`${page.here}/${page.party.recordId}`)
    return reply.page(askedPage({ ...page, shown: { answers: { askedOn: 'today' } } }))
  })
  web.post(`${home}/:partyId/asked/new`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await changing(request)
    const { party } = page
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(askedPage({ ...page, shown }))
    if (party.says.decision !== 'safe')
      return again(
        wrongField(
          body,
          'asked',
          'It was decided that it is not safe to involve them: nobody asks them, and nothing of this was saved',
        ),
      )
    const versions = await partyVersions(services, work, party)
    const form = consultationForm(work.now, (day) => wasSafeOn(versions, day)).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (isBehind(body, page.mark)) return again(wrongField(body, 'asked', `${changed}. Read it, then send this again`))
    const refused = await keepConsultation(services, work, party, form.data.content, of(page, party.personId))
    if (refused) return again(wrongField(body, refused.field, refused.problem))
    return reply.see(`${page.here}/${party.recordId}`)
  })
  /** What came back, also where it was decided since that it is not safe: it was asked before. */
  const onAsked = async (request: FastifyRequest) => {
    const page = await changing(request)
    const asked = await consultationOf(services, request.work, page.party, idOf(request, 'askedId'))
    if (!asked?.says) throw new NotFound()
    return { ...page, asked: { ...asked, says: asked.says }, mark: String(asked.version) }
  }
  web.get(`${home}/:partyId/asked/:askedId`, mayWrite, async (request, reply) => {
    const page = await onAsked(request)
    return reply.page(askedPage({ ...page, shown: { answers: askedFields(page.asked.says) } }))
  })
  web.post(`${home}/:partyId/asked/:askedId`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await onAsked(request)
    const { party, asked } = page
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(askedPage({ ...page, shown }))
    const versions = await partyVersions(services, work, party)
    const { askedOn } = asked.says
    const form = consultationForm(work.now, (day) => day === askedOn || wasSafeOn(versions, day)).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (isBehind(body, page.mark)) return again(wrongField(body, 'answer', `${changed}. Read it, then send this again`))
    const refused = await keepConsultation(services, work, party, form.data.content, of(page, party.personId), asked)
    if (refused) return again(wrongField(body, refused.field, refused.problem))
    return reply.see(`${page.here}/${party.recordId}`)
  })
}
