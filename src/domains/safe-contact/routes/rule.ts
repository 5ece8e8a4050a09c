import { z } from 'zod'
import { answersIn, formErrors } from '../../../platform/forms.ts'
import { differencesIn, isBehind, oneAtATime } from '../../../platform/marks.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../../platform/web.ts'
import { addDays, londonDay } from '../../../rules/days.ts'
import type { Services } from '../../../rules/services.ts'
import { noteRead, setRule } from '../actions/change.ts'
import { type Looked, lookAt, lookFully, whoseIn } from '../actions/look.ts'
import { reveal } from '../actions/strip.ts'
import { filled, ruleFormAt, type Typed, typedIn } from '../model/forms.ts'
import { routeOf, type SealedField, sealedAt, sealedFields } from '../store/contact.ts'
import { hasRead, readersOf } from '../store/reads.ts'
import { historyPage } from '../views/history.ts'
import { indexPage } from '../views/index.ts'
import { revealPage, shownForSeconds } from '../views/reveal.ts'
import { rulePage } from '../views/rule.ts'
import { backTo, discloses, pageOf, personIn, reads, wholeOf, writes } from './page.ts'

export const ruleRoutes = (web: Web, services: Services): void => {
  web.get('/cases/:caseId/safe-contact', reads, async (request, reply) => {
    const { work } = request
    const looked = await lookAt(work, caseIdOf(request), personIn(request))
    const { rule, whose, sight } = looked
    const readers = sight === 'full' && rule ? await readersOf(work.tx, whose) : []
    const isRead = rule !== null && (await hasRead(work.tx, whose, rule.version, work.actor.id))
    return reply.page(indexPage({ ...(await pageOf(services, request)), looked, readers, hasRead: isRead }))
  })

  web.get('/cases/:caseId/safe-contact/rule', reads, async (request, reply) => {
    const looked = await wholeOf(request)
    const typed = ruleTyped(looked, request.work.now)
    return reply.page(rulePage({ ...(await pageOf(services, request)), looked, typed, basedOn: versionOf(looked) }))
  })
  web.post('/cases/:caseId/safe-contact/rule', writes, async (request, reply) => {
    await oneAtATime(request.work.tx, `rule ${caseIdOf(request)}`)
    const looked = await wholeOf(request)
    const form = ruleFormAt(request.work.now).safeParse(request.body ?? {})
    if (!form.success) {
      const shown = {
        looked,
        typed: typedIn(request.body),
        errors: formErrors(form.error),
        basedOn: answersIn(request.body).basedOn,
      }
      return reply.code(422).page(rulePage({ ...(await pageOf(services, request)), ...shown }))
    }
    if (isBehind(request.body, versionOf(looked))) {
      const text = 'Somebody else changed this while you wrote'
      const errors = { list: [{ text, href: '#interpreter' }], byField: { interpreter: { text } } }
      const differences = differencesIn(ruleLabels, wordsOf(looked), answersIn(request.body))
      const shown = { looked, typed: typedIn(request.body), errors, differences, basedOn: versionOf(looked) }
      return reply.code(422).page(rulePage({ ...(await pageOf(services, request)), ...shown }))
    }
    await setRule(services, request.work, looked.whose, form.data)
    return reply.see(backTo(looked))
  })

  web.get('/cases/:caseId/safe-contact/history', reads, async (request, reply) =>
    reply.page(historyPage({ ...(await pageOf(services, request)), looked: await wholeOf(request) })),
  )

  web.post('/cases/:caseId/safe-contact/read', writes, async (request, reply) => {
    const looked = await lookAt(request.work, caseIdOf(request), personIn(request))
    if (looked.rule && looked.sight !== 'exists') await noteRead(request.work, looked.whose)
    return reply.see(backTo(looked))
  })

  web.get('/cases/:caseId/safe-contact/reveal/:field/:rowId', discloses, async (request, reply) => {
    const [caseId, rowId] = [caseIdOf(request), idOf(request, 'rowId')]
    const { field } = fieldOf.parse(request.params)
    if (!field) throw new NotFound()
    const found = await sealedAt(request.work.tx, caseId, field, rowId)
    if (!found?.sealed || !(await maySee(request.work, { caseId, personId: found.personId }, field, rowId)))
      throw new NotFound()
    const text = await reveal(services, request.work, caseId, { field, rowId })
    // A browser goes on by itself, with scripts or without.
    reply.header('refresh', `${shownForSeconds}; url=/cases/${caseId}/safe-contact`)
    return reply.page(revealPage({ ...(await pageOf(services, request)), field, text }))
  })
}

const fieldOf = z.object({ field: z.enum(sealedFields).optional().catch(undefined) })

type Whose = { caseId: string; personId: string }
/** All of it, or the one way that was shared with the reader's agency. */
const maySee = async (
  work: Parameters<typeof lookAt>[0],
  { caseId, personId }: Whose,
  field: SealedField,
  rowId: string,
): Promise<boolean> => {
  const { sight } = await whoseIn(work, caseId, personId)
  if (sight === 'full') return (await lookFully(work, caseId, personId)).whose.personId === personId
  const isOfRoute = field === 'value' || field === 'ask-for' || field === 'their-name'
  const { routes } = await lookAt(work, caseId, personId)
  return isOfRoute && routes.some(({ id }) => id === rowId) && (await routeOf(work.tx, caseId, rowId)) !== null
}

const ruleLabels = { interpreter: 'Interpreter', frequency: 'How often', confirmedWith: 'Who confirmed it' }
const versionOf = ({ rule }: Looked): string => String(rule?.version ?? 0)
const wordsOf = ({ rule }: Looked): Record<string, string | undefined> => ({
  ...{ interpreter: rule?.interpreter ?? '', frequency: rule?.frequency, confirmedWith: rule?.confirmedWith },
})

const ruleTyped = ({ rule }: Looked, now: Date): Typed =>
  filled(
    {
      interpreter: rule?.interpreter ?? undefined,
      frequency: rule?.frequency,
      reviewOn: addDays(londonDay(now), 91),
    },
    { notTold: rule?.notTold ?? [] },
  )
