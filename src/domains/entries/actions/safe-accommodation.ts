import type { Work } from '../../../platform/request.ts'
import type { EntryType } from '../../../rules/entry-types.ts'
import type { Services } from '../../../rules/services.ts'
import { firstHeld } from '../../files/index.ts'
import { placesIn } from '../../safety-plans/index.ts'

/**
 * Where safe accommodation is, stands nowhere in what others read: neither a place that is known to be one, nor what reads
 * like a place (INV-06). The first field that says so.
 */
export const placeSaid = async (
  services: Services,
  { tx }: Work,
  { caseId, type }: { caseId: string; type: EntryType },
  answers: Readonly<Record<string, string | undefined>>,
): Promise<{ field: string; problem: string } | undefined> => {
  if (type !== 'incidents.moved-to-refuge') return undefined
  const { what, toldBy, providerReference } = answers
  const texts = { what, toldBy, providerReference }
  for (const [field, text] of Object.entries(texts)) {
    const [place] = text ? placesIn(text) : []
    if (place)
      return {
        field,
        problem: `This reads like ${place}. Where safe accommodation is, is never written here: give the provider’s own reference`,
      }
  }
  if (providerReference && !isReference(providerReference))
    return {
      field: 'providerReference',
      problem: 'Enter the provider’s own reference: up to 40 letters, figures and dashes, with a figure in it, like SA-0142',
    }
  return firstHeld(services, tx, caseId, texts)
}
const isReference = (text: string): boolean => /^(?=.*\d)[a-z0-9][a-z0-9/-]{0,39}$/i.test(text.trim())
