import type { FastifyRequest } from 'fastify'
import { caseIdOf, type Web } from '../../../platform/web.ts'
import { londonDay } from '../../../rules/days.ts'
import { grades } from '../../../rules/entry.ts'
import { isEntryType, labelOf } from '../../../rules/entry-types.ts'
import type { Services } from '../../../rules/services.ts'
import { helplinesNow } from '../../helplines/index.ts'
import { isUnder18 } from '../../people/index.ts'
import { cardsToday } from '../../police-cards/index.ts'
import { permissionsOf } from '../../staff/index.ts'
import { caseTop } from '../actions/top.ts'
import * as overview from '../store/overview.ts'
import { accountsOf, barriersOf, involvedIn, settingsOf } from '../store/panels.ts'
import { caseRow } from '../store/top.ts'
import { overviewPage } from '../views/index.ts'

export const overviewRoutes = (web: Web, services: Services): void => {
  web.get('/cases/:caseId', { config: { access: 'cases:read' } }, async (request, reply) => {
    const { tx, now, actor } = request.work
    const caseId = caseIdOf(request)
    const may = permissionsOf(actor.role)
    const top = await caseTop(services, request.work, caseId)
    const since = await overview.look(tx, caseId, actor.id, now)
    const [account] = await accountsOf(tx, caseId)
    const levels = await overview.levelsOf(tx, caseId)
    return reply.page(
      overviewPage({
        ...{ screen: request.screen, top, since, actorId: actor.id, account: account ?? null },
        concern: (await caseRow(tx, caseId))?.concern ?? '',
        mayChange: may.has('cases:write'),
        changes: await changesOf(request, caseId, since),
        due: await overview.dutiesDue(tx, caseId, now),
        levels: levels.map(({ level, ...each }) => ({
          ...each,
          level: grades.find((grade) => grade === level) ?? null,
        })),
        contact: await overview.lastContact(tx, caseId),
        parents: top.people.some((person) => isUnder18(person, londonDay(now)))
          ? await overview.parentsDecided(tx, caseId)
          : [],
        barriers: await barriersOf(tx, caseId),
        settings: await settingsOf(tx, caseId),
        involved: await involvedIn(tx, caseId),
        helplines: await helplinesNow(tx),
        cards: may.has('police-cards:read') ? await cardsToday(services, request.work, caseId) : [],
      }),
    )
  })
}

const relations: Record<string, string> = { confirms: ', confirmed', corrects: ', set right' }

/** What others entered or shared since this person looked, newest first. */
const changesOf = async ({ work }: FastifyRequest, caseId: string, since: Date | null) => {
  const { tx, actor } = work
  const entries = await overview.entriesSince(tx, caseId, since, actor.id)
  const notes = await overview.notesSharedSince(tx, caseId, since, actor.id)
  return [
    ...entries.map(({ type, relation, enteredAt, by }) => ({
      ...{ text: `${isEntryType(type) ? labelOf(type) : type}${relations[relation] ?? ''}`, at: enteredAt },
      by: by ?? 'from another case of the same suspect',
    })),
    ...notes.flatMap(({ sharedAt, by }) =>
      sharedAt ? [{ text: 'Note shared with the case', at: sharedAt, by, href: `/cases/${caseId}/notes` }] : [],
    ),
  ].sort((a, b) => b.at.getTime() - a.at.getTime())
}
