import { createHmac } from 'node:crypto'
import type { Work } from '../../../platform/request.ts'
import { key } from '../../../platform/secrets.ts'
import { dayText, timeText } from '../../../platform/times.ts'
import type { Services } from '../../../rules/services.ts'
import { bundleMark as markOf, recipientOf } from '../../bundles/index.ts'
import { type ProtectedKind, protectedIn } from '../../files/index.ts'
import { isScope, kindWords, type Route, reveal, routeOf, scopes, windowWords } from '../../safe-contact/index.ts'
import { type Content, documentFile, documentText } from '../model/document.ts'
import type { ReleaseRow } from '../store.ts'

/** What of a release stands on the paper. Who reads it is not among it: it is the same for everybody. */
export type About = Pick<
  ReleaseRow,
  | ('id' | 'caseId' | 'routeId' | 'askedAt' | 'why' | 'person' | 'called' | 'reference' | 'askedByName' | 'agency')
  | ('recipientName' | 'recipientAgency' | 'outsideName')
>

/** Made for its one recipient, from what holds now. Null: the way is no longer there, or its key was erased. */
export const contentOf = async (services: Services, { tx }: Work, about: About): Promise<Content | null> => {
  const { caseId, routeId, person } = about
  if (routeId === null || person === null) return null
  const route = await routeOf(tx, caseId, routeId)
  if (!route || route.endedAt || route.isForbidden) return null
  const value = await reveal(services, { tx }, caseId, { field: 'value', rowId: routeId })
  if (value === null) return null
  return {
    mark: markOf(about),
    reference: about.reference,
    preparedAt: `${dayText(about.askedAt)} ${timeText(about.askedAt)}`,
    from: `${about.askedByName}, ${about.agency}`,
    recipient: recipientOf(about),
    why: about.why,
    person: about.called ?? person,
    kind: kindWords[route.kind],
    value,
    askFor: await reveal(services, { tx }, caseId, { field: 'ask-for', rowId: routeId }),
    through: await reveal(services, { tx }, caseId, { field: 'their-name', rowId: routeId }),
    when: windowWords(route.windows),
    cautions: cautionsOf(route),
  }
}

const cautionsOf = ({ kind, textIsSafe, voicemailIsSafe, callerId, thirdPartyScope, endsOn }: Route): string[] => [
  ...(['mobile', 'phone', 'work phone', 'third party'].includes(kind)
    ? [
        ...(textIsSafe ? [] : ['Send no text']),
        ...(voicemailIsSafe ? [] : ['Leave no message']),
        callerId === 'withheld' ? 'Ring with your number withheld' : 'Ring from a number that says nothing of you',
      ]
    : []),
  ...(thirdPartyScope && isScope(thirdPartyScope) ? [`May be told: ${scopes[thirdPartyScope]}`] : []),
  ...(endsOn ? [`Not after ${endsOn}`] : []),
]

/** What is approved and what is sent is held by this, under a key: nobody can try numbers against it. */
export const hashOf = ({ secret }: Pick<Services, 'secret'>, content: Content): Buffer =>
  createHmac('sha256', key(secret, 'releases')).update(documentFile(content)).digest()

/** What else of the people of the case stands in it; the way that is released is left to stand. */
export const alsoIn = (services: Services, { tx }: Work, about: About, content: Content): Promise<ProtectedKind[]> =>
  protectedIn(services, tx, about.caseId, { text: documentText(content), but: about.routeId ?? undefined })
